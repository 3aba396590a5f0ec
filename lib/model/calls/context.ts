/** The data of a call: which messages carry them, and how what is new meets what is known. */
import { type FieldKey, fieldKey, MESSAGES, type Payload } from '../../protocol';

const { CALL_DATA_UPDATE_EVENT, SNAPSHOT_CALL_CONF, AGENT_PRE_CALL_EVENT } = MESSAGES;
/** What these messages carry besides the data: whom they are about, counts, lists that are kept elsewhere. */
const NOT_DATA = [
  'connectionDeviceID',
  'newConnectionDeviceID',
  'ctiClients',
  'callDevices',
  'cocConnectionCallID',
  'cocCallConnectionDeviceIDType',
  'cocCallConnectionDeviceID',
  'agentInstrument',
  'agentID',
  'preCallInvokeID',
  'numOfEnabledServices',
] as const;
type Carrier = 'CALL_DATA_UPDATE_EVENT' | 'SNAPSHOT_CALL_CONF' | 'AGENT_PRE_CALL_EVENT';
type NotData = (typeof NOT_DATA)[number];
type Floating<N extends Carrier> = Omit<Payload<N>, NotData | 'unknownFields' | keyof FixedOf<N>>;
type FixedOf<N extends Carrier> = {
  [K in keyof (typeof MESSAGES)[N]['fixed'] & string as FieldKey<K>]: never;
};

/** The data under the guide's names; those that were never told, or are empty, are undefined. */
export type CallContext = Readonly<
  Partial<Floating<'CALL_DATA_UPDATE_EVENT'> & Floating<'SNAPSHOT_CALL_CONF'> & Floating<'AGENT_PRE_CALL_EVENT'>>
>;
export type ContextKey = keyof CallContext;

export const CONTEXT_KEYS: readonly ContextKey[] = [
  ...new Set(
    [CALL_DATA_UPDATE_EVENT, SNAPSHOT_CALL_CONF, AGENT_PRE_CALL_EVENT].flatMap(({ floating }) =>
      Object.keys(floating).map((name) => fieldKey(name)),
    ),
  ),
].filter((key) => !(NOT_DATA as readonly string[]).includes(key)) as readonly string[] as readonly ContextKey[];

/** Until version 21 an update has only what is new; from 22 on all ECC variables are in it, and what is not is gone. */
const ALL_ECC_SINCE = 22;

/** How the message's ECC data meet those that are known. */
export type EccRule = 'replace' | 'merge';

export function eccRuleOf(version: number | undefined): EccRule {
  return (version ?? ALL_ECC_SINCE) >= ALL_ECC_SINCE ? 'replace' : 'merge';
}

/**
 * No data. All keys are there from the beginning, so that every context is an object of the same shape: added one by one
 * they would make a hash table of it, which costs three times as much to keep and to copy.
 */
export const NO_DATA: CallContext = JSON.parse(JSON.stringify(Object.fromEntries(CONTEXT_KEYS.map((key) => [key, 0]))));
for (const key of CONTEXT_KEYS) (NO_DATA as { [key: string]: unknown })[key] = undefined;

/** @returns the data as they are then (the same object if nothing is new), and the names of what is new */
export function updateContext(
  known: CallContext,
  payload: object,
  rule: EccRule,
): { context: CallContext; changed: readonly ContextKey[] } {
  const given = payload as CallContext;
  let context: { [key: string]: unknown } | undefined;
  let changed: ContextKey[] | undefined;
  for (const key of CONTEXT_KEYS) {
    const value = newValue(key, given[key], known[key], rule);
    if (same(value, known[key])) continue;
    context ??= { ...known };
    context[key] = value;
    changed ??= [];
    changed.push(key);
  }
  return { context: context ?? known, changed: changed ?? NOTHING };
}

const NOTHING: readonly ContextKey[] = [];

function newValue(key: ContextKey, given: unknown, known: unknown, rule: EccRule): unknown {
  const ecc = key === 'namedVariables' || key === 'namedArrays';
  if (ecc && rule === 'replace') return isEmpty(given) ? undefined : given;
  if (given === undefined || (known === undefined && isEmpty(given))) return known;
  return ecc ? { ...(known as object | undefined), ...(given as object) } : given;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Equal, for plain data. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => key in b && same(a[key as keyof typeof a], b[key as keyof typeof b]));
}
