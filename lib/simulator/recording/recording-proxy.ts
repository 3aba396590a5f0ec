import { EventEmitter } from 'node:events';
import { connect, type Socket } from 'node:net';
import { CtiError } from '../../codec';
import { type Clock, systemClock } from '../clock';
import { type ListenAddress, Listener } from './listener';
import { RecordedConnection } from './recorded-connection';
import { RecordingWriter } from './recording-file';

export interface RecordingProxyOptions {
  /** Where clients connect to; port 0: any free one. */
  readonly listen: ListenAddress;
  /** The CTI Server, plain TCP. */
  readonly server: ListenAddress;
  /** A new file. */
  readonly file: string;
}

interface ProxyEvents {
  trace: [line: string];
  failed: [error: CtiError];
}

/** Stands between clients and a CTI Server, passes every byte on unchanged and writes the frames into a file. */
export class RecordingProxy {
  readonly #options: RecordingProxyOptions;
  readonly #clock: Clock;
  readonly #events = new EventEmitter<ProxyEvents>();
  readonly #connections = new Set<RecordedConnection>();
  #listener: Listener | undefined;
  #writer: RecordingWriter | undefined;
  #start = 0;
  #latest = 0;
  #count = 0;
  #frames = 0;

  /** @param clock for tests */
  constructor(options: RecordingProxyOptions, clock: Clock = systemClock) {
    this.#options = options;
    this.#clock = clock;
  }

  /** Frames written so far. */
  get frames(): number {
    return this.#frames;
  }

  /** @throws CtiError CTI_CANNOT_LISTEN, CTI_CANNOT_WRITE, CTI_ALREADY_STARTED */
  async start(): Promise<ListenAddress> {
    if (this.#listener) throw new CtiError('CTI_ALREADY_STARTED', 'the proxy is running; stop it first');
    const listener = new Listener((socket) => this.#accept(socket));
    this.#listener = listener;
    try {
      const address = await listener.open(this.#options.listen);
      this.#start = this.#clock.now();
      this.#writer = new RecordingWriter(this.#options.file, new Date(this.#start), (error) =>
        this.#events.emit('failed', error),
      );
      return address;
    } catch (error) {
      this.#listener = undefined;
      await listener.close().catch(() => {});
      throw error;
    }
  }

  /** Closes every connection; resolves when all of it is in the file. */
  async stop(): Promise<void> {
    const [listener, writer] = [this.#listener, this.#writer];
    this.#listener = undefined;
    this.#writer = undefined;
    await Promise.all([...this.#connections].map((connection) => connection.cut()));
    await listener?.close();
    await writer?.close();
  }

  /** `trace`: a line per message and connection event; `failed`: the file cannot be written any more. */
  on<E extends keyof ProxyEvents>(event: E, listener: (...args: ProxyEvents[E]) => void): this {
    this.#events.on(event, listener as never);
    return this;
  }

  #accept(client: Socket): void {
    const writer = this.#writer;
    if (!writer) {
      client.destroy();
      return;
    }
    const number = ++this.#count;
    const server = connect({ ...this.#options.server, allowHalfOpen: true, noDelay: true });
    const happened = () => ({ t: this.#seconds(), connection: number });
    const connection: RecordedConnection = new RecordedConnection(client, server, {
      frame: (entry, line) => {
        this.#frames += 1;
        writer.write({ ...happened(), ...entry });
        if (this.#events.listenerCount('trace') > 0) this.#events.emit('trace', line(number));
      },
      note: (entry) => {
        writer.write({ ...happened(), ...entry });
        if (entry.event === 'closed') this.#connections.delete(connection);
        const { event, from, about } = entry;
        const what = event === 'lost' ? `frames of the ${from} cannot be cut any more, its bytes are passed on` : event;
        this.#events.emit('trace', `SESSION ${number}: ${what}${about === undefined ? '' : `: ${about}`}`);
      },
    });
    this.#connections.add(connection);
  }

  /** The system's clock may be set back; a recording's never runs backwards. */
  #seconds(): number {
    this.#latest = Math.max(this.#latest, this.#clock.now() - this.#start);
    return this.#latest / 1000;
  }
}
