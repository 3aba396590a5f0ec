import { type CtiError, Framer } from '../codec';
import type { Clock } from './clock';
import type { SessionCounters } from './counters';
import { asCtiError } from './failures';
import type { Endpoint, Transport, TransportFactory, TransportStage } from './transport/transport';

export interface WireOwner {
  connected(): void;
  /** One whole frame; the buffer is valid during the call only. */
  frame(buffer: Buffer, start: number, end: number): void;
  /** The connection was not made or is lost, or its stream can no longer be read. */
  failed(error: CtiError): void;
  stage?(stage: TransportStage): void;
}

export interface WireParts {
  readonly endpoint: Endpoint;
  /** Bytes, header included. */
  readonly maxMessageSize: number;
  readonly connect: TransportFactory;
  readonly counters: SessionCounters;
  readonly clock: Clock;
}

/** One connection: frames in and out, counted. */
export class Wire {
  readonly #counters: SessionCounters;
  readonly #clock: Clock;
  readonly #owner: WireOwner;
  readonly #transport: Transport;
  #over = false;
  #lastSent: number;
  #lastReceived: number;

  constructor(owner: WireOwner, { endpoint, maxMessageSize, connect, counters, clock }: WireParts) {
    this.#owner = owner;
    this.#counters = counters;
    this.#clock = clock;
    this.#lastSent = clock.now();
    this.#lastReceived = clock.now();
    const framer = new Framer((buffer, start, end) => this.#frame(buffer, start, end), { maxMessageSize });
    this.#transport = connect(endpoint, {
      connected: () => owner.connected(),
      data: (chunk) => this.#data(framer, chunk),
      closed: (error) => this.#failed(error),
      stage: (stage) => owner.stage?.(stage),
    });
  }

  /** When a frame was last sent, in milliseconds of the clock. */
  get lastSent(): number {
    return this.#lastSent;
  }

  /** When a whole frame last came, in milliseconds of the clock. */
  get lastReceived(): number {
    return this.#lastReceived;
  }

  /** Bytes that wait to be sent. */
  get queued(): number {
    return this.#transport.queued;
  }

  get stage(): Transport['stage'] {
    return this.#transport.stage;
  }

  connect(): void {
    try {
      this.#transport.connect();
    } catch (cause) {
      this.#failed(asCtiError(cause, 'CTI_CONNECT_FAILED'));
    }
  }

  /**
   * @param written called when the operating system has taken the whole frame
   * @throws CtiError CTI_SEND_QUEUE_FULL, CTI_NOT_CONNECTED
   */
  write(frame: Buffer, written?: () => void): void {
    this.#transport.write(frame, written);
    this.#lastSent = this.#clock.now();
    this.#counters.framesOut += 1;
    this.#counters.bytesOut += frame.length;
  }

  reset(): void {
    this.#over = true;
    this.#transport.reset();
  }

  #data(framer: Framer, chunk: Buffer): void {
    this.#counters.bytesIn += chunk.length;
    try {
      framer.push(chunk);
    } catch (cause) {
      this.#failed(asCtiError(cause, 'CTI_BAD_FRAME'));
    }
  }

  #frame(buffer: Buffer, start: number, end: number): void {
    // A frame before it in the same chunk may have ended the connection.
    if (this.#over) return;
    this.#lastReceived = this.#clock.now();
    this.#owner.frame(buffer, start, end);
  }

  #failed(error: CtiError): void {
    if (this.#over) return;
    this.#over = true;
    this.#transport.reset();
    this.#owner.failed(error);
  }
}
