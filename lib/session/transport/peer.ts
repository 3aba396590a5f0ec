import { isIPv6 } from 'node:net';
import type { Address } from './transport';

/** host:port as people write it: an IPv6 address stands in brackets. */
export function peerName({ host, port }: Address): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
