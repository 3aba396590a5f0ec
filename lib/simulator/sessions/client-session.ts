import type { Socket } from 'node:net';
import { CtiError, invokeIDOf, messageNumber } from '../../codec';
import { HEADER_SIZE, isThirdPartyRequest, MAX_VERSION, MESSAGES, MIN_VERSION, type Payload } from '../../protocol';
import type { Ready, Receiver } from '../disorder';
import { announceCalls, announcePeripherals, announceTeams, rebuildCalls } from '../events/announce';
import { associateAll } from '../events/associations';
import { announceSessions, type EndStatus, tellClosed, tellOpened } from '../events/client-monitors';
import type { Monitor } from '../events/monitor';
import { firstMonitor } from '../events/monitors';
import type { Subscriber } from '../events/subscriber';
import { message, type Outgoing } from '../message';
import { failureEvent, openConf, refusalOf } from '../messages/session';
import { Refusal, type StatusCode } from '../refusal';
import { answerTo } from '../requests';
import type { ClientConnection, Side } from '../sides/side';
import { checkServed } from '../sides/side-rules';
import type { Call } from '../switch/call';
import { sessionName, traceLine } from '../trace';
import { checkRequest } from './check-request';
import type { Client } from './client';
import { ConfigurationFeed } from './configuration-feed';
import { type MalformedKind, malformedFrame } from './malformed';
import type { Office } from './office';
import { admit, checkVersion } from './opening';
import { readMessage, readVersion, requestIn } from './read';
import type { RegisteredVariables } from './registered-variables';
import { takeReply } from './replies';
import { LateFrames } from './slow-answers';
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
export class ClientSession implements ClientConnection, Receiver {
  readonly sessionID: number;
  readonly monitors = new Map<number, Monitor>();
  readonly watchers = new Map<number, Subscriber>();
  variables: RegisteredVariables | undefined;
  readonly configuration = new ConfigurationFeed(this);
  readonly #office: Office;
  readonly #side: Side;
  readonly #wire: Wire;
  readonly #late: LateFrames;
  #client: Client | undefined;
  /** Of the client's latest OPEN_REQ; decides the encoding. */
  #version = MAX_VERSION;
  #heard: number;
  #closing = false;
  #stalled = false;
  #endStatus: EndStatus = 'E_CTI_CLIENT_DISCONNECTED';
  #cancelTimer: (() => void) | undefined;

  /** @param connection beneath TLS */
  constructor(socket: Socket, office: Office, side: Side, connection?: Socket) {
    this.#office = office;
    this.#side = side;
    this.sessionID = office.newSessionID();
    this.#heard = office.clock.now();
    this.#late = new LateFrames(office.clock, (frame) => this.#take(frame, 0, frame.length));
    const listener = {
      frame: (buffer: Buffer, start: number, end: number) => this.#frame(buffer, start, end),
      closed: (reason: string) => this.#gone(reason),
    };
    this.#wire = new Wire(socket, listener, connection);
  }

  /** Of an open session. */
  get client(): Client | undefined {
    return this.#client;
  }

  send(outgoing: Outgoing): void {
    const codec = this.#office.codecFor(this.#version);
    // A session that watches a newer one cannot be told everything that the newer one is.
    if (codec.numberOf(outgoing.topic) === undefined) return;
    const wanted = this.variables?.limit(outgoing.payload) ?? outgoing.payload;
    const payload = codec.fit(outgoing.topic, wanted);
    try {
      const ready = { topic: outgoing.topic, payload, frame: codec.encode(outgoing.topic as string, payload) };
      const { disorder } = this.#office;
      if (disorder.settings) disorder.put(ready, this, disorder.settings);
      else this.deliver(ready);
    } catch (error) {
      // A mistake of ours costs one session, never the process.
      this.#wire.close(String(error));
    }
  }

  deliver({ topic, payload, frame }: Ready): void {
    this.#office.trace(() => traceLine(sessionName(this.sessionID), '->', topic, payload));
    if (this.#stalled) return;
    this.#wire.send(frame);
    this.#office.sent(this.sessionID, this.#client?.clientID ?? '', topic);
  }

  waits(run: () => void): boolean {
    return this.#wire.waits(run);
  }

  end(status: StatusCode): void {
    this.#endStatus = status;
    if (this.#client) this.send(failureEvent(status));
    this.#wire.close(status);
  }

  cut(reason: string): void {
    this.#wire.close(reason);
  }

  promoted(heardOf?: ReadonlySet<Call>): void {
    this.send(message('STANDBY_ACTIVE_EVENT_MSG', {}));
    this.#greet();
    rebuildCalls(this, this.#office.world, heardOf);
  }

  reset(reason: string): void {
    this.#wire.reset(reason);
  }

  stall(): void {
    this.#stalled = true;
    this.#wire.pause();
  }

  sendMalformed(kind: MalformedKind): void {
    this.#office.trace(() => `SESSION ${this.sessionID}: -> a malformed frame (${kind})`);
    if (!this.#stalled) this.#wire.send(malformedFrame(kind, this.#office.codecFor(this.#version)));
  }

  #frame(buffer: Buffer, start: number, end: number): void {
    if (this.#stalled) return;
    this.#heard = this.#office.clock.now();
    const seconds = this.#office.slowAnswers.of(this.#client?.clientID);
    if (seconds === 0 && this.#late.none) this.#take(buffer, start, end);
    else {
      this.#late.put(Buffer.from(buffer.subarray(start, end)), seconds);
      this.#office.trace(() => `SESSION ${this.sessionID}: a message waits: answers are slow`);
    }
  }

  #take(buffer: Buffer, start: number, end: number): void {
    if (this.#closing) return;
    const invokeID = end - start >= HEADER_SIZE + 4 ? invokeIDOf(buffer, start) : 0;
    let after: (() => void) | undefined;
    try {
      after = this.#client ? this.#answer(this.#client, buffer, start, end) : this.#open(buffer, start, end);
    } catch (error) {
      this.send(refusalOf(invokeID, this.#codeOf(error)));
    }
    after?.();
    this.#office.disorder.settle();
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
    checkVersion(version);
    const incoming = readMessage(this.#office.codecFor(version), buffer, start, end);
    this.#office.trace(() => traceLine(sessionName(this.sessionID), '<-', incoming.topic, incoming.payload));
    if (incoming.topic !== 'OPEN_REQ') return;
    const { address: clientAddress, port: clientPort } = this.#wire;
    const comer = { sessionID: this.sessionID, clientAddress, clientPort };
    this.#begin(admit(incoming.payload, version, comer, this.#office, this.#side), incoming.payload.invokeID);
  }

  #begin(client: Client, invokeID: number): void {
    const waits = this.#side.role === 'standby';
    this.#client = client;
    this.#office.sessions.add(this);
    this.#side.sessions.add(this);
    const first = firstMonitor(client);
    if (first) this.monitors.set(first.monitorID, first);
    this.#watchIdle(client);
    this.send(openConf(invokeID, client, this.#office.world, waits ? 'STANDBY' : 'ACTIVE'));
    if (!waits) this.#greet();
    // Last: whoever is told may make something happen, and nothing comes before OPEN_CONF.
    tellOpened(client, this.#office, this.#side);
  }

  /** What the events begin with. */
  #greet(): void {
    const { world } = this.#office;
    announcePeripherals(this, world);
    announceTeams(this, world);
    announceSessions(this, this.#office, this.#side);
    for (const monitor of this.monitors.values()) announceCalls(monitor, this, world);
    associateAll(this, world.clock.now());
  }

  /** @returns what happens once the answer is on its way */
  #answer(client: Client, buffer: Buffer, start: number, end: number): (() => void) | undefined {
    const incoming = readMessage(this.#office.codecFor(this.#version), buffer, start, end);
    this.#office.trace(() => traceLine(sessionName(this.sessionID), '<-', incoming.topic, incoming.payload));
    if (takeReply(incoming, this, this.#side)) return undefined;
    checkServed(incoming.topic, this.#side);
    if (this.configuration.take(incoming, client, this.#office.world)) return undefined;
    const request = requestIn(incoming, client.services);
    if (!request) return undefined;
    if (request.topic === 'OPEN_REQ') throw new Refusal('E_CTI_SESSION_ALREADY_OPEN', 'this session is open');
    checkRequest(request.topic, request.payload, this.#version);
    if (request.topic === 'CLOSE_REQ') return this.#close(request.payload);
    const { invokeID } = request.payload;
    const answer = answerTo(request, {
      client,
      world: this.#office.world,
      session: this,
      side: this.#side,
      office: this.#office,
    });
    const silent = client.services.has('CTI_SERVICE_IGNORE_CONF') && isThirdPartyRequest(request.topic);
    if (answer && !silent) this.send({ topic: answer.topic, payload: { invokeID, ...answer.payload } });
    return answer?.after;
  }

  /** The session ends now; the socket is the client's to reset, for a while. */
  #close({ invokeID, status }: Payload<'CLOSE_REQ'>): undefined {
    this.send(message('CLOSE_CONF', { invokeID }));
    this.#closing = true;
    this.#endStatus = status;
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
    this.#late.drop();
    this.#office.disorder.left(this);
    this.#leave(reason);
    this.#cancelTimer?.();
    this.#office.trace(() => `SESSION ${this.sessionID}: ${reason}`);
  }

  #leave(reason: string): void {
    const client = this.#client;
    if (!client) return;
    this.#client = undefined;
    this.#cancelTimer?.();
    this.monitors.clear();
    this.watchers.clear();
    this.#office.sessions.delete(this);
    this.#side.sessions.delete(this);
    for (const { watchers } of this.#side.sessions) {
      for (const [monitorID, watcher] of watchers) if (watcher === this) watchers.delete(monitorID);
    }
    this.#side.recorders.left(this);
    tellClosed(client, this.#endStatus, reason, this.#office, this.#side);
    this.#side.handover?.left(this);
  }
}
