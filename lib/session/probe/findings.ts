/** What the steps of a probe find, in words. */
import type { CtiError } from '../../codec';
import type { MaskBit, Payload } from '../../protocol';
import type { Condition } from '../condition';
import { type MissingService, notGranted } from '../grant';
import { adviceOn } from '../refusals';
import type { PeripheralStatus } from '../status';
import type { Endpoint, TransportStage } from '../transport/transport';
import type { LeftOut } from './options';
import type { ProbeStep } from './report';

export type Finding = Pick<ProbeStep, 'outcome' | 'detail' | 'code' | 'advice'>;
type Stage<N extends TransportStage['name']> = Extract<TransportStage, { readonly name: N }>;

/** Days before a certificate expires from which on it is a warning. */
const EXPIRES_SOON = 30;
const DAY = 86_400_000;
/** Seconds by which clocks may differ. */
const CLOCKS_DIFFER = 60;

export function resolved({ host }: Endpoint, { addresses }: Stage<'resolved'>): Finding {
  const list = addresses.join(', ');
  return ok(list === host ? `${host} is an address` : `${host} is ${list}`);
}

export function connected({ local, remote }: Stage<'connected'>): Finding {
  return ok(`from ${local} to ${remote}`);
}

/** @param now milliseconds since 1970 */
export function secured({ tls }: Endpoint, { protocol, cipher, certificate }: Stage<'secured'>, now: number): Finding {
  const { subject, names, issuer, validFrom, validTo, fingerprint256 } = certificate;
  const unverified = tls?.verify === false ? '; it is not verified' : '';
  const unnamed = tls?.checkServerName === false ? '; its name is not checked' : '';
  const detail = `${protocol}, ${cipher}; certificate "${subject}" for ${names} of "${issuer}", valid from ${validFrom} to ${validTo}, SHA-256 ${fingerprint256}${unverified || unnamed}`;
  const days = Math.floor((Date.parse(validTo) - now) / DAY);
  if (days >= EXPIRES_SOON) return ok(detail);
  const when = days < 0 ? 'has expired' : `expires in ${days} ${days === 1 ? 'day' : 'days'}`;
  return warning(
    'CTI_TLS_EXPIRES_SOON',
    `the certificate ${when}: ${detail}`,
    'Renew it on the PG (CiscoCertUtil), restart the CTI Server, and give the new host.pem as CA certificate of this side if it is self-signed',
  );
}

/** @param refused highest version of those that the server does not speak */
export function opened(version: number, refused: number | undefined): Finding {
  const lower =
    refused === undefined ? '' : `; it refuses ${refused === version + 1 ? '' : `${version + 1} to `}${refused}`;
  return ok(`protocol version ${version}${lower}`);
}

export function services(
  granted: Payload<'OPEN_CONF'>['servicesGranted'],
  missing: readonly MissingService[],
  leftOut: readonly LeftOut[],
  peer: string,
): Finding {
  const list = granted.length === 0 ? 'none' : granted.join(', ');
  const skipped = leftOut.map(({ service, why }) => `${service}: ${why}`).join('; ');
  const detail = `granted: ${list}${skipped === '' ? '' : `. Not tried here: ${skipped}`}`;
  if (missing.length === 0) return ok(detail);
  const { code } = notGranted(missing, peer);
  const lost = missing.map(({ service, lost }) => `${service} (${lost})`).join('; ');
  return warning(
    code,
    `not granted: ${lost}. ${capital(detail)}`,
    'Check what the site allows this client ID, or ask for less',
  );
}

/** @param wanted the peripheral ID that the session is set up with */
export function behind({ peripherals, pgStatus }: Condition, wanted: number | undefined): Finding {
  // A session without all events is not told which one.
  const unclear = pgStatus.includes('PGS_PERIPHERAL_OFFLINE') && peripherals.every(({ online }) => online);
  const standings = peripherals.map((one) => (unclear ? String(one.peripheralID) : standing(one)));
  const list = standings.length === 0 ? 'the server has named none' : standings.join(', ');
  const troubles = pgStatus.map((bit) => (typeof bit === 'number' ? undefined : TROUBLES[bit]) ?? [String(bit), LOG]);
  if (wanted !== undefined && peripherals.length > 0 && !peripherals.some((one) => one.peripheralID === wanted)) {
    troubles.push([`the session is set up for peripheral ${wanted}, which is not among them`, CHECK_ID]);
  }
  if (troubles.length === 0) return ok(list);
  const detail = `${list}; ${troubles.map(([trouble]) => trouble).join('; ')}`;
  return warning('CTI_DEGRADED', detail, troubles.map(([, advice]) => advice).join('. '));
}

function standing({ peripheralID, online }: PeripheralStatus): string {
  return `${peripheralID} ${online ? 'on' : 'off'} line`;
}

const LOG = 'See the logs of the PG';
const CHECK_ID = 'Check the peripheral ID: PG Setup and PG Explorer show it';

/** What each bit of PGStatus means, and what to do. */
const TROUBLES: { readonly [bit in MaskBit<'PGStatusCode'>]: readonly [string, string] } = {
  PGS_OPC_DOWN: [
    'the PG has no connection to the CTI Server: no events come',
    'Check that the OPC process of the PG runs',
  ],
  PGS_CC_DOWN: [
    'the central controller is off line: events go on, routing requests fail',
    'Check the connection of the PG to the Router, and that the Router runs',
  ],
  PGS_PERIPHERAL_OFFLINE: [
    'a peripheral is off line: no events of it come',
    'Check that its PIM is active and that Unified CM (CTI Manager, the JTAPI user) can be reached from the PG',
  ],
  PGS_CTI_SERVER_OFFLINE: ['the CTI Server is off line', 'Check that its process on the PG runs and is active'],
  PGS_LIMITED_FUNCTION: ['the PG works with limits', LOG],
};

/** @param difference seconds, server minus here; undefined: the server gives no time */
export function clocks(difference: number | undefined): Finding {
  if (difference === undefined) return ok('the server gives no time');
  const seconds = Math.abs(difference);
  if (seconds === 0) return ok("the server's clock agrees with the one here");
  const detail = `the server's clock is ${seconds} s ${difference > 0 ? 'ahead of' : 'behind'} the one here`;
  if (seconds <= CLOCKS_DIFFER) return ok(detail);
  return warning(
    'CTI_TIME_DIFFERS',
    detail,
    'Synchronise both hosts with the time service of the site (NTP): the times in events are those of the server',
  );
}

export function closed(why: CtiError | undefined): Finding {
  if (why === undefined) return ok('CLOSE_CONF has come');
  const { code, message } = why;
  return warning(code, message, 'Nothing is left open here; if it happens again, see the log of the CTI Server');
}

/** The server does not serve this session because the other side does. @param protocol of the side that is open */
export function standsBy(error: CtiError, protocol: number): Finding {
  const how =
    error.code === 'CTI_CONNECT_FAILED'
      ? `nothing listens, which with protocol version ${protocol} may be how a side stands by`
      : `it takes no session (${error.code}), as is right for the side on standby`;
  return warning(
    error.code,
    `${how}; the other side is open`,
    'Nothing, if this side is meant to be on standby: the session comes here when this side becomes active',
  );
}

/** @param sides how many were tried */
export function noneActive(error: CtiError, sides: number): Finding {
  const advice =
    sides === 1
      ? 'This side is not the active one, or has no connection to its PG: try the other side as well, and set up both'
      : 'The other side is not open either: check that the PG is active on one of them and has its connections';
  return { ...failed(error), advice };
}

/** Messages of this room say what is wrong and then, after a semicolon or full stop, what to do. */
export function failed({ code, message }: CtiError): Finding {
  const [, detail = message, toDo] = /^(.*?)(?:; |\. )(.*)$/s.exec(message) ?? [];
  const advice = toDo ?? adviceOn(code) ?? ADVICE[code] ?? 'See the log of the CTI Server';
  return { outcome: 'failed', code, detail, advice: capital(advice) };
}

const NO_CTI_SERVER = 'This looks like no CTI Server: check host and port';

/** Where the message itself has none. */
const ADVICE: { readonly [code: string]: string } = {
  CTI_CONNECT_FAILED: 'Check host and port, the name service, and the firewalls between here and there',
  CTI_OPEN_TIMEOUT:
    'Check that this is the port of the CTI Server, without TLS the plain one, and that the CTI Server is healthy',
  CTI_BAD_FRAME: NO_CTI_SERVER,
  CTI_FRAME_TOO_LONG: NO_CTI_SERVER,
  CTI_CONNECTION_LOST: 'See the log of the CTI Server, and check what stands between here and there',
};

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function ok(detail: string): Finding {
  return { outcome: 'ok', detail };
}

function warning(code: string, detail: string, advice: string): Finding {
  return { outcome: 'warning', code, detail, advice };
}
