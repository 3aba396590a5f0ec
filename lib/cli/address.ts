/** Addresses on the command line. */
import { isIPv6 } from 'node:net';
import { PORTS } from '../protocol';
import { integerOption, invalidOption } from './arguments';

const MAX_PORT = 65_535;

/** HOST, HOST:PORT, [IPv6] or [IPv6]:PORT. @throws CtiError CTI_INVALID_OPTION */
export function addressIn(given: string): { readonly host: string; readonly port?: number } {
  if (isIPv6(given)) return { host: given };
  const { host, port } = parts(given);
  if (host === undefined || (port !== undefined && (port < 1 || port > MAX_PORT))) {
    throw invalidOption(
      'HOST',
      `${JSON.stringify(given)} is no address; give HOST or HOST:PORT with a port from 1 to 65535, an IPv6 address in brackets: [::1]:42027`,
    );
  }
  return { host, ...(port !== undefined && { port }) };
}

/**
 * PORT or HOST:PORT to listen on, 0 for any free port.
 * @param given default: the port of side A, for this machine only
 * @throws CtiError CTI_INVALID_OPTION
 */
export function listenAddressIn(given: string | undefined): { readonly host: string; readonly port: number } {
  const local = '127.0.0.1';
  if (given === undefined) return { host: local, port: PORTS.A };
  if (/^\d+$/.test(given)) return { host: local, port: integerOption('listen', given, 0, MAX_PORT) ?? PORTS.A };
  const { host, port } = parts(given);
  if (host === undefined || port === undefined || port > MAX_PORT) {
    throw invalidOption(
      'listen',
      `--listen is ${JSON.stringify(given)}; give PORT or HOST:PORT with a port from 0 to 65535, an IPv6 address in brackets`,
    );
  }
  return { host, port };
}

function parts(given: string): { readonly host?: string; readonly port?: number } {
  const [, bracketed, name, digits] = /^(?:\[([^\]]*)\]|([^:[\]]+))(?::(\d+))?$/.exec(given) ?? [];
  const host = bracketed ?? name;
  if (host === undefined || (bracketed !== undefined && !isIPv6(bracketed))) return {};
  return { host, ...(digits !== undefined && { port: Number(digits) }) };
}
