import { EventEmitter } from 'node:events';
import { CtiError } from '../../codec';
import { type Clock, systemClock, Timers } from '../clock';
import { type ListenAddress, Listener } from './listener';
import { PlayedSession } from './played-session';
import type { Recording } from './recording';
import { type Script, scriptsOf } from './script';

export interface RecordingPlayerOptions {
  /** Where clients connect to; port 0: any free one. */
  readonly listen: ListenAddress;
  /** Factor on time, or max: events go as fast as the client reads them, answers at once. @default 1 */
  readonly speed?: number | 'max';
}

interface PlayerEvents {
  trace: [line: string];
  over: [connection: number, events: number];
}

/**
 * A CTI Server that plays recorded sessions. The first client that opens a session gets the first recorded one of its
 * protocol version, the next client the next, and again from the first. It answers heartbeats and CLOSE_REQ by itself.
 */
export class RecordingPlayer {
  readonly #options: RecordingPlayerOptions;
  readonly #timers: Timers;
  readonly #scripts: readonly Script[];
  readonly #turns = new Map<number, number>();
  readonly #events = new EventEmitter<PlayerEvents>();
  #listener: Listener | undefined;
  #count = 0;

  /**
   * @param clock for tests
   * @throws CtiError CTI_INVALID_OPTION, CTI_INVALID_RECORDING (nobody opened a session in it)
   */
  constructor(recording: Recording, options: RecordingPlayerOptions, clock: Clock = systemClock) {
    const { speed = 1 } = options;
    if (speed !== 'max' && !(speed > 0)) {
      throw new CtiError('CTI_INVALID_OPTION', `speed: ${speed} is neither a factor above 0 nor max`, {
        field: 'speed',
      });
    }
    this.#options = options;
    this.#timers = new Timers(clock);
    this.#scripts = scriptsOf(recording);
    if (this.#scripts.length === 0) {
      const message = 'no session was opened in the recording: no connection has an OPEN_REQ with its OPEN_CONF';
      throw new CtiError('CTI_INVALID_RECORDING', message);
    }
  }

  /** What can be played: the recorded connections with a session, their protocol versions and numbers of events. */
  get sessions(): readonly { readonly connection: number; readonly version: number; readonly events: number }[] {
    return this.#scripts.map(({ connection, version, events }) => ({ connection, version, events: events.length }));
  }

  /** @throws CtiError CTI_CANNOT_LISTEN, CTI_ALREADY_STARTED */
  async start(): Promise<ListenAddress> {
    if (this.#listener) throw new CtiError('CTI_ALREADY_STARTED', 'the player is running; stop it first');
    const { listen, speed = 1 } = this.#options;
    const stage = {
      scriptFor: (version: number) => this.#scriptFor(version),
      versions: [...new Set(this.#scripts.map(({ version }) => version))].join(', '),
      speed,
      clock: this.#timers,
      trace: (line: () => string) => {
        if (this.#events.listenerCount('trace') > 0) this.#events.emit('trace', line());
      },
      over: (connection: number, events: number) => this.#events.emit('over', connection, events),
    };
    const listener = new Listener((socket) => new PlayedSession(++this.#count, socket, stage));
    this.#listener = listener;
    try {
      return await listener.open(listen);
    } catch (error) {
      this.#listener = undefined;
      throw error;
    }
  }

  /** Closes every socket. */
  async stop(): Promise<void> {
    const listener = this.#listener;
    this.#listener = undefined;
    await listener?.close();
    this.#timers.cancelAll();
  }

  /** `trace`: a line per message; `over`: a client has been sent the last event. */
  on<E extends keyof PlayerEvents>(event: E, listener: (...args: PlayerEvents[E]) => void): this {
    this.#events.on(event, listener as never);
    return this;
  }

  #scriptFor(version: number): Script | undefined {
    const scripts = this.#scripts.filter((script) => script.version === version);
    const turn = this.#turns.get(version) ?? 0;
    this.#turns.set(version, turn + 1);
    return scripts[turn % scripts.length];
  }
}
