/** Whether the server at the far end of a finished handshake is the one that was meant. */
import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { CtiError } from '../../codec';
import { explained, told } from '../told';
import { peerName } from './peer';
import { chainOf, distinguishedName, isoTime, namesIn } from './tls-certificate';
import type { Endpoint } from './transport';

/** Where the files of a PG are (Security Guide for Unified ICM/Contact Center Enterprise). */
const FOLDER = '\\icm\\ssl\\certs';

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
  if (certificate === undefined) return explained('CTI_TLS_FAILED', { what: told('noCertificate', { peer }) }, '. ');
  if (UNTRUSTED.has(code)) return notTrusted(peer, certificate, code);
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return expired(peer, chain, Date.now());
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return wrongName(peer, certificate, endpoint.tls?.servername || endpoint.host);
  }
  const what = told('certificateUnusable', { peer, reason: code });
  return explained('CTI_TLS_FAILED', { what, toDo: told('makeCertificate') }, '. ');
}

function notTrusted(peer: string, certificate: X509Certificate, reason: string): CtiError {
  const issuer = distinguishedName(certificate.issuer);
  const self = issuer === distinguishedName(certificate.subject);
  const why = told(self ? 'selfSigned' : 'issuerUnknown', { issuer });
  const toDo = told('trustCertificate', { folder: FOLDER, fingerprint: certificate.fingerprint256, reason });
  return explained('CTI_TLS_NOT_TRUSTED', { what: told('notTrusted', { peer, why }), toDo }, '. ');
}

function wrongName(peer: string, certificate: X509Certificate, name: string): CtiError {
  const what = told('wrongName', { peer, names: namesIn(certificate), name });
  return explained('CTI_TLS_WRONG_NAME', { what, toDo: told('connectByName') }, '. ');
}

function expired(peer: string, chain: readonly X509Certificate[], time: number): CtiError {
  const early = ({ validFrom }: X509Certificate) => time < Date.parse(validFrom);
  const culprit = chain.find((one) => early(one) || time > Date.parse(one.validTo));
  const now = new Date(time).toISOString();
  const toDo = told('checkClocks');
  if (culprit === undefined) {
    const what = told('oneNotValid', { peer, since: told('notValidNow'), now });
    return explained('CTI_TLS_EXPIRED', { what, toDo }, '. ');
  }
  const since = early(culprit)
    ? told('notValidYet', { validFrom: isoTime(culprit.validFrom) })
    : told('hasExpired', { validTo: isoTime(culprit.validTo) });
  const subject = `"${distinguishedName(culprit.subject)}"`;
  return explained('CTI_TLS_EXPIRED', { what: told('chainNotValid', { subject, peer, since, now }), toDo }, '. ');
}
