/** What cti-lookup is asked: the dialog's fields, else the message's. */
import { CtiError } from '../../lib/session';
import { wholeNumber } from '../session/session-options';

export type What = 'calls' | 'agents';
export type AnswerKind = 'one' | 'list' | 'count';

/** A key of the message's payload, and of the dialog. Empty: any. */
export interface Query {
  readonly what: What;
  readonly answer: AnswerKind;
  readonly fresh: boolean;
  /** Of a call; of an agent `agent` is the id. */
  readonly id?: string;
  readonly contact?: string;
  readonly connectionCallID?: number;
  readonly peripheralID?: number;
  readonly device?: string;
  readonly agent?: string;
  /** Numbers, SkillGroupIDs or names, as patterns. */
  readonly skillGroup?: string;
  readonly team?: number;
  /** Name and pattern of the value, or the name alone. */
  readonly variableName?: string;
  readonly variable?: string;
}

const CHOICES = { what: ['calls', 'agents'], answer: ['one', 'list', 'count'] } as const;
const TEXTS = ['id', 'contact', 'device', 'agent', 'skillGroup', 'variableName', 'variable'] as const;
const NUMBERS = ['connectionCallID', 'peripheralID', 'team'] as const;
/** What only one of the two has. */
const ONLY: { readonly [W in What]: readonly string[] } = {
  calls: ['id', 'contact', 'connectionCallID', 'variableName', 'variable'],
  agents: ['team'],
};
export const QUERY_KEYS: readonly string[] = [...Object.keys(CHOICES), 'fresh', ...TEXTS, ...NUMBERS];

type Given = Readonly<Record<string, unknown>>;

/**
 * @param filled the dialog's; a field that is filled in wins
 * @param payload of the message; what is no object asks for nothing
 * @throws CtiError CTI_INVALID_FIELD naming the keys
 */
export function lookupQuery(filled: Given, payload: unknown): Query {
  const given = asGiven(payload);
  const unknown = Object.keys(given).filter((key) => !QUERY_KEYS.includes(key));
  if (unknown.length > 0) throw invalid(unknown.join(', '), `one of ${QUERY_KEYS.join(', ')}`);
  const value = (key: string) => (isEmpty(filled[key]) ? given[key] : filled[key]);
  const what = choice('what', value('what') ?? 'calls');
  const query: Record<string, unknown> = {
    what,
    answer: choice('answer', value('answer') ?? 'list'),
    fresh: filled.fresh === true || truth('fresh', given.fresh),
  };
  for (const key of TEXTS) if (!isEmpty(value(key))) query[key] = text(key, value(key));
  for (const key of NUMBERS) if (!isEmpty(value(key))) query[key] = number(key, value(key));
  const other = what === 'calls' ? 'agents' : 'calls';
  const strange = ONLY[other].filter((key) => key in query);
  if (strange.length > 0) throw invalid(strange.join(', '), `something that ${what} have`);
  if ('variable' in query && !('variableName' in query)) {
    throw invalid('variableName', 'callVariable1 to callVariable10 or the name of an ECC variable');
  }
  return query as unknown as Query;
}

function asGiven(payload: unknown): Given {
  const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  return isObject && !(payload instanceof Uint8Array) ? (payload as Given) : {};
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function choice<K extends keyof typeof CHOICES>(key: K, value: unknown): (typeof CHOICES)[K][number] {
  const known = CHOICES[key].find((one) => one === value);
  if (known === undefined) throw invalid(key, `one of ${CHOICES[key].join(', ')}`);
  return known;
}

function truth(key: string, value: unknown): boolean {
  if (isEmpty(value)) return false;
  if (typeof value === 'boolean') return value;
  throw invalid(key, 'true or false');
}

function text(key: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim();
  throw invalid(key, 'a text');
}

function number(key: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  const whole = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? wholeNumber(key, value) : undefined;
  if (whole === undefined) throw invalid(key, 'a whole number');
  return whole;
}

/** Without the value, which may be somebody's number. */
function invalid(field: string, right: string): CtiError {
  return new CtiError('CTI_INVALID_FIELD', `${field}: right is ${right}`, { field });
}
