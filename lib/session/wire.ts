import { type CtiError, Framer } from '../codec';
import type { Clock } from './clock';
import type { SessionCounters } from './counters';
import { asCtiError } from './failures';
import type { Address, Transport, TransportFactory } from './transport';

export interface WireOwner {
  connected(): void;
  /** One whole frame; the buffer is valid during the call only. */
  frame(buffer: Buffer, start: number, end: number): void;
  /** The connection was not made or is lost, or its stream can no longer be read. */
  failed(error: CtiError): void;
}

/** The present connection of a session, one after the other: frames in and out, counted. */
export class Wire {
  readonly #owner: WireOwner;
  readonly #address: Address;
  readonly #maxMessageSize: number;
  readonly #make: TransportFactory;
  readonly #counters: SessionCounters;
  readonly #clock: Clock;
  #transport: Transport | undefined;
  #lastSent = 0;

  constructor(
    owner: WireOwner,
    parts: {
      readonly address: Address;
      /** Bytes, header included. */
      readonly maxMessageSize: number;
      readonly make: TransportFactory;
      readonly counters: SessionCounters;
      readonly clock: Clock;
    },
  ) {
    this.#owner = owner;
    this.#address = parts.address;
    this.#maxMessageSize = parts.maxMessageSize;
    this.#make = parts.make;
    this.#counters = parts.counters;
    this.#clock = parts.clock;
  }

  /** When a frame was last sent, in milliseconds of the clock. */
  get lastSent(): number {
    return this.#lastSent;
  }

  connect(): void {
    const isCurrent = () => this.#transport === transport;
    const framer = new Framer(
      (buffer, start, end) => {
        // A frame before it in the same chunk may have ended the connection.
        if (isCurrent()) this.#owner.frame(buffer, start, end);
      },
      { maxMessageSize: this.#maxMessageSize },
    );
    const transport = this.#make(this.#address, {
      connected: () => this.#owner.connected(),
      data: (chunk) => {
        this.#counters.bytesIn += chunk.length;
        try {
          framer.push(chunk);
        } catch (cause) {
          if (isCurrent()) this.#owner.failed(asCtiError(cause, 'CTI_BAD_FRAME'));
        }
      },
      closed: (error) => this.#owner.failed(error),
    });
    this.#transport = transport;
    try {
      transport.connect();
    } catch (cause) {
      this.#owner.failed(asCtiError(cause, 'CTI_CONNECT_FAILED'));
    }
  }

  /**
   * @param written called when the operating system has taken the whole frame
   * @throws CtiError CTI_SEND_QUEUE_FULL, CTI_NOT_CONNECTED
   */
  write(frame: Buffer, written?: () => void): void {
    this.#transport?.write(frame, written);
    this.#lastSent = this.#clock.now();
    this.#counters.framesOut += 1;
    this.#counters.bytesOut += frame.length;
  }

  reset(): void {
    this.#transport?.reset();
    this.#transport = undefined;
  }
}
