/** Trust and identity as TLS wants them. */
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isIP, type Socket } from 'node:net';
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  type SecureContext,
  type SecureContextOptions,
  type TLSSocket,
} from 'node:tls';
import { CtiError } from '../../codec';
import { peerName } from './peer';
import { codeOf, reasonOf } from './tls-error';
import type { Address, TlsSettings } from './transport';

const PEM_CERTIFICATE =
  /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]*-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;

/**
 * Begins the handshake on a TCP connection. The name is checked, trust too, but neither ends the
 * connection: `objection` does, which can still see the certificate and say what is wrong with it.
 */
export function secure(tcp: Socket, endpoint: Address, settings: TlsSettings, secureContext: SecureContext): TLSSocket {
  const name = settings.servername || endpoint.host;
  return connect({
    socket: tcp,
    secureContext,
    // An address may not be asked for (RFC 6066).
    ...(isIP(name) ? {} : { servername: name }),
    checkServerIdentity: (_, certificate) =>
      settings.checkServerName ? checkServerIdentity(name, certificate) : undefined,
    rejectUnauthorized: false,
  });
}

/** @throws CtiError CTI_TLS_BAD_CERTIFICATE with the setting as `field` */
export function secureContextOf(endpoint: Address, settings: TlsSettings): SecureContext {
  const { ca, passphrase, pfx, minVersion } = settings;
  const trust = trustOf(endpoint, ca);
  const identity = identityOf(endpoint, settings);
  try {
    return createSecureContext({
      minVersion,
      ...trust,
      ...identity,
      ...(pfx && { pfx }),
      ...(passphrase !== undefined && { passphrase }),
    });
  } catch (cause) {
    throw pfx ? bad(endpoint, 'pfx', pfxProblem(cause), cause) : bad(endpoint, 'cert', reasonOf(cause), cause);
  }
}

function trustOf(endpoint: Address, ca: TlsSettings['ca']): SecureContextOptions {
  if (ca === undefined) return {};
  const anchors = (typeof ca === 'string' || Buffer.isBuffer(ca) ? [ca] : ca).flatMap((one) => certificatesIn(one));
  // Node.js would take what it cannot read for no anchor at all, and trust nobody.
  if (anchors.length === 0) throw bad(endpoint, 'ca', NO_CERTIFICATE);
  for (const anchor of anchors) parse(endpoint, 'ca', anchor);
  // With it a certificate issued by an authority can be pinned as such, like a self-signed one.
  return { ca: anchors, allowPartialTrustChain: true };
}

/** Looks at certificate and key one by one, because OpenSSL's word for both is hard to act on. */
function identityOf(endpoint: Address, { cert, key, passphrase }: TlsSettings): SecureContextOptions {
  if (cert === undefined && key === undefined) return {};
  if (cert === undefined) throw bad(endpoint, 'cert', 'it is missing, though there is a key; give both or none');
  if (key === undefined) throw bad(endpoint, 'key', 'it is missing, though there is a certificate; give both or none');
  const [own] = certificatesIn(cert);
  if (own === undefined) throw bad(endpoint, 'cert', NO_CERTIFICATE);
  if (!parse(endpoint, 'cert', own).checkPrivateKey(privateKey(endpoint, key, passphrase))) {
    throw bad(
      endpoint,
      'key',
      'it does not belong to the certificate; give the key that the certificate was made with',
    );
  }
  return { cert, key };
}

const NO_CERTIFICATE =
  'there is no certificate in it; give PEM, which begins with -----BEGIN CERTIFICATE----- (openssl x509 -inform DER turns a binary file into PEM)';

function certificatesIn(text: string | Buffer): string[] {
  return text.toString('latin1').match(PEM_CERTIFICATE) ?? [];
}

function parse(endpoint: Address, field: 'ca' | 'cert', pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw bad(
      endpoint,
      field,
      `a certificate in it cannot be read (${reasonOf(cause)}); copy the file once more, whole`,
      cause,
    );
  }
}

function privateKey(endpoint: Address, key: string | Buffer, passphrase: string | undefined): KeyObject {
  try {
    return createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) });
  } catch (cause) {
    throw bad(endpoint, 'key', keyProblem(cause, passphrase !== undefined), cause);
  }
}

function keyProblem(cause: unknown, hasPassphrase: boolean): string {
  const code = codeOf(cause);
  if (code === 'ERR_MISSING_PASSPHRASE' || code === 'ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED') {
    return 'it is encrypted; give its passphrase';
  }
  if (code.endsWith('BAD_DECRYPT')) return 'the passphrase is wrong';
  const orPassphrase = hasPassphrase ? ', or check the passphrase' : '';
  return `it cannot be read (${reasonOf(cause)}); give PEM, which begins with -----BEGIN PRIVATE KEY----- or the like${orPassphrase}`;
}

function pfxProblem(cause: unknown): string {
  const reason = reasonOf(cause);
  if (/mac verify/i.test(reason)) return 'the passphrase is wrong';
  if (/unsupported/i.test(reason)) {
    return 'it is encrypted in a way that this Node.js no longer reads; export it again with AES';
  }
  return `it cannot be read (${reason}); give PKCS #12 with certificate and key`;
}

function bad({ host, port }: Address, field: keyof TlsSettings, problem: string, cause?: unknown): CtiError {
  return new CtiError('CTI_TLS_BAD_CERTIFICATE', `TLS to ${peerName({ host, port })} not tried, ${field}: ${problem}`, {
    field,
    ...(cause !== undefined && { cause }),
  });
}
