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

/** The data under the guide's names; those that were never told, or are empty, are absent. */
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
