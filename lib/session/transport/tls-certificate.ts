/** Certificates in words. */
import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateFacts, TransportStage } from './transport';

/** Of a connection whose handshake is done. */
export function securedStage(tls: TLSSocket): TransportStage {
  return {
    name: 'secured',
    protocol: tls.getProtocol() ?? '',
    cipher: tls.getCipher().name,
    certificate: factsOf(tls.getPeerX509Certificate() as X509Certificate),
  };
}

function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    subject: distinguishedName(certificate.subject),
    names: namesIn(certificate),
    issuer: distinguishedName(certificate.issuer),
    validFrom: isoTime(certificate.validFrom),
    validTo: isoTime(certificate.validTo),
    fingerprint256: certificate.fingerprint256,
  };
}

/** Node.js gives a line per part, and nothing for an empty name. */
export function distinguishedName(name: string | undefined): string {
  return name?.split('\n').join(', ') || 'no name';
}

export function isoTime(time: string): string {
  return new Date(time).toISOString();
}

/** Names for which a certificate may be used: its alternative names, else its common name. */
export function namesIn({ subjectAltName, subject }: X509Certificate): string {
  if (subjectAltName !== undefined) return subjectAltName.replaceAll('DNS:', '').replaceAll('IP Address:', '');
  return /^CN=(.*)$/m.exec(subject ?? '')?.[1] ?? 'no name';
}

/**
 * The server's certificate and those above it, shown by the server or trusted here. To be asked for before
 * `getPeerX509Certificate`, after which Node.js 20 gives the first one only.
 */
export function chainOf(tls: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let one: DetailedPeerCertificate | undefined = tls.getPeerCertificate(true);
  while (one?.raw !== undefined) {
    chain.push(new X509Certificate(one.raw));
    // A self-signed one is its own issuer.
    one = one.issuerCertificate === one ? undefined : one.issuerCertificate;
  }
  return chain;
}
