/** The data of a call: which messages carry them, and how what is new meets what is known. */
import { type FieldKey, fieldKey, MESSAGES, type Payload } from '../../protocol';
import { type CallView, OWN_FIELDS, type OwnView } from './call-view';

/** Messages that carry the data of a call. */
export const CARRIERS = ['CALL_DATA_UPDATE_EVENT', 'SNAPSHOT_CALL_CONF', 'AGENT_PRE_CALL_EVENT'] as const;
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
type Carrier = (typeof CARRIERS)[number];
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
  ...new Set(CARRIERS.flatMap((carrier) => Object.keys(MESSAGES[carrier].floating).map((name) => fieldKey(name)))),
].filter((key) => !(NOT_DATA as readonly string[]).includes(key)) as readonly string[] as readonly ContextKey[];

/** Until version 21 an update has only what is new; from 22 on all ECC variables are in it, and what is not is gone. */
const ALL_ECC_SINCE = 22;

/** How the message's ECC data meet those that are known. */
export type EccRule = 'replace' | 'merge';

export function eccRuleOf(version: number | undefined): EccRule {
  return (version ?? ALL_ECC_SINCE) >= ALL_ECC_SINCE ? 'replace' : 'merge';
}

const OWN_KEYS = Object.keys(OWN_FIELDS) as readonly (keyof OwnView)[];

/** Every key that a view may have. */
export const CALL_VIEW_KEYS: readonly (keyof CallView)[] = [...OWN_KEYS, ...CONTEXT_KEYS];

/**
 * No data. Every key is there from the beginning, those of a view too, so that all contexts and views are objects of one
 * shape: with keys added later a view takes a hundred times as long to make.
 */
export const NO_DATA: CallContext = shapeOf(CALL_VIEW_KEYS);

/** Only an object that comes out of JSON has so many keys and still a shape. */
function shapeOf(keys: readonly string[]): CallContext {
  const shape = JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join()}}`);
  for (const key of keys) shape[key] = undefined;
  return shape;
}

/** The data and the rest as one object, in the shape that all of them have. */
export function viewOf(context: CallContext, own: OwnView): CallView {
  const view: { [key: string]: unknown } = { ...context };
  for (const key of OWN_KEYS) view[key] = own[key];
  return view as unknown as CallView;
}

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
