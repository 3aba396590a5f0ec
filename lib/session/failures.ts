/** The errors of a session: who failed what, in words for people and codes for programs. */
import { CtiError } from '../codec';
import type { Payload } from '../protocol';

type Refusal = Payload<'FAILURE_CONF'> | Payload<'CONTROL_FAILURE_CONF'>;

/** What is told about a request that failed. */
export interface Failed {
  readonly topic: string;
  readonly invokeID: number;
}

/** The server's answer that a request is refused, as an error with the guide's code. */
export function refusal(request: Failed, answer: Refusal, prefix: 'E_CTI' | 'CF'): CtiError {
  const code = codeOf(answer.failureCode ?? ('status' in answer ? answer.status : undefined), prefix);
  const { peripheralErrorCode } = answer;
  const switchSays = peripheralErrorCode ? `, peripheral error ${peripheralErrorCode}` : '';
  return new CtiError(code, `The CTI Server refused ${request.topic}: ${code}${switchSays}`, {
    ...request,
    ...(peripheralErrorCode === undefined ? {} : { peripheralErrorCode }),
  });
}

/** A failure that the server reports without a request. */
export function reportedFailure(payload: Payload<'FAILURE_EVENT'>): CtiError {
  const code = codeOf(payload.status, 'E_CTI');
  const why = code === SERVER_OFFLINE ? 'the CTI Server goes off line and asks to close the session' : code;
  return new CtiError(code, `The CTI Server reports a failure: ${why}`);
}

export const SERVER_OFFLINE = 'E_CTI_CTI_SERVER_OFFLINE';

/** Constants are codes as they stand; a number that no edition names becomes one. */
function codeOf(value: string | number | null | undefined, prefix: 'E_CTI' | 'CF'): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? `${prefix}_UNKNOWN_${value}` : `${prefix}_UNKNOWN`;
}

export function timedOut(request: Failed, seconds: number): CtiError {
  return new CtiError('CTI_TIMEOUT', `No answer to ${request.topic} within ${seconds} s; it may still be carried out`, {
    ...request,
  });
}

/** @param written whether the whole request had left the process */
export function lost(request: Failed & { readonly written: boolean }, why: CtiError | undefined): CtiError {
  const outcome = request.written ? 'it had been sent and may have been carried out' : 'it had not been sent';
  const { topic, invokeID, written } = request;
  return why === undefined
    ? new CtiError('CTI_SESSION_CLOSED', `Session closed before the answer to ${topic}: ${outcome}`, {
        topic,
        invokeID,
        written,
      })
    : new CtiError('CTI_CONNECTION_LOST', `Session lost before the answer to ${topic}: ${outcome} (${why.message})`, {
        topic,
        invokeID,
        written,
        cause: why,
      });
}

export function notConnected(topic: string, peer: string, state: string): CtiError {
  return new CtiError('CTI_NOT_CONNECTED', `${topic} not sent: the session with ${peer} is not open but ${state}`, {
    topic,
  });
}

export function heartbeatLost(unanswered: number, peer: string): CtiError {
  return new CtiError('CTI_NO_HEARTBEAT', `${peer} has left ${unanswered} heartbeats unanswered`);
}

export function connectTooLate(peer: string, seconds: number): CtiError {
  return new CtiError('CTI_CONNECT_FAILED', `No connection to ${peer} within ${seconds} s`);
}

export function openTooLate(peer: string, seconds: number): CtiError {
  return new CtiError('CTI_OPEN_TIMEOUT', `${peer} has not answered OPEN_REQ within ${seconds} s`);
}

export function listenerFailed(what: string, cause: unknown): CtiError {
  const text = cause instanceof Error ? cause.message : String(cause);
  return new CtiError('CTI_LISTENER_FAILED', `A listener for ${what} has thrown: ${text}`, { cause });
}

/** Errors of the codec are ours already; anything else is wrapped. */
export function asCtiError(cause: unknown, code: string): CtiError {
  if (cause instanceof CtiError) return cause;
  return new CtiError(code, cause instanceof Error ? cause.message : String(cause), { cause });
}
