/** How TLS fails: what each failure means, and what to do at a contact centre. */
import type { CtiError } from '../../codec';
import { PORTS } from '../../protocol';
import type { ExplanationName } from '../explanations';
import { explained, type Told, told } from '../told';
import { brokenOff, type Seen } from './connection-seen';
import { peerName } from './peer';
import { codeOf, reasonOf } from './tls-error';
import type { Endpoint, TlsSettings } from './transport';

/** Bytes of an alert in a record of its own. */
const ALERT_RECORD = 7;

/** Alerts that speak of this side's certificate, as OpenSSL ends their codes in all its editions. */
const ABOUT_OUR_CERTIFICATE =
  /_ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_\w+|NO_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|DECRYPT_ERROR)$/;
const NO_COMMON_VERSION = /_(?:ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|WRONG_SSL_VERSION)$/;
/** What OpenSSL says of bytes that are no TLS. */
const NOT_TLS = /_(?:WRONG_VERSION_NUMBER|UNKNOWN_PROTOCOL|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|BAD_RECORD_TYPE)$/;

/** @returns undefined when the connection was lost for a reason that has nothing to do with TLS */
export function tlsFailure(seen: Seen, settings: TlsSettings): CtiError | undefined {
  const { endpoint, stage, error, received, admitted } = seen;
  const code = codeOf(error);
  const peer = peerName(endpoint);
  const handshaking = stage === 'connected';
  const broken = brokenOff(error);
  const fail = (ours: string, what: Told, toDo?: Told) =>
    explained(ours, { what, toDo }, '. ', error === undefined ? {} : { cause: error });
  const refused = (what: Told) =>
    fail(
      'CTI_TLS_CLIENT_CERTIFICATE_REFUSED',
      what,
      told(hasIdentity(settings) ? 'installCertificate' : 'giveCertificate'),
    );

  const refusesAll = code.endsWith('_ALERT_HANDSHAKE_FAILURE');

  // Before the server's certificate that alert is about ciphers; after it TLS 1.2 has no other for a missing certificate.
  if (ABOUT_OUR_CERTIFICATE.test(code) || (refusesAll && received > ALERT_RECORD && !admitted)) {
    return refused(
      told(hasIdentity(settings) ? 'refusesCertificate' : 'wantsCertificate', { peer, reason: reasonOf(error) }),
    );
  }
  if (handshaking && received === 0 && broken) {
    return fail('CTI_TLS_PLAIN_SERVER', told('handshakeUnanswered', { peer }), useSecuredPort());
  }
  if (broken && (handshaking || !admitted)) {
    // It had sent its own certificate, so what it did not like is very likely ours; without one there is less to go by.
    if (hasIdentity(settings)) return refused(told('endedAfterCertificate', { peer }));
    return fail('CTI_TLS_FAILED', told('endedHandshake', { peer }), told('perhapsCertificate'));
  }
  if (!handshaking) return undefined;
  if (NO_COMMON_VERSION.test(code)) {
    const { minVersion } = settings;
    return fail(
      'CTI_TLS_VERSION',
      told('tlsTooOld', { peer, version: minVersion.slice(4), reason: reasonOf(error) }),
      told(OLDER[minVersion]),
    );
  }
  if (NOT_TLS.test(code)) {
    return fail('CTI_TLS_PLAIN_SERVER', told('answersPlain', { peer, reason: reasonOf(error) }), useSecuredPort());
  }
  if (refusesAll)
    return fail('CTI_TLS_FAILED', told('noCommonCipher', { peer, reason: reasonOf(error) }), told('checkCiphers'));
  return fail('CTI_TLS_FAILED', told('tlsFailed', { peer, reason: reasonOf(error) }));
}

/** TCP stands, but the handshake was not answered in time. */
export function handshakeTooLate(endpoint: Endpoint, seconds: number): CtiError {
  const what = told('handshakeTooLate', { peer: peerName(endpoint), seconds });
  return explained('CTI_TLS_TIMEOUT', { what, toDo: useSecuredPort() }, '. ');
}

/** The stream of a connection without TLS begins with a TLS record, an alert as a rule. */
export function plainAnsweredWithTls(endpoint: Endpoint): CtiError {
  const what = told('speaksTls', { peer: peerName(endpoint) });
  return explained('CTI_TLS_REQUIRED', { what, toDo: told('setUpTls', { plainA: PORTS.A, plainB: PORTS.B }) }, '. ');
}

function useSecuredPort(): Told {
  const { secureA, secureB, perInstance } = PORTS;
  return told('useSecuredPort', { securedA: secureA, securedB: secureB, perInstance });
}

const OLDER: { readonly [V in TlsSettings['minVersion']]: ExplanationName } = {
  'TLSv1.2': 'updateServer',
  'TLSv1.3': 'allowOlderTls',
};

function hasIdentity({ cert, pfx }: TlsSettings): boolean {
  return cert !== undefined || pfx !== undefined;
}
