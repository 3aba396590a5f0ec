/** Whether the server at the far end of a finished handshake is the one that was meant. */
import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { CtiError } from '../../codec';
import { peerName } from './peer';
import { chainOf, distinguishedName, isoTime, namesIn } from './tls-certificate';
import type { Endpoint } from './transport';

/** Where the files of a PG are (Security Guide for Unified ICM/Contact Center Enterprise). */
const HOST_PEM = 'host.pem from \\icm\\ssl\\certs on the PG of this side';

/** What OpenSSL calls a chain that does not end in a trust anchor. */
const UNTRUSTED: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
]);

/** @returns undefined when the certificate is good, or is not to be verified */
export function objection(tls: TLSSocket, endpoint: Endpoint): CtiError | undefined {
  if (endpoint.tls?.verify === false || tls.authorized) return undefined;
  const peer = peerName(endpoint);
  // Node.js gives the code, though its types say Error.
  const code = String(tls.authorizationError);
  const chain = chainOf(tls);
  const [certificate] = chain;
  if (certificate === undefined) return new CtiError('CTI_TLS_FAILED', `${peer} has shown no certificate`);
  if (UNTRUSTED.has(code)) return notTrusted(peer, certificate, code);
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return expired(peer, chain, Date.now());
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return wrongName(peer, certificate, endpoint.tls?.servername || endpoint.host);
  }
  return new CtiError(
    'CTI_TLS_FAILED',
    `The certificate of ${peer} cannot be used: ${code}. It may have been made for another purpose, or too weak; make a new one on the PG (CiscoCertUtil)`,
  );
}

function notTrusted(peer: string, certificate: X509Certificate, code: string): CtiError {
  const issuer = distinguishedName(certificate.issuer);
  const self = issuer === distinguishedName(certificate.subject);
  const what = self ? `it is self-signed ("${issuer}")` : `its issuer "${issuer}" is not among the CA certificates`;
  return new CtiError(
    'CTI_TLS_NOT_TRUSTED',
    `The certificate of ${peer} is not trusted: ${what}. Take ${HOST_PEM}, or the certificate of the authority that signed it, and give it as CA certificate of this side (in Node-RED: tls-config). What the server shows has the SHA-256 fingerprint ${certificate.fingerprint256} (${code})`,
  );
}

function wrongName(peer: string, certificate: X509Certificate, name: string): CtiError {
  return new CtiError(
    'CTI_TLS_WRONG_NAME',
    `The certificate of ${peer} is for ${namesIn(certificate)}, not for ${name}. Connect by a name that it has, give that name as servername, or have it made anew with this name; where that cannot be, the name check can be relaxed for this side (checkServerName false) - the certificate must still be trusted`,
  );
}

function expired(peer: string, chain: readonly X509Certificate[], now: number): CtiError {
  const early = ({ validFrom }: X509Certificate) => now < Date.parse(validFrom);
  const culprit = chain.find((one) => early(one) || now > Date.parse(one.validTo));
  const which = culprit === undefined ? '' : ` "${distinguishedName(culprit.subject)}"`;
  const since =
    culprit === undefined
      ? 'is not valid now'
      : early(culprit)
        ? `is not valid yet: it will be from ${isoTime(culprit.validFrom)}`
        : `has expired: it was valid until ${isoTime(culprit.validTo)}`;
  return new CtiError(
    'CTI_TLS_EXPIRED',
    `The certificate${which} in the chain of ${peer} ${since}, and it is ${new Date(now).toISOString()} here. Check the clocks of both hosts; then renew it on the PG (CiscoCertUtil), restart the CTI Server, and give the new host.pem as CA certificate of this side if it is self-signed`,
  );
}
