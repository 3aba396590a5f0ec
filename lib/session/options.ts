import { inspect } from 'node:util';
import { Codec, CtiError } from '../codec';
import {
  MASKS,
  MAX_MESSAGE_SIZE,
  MAX_VERSION,
  type MaskBit,
  type MaskName,
  MIN_HEARTBEAT,
  MIN_IDLE_TIMEOUT,
  MIN_VERSION,
  NO_IDLE_TIMEOUT,
  type PayloadInput,
} from '../protocol';
import { peerName } from './peer';
import type { Address } from './transport';

type OpenRequest = Omit<PayloadInput<'OPEN_REQ'>, 'invokeID'>;

/** A session to be opened. Times are seconds. */
export interface SessionOptions {
  /** Name or address of the CTI Server. */
  readonly host: string;
  /** 42027 (side A) or 43027 (side B), each plus 40 times the instance number; 12028 for Unified CCX. */
  readonly port: number;
  /** 9 to 25. @default 25 */
  readonly protocolVersion?: number;
  /** By which the server and its logs know this client; at most 63 bytes. */
  readonly clientID: string;
  /** At most 63 bytes. @default empty, which is right where the server does not check it */
  readonly clientPassword?: string;
  /** Written into the history of calls. @default the clientID, by the server */
  readonly clientSignature?: string;
  /** What is asked for: constants such as CTI_SERVICE_ALL_EVENTS, or the mask as a number. */
  readonly services: OpenRequest['servicesRequested'];
  /** Call events wanted. @default all that the protocol version has */
  readonly callMsgMask?: OpenRequest['callMsgMask'];
  /** Agent state events wanted. @default all */
  readonly agentStateMask?: OpenRequest['agentStateMask'];
  /** Configuration events wanted. @default none */
  readonly configMsgMask?: OpenRequest['configMsgMask'];
  /** Of the agent, for CTI_SERVICE_CLIENT_EVENTS. @default null, none */
  readonly peripheralID?: number | null;
  /** CTI_SERVICE_CLIENT_EVENTS needs one of extension, ID and instrument. */
  readonly agentExtension?: string;
  readonly agentID?: string;
  readonly agentInstrument?: string;
  readonly applicationPathID?: number;
  /** From 5; 0 for none. Sent when the client has sent nothing for so long. @default 5 */
  readonly heartbeatInterval?: number;
  /** From 20. Silence after which the server drops the session. @default 4 times the heartbeat interval, none without heartbeats */
  readonly idleTimeout?: number;
  /** For the connection, and again for the answer to OPEN_REQ; the guide asks for 30, 60 at sites of over 500 clients. @default 30 */
  readonly openTimeout?: number;
  /** For an answer, unless a request says otherwise. @default 20 */
  readonly requestTimeout?: number;
  /** For CLOSE_CONF. @default 1.5 */
  readonly closeTimeout?: number;
  /** Before the tries that follow a failure; the last repeats. @default [1, 2, 5, 10, 15, 30, 60, 120] */
  readonly reconnectPauses?: readonly number[];
  /** Of strings: a Windows code page at most sites. @default windows-1252 */
  readonly charset?: string;
  /** Bytes of the longest message accepted, header included. @default 12500 */
  readonly maxMessageSize?: number;
  /** Which of the guide's two numberings of the network recording messages the server uses. @default messageTable */
  readonly networkRecording?: 'messageTable' | 'fieldTables';
}

/** Checked options with every default in place. */
export interface Settings {
  readonly address: Address;
  /** host:port */
  readonly peer: string;
  readonly codec: Codec;
  /** OPEN_REQ but for its InvokeID. Holds the password: not for logs. */
  readonly openRequest: OpenRequest;
  readonly heartbeatInterval: number;
  readonly openTimeout: number;
  readonly requestTimeout: number;
  readonly closeTimeout: number;
  readonly reconnectPauses: readonly number[];
  readonly maxMessageSize: number;
}

const PAUSES = [1, 2, 5, 10, 15, 30, 60, 120];
/** A day: longer is a mistake, and timers end at 24 of them. */
const MAX_SECONDS = 86_400;
/** Bytes. Above, a length is taken for nonsense whatever the setting. */
const LARGEST_MESSAGE = 1_048_576;

// A record and not a list, so that the compiler misses no option.
const KNOWN: { readonly [O in keyof Required<SessionOptions>]: true } = {
  host: true,
  port: true,
  protocolVersion: true,
  clientID: true,
  clientPassword: true,
  clientSignature: true,
  services: true,
  callMsgMask: true,
  agentStateMask: true,
  configMsgMask: true,
  peripheralID: true,
  agentExtension: true,
  agentID: true,
  agentInstrument: true,
  applicationPathID: true,
  heartbeatInterval: true,
  idleTimeout: true,
  openTimeout: true,
  requestTimeout: true,
  closeTimeout: true,
  reconnectPauses: true,
  charset: true,
  maxMessageSize: true,
  networkRecording: true,
};

/** @throws CtiError CTI_INVALID_OPTION with the option's name as `field` */
export function settingsOf(options: SessionOptions): Settings {
  checkKeys(options);
  const address = { host: checkHost(options.host), port: whole('port', options.port, 1, 65_535) };
  const codec = makeCodec(options);
  const heartbeatInterval = checkHeartbeat(options.heartbeatInterval ?? MIN_HEARTBEAT);
  const settings: Settings = {
    address,
    peer: peerName(address),
    codec,
    openRequest: makeOpenRequest(options, codec.version, idleTimeout(options.idleTimeout, heartbeatInterval)),
    heartbeatInterval,
    openTimeout: seconds('openTimeout', options.openTimeout ?? 30),
    requestTimeout: seconds('requestTimeout', options.requestTimeout ?? 20),
    closeTimeout: seconds('closeTimeout', options.closeTimeout ?? 1.5),
    reconnectPauses: checkPauses(options.reconnectPauses ?? PAUSES),
    maxMessageSize: whole('maxMessageSize', options.maxMessageSize ?? MAX_MESSAGE_SIZE, 64, LARGEST_MESSAGE),
  };
  checkOpenRequest(settings);
  return settings;
}

/** @throws CtiError CTI_INVALID_OPTION */
export function seconds(option: string, value: unknown): number {
  if (typeof value === 'number' && value > 0 && value <= MAX_SECONDS) return value;
  throw invalid(option, value, `seconds above 0, at most ${MAX_SECONDS}`);
}

function checkKeys(options: SessionOptions): void {
  if (typeof options !== 'object' || options === null) throw invalid('options', options, 'an object');
  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(KNOWN, key)) {
      throw new CtiError('CTI_INVALID_OPTION', `${key}: no such option; there are ${Object.keys(KNOWN).join(', ')}`, {
        field: key,
      });
    }
  }
}

function checkHost(host: unknown): string {
  if (typeof host === 'string' && host.trim() !== '') return host.trim();
  throw invalid('host', host, 'the name or address of the CTI Server');
}

function makeCodec(options: SessionOptions): Codec {
  const version = whole('protocolVersion', options.protocolVersion ?? MAX_VERSION, MIN_VERSION, MAX_VERSION);
  const networkRecording = options.networkRecording ?? 'messageTable';
  if (networkRecording !== 'messageTable' && networkRecording !== 'fieldTables') {
    throw invalid('networkRecording', networkRecording, '"messageTable" or "fieldTables"');
  }
  const charset = options.charset ?? 'windows-1252';
  if (typeof charset !== 'string') throw invalid('charset', charset, 'the name of a character set');
  return new Codec({ version, charset, networkRecording });
}

function checkHeartbeat(interval: unknown): number {
  if (interval === 0) return 0;
  if (typeof interval === 'number' && interval >= MIN_HEARTBEAT && interval <= MAX_SECONDS) return interval;
  throw invalid(
    'heartbeatInterval',
    interval,
    `seconds from ${MIN_HEARTBEAT} to ${MAX_SECONDS}, or 0 for no heartbeats`,
  );
}

function idleTimeout(given: number | undefined, heartbeatInterval: number): number {
  if (given === undefined) {
    // Four times: the server gives up when the third heartbeat in a row has not come through.
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

function checkPauses(pauses: unknown): readonly number[] {
  const right = (pause: unknown) => typeof pause === 'number' && pause >= 0 && pause <= MAX_SECONDS;
  if (Array.isArray(pauses) && pauses.length > 0 && pauses.every(right)) return [...pauses];
  throw invalid('reconnectPauses', pauses, `at least one pause in seconds from 0 to ${MAX_SECONDS}, in an array`);
}

function whole(option: string, value: unknown, low: number, high: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value;
  throw invalid(option, value, `a whole number from ${low} to ${high}`);
}

function makeOpenRequest(options: SessionOptions, version: number, idle: number): OpenRequest {
  const { clientPassword = '' } = options;
  if (typeof clientPassword !== 'string') throw invalid('clientPassword', '(not shown)', 'a string');
  return {
    versionNumber: version,
    idleTimeout: idle,
    peripheralID: options.peripheralID ?? null,
    servicesRequested: options.services,
    callMsgMask: options.callMsgMask ?? everyBit('CallEventMessageMask', version),
    agentStateMask: options.agentStateMask ?? everyBit('AgentStateMask', version),
    configMsgMask: options.configMsgMask ?? 0,
    clientID: options.clientID,
    // Unspecified data by the guide; Cisco's own clients end it with a NUL, like a string.
    clientPassword: clientPassword === '' ? '' : `${clientPassword}\0`,
    clientSignature: options.clientSignature,
    agentExtension: options.agentExtension,
    agentID: options.agentID,
    agentInstrument: options.agentInstrument,
    applicationPathID: options.applicationPathID,
  };
}

/** The bits that a version knows; a server refuses others. */
function everyBit(mask: MaskName, version: number): number {
  const { values, since = {} }: { values: { [bit: string]: number }; since?: { [bit: string]: number } } = MASKS[mask];
  const known = Object.entries(values).filter(([constant]) => version >= (since[constant] ?? 0));
  return known.reduce((bits, [, bit]) => bits | bit, 0) >>> 0;
}

/** The codec knows what OPEN_REQ can carry: what it refuses is an option out of order. */
function checkOpenRequest({ codec, openRequest }: Settings): void {
  if (openRequest.clientID === '') throw invalid('clientID', '', 'the name of this client, 1 to 63 bytes');
  if (asksFor(openRequest.servicesRequested, 'CTI_SERVICE_CLIENT_EVENTS') && !namesAgent(openRequest)) {
    throw invalid(
      'agentInstrument',
      undefined,
      'one of agentInstrument, agentExtension and agentID, because services ask for CTI_SERVICE_CLIENT_EVENTS',
    );
  }
  try {
    codec.encode('OPEN_REQ', { ...openRequest, invokeID: 1 });
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

function asksFor(services: OpenRequest['servicesRequested'], service: MaskBit<'CTIService'>): boolean {
  const bit = MASKS.CTIService.values[service];
  const has = (item: string | number) => item === service || (typeof item === 'number' && (item & bit) !== 0);
  return Array.isArray(services) ? services.some(has) : typeof services === 'number' && has(services);
}

function namesAgent({ agentExtension, agentID, agentInstrument }: OpenRequest): boolean {
  return [agentExtension, agentID, agentInstrument].some((value) => value !== undefined);
}

function invalid(option: string, value: unknown, right: string): CtiError {
  const came = value === undefined ? 'missing' : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  return new CtiError('CTI_INVALID_OPTION', `${option}: ${came}; right is ${right}`, { field: option });
}
