/** Why a connection was not made or is over, in words for people and codes for programs. */
import { isIP } from 'node:net';
import { CtiError } from '../../codec';
import { brokenOff, type Seen } from './connection-seen';
import { peerName } from './peer';
import { reasonOf } from './tls-error';
import { handshakeTooLate, tlsFailure } from './tls-failures';
import type { Endpoint, Transport } from './transport';

const ADVICE: { readonly [code: string]: string } = {
  ECONNREFUSED: 'nothing listens on that port; check the port and that the CTI Server runs',
  ENOTFOUND: 'the host name is not known; check its spelling and the name service',
  EAI_AGAIN: 'the name service does not answer',
  ETIMEDOUT: 'the host does not answer; check the address, routes and firewalls',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ECONNRESET: 'the peer reset the connection',
  EPIPE: 'the peer no longer reads',
};

/** CTI_CONNECT_FAILED, CTI_CONNECTION_LOST or one of the codes of TLS. */
export function failureOf(seen: Seen): CtiError {
  const { endpoint, stage, error } = seen;
  const peer = peerName(endpoint);
  const details = error === undefined ? {} : { cause: error };
  if (stage === 'idle' || stage === 'resolved') {
    return new CtiError('CTI_CONNECT_FAILED', `Cannot connect to ${peer}: ${describe(error)}`, details);
  }
  const failure = endpoint.tls && tlsFailure(seen, endpoint.tls);
  if (failure) return failure;
  const what = error === undefined ? 'the peer closed it' : describe(error);
  return new CtiError('CTI_CONNECTION_LOST', `Connection to ${peer} lost: ${what}${hint(seen)}`, details);
}

/** @param stage how far connecting had come within the time */
export function connectTooLate(endpoint: Endpoint, seconds: number, stage: Transport['stage']): CtiError {
  if (endpoint.tls !== undefined && stage === 'connected') return handshakeTooLate(endpoint, seconds);
  const why =
    stage === 'idle' && !isIP(endpoint.host) ? 'the name service has not answered' : (ADVICE.ETIMEDOUT as string);
  return new CtiError('CTI_CONNECT_FAILED', `No connection to ${peerName(endpoint)} within ${seconds} s: ${why}`);
}

/** A server of TLS that reads a frame closes without a word; so may any other server, for reasons of its own. */
function hint({ endpoint, sent, received, error }: Seen): string {
  if (endpoint.tls !== undefined || !sent || received > 0 || !brokenOff(error)) return '';
  return '; it has not answered a byte: if this is the secured port, set up TLS for this side or use the plain port';
}

function describe(error: NodeJS.ErrnoException | undefined): string {
  if (error === undefined) return 'unknown reason';
  // A name with several addresses fails with one error per address and no message of its own.
  const code = String(error.code ?? '');
  const text = reasonOf(error) || code || error.name;
  const advice = ADVICE[code];
  return advice === undefined ? text : `${advice} (${text})`;
}
