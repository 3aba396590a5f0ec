/** OPEN_REQ, made from the options for one protocol version. */
import { randomUUID } from 'node:crypto';
import { type Codec, CtiError } from '../codec';
import {
  type EventMaskField,
  inVersion,
  MASKS,
  type MaskBit,
  type MaskName,
  MESSAGES,
  MIN_IDLE_TIMEOUT,
  NO_IDLE_TIMEOUT,
  type PayloadInput,
  servicesIn,
} from '../protocol';
import { invalid, whole } from './checks';
import type { SessionOptions } from './options';

/** OPEN_REQ but for its InvokeID. Holds the password: not for logs. */
export type OpenRequest = Omit<PayloadInput<'OPEN_REQ'>, 'invokeID'>;

const UNIQUE_INSTANCE_ID_SINCE = MESSAGES.OPEN_REQ.floating.UniqueInstanceID.since;

/** Four times the heartbeat interval: the server gives up when the third heartbeat in a row has not come through. */
export function idleTimeoutOf(given: number | undefined, heartbeatInterval: number): number {
  if (given === undefined) {
    return heartbeatInterval === 0 ? NO_IDLE_TIMEOUT : Math.max(MIN_IDLE_TIMEOUT, Math.ceil(4 * heartbeatInterval));
  }
  const timeout = whole('idleTimeout', given, MIN_IDLE_TIMEOUT, NO_IDLE_TIMEOUT);
  if (timeout > heartbeatInterval) return timeout;
  throw invalid(
    'idleTimeout',
    given,
    `more than the heartbeat interval of ${heartbeatInterval} s; 4 times it is advised`,
  );
}

/**
 * @param masks in the place of those of the options
 * @throws CtiError CTI_INVALID_OPTION
 */
export function openRequestOf(
  options: SessionOptions,
  codec: Codec,
  idleTimeout: number,
  masks: Pick<SessionOptions, EventMaskField> = options,
): OpenRequest {
  const { clientPassword = '' } = options;
  const { version } = codec;
  if (typeof clientPassword !== 'string') throw invalid('clientPassword', '(not shown)', 'a string');
  if (options.clientID === '') throw invalid('clientID', '', 'the name of this client, 1 to 63 bytes');
  const request: OpenRequest = {
    versionNumber: version,
    idleTimeout,
    peripheralID: options.peripheralID ?? null,
    servicesRequested: servicesOf(options, version),
    callMsgMask: maskOf('CallEventMessageMask', masks.callMsgMask, version),
    agentStateMask: maskOf('AgentStateMask', masks.agentStateMask, version),
    configMsgMask: maskOf('ConfigInformation', masks.configMsgMask ?? 0, version),
    clientID: options.clientID,
    // Unspecified data by the guide; Cisco's own clients end it with a NUL, like a string.
    clientPassword: clientPassword === '' ? '' : `${clientPassword}\0`,
    clientSignature: options.clientSignature,
    agentExtension: options.agentExtension,
    agentID: options.agentID,
    agentInstrument: options.agentInstrument,
    applicationPathID: options.applicationPathID,
    ...uniqueInstance(options, version),
  };
  check(request, codec);
  return request;
}

function servicesOf({ services, hotStandby }: SessionOptions, version: number): OpenRequest['servicesRequested'] {
  const wanted = servicesIn(services);
  if (hotStandby) wanted.add('CTI_SERVICE_ACTIVE_STANDBY');
  return known('CTIService', [...wanted], version);
}

function maskOf<M extends MaskName>(
  mask: M,
  given: number | readonly (MaskBit<M> | number)[] | undefined,
  version: number,
): number | (MaskBit<M> | number)[] {
  if (given === undefined) return known(mask, Object.keys(MASKS[mask].values) as MaskBit<M>[], version);
  return Array.isArray(given) ? known(mask, given, version) : (given as number);
}

/** Bits that the version lacks are left out: a server refuses them. */
function known<M extends MaskName>(
  mask: M,
  bits: readonly (MaskBit<M> | number)[],
  version: number,
): (MaskBit<M> | number)[] {
  const { since = {} } = MASKS[mask] as { readonly since?: { readonly [bit: string]: number } };
  return bits.filter((bit) => typeof bit === 'number' || version >= (since[bit] ?? 0));
}

const uniqueInstanceIDs = new WeakMap<SessionOptions, string>();

/**
 * Lets the server find this client again, so that answers to requests of the side that was left
 * come to the other one. The same value for both sides, and for as long as the session exists.
 */
function uniqueInstance(options: SessionOptions, version: number): object {
  const { uniqueInstanceIDTag: tag } = options;
  if (tag === undefined) return {};
  whole('uniqueInstanceIDTag', tag, 1, 0xffff);
  if (!inVersion({ since: UNIQUE_INSTANCE_ID_SINCE }, version)) return {};
  const id = uniqueInstanceIDs.get(options) ?? randomUUID();
  uniqueInstanceIDs.set(options, id);
  return { unknownFields: [{ tag, data: Buffer.from(`${id}\0`, 'latin1') }] };
}

/** The codec knows what OPEN_REQ can carry: what it refuses is an option out of order. */
function check(request: OpenRequest, codec: Codec): void {
  const wanted = servicesIn(request.servicesRequested);
  if (wanted.has('CTI_SERVICE_CLIENT_EVENTS') && !namesAgent(request)) {
    throw invalid(
      'agentInstrument',
      undefined,
      'one of agentInstrument, agentExtension and agentID, because services ask for CTI_SERVICE_CLIENT_EVENTS',
    );
  }
  try {
    codec.encode('OPEN_REQ', { ...request, invokeID: 1 });
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    const option = error.field === 'servicesRequested' ? 'services' : (error.field ?? 'options');
    // Not even a part of the password may show, as it does in the codec's words.
    const secret = option === 'clientPassword';
    const why = secret ? 'it has over 63 bytes or characters that the character set lacks' : error.message;
    throw new CtiError('CTI_INVALID_OPTION', `${option}: ${why}`, {
      field: option,
      ...(secret ? {} : { cause: error }),
    });
  }
}

function namesAgent({ agentExtension, agentID, agentInstrument }: OpenRequest): boolean {
  return [agentExtension, agentID, agentInstrument].some((value) => value !== undefined);
}
