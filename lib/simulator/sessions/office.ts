import type { Codec } from '../../codec';
import { about, amount, integer, list, oneOf, optional, row, text, type ValueOf } from '../../shapes';
import type { Timers } from '../clock';
import type { Disorder } from '../disorder';
import type { Subscriber } from '../events/subscriber';
import type { ClientConnection } from '../sides/side';
import type { Call } from '../switch/call';
import type { OpenRules } from './open';
import type { SlowAnswers } from './slow-answers';

export const SESSION_NOTICE = row({
  event: oneOf('opened', 'closed'),
  side: oneOf('A', 'B'),
  sessionID: integer,
  clientID: text,
  peer: about('address and port of the client', text),
  version: integer,
  services: list(text),
  open: about('sessions open now, on both sides', amount),
  reason: about('why it was closed, in words', optional(text)),
});
/** What happened to a session, for whoever runs the simulator. */
export type SessionNotice = ValueOf<typeof SESSION_NOTICE>;

/** Sees what happens as a session does, without one. */
export interface Watching extends Subscriber {
  /** The other side has become the active one. @param heardOf the calls that it knows of; undefined: all */
  promoted(heardOf?: ReadonlySet<Call>): void;
}

/** What all sessions share. */
export interface Office extends OpenRules {
  /** Real time: heartbeats are not hurried by the switch's speed. */
  readonly clock: Timers;
  /** The open sessions of both sides. */
  readonly sessions: Set<ClientConnection>;
  readonly slowAnswers: SlowAnswers;
  readonly disorder: Disorder;
  /** Whether there is a second side. */
  readonly twoSides: boolean;
  /** Clients inside the simulator: they are told what the active side's sessions are told. */
  readonly witnesses: Set<Watching>;
  newSessionID(): number;
  /** Unlike any other of this server's. */
  newMonitorID(): number;
  codecFor(version: number): Codec;
  /** The line is made only if somebody reads it. */
  trace(line: () => string): void;
  /** A message is with the client's socket. */
  sent(sessionID: number, clientID: string, topic: string): void;
  notice(notice: SessionNotice): void;
}
