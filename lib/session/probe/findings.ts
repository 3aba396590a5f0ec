/** What the steps of a probe find, in words. */
import type { CtiError } from '../../codec';
import type { MaskBit, Payload } from '../../protocol';
import type { Condition } from '../condition';
import type { ExplanationName } from '../explanations';
import { lossOf, type MissingService, notGranted } from '../grant';
import { adviceOn } from '../refusals';
import type { PeripheralStatus } from '../status';
import { capital, type Explanation, explanationOf, joined, type Told, told } from '../told';
import type { Endpoint, TransportStage } from '../transport/transport';
import type { LeftOut } from './options';
import type { ProbeStep } from './report';

export type Finding = Pick<ProbeStep, 'outcome' | 'detail' | 'code' | 'advice' | 'told'>;
type Stage<N extends TransportStage['name']> = Extract<TransportStage, { readonly name: N }>;
type Several = readonly [Told, ...Told[]];

/** Days before a certificate expires from which on it is a warning. */
const EXPIRES_SOON = 30;
const DAY = 86_400_000;
/** Seconds by which clocks may differ. */
const CLOCKS_DIFFER = 60;

export function resolved({ host }: Endpoint, { addresses }: Stage<'resolved'>): Finding {
  const list = addresses.join(', ');
  return ok(list === host ? told('isAddress', { host }) : told('resolved', { host, addresses: list }));
}

export function connected({ local, remote }: Stage<'connected'>): Finding {
  return ok(told('connected', { local, remote }));
}

/** @param now milliseconds since 1970 */
export function secured({ tls }: Endpoint, { protocol, cipher, certificate }: Stage<'secured'>, now: number): Finding {
  const { fingerprint256: fingerprint, ...facts } = certificate;
  const what = told('certificate', { protocol, cipher, ...facts, fingerprint });
  const unsure: Told[] = [];
  if (tls?.verify === false) unsure.push(told('notVerified'));
  else if (tls?.checkServerName === false) unsure.push(told('nameNotChecked'));
  const detail = joined('and', [what, ...unsure]);
  const days = Math.floor((Date.parse(facts.validTo) - now) / DAY);
  if (days >= EXPIRES_SOON) return ok(detail);
  const shown = { certificate: detail };
  const soon = days === 1 ? told('certificateExpiresInDay', shown) : told('certificateExpires', { days, ...shown });
  return warning('CTI_TLS_EXPIRES_SOON', days < 0 ? told('certificateExpired', shown) : soon, told('renew'));
}

/** @param refused highest version of those that the server does not speak */
export function opened(version: number, refused: number | undefined): Finding {
  const spoken = told('version', { version });
  if (refused === undefined) return ok(spoken);
  const lowest = version + 1;
  const others =
    refused === lowest
      ? told('refusesVersion', { version: refused })
      : told('refusesVersions', { lowest, highest: refused });
  return ok(joined('and', [spoken, others]));
}

export function services(
  granted: Payload<'OPEN_CONF'>['servicesGranted'],
  missing: readonly MissingService[],
  leftOut: readonly LeftOut[],
  peer: string,
): Finding {
  const has = granted.length === 0 ? told('grantedNone') : told('granted', { services: granted.join(', ') });
  const [skipped, ...more] = leftOut.map(({ service, why }) => told('notTriedBecause', { service, why: told(why) }));
  const untried = skipped === undefined ? [] : [told('notTried', { services: joined('and', [skipped, ...more]) })];
  const [lacking, ...others] = missing.map((one) =>
    told('withReason', { why: String(one.service), reason: lossOf(one) }),
  );
  if (lacking === undefined) return ok(joined('sentences', [has, ...untried]));
  const lost = told('notGranted', { services: joined('and', [lacking, ...others]) });
  const { code } = notGranted(missing, peer);
  return warning(code, joined('sentences', [lost, has, ...untried]), told('askForLess'));
}

/** @param wanted the peripheral ID that the session is set up with */
export function behind({ peripherals, pgStatus }: Condition, wanted: number | undefined): Finding {
  // A session without all events is not told which one.
  const unclear = pgStatus.includes('PGS_PERIPHERAL_OFFLINE') && peripherals.every(({ online }) => online);
  const [first, ...more] = peripherals.map((one) => (unclear ? { text: String(one.peripheralID) } : standing(one)));
  const list = first === undefined ? told('noneNamed') : joined('list', [first, ...more]);
  const troubles = pgStatus.map((bit): readonly [Told, Told] => {
    const [what, toDo] = (typeof bit === 'number' ? undefined : TROUBLES[bit]) ?? [];
    return [what === undefined ? { text: String(bit) } : told(what), told(toDo ?? 'seePgLogs')];
  });
  if (wanted !== undefined && peripherals.length > 0 && !peripherals.some((one) => one.peripheralID === wanted)) {
    troubles.push([told('otherPeripheral', { peripheralID: wanted }), told('checkPeripheralID')]);
  }
  if (troubles.length === 0) return ok(list);
  const toDo = troubles.map(([, advice]) => advice) as readonly Told[] as Several;
  return warning(
    'CTI_DEGRADED',
    joined('and', [list, ...troubles.map(([trouble]) => trouble)]),
    joined('sentences', toDo),
  );
}

function standing({ peripheralID, online }: PeripheralStatus): Told {
  return told(online ? 'onLine' : 'offLine', { peripheralID });
}

/** What each bit of PGStatus means, and what to do. */
const TROUBLES: { readonly [bit in MaskBit<'PGStatusCode'>]: readonly [ExplanationName, ExplanationName] } = {
  PGS_OPC_DOWN: ['noOpc', 'checkOpc'],
  PGS_CC_DOWN: ['noCentralController', 'checkRouter'],
  PGS_PERIPHERAL_OFFLINE: ['peripheralOffLine', 'checkPim'],
  PGS_CTI_SERVER_OFFLINE: ['serverOffLine', 'checkProcess'],
  PGS_LIMITED_FUNCTION: ['limited', 'seePgLogs'],
};

/** @param difference seconds, server minus here; undefined: the server gives no time */
export function clocks(difference: number | undefined): Finding {
  if (difference === undefined) return ok(told('noTime'));
  const seconds = Math.abs(difference);
  if (seconds === 0) return ok(told('clocksAgree'));
  const detail = told(difference > 0 ? 'clockAhead' : 'clockBehind', { seconds });
  return seconds <= CLOCKS_DIFFER ? ok(detail) : warning('CTI_TIME_DIFFERS', detail, told('synchronise'));
}

export function closed(why: CtiError | undefined): Finding {
  if (why === undefined) return ok(told('closed'));
  const { what, toDo }: Explanation = explanationOf(why) ?? { what: { text: why.message } };
  const detail = toDo === undefined ? what : joined('and', [what, toDo]);
  return warning(why.code, detail, told('nothingLeftOpen'));
}

/** The server does not serve this session because the other side does. @param protocol of the side that is open */
export function standsBy({ code }: CtiError, protocol: number): Finding {
  const how =
    code === 'CTI_CONNECT_FAILED' ? told('notListening', { version: protocol }) : told('takesNoSession', { code });
  return warning(code, joined('and', [how, told('otherOpen')]), told('standbyIsRight'));
}

/** @param sides how many were tried */
export function noneActive(error: CtiError, sides: number): Finding {
  const { what } = wrong(error);
  return finding('failed', what, error.code, told(sides === 1 ? 'tryOtherSide' : 'neitherOpen'));
}

export function failed(error: CtiError): Finding {
  const { what, toDo } = wrong(error);
  const { code } = error;
  return finding('failed', what, code, toDo ?? adviceOn(code) ?? told(ADVICE[code] ?? 'seeLog'));
}

/** Messages of this room that are in English only say what is wrong and then, after a semicolon or full stop, what to do. */
function wrong(error: CtiError): Explanation {
  const explanation = explanationOf(error);
  if (explanation !== undefined) return explanation;
  const [, what = error.message, toDo] = /^(.*?)(?:; |\. )(.*)$/s.exec(error.message) ?? [];
  return { what: { text: what }, ...(toDo !== undefined && { toDo: { text: toDo } }) };
}

/** Where the message itself has none. */
const ADVICE: { readonly [code: string]: ExplanationName } = {
  CTI_CONNECT_FAILED: 'checkConnection',
  CTI_OPEN_TIMEOUT: 'checkOpenPort',
  CTI_BAD_FRAME: 'noCtiServer',
  CTI_FRAME_TOO_LONG: 'noCtiServer',
  CTI_CONNECTION_LOST: 'seeLogAndNetwork',
};

function ok(detail: Told): Finding {
  return { outcome: 'ok', detail: detail.text, told: { what: detail } };
}

function warning(code: string, detail: Told, advice: Told): Finding {
  return finding('warning', detail, code, advice);
}

function finding(outcome: 'warning' | 'failed', what: Told, code: string, toDo: Told): Finding {
  return { outcome, code, detail: what.text, advice: capital(toDo.text), told: { what, toDo } };
}
