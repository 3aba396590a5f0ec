/** Why a connection was not made or is over, in words for people and codes for programs. */
import { isIP } from 'node:net';
import type { CtiError } from '../../codec';
import type { ExplanationName } from '../explanations';
import { type Explanation, explained, type Told, told } from '../told';
import { brokenOff, type Seen } from './connection-seen';
import { peerName } from './peer';
import { reasonOf } from './tls-error';
import { handshakeTooLate, tlsFailure } from './tls-failures';
import type { Endpoint, Transport } from './transport';

/** By the code of Node.js: what it means, and what to do where more is known than where to look. */
const MEANING: { readonly [code: string]: readonly [what: ExplanationName, toDo?: ExplanationName] } = {
  ECONNREFUSED: ['nobodyListens', 'checkPort'],
  ENOTFOUND: ['hostUnknown', 'checkHostName'],
  EAI_AGAIN: ['noNameService'],
  ETIMEDOUT: ['hostSilent', 'checkRoutes'],
  EHOSTUNREACH: ['noRouteToHost'],
  ENETUNREACH: ['noRouteToNetwork'],
  ECONNRESET: ['peerReset'],
  EPIPE: ['peerNoLongerReads'],
};

/** CTI_CONNECT_FAILED, CTI_CONNECTION_LOST or one of the codes of TLS. */
export function failureOf(seen: Seen): CtiError {
  const { endpoint, stage, error } = seen;
  const peer = peerName(endpoint);
  const details = error === undefined ? {} : { cause: error };
  if (stage === 'idle' || stage === 'resolved') {
    const { what, toDo } = describe(error);
    return explained('CTI_CONNECT_FAILED', { what: told('cannotConnect', { peer, why: what }), toDo }, '; ', details);
  }
  const failure = endpoint.tls && tlsFailure(seen, endpoint.tls);
  if (failure) return failure;
  const { what, toDo }: Explanation = error === undefined ? { what: told('peerClosed') } : describe(error);
  const lost = { what: told('connectionLost', { peer, why: what }), toDo: toDo ?? hint(seen) };
  return explained('CTI_CONNECTION_LOST', lost, '; ', details);
}

/** @param stage how far connecting had come within the time */
export function connectTooLate(endpoint: Endpoint, seconds: number, stage: Transport['stage']): CtiError {
  if (endpoint.tls !== undefined && stage === 'connected') return handshakeTooLate(endpoint, seconds);
  const late = (why: ExplanationName) => told('connectTooLate', { peer: peerName(endpoint), seconds, why: told(why) });
  return stage === 'idle' && !isIP(endpoint.host)
    ? explained('CTI_CONNECT_FAILED', { what: late('nameServiceLate') }, '; ')
    : explained('CTI_CONNECT_FAILED', { what: late('hostSilent'), toDo: told('checkRoutes') }, '; ');
}

/** A server of TLS that reads a frame closes without a word; so may any other server, for reasons of its own. */
function hint({ endpoint, sent, received, error }: Seen): Told | undefined {
  if (endpoint.tls !== undefined || !sent || received > 0 || !brokenOff(error)) return undefined;
  return told('perhapsSecuredPort');
}

function describe(error: NodeJS.ErrnoException | undefined): Explanation {
  if (error === undefined) return { what: told('unknownReason') };
  // A name with several addresses fails with one error per address and no message of its own.
  const code = String(error.code ?? '');
  const reason = reasonOf(error) || code || error.name;
  const [what, toDo] = MEANING[code] ?? [];
  if (what === undefined) return { what: { text: reason } };
  return toDo === undefined
    ? { what: told('withReason', { why: told(what), reason }) }
    : { what: told(what), toDo: told('withReason', { why: told(toDo), reason }) };
}
