/** Every order that the guide allows: which messages of a happening may change places, and which may come twice. */
import fc from 'fast-check';
import type { Happening } from './histories';

type Message = Happening['messages'][number];

interface Names {
  readonly peripheralID?: number;
  readonly connectionCallID?: number;
  readonly primaryCallID?: number;
  readonly secondaryCallID?: number | null;
}

/** The calls that a message speaks of. */
function callsOf({ payload }: Message): string[] {
  const { peripheralID, connectionCallID, primaryCallID, secondaryCallID } = payload as Names;
  return [connectionCallID, primaryCallID, secondaryCallID]
    .filter((id) => typeof id === 'number')
    .map((id) => `${peripheralID}/${id}`);
}

/** How a message moves: so many places back, and a copy so many places behind it, if there is one. */
export interface Move {
  readonly back: number;
  readonly copy: number | null;
}

/** Shrinks to the order that was recorded, without copies. */
export function moves(happenings: readonly Happening[]): fc.Arbitrary<Move[]> {
  const count = happenings.reduce((sum, { messages }) => sum + messages.length, 0);
  const move = fc.record({ back: fc.nat(12), copy: fc.option(fc.nat(12), { freq: 3 }) });
  return fc.array(move, { minLength: count, maxLength: count });
}

/** BEGIN_CALL_EVENT stays the first of its call, END_CALL_EVENT the last; copies of either come when they will. */
export function reordered(happenings: readonly Happening[], given: readonly Move[]): Happening[] {
  let next = 0;
  return happenings.map(({ at, messages }) => {
    const originals = messages.map((message, i) => ({ message, place: i + (given[next + i]?.back ?? 0) }));
    const order = legal(originals.sort((a, b) => a.place - b.place).map(({ message }) => message));
    const placed = order.map((message, i) => ({ message, place: i }));
    messages.forEach((message, i) => {
      const copy = given[next + i]?.copy ?? null;
      if (copy !== null) placed.push({ message, place: order.indexOf(message) + copy + 0.5 });
    });
    next += messages.length;
    return { at, messages: placed.sort((a, b) => a.place - b.place).map(({ message }) => message) };
  });
}

function legal(messages: readonly Message[]): Message[] {
  const order = [...messages];
  for (const message of messages) {
    const [call] = callsOf(message);
    const others = order.filter((one) => one !== message && call !== undefined && callsOf(one).includes(call));
    const places = others.map((one) => order.indexOf(one));
    const place = order.indexOf(message);
    if (message.topic === 'BEGIN_CALL_EVENT' && Math.min(...places) < place) {
      order.splice(place, 1);
      order.splice(Math.min(...places), 0, message);
    } else if (message.topic === 'END_CALL_EVENT' && Math.max(...places) > place) {
      order.splice(Math.max(...places) + 1, 0, message);
      order.splice(place, 1);
    }
  }
  return order;
}
