import type { Codec } from '../../codec';
import type { Timers } from '../clock';
import type { Disorder } from '../disorder';
import type { Subscriber } from '../events/subscriber';
import type { ClientConnection, SideName } from '../sides/side';
import type { Call } from '../switch/call';
import type { OpenRules } from './open';
import type { SlowAnswers } from './slow-answers';

/** What happened to a session, for whoever runs the simulator. */
export interface SessionNotice {
  readonly event: 'opened' | 'closed';
  readonly side: SideName;
  readonly sessionID: number;
  readonly clientID: string;
  /** Address and port of the client. */
  readonly peer: string;
  readonly version: number;
  readonly services: readonly string[];
  /** Sessions open now, on both sides. */
  readonly open: number;
  /** Why it was closed, in words. */
  readonly reason?: string;
}

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
