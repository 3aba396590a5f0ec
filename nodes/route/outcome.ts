/** What came of the rules in a few words, for the status of the node: nothing of the call or of the message is in it. */
import type { Decision } from './rules';

/** Words of a catalog, by a key below cti-route.status. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What became of the decision: it was carried out, or not since the call is where it would go already. */
export interface Outcome {
  readonly there: boolean;
  readonly dryRun: boolean;
}

/** Types whose value stands in the rule; what comes from elsewhere may be somebody's number. */
const TYPED = ['str', 'num'];

export function outcome(say: Say, decision: Decision, { there, dryRun }: Outcome): string {
  const text = decided(say, decision, there);
  return dryRun ? say('dryRun', { outcome: text }) : text;
}

function decided(say: Say, { rule, name, action, fields }: Decision, there: boolean): string {
  if (rule === null) return say('noRule');
  const to = fields.calledDeviceID ?? fields.dialedNumber;
  const words = say(`done.${there ? 'there' : action}`);
  const done = !there && to !== undefined && TYPED.includes(to.type) ? `${words} ${to.value}` : words;
  if (rule === 'else') return say('otherwise', { done });
  return name === '' ? say('rule', { rule, done }) : say('named', { rule, name, done });
}
