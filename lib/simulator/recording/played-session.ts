import type { Socket } from 'node:net';
import { CtiError, Framer, invokeIDOf, messageNumber } from '../../codec';
import { HEADER_SIZE, MESSAGES } from '../../protocol';
import type { Timers } from '../clock';
import { codecFor, isOpenRequest, listed, versionIn } from './listing';
import { withoutPasswords } from './passwords';
import type { Script } from './script';

/** Bytes handed to the socket at once. */
const HELPING = 64 * 1024;

export interface Stage {
  /** The one for a client's protocol version, if there is one. */
  scriptFor(version: number): Script | undefined;
  /** What a refused client is told. */
  readonly versions: string;
  readonly speed: number | 'max';
  readonly clock: Timers;
  trace(line: () => string): void;
  /** The last event of the recording is on its way. */
  over(connection: number, events: number): void;
}

/** The server's side of one recorded session, for one client. */
export class PlayedSession {
  readonly #connection: number;
  readonly #socket: Socket;
  readonly #stage: Stage;
  /** How many of the recorded requests of a type have come. */
  readonly #asked = new Map<number, number>();
  readonly #pending = new Set<() => void>();
  #script: Script | undefined;
  /** Of the protocol, as OPEN_REQ tells it; 0: none has come. */
  #version = 0;
  #begun = 0;
  #next = 0;
  #closed = false;

  constructor(connection: number, socket: Socket, stage: Stage) {
    this.#connection = connection;
    this.#socket = socket;
    this.#stage = stage;
    const framer = new Framer((buffer, start, end) => this.#take(buffer.subarray(start, end)));
    socket.on('data', (chunk) => {
      try {
        framer.push(chunk);
      } catch (error) {
        if (!(error instanceof CtiError)) throw error;
        this.#close(error.message);
        socket.destroy();
      }
    });
    socket.on('end', () => socket.end());
    socket.on('error', (error) => this.#close(error.message));
    socket.on('close', () => this.#close('closed by the client'));
  }

  #take(frame: Buffer): void {
    if (this.#closed || frame.length < HEADER_SIZE + 4) return;
    const number = messageNumber(frame, 0);
    const invokeID = invokeIDOf(frame, 0);
    const opens = !this.#script && isOpenRequest(frame);
    if (opens) this.#version = versionIn(frame);
    this.#stage.trace(() => {
      const shown = withoutPasswords(frame, this.#version);
      return listed(this.#connection, 'client', shown, this.#version);
    });
    if (number === MESSAGES.HEARTBEAT_REQ.number) this.#say('HEARTBEAT_CONF', { invokeID });
    else if (number === MESSAGES.CLOSE_REQ.number) {
      this.#say('CLOSE_CONF', { invokeID });
      this.#close('closed by CLOSE_REQ');
      this.#socket.end();
    } else if (this.#script) this.#answer(this.#script, number, invokeID);
    else if (opens) this.#open(invokeID);
    else this.#refuse(invokeID, 'E_CTI_SESSION_NOT_OPEN', 'OPEN_REQ has to come first');
  }

  #open(invokeID: number): void {
    const script = this.#stage.scriptFor(this.#version);
    if (!script) {
      const why = `protocol version ${this.#version} is not in the recording, only ${this.#stage.versions}`;
      this.#refuse(invokeID, 'E_CTI_INVALID_VERSION', why);
      return;
    }
    this.#script = script;
    this.#begun = this.#stage.clock.now();
    this.#note(() => `plays connection ${script.connection} of the recording, ${script.events.length} events`);
    this.#send(answering(script.openConf, invokeID));
    this.#play(script);
  }

  /** What is due goes out, as far as the client reads; then the clock or the client calls again. */
  #play(script: Script): void {
    if (this.#closed) return;
    const { events } = script;
    const { clock, speed } = this.#stage;
    for (;;) {
      const elapsed = clock.now() - this.#begun;
      const due = (at: number) => speed === 'max' || at / speed <= elapsed;
      const frames: Buffer[] = [];
      for (let bytes = 0; bytes < HELPING; ) {
        const event = events[this.#next];
        if (!event || !due(event.at)) break;
        frames.push(event.frame);
        bytes += event.frame.length;
        this.#next += 1;
      }
      if (frames.length > 0) this.#send(...frames);
      if (this.#next === events.length) {
        this.#stage.over(this.#connection, events.length);
        return;
      }
      if (this.#socket.writableNeedDrain) {
        this.#socket.once('drain', () => this.#play(script));
        return;
      }
      if (frames.length === 0) break;
      if (speed === 'max') {
        // Others want their turn, too.
        const turn = setImmediate(() => {
          this.#pending.delete(cancel);
          this.#play(script);
        });
        const cancel = () => clearImmediate(turn);
        this.#pending.add(cancel);
        return;
      }
    }
    const at = events[this.#next]?.at ?? 0;
    if (speed !== 'max') this.#later(at / speed - (clock.now() - this.#begun), () => this.#play(script));
  }

  #answer(script: Script, number: number, invokeID: number): void {
    const nth = this.#asked.get(number) ?? 0;
    this.#asked.set(number, nth + 1);
    const answers = script.answers.get(number)?.[nth] ?? [];
    if (answers.length === 0) {
      this.#refuse(invokeID, 'E_CTI_FUNCTION_NOT_AVAILABLE', 'the recording has no answer to it');
      return;
    }
    const { speed } = this.#stage;
    for (const { frame, after } of answers) {
      this.#later(speed === 'max' ? 0 : after / speed, () => this.#send(answering(frame, invokeID)));
    }
  }

  #refuse(
    invokeID: number,
    status: 'E_CTI_SESSION_NOT_OPEN' | 'E_CTI_INVALID_VERSION' | 'E_CTI_FUNCTION_NOT_AVAILABLE',
    why: string,
  ): void {
    this.#note(() => `refuses: ${why}`);
    // Both forms; which one is sent the version decides.
    this.#say('FAILURE_CONF', { invokeID, status, failureCode: status, peripheralErrorCode: 0 });
  }

  #say(topic: 'HEARTBEAT_CONF' | 'CLOSE_CONF' | 'FAILURE_CONF', payload: object): void {
    const codec = codecFor(this.#version);
    this.#send(codec.encode<string>(topic, codec.fit(topic, payload)));
  }

  #send(...frames: readonly Buffer[]): void {
    if (this.#closed) return;
    for (const frame of frames) this.#stage.trace(() => listed(this.#connection, 'server', frame, this.#version));
    this.#socket.write(frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames));
  }

  #later(milliseconds: number, run: () => void): void {
    if (milliseconds <= 0) {
      run();
      return;
    }
    const cancel = this.#stage.clock.after(milliseconds, () => {
      this.#pending.delete(cancel);
      if (!this.#closed) run();
    });
    this.#pending.add(cancel);
  }

  #close(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const cancel of this.#pending) cancel();
    this.#pending.clear();
    this.#note(() => `closed: ${reason}`);
  }

  #note(text: () => string): void {
    this.#stage.trace(() => `SESSION ${this.#connection}: ${text()}`);
  }
}

/** A recorded answer with the InvokeID that the client has given. */
function answering(frame: Buffer, invokeID: number): Buffer {
  const copy = Buffer.from(frame);
  copy.writeUInt32BE(invokeID, HEADER_SIZE);
  return copy;
}
