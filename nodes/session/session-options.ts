/** What the dialog of cti-server holds, as the options of a session. */
import {
  EVENT_MASKS,
  type EventMaskField,
  type EventMasks,
  MASKS,
  type MaskBit,
  type MaskName,
} from '../../lib/protocol';
import { CtiError, type SessionOptions, type SideOptions, type TlsOptions } from '../../lib/session';
import type { EventChoice } from './needed-events';
import type { ModelScope } from './shared-model';

type Typed = string | number;

/** auto: what the nodes in use need; all: every bit that the protocol version has. */
type ChosenBits = 'auto' | 'all' | readonly string[];

/** Every value is text or came from an environment variable. Those that may be absent came with later editions. */
export interface ServerSettings {
  /** Of side A, as is `port`. */
  readonly host: string;
  /** Empty: the default of side, TLS and instance. */
  readonly port: Typed;
  /** Empty: there is no side B. */
  readonly hostB?: string;
  readonly portB?: Typed;
  readonly instance?: Typed;
  readonly usetls?: boolean;
  /** false: any name in the certificate will do. */
  readonly checkServerName?: boolean;
  readonly minTlsVersion?: string;
  /** auto, or a number. */
  readonly protocolVersion: Typed;
  readonly hotStandby?: boolean;
  readonly uniqueInstanceIDTag?: Typed;
  readonly peripheralID: Typed;
  readonly signature: string;
  readonly services: readonly string[];
  readonly callMsgMask: ChosenBits;
  readonly agentStateMask: ChosenBits;
  readonly configMsgMask: ChosenBits;
  readonly heartbeatInterval: Typed;
  readonly requestTimeout: Typed;
  readonly openTimeout?: Typed;
  readonly expectedClients?: Typed;
  /** Seconds with commas in between. */
  readonly reconnectPauses?: Typed;
  readonly maxOutstanding?: Typed;
  readonly holdRequests?: Typed;
  readonly holdSeconds?: Typed;
  readonly charset: string;
  readonly agentExtension: string;
  readonly agentID: string;
  readonly agentInstrument: string;
}

export interface ServerCredentials {
  clientID?: string;
  password?: string;
}

/** Trust and identity for each side, where TLS is used. */
export interface TlsOfSides {
  readonly A: TlsOptions;
  readonly B: TlsOptions;
}

/** Servers without authentication want a client ID all the same, for their logs. */
const DEFAULT_CLIENT_ID = 'Node-RED';

/** Options that are whole numbers and stand in the settings by the same name. */
const NUMBERS = [
  'instance',
  'uniqueInstanceIDTag',
  'heartbeatInterval',
  'requestTimeout',
  'openTimeout',
  'expectedClients',
  'maxOutstanding',
  'holdRequests',
  'holdSeconds',
] as const;
const TEXTS = ['charset'] as const;
const AGENT = ['agentExtension', 'agentID', 'agentInstrument'] as const;

/**
 * @param tls undefined: plain TCP
 * @throws CtiError CTI_INVALID_OPTION naming the setting
 */
export function sessionOptions(
  settings: ServerSettings,
  credentials: ServerCredentials,
  tls?: TlsOfSides,
): SessionOptions {
  const { hostB } = settings;
  const own = ownAgent(settings);
  const reconnectPauses = pauses(settings.reconnectPauses);
  return {
    sides: {
      A: sideOf(textOf(settings.host), 'port', settings.port, tls?.A),
      ...(isFilled(hostB) && { B: sideOf(textOf(hostB), 'portB', settings.portB, tls?.B) }),
    },
    protocolVersion: versionOf(settings.protocolVersion),
    clientID: textOf(credentials.clientID) || DEFAULT_CLIENT_ID,
    clientPassword: textOf(credentials.password),
    services: servicesOf(settings),
    // The session leaves out what the protocol version lacks, so "all" is left to it.
    ...(settings.callMsgMask !== 'all' && { callMsgMask: bits('CallEventMessageMask', settings.callMsgMask) }),
    ...(settings.agentStateMask !== 'all' && { agentStateMask: bits('AgentStateMask', settings.agentStateMask) }),
    configMsgMask: bits('ConfigInformation', configChoice(settings)),
    // The guide: no peripheral unless one agent's events are asked for.
    peripheralID: hasOneAgent(settings) ? defaultPeripheral(settings) : null,
    ...(settings.hotStandby && { hotStandby: true }),
    ...(reconnectPauses !== undefined && { reconnectPauses }),
    ...(settings.signature && { clientSignature: textOf(settings.signature) }),
    ...filled(TEXTS, (name) => settings[name] || undefined),
    ...filled(AGENT, (name) => own[name] || undefined),
    ...filled(NUMBERS, (name) => wholeNumber(name, settings[name])),
  };
}

/** @returns undefined: no mask follows the nodes, all are among the options of the session */
export function eventChoice(settings: ServerSettings): EventChoice | undefined {
  const given = { ...settings, configMsgMask: configChoice(settings) };
  const fields = Object.keys(EVENT_MASKS) as EventMaskField[];
  const following = fields.filter((field) => given[field] === 'auto');
  if (following.length === 0) return undefined;
  const fixed = fields.map((field) => [field, bits(EVENT_MASKS[field], given[field])]);
  return { following, fixed: Object.fromEntries(fixed) as EventMasks };
}

/** The agent or device that the session belongs to; all empty where it has no events of its own. */
export function ownAgent(settings: ServerSettings): { [name in (typeof AGENT)[number]]: string } {
  const isUsed = hasOneAgent(settings);
  const entries = AGENT.map((name) => [name, isUsed ? textOf(settings[name]) : '']);
  return Object.fromEntries(entries) as { [name in (typeof AGENT)[number]]: string };
}

/** The peripheral of requests that name none; null where the setting is empty. */
export function defaultPeripheral(settings: ServerSettings): number | null {
  return wholeNumber('peripheralID', settings.peripheralID) ?? null;
}

/** A session with the events of one agent is asked about that one, and for the configuration only where it has the service. */
export function modelScope(settings: ServerSettings): ModelScope {
  const { services } = settings;
  if (!hasOneAgent(settings) || services.includes('CTI_SERVICE_ALL_EVENTS')) return { configuration: true };
  const own = { peripheralID: defaultPeripheral(settings), ...ownAgent(settings) };
  return { own, configuration: services.includes('CTI_SERVICE_CONFIG_EVENTS') };
}

/** undefined where the setting is empty. */
export function wholeNumber(field: string, value: Typed | undefined): number | undefined {
  const text = String(value ?? '').trim();
  if (text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new CtiError('CTI_INVALID_OPTION', `${field}: a whole number is needed, not ${JSON.stringify(value)}`, {
    field,
  });
}

function hasOneAgent({ services }: ServerSettings): boolean {
  return services.includes('CTI_SERVICE_CLIENT_EVENTS');
}

/** A variable of a flow may be a number. */
function textOf(given: unknown): string {
  return String(given ?? '');
}

function isFilled(text: Typed | undefined): text is Typed {
  return textOf(text).trim() !== '';
}

function sideOf(host: string, field: string, given: Typed | undefined, tls: TlsOptions | undefined): SideOptions {
  const port = wholeNumber(field, given);
  return { host, ...(port !== undefined && { port }), ...(tls !== undefined && { tls }) };
}

function versionOf(given: Typed): number | 'auto' {
  return given === 'auto' ? 'auto' : (wholeNumber('protocolVersion', given) ?? 'auto');
}

/** Flows of before could tick it; hot standby is a setting of its own now. */
function servicesOf({ services }: ServerSettings): SessionOptions['services'] {
  return services.filter((name) => name !== 'CTI_SERVICE_ACTIVE_STANDBY') as MaskBit<'CTIService'>[];
}

/** Configuration updates come only with their service; a server may refuse the bits without it. */
function configChoice({ services, configMsgMask }: ServerSettings): ChosenBits {
  const isList = configMsgMask !== 'all' && configMsgMask !== 'auto';
  return isList || services.includes('CTI_SERVICE_CONFIG_EVENTS') ? configMsgMask : [];
}

/** None where they follow the nodes. */
function bits<M extends MaskName>(name: M, chosen: ChosenBits): MaskBit<M>[] {
  if (chosen === 'auto') return [];
  return Object.keys(MASKS[name].values).filter((bit) => chosen === 'all' || chosen.includes(bit)) as MaskBit<M>[];
}

function pauses(given: Typed | undefined): number[] | undefined {
  const text = String(given ?? '').trim();
  if (text === '') return undefined;
  return text.split(/[\s,;]+/).map((one) => wholeNumber('reconnectPauses', one) ?? 0);
}

function filled<N extends string, T>(names: readonly N[], value: (name: N) => T | undefined): { [name in N]?: T } {
  const entries = names.map((name) => [name, value(name)] as const).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries) as { [name in N]?: T };
}
