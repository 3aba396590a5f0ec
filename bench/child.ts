/**
 * One process of the bench: measures the named strategies of a comparison, prints JSON. Where they
 * share a process, it is first checked that all give the right results.
 */
import { measure } from './clock';
import { COMPARISONS } from './comparisons';
import type { Strategy } from './strategy';

const [id, ...names] = process.argv.slice(2);
const comparison = COMPARISONS.find((one) => one.id === id);
const strategies = names.map((name) => comparison?.strategies[name]?.() as Strategy);
if (strategies.length > 1) for (const { check } of strategies) check();
process.stdout.write(JSON.stringify(measure(strategies)));
