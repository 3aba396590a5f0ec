/** One live session with a CTI Server, as its client. */
export { CtiError } from '../codec';
export type { Answer, RequestOptions } from './answer';
export type { SessionCounters } from './counters';
export type { SessionCti, SessionMessage } from './message';
export type { SessionOptions } from './options';
export { Session, type SessionEvents } from './session';
export type { SessionState, SessionStatus } from './status';
export type { MessageListener } from './subscriptions';
