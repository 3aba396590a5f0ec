/** The server side of a recorded session: plays its frames in order once a client opens a session. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Codec, Framer, messageNumber } from '../../lib/codec';
import { MESSAGES } from '../../lib/protocol';

export class RecordedPeer {
  readonly #frames: readonly Buffer[];
  readonly #codec: Codec;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#accept(socket));
  /** What the client asked for in its OPEN_REQs. */
  readonly opened: Record<string, unknown>[] = [];

  /** @param frames of the server, OPEN_CONF first */
  constructor(frames: readonly Buffer[], version: number) {
    this.#frames = frames;
    this.#codec = new Codec({ version });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    const framer = new Framer((buffer, start, end) => this.#answer(socket, buffer, start, end));
    socket.on('data', (chunk) => framer.push(chunk));
    // The client resets the connection when it has closed the session.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #answer(socket: Socket, buffer: Buffer, start: number, end: number): void {
    const number = messageNumber(buffer, start);
    const { payload } = this.#codec.decode(buffer, start, end);
    if (number === MESSAGES.OPEN_REQ.number) {
      this.opened.push(payload as Record<string, unknown>);
      this.#play(socket);
    }
    if (number === MESSAGES.CLOSE_REQ.number) {
      const { invokeID } = payload as { invokeID: number };
      socket.end(this.#codec.encode('CLOSE_CONF', { invokeID }));
    }
  }

  /** In chunks that end where no frame ends, as a network delivers them. */
  #play(socket: Socket): void {
    const stream = Buffer.concat(this.#frames);
    for (let start = 0; start < stream.length; start += 41) socket.write(stream.subarray(start, start + 41));
  }
}
