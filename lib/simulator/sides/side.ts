import type { Payload } from '../../protocol';
import type { Subscriber } from '../events/subscriber';
import type { StatusCode } from '../refusal';
import type { MalformedKind } from '../sessions/malformed';
import { Recorders } from '../sessions/recorders';
import type { RegisteredVariables } from '../sessions/registered-variables';
import type { Call } from '../switch/call';

export type SideName = 'A' | 'B';

/**
 * - `active`: serves its sessions and sends them events
 * - `standby`: its sessions wait for it to become the active one
 * - `leaving`: has handed over for maintenance; still answers, sends no events any more
 * - `down`: its process does not run
 */
export type Role = 'active' | 'standby' | 'leaving' | 'down';

/** An open session, as its side deals with it. */
export interface OpenSession extends Subscriber {
  readonly sessionID: number;
  /** The variables that it has asked for. Undefined: all of them. */
  variables?: RegisteredVariables | undefined;
  /** The server ends the session and says why. */
  end(status: StatusCode): void;
  /** The socket is closed without a word to the client. */
  cut(reason: string): void;
  /**
   * The session's side has become the active one.
   * @param heardOf the calls that the side knows of; undefined: all of them
   */
  promoted(heardOf?: ReadonlySet<Call>): void;
}

/** An open session of a client, and what can go wrong with its connection. */
export interface ClientConnection extends OpenSession {
  /** The connection is reset, without a word. */
  reset(reason: string): void;
  /** The socket stays; nothing goes or comes any more. */
  stall(): void;
  sendMalformed(kind: MalformedKind): void;
}

/** A maintenance that goes on, for what sessions have to do with it. */
export interface Handover {
  answered(session: OpenSession, answer: Payload<'ACTIVE_MAINTENANCE_RESP_MSG'>): void;
  /** The client sends no more requests to this side. */
  stopping(session: OpenSession): void;
  left(session: OpenSession): void;
}

/** One of the CTI Servers in front of the contact centre. */
export class Side {
  readonly name: SideName;
  readonly sessions = new Set<OpenSession>();
  /** Server applications that record. */
  readonly recorders = new Recorders();
  role: Role = 'down';
  handover: Handover | undefined;

  constructor(name: SideName) {
    this.name = name;
  }
}
