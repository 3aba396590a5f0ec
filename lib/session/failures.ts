/** The errors of a session: who failed what, in words for people and codes for programs. */
import { CtiError } from '../codec';
import { type Payload, REFUSAL_WORDS } from '../protocol';
import { adviceOn } from './refusals';
import { explained, explainedLike, explanationOf, type Told, told, toldAs } from './told';

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
  const reason = reasonOf(code);
  const whole = peripheralErrorCode ? told('peripheralError', { reason, peripheralErrorCode }) : reason;
  const toDo = request.topic === 'OPEN_REQ' ? adviceOn(code) : undefined;
  return explained(code, { what: told('refused', { topic: request.topic, reason: whole }), toDo }, '; ', {
    ...request,
    ...(peripheralErrorCode === undefined ? {} : { peripheralErrorCode }),
  });
}

/** A failure that the server reports without a request. */
export function reportedFailure(payload: Payload<'FAILURE_EVENT'>): CtiError {
  const code = codeOf(payload.status, 'E_CTI');
  return explained(code, { what: told('reported', { reason: reasonOf(code) }), toDo: adviceOn(code) }, ': ');
}

/** A connection that ended right after the server had said why. */
export function lastWords(said: CtiError, error: CtiError): CtiError {
  const both = new CtiError(said.code, `${said.message} (${error.message})`, { cause: error });
  return explainedLike(both, explanationOf(said));
}

/** The guide's constant and, where there are some, plain words for it. */
function reasonOf(code: string): Told {
  const words = REFUSAL_WORDS[code];
  if (words === undefined) return { text: code };
  return told('withReason', { why: code, reason: toldAs(`protocol.refusal.${code}`, words) });
}

/** Constants are codes as they stand; a number that no edition names becomes one. */
function codeOf(value: string | number | null | undefined, prefix: 'E_CTI' | 'CF'): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? `${prefix}_UNKNOWN_${value}` : `${prefix}_UNKNOWN`;
}

export function timedOut(request: Failed, seconds: number): CtiError {
  const what = told('noAnswer', { topic: request.topic, seconds });
  return explained('CTI_TIMEOUT', { what, toDo: told('mayBeDone') }, '; ', { ...request });
}

/** The session has ended before the answer; the request may have reached the server. */
export function lost({ topic, invokeID }: Failed, why: CtiError | undefined): CtiError {
  const outcome = 'it may have been carried out';
  return why === undefined
    ? new CtiError('CTI_SESSION_CLOSED', `Session closed before the answer to ${topic}: ${outcome}`, {
        topic,
        invokeID,
      })
    : new CtiError('CTI_CONNECTION_LOST', `Session lost before the answer to ${topic}: ${outcome} (${why.message})`, {
        topic,
        invokeID,
        cause: why,
      });
}

/** The request was taken, but never handed to a connection. @param why what kept it from being sent */
export function notSent(topic: string, why: string, cause?: CtiError): CtiError {
  return new CtiError('CTI_NOT_SENT', `${topic} was not sent: ${why}`, {
    topic,
    ...(cause === undefined ? {} : { cause }),
  });
}

export function notConnected(topic: string, where: string, state: string): CtiError {
  return new CtiError('CTI_NOT_CONNECTED', `${topic} not sent: the session with ${where} is not open but ${state}`, {
    topic,
  });
}

export function tooMany(topic: string, limit: number): CtiError {
  return new CtiError('CTI_TOO_MANY_REQUESTS', `${topic} not sent: ${limit} requests wait already to be sent`, {
    topic,
  });
}

export function heartbeatLost(unanswered: number, peer: string): CtiError {
  return explained('CTI_NO_HEARTBEAT', { what: told('noHeartbeat', { peer, unanswered }) }, '. ');
}

export function openTooLate(peer: string, seconds: number): CtiError {
  return explained('CTI_OPEN_TIMEOUT', { what: told('openTooLate', { peer, seconds }) }, '. ');
}

/** OPEN_CONF of a standby side that nobody had asked for: no events would come. */
export function standbyUnasked(peer: string): CtiError {
  return explained('CTI_STANDBY_SIDE', { what: told('standbyUnasked', { peer }) }, '. ');
}

export function switched(side: string): CtiError {
  return new CtiError('CTI_SIDE_SWITCHED', `Side ${side} is left as was asked for`);
}

/** @param planned a maintenance */
export function superseded(side: string, planned: boolean): CtiError {
  return planned
    ? new CtiError('E_CTI_SERVER_IN_MAINTENANCE_MODE', `Side ${side} has gone into maintenance`)
    : new CtiError('CTI_SIDE_SWITCHED', `The other side has become active in the place of side ${side}`);
}

export function closedOnPurpose(): CtiError {
  return new CtiError('CTI_SESSION_CLOSED', 'The session was closed as was asked for');
}

export function isOnPurpose({ code }: CtiError): boolean {
  return code === 'CTI_SESSION_CLOSED';
}

export function cannotSwitch(why: string): CtiError {
  return new CtiError('CTI_CANNOT_SWITCH', `The side is not switched: ${why}`);
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
