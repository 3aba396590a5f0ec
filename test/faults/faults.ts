/** What can go wrong in the network between a client and a CTI Server. */
import type { Direction } from './flow';
import type { FaultProxy } from './proxy';

/** The way to one CTI Server. */
export interface Place {
  readonly proxy: FaultProxy;
  /** Whether who connects gets an answer at all; without one connecting takes for ever. */
  answers: boolean;
}

export interface Fault {
  /** Until FaultProxy.heal() and `answers` end it; else it happens once, to the connections that there are. */
  readonly lasts: boolean;
  begin(place: Place): void;
}

/** As the length of a message: far beyond the longest. */
const GARBAGE = Buffer.alloc(16, 0xff);
/** The header of a message of the longest length that there is, of a type that nobody knows. */
const LONG_HEADER = Buffer.from([0, 0, 0x30, 0xcc, 0, 0, 0x03, 0xe7]);

const halves = (frame: Buffer): readonly [Buffer, Buffer] => {
  const middle = Math.ceil(frame.length / 2);
  return [frame.subarray(0, middle), frame.subarray(middle)];
};

const once = (happen: (proxy: FaultProxy) => void): Fault => ({ lasts: false, begin: ({ proxy }) => happen(proxy) });
const lasting = (begin: (proxy: FaultProxy) => void): Fault => ({ lasts: true, begin: ({ proxy }) => begin(proxy) });

const twice = (direction: Direction) => once((proxy) => proxy.change(direction, (frame) => [frame, frame]));

const chunkTwice = (direction: Direction) =>
  once((proxy) =>
    proxy.change(direction, (frame) => {
      const [first, second] = halves(frame);
      return [first, first, second];
    }),
  );

const chunksReordered = (direction: Direction) =>
  once((proxy) => proxy.change(direction, (frame) => [...halves(frame)].reverse()));

const framesReordered = (direction: Direction) =>
  once((proxy) => {
    let kept: Buffer;
    proxy.change(
      direction,
      (frame) => {
        kept = frame;
        return [];
      },
      (frame) => [frame, kept],
    );
  });

export const FAULTS = {
  cut: once((proxy) => proxy.cut()),
  reset: once((proxy) => proxy.reset()),
  /** The connection ends, and the server hears of it a while later. */
  'slow close': once((proxy) => {
    proxy.set({ lateEnd: 10 });
    proxy.cutClient();
  }),
  /** The server's process is gone. */
  'nobody listens': lasting((proxy) => {
    proxy.refuse();
    proxy.reset();
  }),
  /** The server's host is gone. */
  'nobody answers': {
    lasts: true,
    begin: (place) => {
      place.answers = false;
      place.proxy.set({ swallow: true });
    },
  },
  'black hole': lasting((proxy) => {
    proxy.leadNowhere();
    proxy.reset();
  }),
  'half-open': lasting((proxy) => proxy.set({ swallow: true })),
  'half-open to the client': lasting((proxy) => proxy.set({ swallow: true }, 'toClient')),
  'half-open to the server': lasting((proxy) => proxy.set({ swallow: true }, 'toServer')),
  'server that reads no more': lasting((proxy) => proxy.set({ hold: true }, 'toServer')),
  'stop in the middle of a frame': once((proxy) => proxy.change('toClient', (frame) => [halves(frame)[0], 'silence'])),
  'delay of a second': lasting((proxy) => proxy.set({ delay: 1 })),
  'delay of a minute': lasting((proxy) => proxy.set({ delay: 60 }, 'toClient')),
  'one byte at a time': lasting((proxy) => proxy.set({ bytewise: true })),
  'garbage to the client': once((proxy) => proxy.inject('toClient', GARBAGE)),
  'garbage to the server': once((proxy) => proxy.inject('toServer', GARBAGE)),
  'header without its message': once((proxy) => proxy.inject('toClient', LONG_HEADER)),
  'frame twice to the client': twice('toClient'),
  'frame twice to the server': twice('toServer'),
  'frames reordered to the client': framesReordered('toClient'),
  'chunk twice to the client': chunkTwice('toClient'),
  'chunk twice to the server': chunkTwice('toServer'),
  'chunks reordered to the client': chunksReordered('toClient'),
  'chunks reordered to the server': chunksReordered('toServer'),
} as const satisfies { readonly [name: string]: Fault };

export type FaultName = keyof typeof FAULTS;
