import type { Socket } from 'node:net';
import { CtiError, invokeIDOf, type Message, messageNumber } from '../codec';
import { HEADER_SIZE, MAX_VERSION, MESSAGES, MIN_VERSION, type Payload } from '../protocol';
import { checkRequest } from './check-request';
import type { Client } from './client';
import { message, type Outgoing } from './message';
import { failureEvent, openConf, refusalOf } from './messages/session';
import type { Office, SessionNotice } from './office';
import { grant, sameDevice } from './open';
import { announceCalls, announcePeripherals, rebuildCalls } from './publish';
import { readMessage, readVersion, requestIn } from './read';
import { Refusal, type StatusCode } from './refusal';
import { answerTo, answerToEvent } from './requests';
import type { OpenSession, Side } from './side';
import { checkOpening, checkServed } from './side-rules';
import type { Call } from './switch/call';
import { traceLine } from './trace';
import { Wire } from './wire';

/** A client should reset the connection when it has CLOSE_CONF; this long it is waited for. */
const CLOSE_TIME = 5000;

/**
 * One client's session with one side.
 *
 *     connected --OPEN_REQ granted--> open --CLOSE_REQ--> closing --> gone
 *         |                             |
 *         +------- socket lost ---------+--- silent too long, replaced, server stops --> gone
 */
export class ClientSession implements OpenSession {
  readonly sessionID: number;
  readonly calls = new Set<Call>();
  readonly #released = new WeakSet<Call>();
  readonly #office: Office;
  readonly #side: Side;
  readonly #wire: Wire;
  #client: Client | undefined;
  /** Of the client's latest OPEN_REQ; decides the encoding. */
  #version = MAX_VERSION;
  #heard: number;
  #closing = false;
  #cancelTimer: (() => void) | undefined;

  constructor(socket: Socket, office: Office, side: Side) {
    this.#office = office;
    this.#side = side;
    this.sessionID = office.newSessionID();
    this.#heard = office.clock.now();
    this.#wire = new Wire(socket, {
      frame: (buffer, start, end) => this.#frame(buffer, start, end),
      closed: (reason) => this.#gone(reason),
    });
  }

  /** Of an open session. */
  get client(): Client | undefined {
    return this.#client;
  }

  send(outgoing: Outgoing): void {
    const codec = this.#office.codecFor(this.#version);
    const payload = codec.fit(outgoing.topic, outgoing.payload);
    this.#office.trace(() => traceLine(this.sessionID, '->', outgoing.topic, payload));
    try {
      this.#wire.send(codec.encode(outgoing.topic as string, payload));
    } catch (error) {
      // A mistake of ours costs one session, never the process.
      this.#wire.close(String(error));
    }
  }

  end(status: StatusCode): void {
    if (this.#client) this.send(failureEvent(status));
    this.#wire.close(status);
  }

  cut(reason: string): void {
    this.#wire.close(reason);
  }

  promoted(): void {
    this.send(message('STANDBY_ACTIVE_EVENT_MSG', {}));
    this.#greet();
    rebuildCalls(this, this.#office.world);
  }

  #frame(buffer: Buffer, start: number, end: number): void {
    if (this.#closing) return;
    this.#heard = this.#office.clock.now();
    const invokeID = end - start >= HEADER_SIZE + 4 ? invokeIDOf(buffer, start) : 0;
    let after: (() => void) | undefined;
    try {
      after = this.#client ? this.#take(this.#client, buffer, start, end) : this.#open(buffer, start, end);
    } catch (error) {
      this.send(refusalOf(invokeID, this.#codeOf(error)));
    }
    after?.();
  }

  #codeOf(error: unknown): Refusal['code'] {
    this.#office.trace(() => `SESSION ${this.sessionID}: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof Refusal) return error.code;
    return error instanceof CtiError && error.code === 'CTI_BAD_FRAME'
      ? 'E_CTI_BAD_MESSAGE_FORMAT'
      : 'E_CTI_UNSPECIFIED_FAILURE';
  }

  #open(buffer: Buffer, start: number, end: number): undefined {
    if (messageNumber(buffer, start) !== MESSAGES.OPEN_REQ.number) {
      throw new Refusal('E_CTI_SESSION_NOT_OPEN', 'the first message has to be OPEN_REQ');
    }
    const version = readVersion(buffer, start, end);
    this.#version = Math.min(Math.max(version, MIN_VERSION), MAX_VERSION);
    if (version !== this.#version) {
      const message = `versionNumber: ${version} is not from ${MIN_VERSION} to ${MAX_VERSION}`;
      throw new Refusal('E_CTI_INVALID_VERSION', message, { field: 'versionNumber' });
    }
    const incoming = readMessage(this.#office.codecFor(version), buffer, start, end);
    this.#office.trace(() => traceLine(this.sessionID, '<-', incoming.topic, incoming.payload));
    if (incoming.topic !== 'OPEN_REQ') return;
    checkOpening(incoming.payload, version, this.#side);
    const client = grant(incoming.payload, version, this.sessionID, this.#office);
    const waits = this.#side.role === 'standby';
    if (!waits) this.#claimDevice(client);
    this.#client = client;
    this.#office.sessions.add(this);
    this.#side.sessions.add(this);
    this.#watchIdle(client);
    const { invokeID } = incoming.payload;
    this.send(openConf(invokeID, client, this.#office.world, waits ? 'STANDBY' : 'ACTIVE'));
    if (!waits) this.#greet();
    // Last: whoever is told may make something happen, and nothing comes before OPEN_CONF.
    this.#office.notice(this.#notice('opened', client));
  }

  /** A device has one Client Events session; a client's new session takes the place of its old one. */
  #claimDevice(client: Client): void {
    for (const other of [...this.#side.sessions]) {
      if (!other.client || !sameDevice(client, other.client, this.#office.world)) continue;
      if (other.client.clientID !== client.clientID) {
        throw new Refusal('E_CTI_DEVICE_IN_USE', `session ${other.sessionID} of another client is for this device`);
      }
      other.end('E_CTI_NEW_SESSION_OPENED');
    }
  }

  /** What the events begin with. */
  #greet(): void {
    const { world } = this.#office;
    announcePeripherals(this, world);
    announceCalls(this, world);
  }

  /** @returns what happens once the answer is on its way */
  #take(client: Client, buffer: Buffer, start: number, end: number): (() => void) | undefined {
    const incoming = readMessage(this.#office.codecFor(this.#version), buffer, start, end);
    this.#office.trace(() => traceLine(this.sessionID, '<-', incoming.topic, incoming.payload));
    if (this.#handOver(incoming)) return undefined;
    checkServed(incoming.topic, this.#side);
    const request = requestIn(incoming, client.services);
    if (!request) {
      const outgoing = answerToEvent(incoming.topic);
      if (outgoing) this.send(outgoing);
      return undefined;
    }
    if (request.topic === 'OPEN_REQ') throw new Refusal('E_CTI_SESSION_ALREADY_OPEN', 'this session is open');
    checkRequest(request.topic, request.payload, this.#version);
    if (request.topic === 'CLOSE_REQ') return this.#close(request.payload);
    const { invokeID } = request.payload;
    const answer = answerTo(request, { client, world: this.#office.world, released: this.#released });
    this.send({ topic: answer.topic, payload: { invokeID, ...answer.payload } });
    return answer.after;
  }

  /** What a client says about maintenance; it means something only while there is one. */
  #handOver(incoming: Message): boolean {
    const { handover } = this.#side;
    if (incoming.topic === 'ACTIVE_MAINTENANCE_RESP_MSG') handover?.answered(this, incoming.payload);
    else if (incoming.topic === 'STOPPING_REQUESTS_TO_THIS_SIDE_IND') handover?.stopping(this);
    else return false;
    return true;
  }

  /** The session ends now; the socket is the client's to reset, for a while. */
  #close({ invokeID, status }: Payload<'CLOSE_REQ'>): undefined {
    this.send(message('CLOSE_CONF', { invokeID }));
    this.#closing = true;
    this.#leave(`CLOSE_REQ with ${status}`);
    this.#cancelTimer = this.#office.clock.after(CLOSE_TIME, () => this.#wire.close('closed by the server'));
  }

  #watchIdle({ idleTimeout }: Client): void {
    if (idleTimeout === null) return;
    const { clock } = this.#office;
    const check = () => {
      const rest = this.#heard + idleTimeout * 1000 - clock.now();
      if (rest <= 0) this.end('E_CTI_TIMEOUT');
      else this.#cancelTimer = clock.after(rest, check);
    };
    check();
  }

  #gone(reason: string): void {
    this.#leave(reason);
    this.#cancelTimer?.();
    this.#office.trace(() => `SESSION ${this.sessionID}: ${reason}`);
  }

  #leave(reason: string): void {
    const client = this.#client;
    if (!client) return;
    this.#client = undefined;
    this.#cancelTimer?.();
    this.calls.clear();
    this.#office.sessions.delete(this);
    this.#side.sessions.delete(this);
    this.#office.notice({ ...this.#notice('closed', client), reason });
    this.#side.handover?.left(this);
  }

  #notice(event: SessionNotice['event'], client: Client): SessionNotice {
    return {
      event,
      side: this.#side.name,
      sessionID: this.sessionID,
      clientID: client.clientID,
      peer: this.#wire.peer,
      version: client.version,
      services: [...client.services],
      open: this.#office.sessions.size,
    };
  }
}
