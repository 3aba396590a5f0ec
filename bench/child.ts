/** One process of the bench: measures the named strategies of a comparison, prints JSON. */
import { measure } from './clock';
import { COMPARISONS } from './comparisons';
import type { Strategy } from './strategy';

const [id, ...names] = process.argv.slice(2);
const comparison = COMPARISONS.find((one) => one.id === id);
const strategies = names.map((name) => comparison?.strategies[name]?.() as Strategy);
process.stdout.write(JSON.stringify(measure(strategies)));
