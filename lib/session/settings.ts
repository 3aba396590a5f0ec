/** Options, checked, with every default in place. */
import { CtiError } from '../codec';
import { MASKS, MAX_MESSAGE_SIZE, MAX_VERSION, MIN_HEARTBEAT, MIN_VERSION, PORTS, servicesIn } from '../protocol';
import { flag, invalid, MAX_SECONDS, seconds, whole } from './checks';
import { Dialects } from './dialects';
import { idleTimeoutOf } from './open-request';
import { KNOWN_OPTIONS, KNOWN_SIDE_OPTIONS, type SessionOptions, type SideOptions, type TlsOptions } from './options';
import type { SideName } from './sides';
import type { Endpoint, TlsSettings } from './transport/transport';

export interface Settings {
  readonly endpoints: { readonly [S in SideName]?: Endpoint };
  /** Those that are set, A first. */
  readonly sides: readonly SideName[];
  /** undefined: the highest that a server speaks. */
  readonly protocolVersion: number | undefined;
  readonly dialects: Dialects;
  readonly hotStandby: boolean;
  readonly heartbeatInterval: number;
  readonly connectTimeout: number;
  readonly openTimeout: number;
  readonly requestTimeout: number;
  readonly closeTimeout: number;
  readonly expectedClients: number;
  readonly reconnectPauses: readonly number[];
  readonly maxOutstanding: number;
  readonly holdRequests: number;
  readonly holdSeconds: number;
  readonly maxMessageSize: number;
}

/** Bytes. Above, a length is taken for nonsense whatever the setting. */
const LARGEST_MESSAGE = 1_048_576;
/** Of the instance number: 25 instances fit between the ports of one kind. */
const MAX_INSTANCE = 24;
/** From this version on servers know standby sessions (guide, Session Management). */
const STANDBY_SINCE = MASKS.CTIService.since.CTI_SERVICE_ACTIVE_STANDBY;

/** @throws CtiError CTI_INVALID_OPTION with the option's name as `field` */
export function settingsOf(options: SessionOptions): Settings {
  if (typeof options !== 'object' || options === null) throw invalid('options', options, 'an object');
  checkKeys('', options, KNOWN_OPTIONS);
  const instance = whole('instance', options.instance ?? 0, 0, MAX_INSTANCE);
  const endpoints = checkSides(options.sides, instance);
  const protocolVersion = versionOf(options.protocolVersion ?? 'auto');
  const hotStandby = flag('hotStandby', options.hotStandby ?? false);
  checkStandby(options, endpoints, protocolVersion, hotStandby);
  const heartbeatInterval = checkHeartbeat(options.heartbeatInterval ?? MIN_HEARTBEAT);
  const dialects = new Dialects(options, idleTimeoutOf(options.idleTimeout, heartbeatInterval));
  // Whatever the options cannot say shows now and not when a server is there.
  dialects.of(protocolVersion ?? MAX_VERSION);
  return {
    endpoints,
    sides: (['A', 'B'] as const).filter((side) => endpoints[side] !== undefined),
    protocolVersion,
    dialects,
    hotStandby,
    heartbeatInterval,
    connectTimeout: seconds('connectTimeout', options.connectTimeout ?? 10),
    openTimeout: seconds('openTimeout', options.openTimeout ?? 30),
    requestTimeout: seconds('requestTimeout', options.requestTimeout ?? 20),
    closeTimeout: seconds('closeTimeout', options.closeTimeout ?? 1.5),
    expectedClients: whole('expectedClients', options.expectedClients ?? 20, 0, 100_000),
    reconnectPauses: checkPauses(options.reconnectPauses ?? [15, 30, 60, 120]),
    maxOutstanding: whole('maxOutstanding', options.maxOutstanding ?? 256, 1, 100_000),
    holdRequests: whole('holdRequests', options.holdRequests ?? 0, 0, 100_000),
    holdSeconds: seconds('holdSeconds', options.holdSeconds ?? 30),
    maxMessageSize: whole('maxMessageSize', options.maxMessageSize ?? MAX_MESSAGE_SIZE, 64, LARGEST_MESSAGE),
  };
}

function checkKeys(path: string, given: object, known: object): void {
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(known, key)) continue;
    throw new CtiError(
      'CTI_INVALID_OPTION',
      `${path}${key}: no such option; there are ${Object.keys(known).join(', ')}`,
      {
        field: `${path}${key}`,
      },
    );
  }
}

function checkSides(sides: unknown, instance: number): Settings['endpoints'] {
  if (typeof sides !== 'object' || sides === null || !('A' in sides)) {
    throw invalid('sides', sides, '{ A: { host } } or { A: { host }, B: { host } }');
  }
  checkKeys('sides.', sides, { A: true, B: true });
  const { A, B } = sides as SessionOptions['sides'];
  return {
    A: endpointOf('A', A, instance),
    ...(B === undefined ? {} : { B: endpointOf('B', B, instance) }),
  };
}

function endpointOf(side: SideName, options: SideOptions, instance: number): Endpoint {
  const path = `sides.${side}`;
  if (typeof options !== 'object' || options === null) throw invalid(path, options, 'an object with host');
  checkKeys(`${path}.`, options, KNOWN_SIDE_OPTIONS);
  const { host, port, tls } = options;
  if (typeof host !== 'string' || host.trim() === '') {
    throw invalid(`${path}.host`, host, `the name or address of the CTI Server of side ${side}`);
  }
  const secured = tls !== undefined;
  return {
    host: host.trim(),
    port: port === undefined ? defaultPort(side, secured, instance) : whole(`${path}.port`, port, 1, 65_535),
    ...(secured && { tls: tlsOf(`${path}.tls`, tls) }),
  };
}

/** Port Utilization Guide: one pair of ports per kind, 40 more for each instance. */
export function defaultPort(side: SideName, secured: boolean, instance: number): number {
  const first = secured ? PORTS[`secure${side}`] : PORTS[side];
  return first + PORTS.perInstance * instance;
}

function tlsOf(path: string, options: TlsOptions): TlsSettings {
  if (typeof options !== 'object' || options === null) throw invalid(path, options, 'an object, {} for the defaults');
  checkKeys(`${path}.`, options, TLS_OPTIONS);
  for (const [key, { isRight, right }] of Object.entries(TLS_OPTIONS)) {
    const value: unknown = options[key as keyof TlsOptions];
    if (value !== undefined && !isRight(value)) throw invalid(`${path}.${key}`, '(not shown)', right);
  }
  const minVersion = options.minVersion ?? 'TLSv1.2';
  if (minVersion !== 'TLSv1.2' && minVersion !== 'TLSv1.3') {
    throw invalid(`${path}.minVersion`, minVersion, '"TLSv1.2" or "TLSv1.3"');
  }
  const { checkServerName = true, verify = true } = options;
  return { ...options, checkServerName, verify, minVersion };
}

const pem = {
  isRight: (value: unknown) => typeof value === 'string' || Buffer.isBuffer(value),
  right: 'PEM as a string or Buffer',
};
const text = { isRight: (value: unknown) => typeof value === 'string', right: 'a string' };
const yesOrNo = { isRight: (value: unknown) => typeof value === 'boolean', right: 'true or false' };

const TLS_OPTIONS: {
  readonly [O in keyof Required<TlsOptions>]: { isRight(value: unknown): boolean; readonly right: string };
} = {
  ca: {
    isRight: (value) => pem.isRight(value) || (Array.isArray(value) && value.every(pem.isRight)),
    right: 'PEM as a string or Buffer, or an array of them',
  },
  cert: pem,
  key: pem,
  passphrase: text,
  pfx: { isRight: Buffer.isBuffer, right: 'PKCS #12 as a Buffer' },
  servername: text,
  checkServerName: yesOrNo,
  verify: yesOrNo,
  minVersion: text,
};

function versionOf(given: unknown): number | undefined {
  if (given === 'auto') return undefined;
  if (typeof given === 'number' && Number.isInteger(given) && given >= MIN_VERSION && given <= MAX_VERSION) {
    return given;
  }
  throw invalid('protocolVersion', given, `a whole number from ${MIN_VERSION} to ${MAX_VERSION}, or "auto"`);
}

function checkStandby(
  { services }: SessionOptions,
  endpoints: Settings['endpoints'],
  version: number | undefined,
  hotStandby: boolean,
): void {
  const given: unknown = services;
  if (typeof given !== 'number' && !Array.isArray(given)) {
    throw invalid('services', given, 'an array of constants such as CTI_SERVICE_ALL_EVENTS, or a mask');
  }
  if (servicesIn(services).has('CTI_SERVICE_ACTIVE_STANDBY')) {
    // A client that sets it and does not answer keeps the site's admin from maintenance.
    throw invalid('services', 'CTI_SERVICE_ACTIVE_STANDBY', 'without it; the option hotStandby asks for it');
  }
  if (!hotStandby) return;
  if (endpoints.B === undefined) throw invalid('hotStandby', true, 'false, or side B as well: a standby needs two');
  if (version !== undefined && version < STANDBY_SINCE) {
    throw invalid('hotStandby', true, `false with protocol version ${version}; ${STANDBY_SINCE} brought it`);
  }
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

function checkPauses(pauses: unknown): readonly number[] {
  const right = (pause: unknown) => typeof pause === 'number' && pause >= 0 && pause <= MAX_SECONDS;
  if (Array.isArray(pauses) && pauses.length > 0 && pauses.every(right)) return [...pauses];
  throw invalid('reconnectPauses', pauses, `at least one pause in seconds from 0 to ${MAX_SECONDS}, in an array`);
}
