/** What the dialog of cti-server holds, as the options of a session. */
import { MASKS, MAX_VERSION, type MaskBit, type MaskName } from '../lib/protocol';
import { CtiError, type SessionOptions } from '../lib/session';

/** Every value is text or came from an environment variable. */
export interface ServerSettings {
  readonly host: string;
  readonly port: string | number;
  readonly protocolVersion: string | number;
  readonly peripheralID: string | number;
  readonly signature: string;
  readonly services: readonly string[];
  /** all: every bit that the protocol version has. */
  readonly callMsgMask: 'all' | readonly string[];
  readonly agentStateMask: 'all' | readonly string[];
  readonly configMsgMask: 'all' | readonly string[];
  readonly heartbeatInterval: string | number;
  readonly requestTimeout: string | number;
  readonly charset: string;
  readonly agentExtension: string;
  readonly agentID: string;
  readonly agentInstrument: string;
}

export interface ServerCredentials {
  clientID?: string;
  password?: string;
}

/** Servers without authentication want a client ID all the same, for their logs. */
const DEFAULT_CLIENT_ID = 'Node-RED';

/** @throws CtiError CTI_INVALID_OPTION naming the setting */
export function sessionOptions(settings: ServerSettings, credentials: ServerCredentials): SessionOptions {
  const protocolVersion = wholeNumber('protocolVersion', settings.protocolVersion) ?? MAX_VERSION;
  const { services } = settings;
  // The guide: no peripheral unless one agent's events are asked for.
  const peripheralID = services.includes('CTI_SERVICE_CLIENT_EVENTS') ? defaultPeripheral(settings) : null;
  const heartbeatInterval = wholeNumber('heartbeatInterval', settings.heartbeatInterval);
  const requestTimeout = wholeNumber('requestTimeout', settings.requestTimeout);
  return {
    host: settings.host,
    port: wholeNumber('port', settings.port) ?? missing('port'),
    protocolVersion,
    clientID: credentials.clientID || DEFAULT_CLIENT_ID,
    clientPassword: credentials.password ?? '',
    services: services as SessionOptions['services'],
    callMsgMask: bits('CallEventMessageMask', settings.callMsgMask, protocolVersion),
    agentStateMask: bits('AgentStateMask', settings.agentStateMask, protocolVersion),
    configMsgMask: bits('ConfigInformation', configChoice(settings), protocolVersion),
    peripheralID,
    ...(settings.charset && { charset: settings.charset }),
    ...(settings.signature && { clientSignature: settings.signature }),
    ...(settings.agentExtension && { agentExtension: settings.agentExtension }),
    ...(settings.agentID && { agentID: settings.agentID }),
    ...(settings.agentInstrument && { agentInstrument: settings.agentInstrument }),
    ...(heartbeatInterval !== undefined && { heartbeatInterval }),
    ...(requestTimeout !== undefined && { requestTimeout }),
  };
}

/** The peripheral of requests that name none; null where the setting is empty. */
export function defaultPeripheral(settings: ServerSettings): number | null {
  return wholeNumber('peripheralID', settings.peripheralID) ?? null;
}

/** undefined where the setting is empty. */
export function wholeNumber(field: string, value: string | number | undefined): number | undefined {
  const text = String(value ?? '').trim();
  if (text === '') return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new CtiError('CTI_INVALID_OPTION', `${field}: a whole number is needed, not ${JSON.stringify(value)}`, {
    field,
  });
}

function missing(field: string): never {
  throw new CtiError('CTI_INVALID_OPTION', `${field}: a whole number is needed, nothing is set`, { field });
}

/** Configuration updates come only with their service; a server may refuse the bits without it. */
function configChoice({ services, configMsgMask }: ServerSettings): 'all' | readonly string[] {
  return configMsgMask === 'all' && !services.includes('CTI_SERVICE_CONFIG_EVENTS') ? [] : configMsgMask;
}

/** Bits that the version lacks are left out: a server refuses them. */
function bits<M extends MaskName>(name: M, chosen: 'all' | readonly string[], version: number): MaskBit<M>[] {
  const { values, since }: { values: Record<string, number>; since?: Record<string, number> } = MASKS[name];
  const has = (bit: string) => (chosen === 'all' || chosen.includes(bit)) && (since?.[bit] ?? 0) <= version;
  return Object.keys(values).filter(has) as MaskBit<M>[];
}
