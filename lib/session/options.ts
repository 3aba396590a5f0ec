import type { PayloadInput } from '../protocol';
import type { SideName } from './sides';
import type { TlsSettings } from './transport/transport';

type OpenRequest = PayloadInput<'OPEN_REQ'>;

/** One of the two CTI Servers of a Peripheral Gateway. */
export interface SideOptions {
  /** Name or address. */
  readonly host: string;
  /** @default 42027 (A), 43027 (B); with TLS 42030, 43030; each plus 40 times the instance number */
  readonly port?: number;
  /** TLS from the first byte, on the secured port. @default none: plain TCP */
  readonly tls?: TlsOptions;
}

/** Trust and identity for one side. @default the name is checked, so is the certificate, TLS 1.2 at least */
export type TlsOptions = Partial<TlsSettings>;

/** A session to be opened. Times are seconds. */
export interface SessionOptions {
  readonly sides: { readonly A: SideOptions; readonly B?: SideOptions };
  /** Of Unified CCE; moves the default ports. @default 0 */
  readonly instance?: number;
  /** 9 to 25, or auto: the highest that the server speaks, found by asking and remembered per side. @default auto */
  readonly protocolVersion?: number | 'auto';
  /** By which the server and its logs know this client; at most 63 bytes. */
  readonly clientID: string;
  /** At most 63 bytes. @default empty, which is right where the server does not check it */
  readonly clientPassword?: string;
  /** Written into the history of calls. @default the clientID, by the server */
  readonly clientSignature?: string;
  /**
   * What is asked for: constants such as CTI_SERVICE_ALL_EVENTS, or the mask as a number. Not
   * CTI_SERVICE_ACTIVE_STANDBY, which `hotStandby` sets.
   */
  readonly services: OpenRequest['servicesRequested'];
  /** Call events wanted; bits that the version lacks are left out. @default all that the protocol version has */
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
  /**
   * A session with both sides: the standby one takes over as soon as its server becomes active.
   * Needs side B and protocol version 24. Such a client is asked before a planned maintenance.
   * @default false
   */
  readonly hotStandby?: boolean;
  /**
   * The floating field tag of UniqueInstanceID, which no edition of the guide prints. With it every
   * OPEN_REQ from version 24 on carries a value of this session's own.
   * @default none: the field is not sent
   */
  readonly uniqueInstanceIDTag?: number;
  /** From 5; 0 for none. Sent when nothing was sent or nothing has come for so long. @default 5 */
  readonly heartbeatInterval?: number;
  /** From 20. Silence after which the server drops the session. @default 4 times the heartbeat interval, none without heartbeats */
  readonly idleTimeout?: number;
  /** For name resolution, TCP and TLS together. @default 10 */
  readonly connectTimeout?: number;
  /** For the answer to OPEN_REQ; the guide asks for 30, 60 at sites of over 500 clients. @default 30 */
  readonly openTimeout?: number;
  /** For an answer, unless a request says otherwise. @default 20 */
  readonly requestTimeout?: number;
  /** For CLOSE_CONF. @default 1.5 */
  readonly closeTimeout?: number;
  /** A tenth of it is the longest random pause, in seconds, after the first failure of both sides. @default 20 */
  readonly expectedClients?: number;
  /** Before each further round of tries; the last repeats. @default [15, 30, 60, 120], the guide's */
  readonly reconnectPauses?: readonly number[];
  /** Requests that may wait for an answer at the same time; more wait in order. @default 256 */
  readonly maxOutstanding?: number;
  /** Requests held while there is no session. @default 0: they are refused at once */
  readonly holdRequests?: number;
  /** How long a request is held. @default 30 */
  readonly holdSeconds?: number;
  /** Of strings: a Windows code page at most sites. @default windows-1252 */
  readonly charset?: string;
  /** Bytes of the longest message accepted, header included. @default 12500 */
  readonly maxMessageSize?: number;
  /** Which of the guide's two numberings of the network recording messages the server uses. @default messageTable */
  readonly networkRecording?: 'messageTable' | 'fieldTables';
}

// A record and not a list, so that the compiler misses no option.
export const KNOWN_OPTIONS: { readonly [O in keyof Required<SessionOptions>]: true } = {
  sides: true,
  instance: true,
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
  hotStandby: true,
  uniqueInstanceIDTag: true,
  heartbeatInterval: true,
  idleTimeout: true,
  connectTimeout: true,
  openTimeout: true,
  requestTimeout: true,
  closeTimeout: true,
  expectedClients: true,
  reconnectPauses: true,
  maxOutstanding: true,
  holdRequests: true,
  holdSeconds: true,
  charset: true,
  maxMessageSize: true,
  networkRecording: true,
};

export const KNOWN_SIDE_OPTIONS: { readonly [O in keyof Required<SideOptions>]: true } = {
  host: true,
  port: true,
  tls: true,
};

export type { SideName };
