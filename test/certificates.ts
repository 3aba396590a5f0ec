/** Certificates for tests, made with openssl once per process and kept in a folder that goes with it. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
  /** The same as files, for commands. */
  readonly certFile: string;
  readonly keyFile: string;
}

export interface CertificateOptions {
  /** RSA with 2048 bits or ECDSA with P-384, the PG's two kinds. @default ecdsa, which is made sooner */
  readonly kind?: 'rsa' | 'ecdsa';
  /** Common name. @default pg.example.com */
  readonly name?: string;
  /** Alternative names, such as DNS:pg.example.com and IP:127.0.0.1. @default none */
  readonly names?: readonly string[];
  /** @default none: self-signed */
  readonly issuer?: Certificate;
  /** May sign others. @default false */
  readonly authority?: boolean;
  /** @default now */
  readonly valid?: 'now' | 'no longer' | 'not yet';
}

const DAY = 86_400_000;
const VALIDITY = { now: [-1, 365], 'no longer': [-60, -30], 'not yet': [30, 60] } as const;
const KEY = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ecdsa: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384'],
} as const;

const made = new Map<string, Certificate>();
let folder: string | undefined;

/** The same options give the same certificate. */
export function certificate(options: CertificateOptions = {}): Certificate {
  const id = JSON.stringify({ ...options, issuer: options.issuer?.certFile });
  let found = made.get(id);
  if (found === undefined) {
    found = make(options, join(home(), String(made.size)));
    made.set(id, found);
  }
  return found;
}

/** Certificate and key as PKCS #12. */
export function pkcs12({ certFile, keyFile }: Certificate, passphrase: string): Buffer {
  const file = `${certFile}.pfx`;
  openssl('pkcs12', '-export', '-in', certFile, '-inkey', keyFile, '-out', file, '-passout', `pass:${passphrase}`);
  return readFileSync(file);
}

function make(options: CertificateOptions, place: string): Certificate {
  const { kind = 'ecdsa', name = 'pg.example.com', issuer, valid = 'now' } = options;
  mkdirSync(place);
  const file = (part: string) => join(place, part);
  const [certFile, keyFile, config, request] = [
    file('cert.pem'),
    file('key.pem'),
    file('openssl.cnf'),
    file('csr.pem'),
  ];
  writeFileSync(config, configuration(options, place));
  writeFileSync(file('index.txt'), '');
  writeFileSync(file('serial'), randomBytes(8).toString('hex'));
  openssl('genpkey', ...KEY[kind], '-out', keyFile);
  openssl('req', '-new', '-config', config, '-key', keyFile, '-subj', `/CN=${name}`, '-out', request);
  const signer = issuer ? ['-cert', issuer.certFile, '-keyfile', issuer.keyFile] : ['-selfsign', '-keyfile', keyFile];
  const [from, to] = VALIDITY[valid];
  const dates = ['-startdate', dateIn(from), '-enddate', dateIn(to)];
  openssl('ca', '-batch', '-notext', '-config', config, ...signer, ...dates, '-in', request, '-out', certFile);
  return { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8'), certFile, keyFile };
}

function configuration({ names = [], authority = false }: CertificateOptions, place: string): string {
  return [
    '[req]',
    'distinguished_name = none',
    '[none]',
    '[ca]',
    'default_ca = self',
    '[self]',
    `database = ${place}/index.txt`,
    `serial = ${place}/serial`,
    `new_certs_dir = ${place}`,
    'default_md = sha256',
    'policy = any',
    'x509_extensions = extensions',
    '[any]',
    'commonName = supplied',
    '[extensions]',
    `basicConstraints = critical, CA:${authority ? 'TRUE' : 'FALSE'}`,
    ...(names.length > 0 ? [`subjectAltName = ${names.join(', ')}`] : []),
    '',
  ].join('\n');
}

/** As openssl wants it: YYYYMMDDHHMMSSZ. */
function dateIn(days: number): string {
  return `${new Date(Date.now() + days * DAY).toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
}

function home(): string {
  if (folder === undefined) {
    const fresh = mkdtempSync(join(tmpdir(), 'cti-certificates-'));
    process.once('exit', () => rmSync(fresh, { recursive: true, force: true }));
    folder = fresh;
  }
  return folder;
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
