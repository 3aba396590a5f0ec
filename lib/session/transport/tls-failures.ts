/** How TLS fails: what each failure means, and what to do at a contact centre. */
import { CtiError } from '../../codec';
import { PORTS } from '../../protocol';
import { brokenOff, type Seen } from './connection-seen';
import { peerName } from './peer';
import { codeOf, reasonOf } from './tls-error';
import type { Endpoint, TlsSettings } from './transport';

/** Bytes of an alert in a record of its own. */
const ALERT_RECORD = 7;
const SECURED_PORTS = `${PORTS.secureA} on side A and ${PORTS.secureB} on side B, plus ${PORTS.perInstance} for each instance number, unless PG Setup says otherwise`;

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
  const fail = (ours: string, message: string) =>
    new CtiError(ours, message, error === undefined ? {} : { cause: error });
  const refused = (how: string) =>
    fail('CTI_TLS_CLIENT_CERTIFICATE_REFUSED', `${peer} ${how}. ${hasIdentity(settings) ? INSTALL : GIVE}`);

  const refusesAll = code.endsWith('_ALERT_HANDSHAKE_FAILURE');

  // Before the server's certificate that alert is about ciphers; after it TLS 1.2 has no other for a missing certificate.
  if (ABOUT_OUR_CERTIFICATE.test(code) || (refusesAll && received > ALERT_RECORD && !admitted)) {
    return refused(`refuses ${ourCertificate(settings)} (${reasonOf(error)})`);
  }
  if (handshaking && received === 0 && broken) {
    return fail(
      'CTI_TLS_PLAIN_SERVER',
      `${peer} ended the connection without an answer to the TLS handshake. ${USE_SECURED}`,
    );
  }
  if (broken && (handshaking || !admitted)) {
    // It had sent its own certificate, so what it did not like is very likely ours; without one there is less to go by.
    if (hasIdentity(settings)) {
      return refused("ended the TLS handshake without a reason after it had seen this side's certificate");
    }
    return fail(
      'CTI_TLS_FAILED',
      `${peer} ended the TLS handshake without a reason. It may want a client certificate, and none is given; the log of the CTI Server may tell`,
    );
  }
  if (!handshaking) return undefined;
  if (NO_COMMON_VERSION.test(code)) {
    return fail(
      'CTI_TLS_VERSION',
      `${peer} speaks no TLS of version ${settings.minVersion.slice(4)} or later (${reasonOf(error)}). ${OLDER[settings.minVersion]}`,
    );
  }
  if (NOT_TLS.test(code)) {
    return fail('CTI_TLS_PLAIN_SERVER', `${peer} answers without TLS (${reasonOf(error)}). ${USE_SECURED}`);
  }
  if (refusesAll) {
    return fail(
      'CTI_TLS_FAILED',
      `${peer} shares no cipher with this side (${reasonOf(error)}). Check the ciphers of the PG, and whether its certificate is the RSA or the ECDSA one that its registry asks for`,
    );
  }
  return fail('CTI_TLS_FAILED', `The TLS handshake with ${peer} failed: ${reasonOf(error)}`);
}

/** TCP stands, but the handshake was not answered in time. */
export function handshakeTooLate(endpoint: Endpoint, seconds: number): CtiError {
  return new CtiError(
    'CTI_TLS_TIMEOUT',
    `${peerName(endpoint)} accepts connections but has not finished the TLS handshake within ${seconds} s. ${USE_SECURED}`,
  );
}

/** The stream of a connection without TLS begins with a TLS record, an alert as a rule. */
export function plainAnsweredWithTls(endpoint: Endpoint): CtiError {
  return new CtiError(
    'CTI_TLS_REQUIRED',
    `${peerName(endpoint)} speaks TLS, and this side is set up without. Set up TLS for this side (in Node-RED: tls-config), or use the plain port, ${PORTS.A} on side A and ${PORTS.B} on side B, where Secure-Only Mode is off in PG Setup`,
  );
}

const USE_SECURED = `This looks like the plain port, or like a server without TLS: use the secured port (${SECURED_PORTS}), or set up this side without TLS`;

const INSTALL =
  'Install it on the PG of this side, a self-signed one itself, else its root and intermediates (CiscoCertUtil /install), check that it has not expired, and restart the CTI Server';

const GIVE =
  'The CTI Server wants a client certificate: give certificate and key (in Node-RED: tls-config), and install the certificate on the PG of each side (CiscoCertUtil /install)';

const OLDER: { readonly [V in TlsSettings['minVersion']]: string } = {
  'TLSv1.2': 'It needs an update: Unified CCE has TLS 1.2 since 12.5',
  'TLSv1.3': 'Set the minimum version to TLS 1.2, which is what Unified CCE speaks',
};

function hasIdentity({ cert, pfx }: TlsSettings): boolean {
  return cert !== undefined || pfx !== undefined;
}

function ourCertificate(settings: TlsSettings): string {
  return hasIdentity(settings) ? "this side's certificate" : 'a client without a certificate';
}
