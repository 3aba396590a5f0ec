/** Trust and identity of the sides, from Node-RED's own tls-config nodes. */
import type { Node } from 'node-red';
import { CtiError, type TlsOptions } from '../../lib/session';
import type { SimulatorOptions } from '../../lib/simulator';
import type { ServerSettings, TlsOfSides } from './session-options';

/** The part of core's tls-config that is used. */
export interface TlsConfigNode extends Node {
  /** false: a file could not be read, or a certificate has no key. */
  readonly valid: boolean;
  addTLSOptions(options: object): NodeTlsOptions;
}

/** What addTLSOptions gives, in the words of node:tls. */
interface NodeTlsOptions {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly passphrase?: string;
  readonly pfx?: Buffer;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

export interface TlsSettingsOfServer extends Pick<ServerSettings, 'usetls' | 'checkServerName' | 'minTlsVersion'> {
  /** Node ids of tls-config; empty: trust as the system does, and no certificate of one's own. */
  readonly tls?: string;
  /** Empty: as for side A. */
  readonly tlsB?: string;
}

/**
 * @param find a node by its id
 * @returns undefined where TLS is not used
 * @throws CtiError CTI_INVALID_OPTION naming tls or tlsB
 */
export function tlsOfSides(settings: TlsSettingsOfServer, find: (id: string) => unknown): TlsOfSides | undefined {
  if (!settings.usetls) return undefined;
  const A = tlsOf('tls', settings.tls, settings, find);
  return { A, B: settings.tlsB ? tlsOf('tlsB', settings.tlsB, settings, find) : A };
}

function tlsOf(
  field: 'tls' | 'tlsB',
  id: string | undefined,
  { checkServerName = true, minTlsVersion }: TlsSettingsOfServer,
  find: (id: string) => unknown,
): TlsOptions {
  const choice = {
    checkServerName,
    ...(minTlsVersion && { minVersion: minTlsVersion as NonNullable<TlsOptions['minVersion']> }),
  };
  if (!id) return choice;
  const { rejectUnauthorized, ca, cert, key, passphrase, pfx, servername } = chosenOptions(field, id, find);
  const given = { ca, cert, key, passphrase, pfx, servername };
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { ...choice, ...present, verify: rejectUnauthorized !== false };
}

/**
 * What a server shows of itself. Clients need a certificate of their own where they are to be verified and a CA is
 * given, as with core's own servers.
 * @throws CtiError CTI_INVALID_OPTION naming the field
 */
export function certificateOf(
  field: 'tls',
  id: string | undefined,
  find: (id: string) => unknown,
): NonNullable<SimulatorOptions['tls']> {
  if (!id) throw wrong(field, 'a secured port needs a TLS configuration with a certificate and its key');
  const { key, cert, passphrase, ca, rejectUnauthorized } = chosenOptions(field, id, find);
  if (!key || !cert) throw wrong(field, 'the TLS configuration has no certificate with its key; give both in PEM');
  return { key, cert, ...(passphrase && { passphrase }), ...(ca && rejectUnauthorized !== false && { ca }) };
}

function chosenOptions(field: 'tls' | 'tlsB', id: string, find: (id: string) => unknown): NodeTlsOptions {
  const node = find(id) as TlsConfigNode | null | undefined;
  if (!node) throw wrong(field, 'the TLS configuration is missing, disabled or not deployed yet: choose or deploy one');
  if (node.valid) return node.addTLSOptions({});
  const name = node.name || id;
  throw wrong(
    field,
    `the TLS configuration ${name} cannot be used: check that its files can be read, and that the certificate has its key`,
  );
}

function wrong(field: string, why: string): CtiError {
  return new CtiError('CTI_INVALID_OPTION', `${field}: ${why}`, { field });
}
