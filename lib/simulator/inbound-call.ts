/** What a caller from outside brings along, checked before it reaches the switch. */
import { type Codec, CtiError } from '../codec';
import type { SimulatorConfiguration } from './configuration/configuration';
import { CallData, checkEccItems } from './switch/call-data';

export interface InboundCall {
  /** The caller's number. Default: one made up for the call. */
  readonly ani?: string | undefined;
  /** Default: the first dialed number of the configuration. */
  readonly dialedNumber?: string | undefined;
  /** By key: callVariable1 to callVariable10. */
  readonly callVariables?: Readonly<Record<string, string>> | undefined;
  /** Configured ECC variables. More than 2,000 bytes with their names: the call's events go without them. */
  readonly namedVariables?: Readonly<Record<string, string>> | undefined;
  /** null: no such element. */
  readonly namedArrays?: Readonly<Record<string, (string | null)[]>> | undefined;
}

/** The fixed part of a call's first message. */
const NO_CALL = {
  monitorID: 0,
  peripheralID: null,
  peripheralType: null,
  callType: null,
  connectionDeviceIDType: null,
  connectionCallID: null,
  connectionDeviceID: '',
  calledPartyDisposition: 0,
} as const;

const CALL_VARIABLE = /^callVariable([1-9]|10)$/;

/**
 * @throws CtiError CTI_UNKNOWN_FIELD, a coded error of the codec for what does not fit into a
 * message, or E_CTI_... for ECC data that are not configured
 */
export function callDataOf(
  call: InboundCall,
  ani: string,
  dialed: string,
  codec: Codec,
  rules: SimulatorConfiguration,
) {
  const { callVariables = {}, namedVariables = {}, namedArrays = {} } = call;
  const unknown = Object.keys(callVariables).find((key) => !CALL_VARIABLE.test(key));
  if (unknown !== undefined) {
    const message = `callVariables.${unknown}: there are callVariable1 to callVariable10`;
    throw new CtiError('CTI_UNKNOWN_FIELD', message, { field: `callVariables.${unknown}` });
  }
  checkEccItems(rules, { namedVariables, namedArrays });
  // Encoding it once finds whatever no client could be told: wrong types, lengths, characters.
  codec.encode('BEGIN_CALL_EVENT', { ...NO_CALL, ...callVariables, ani, dnis: dialed, dialedNumber: dialed });
  // One by one: all of them together may be more than a message holds.
  for (const [name, value] of Object.entries(namedVariables)) {
    codec.encode('BEGIN_CALL_EVENT', { ...NO_CALL, namedVariables: { [name]: value } });
  }
  for (const [name, elements] of Object.entries(namedArrays)) {
    for (const value of elements) codec.encode('BEGIN_CALL_EVENT', { ...NO_CALL, namedArrays: { [name]: [value] } });
  }
  return new CallData({
    ...callVariables,
    ani,
    dnis: dialed,
    dialedNumber: dialed,
    namedVariables: { ...namedVariables },
    namedArrays: { ...namedArrays },
  });
}
