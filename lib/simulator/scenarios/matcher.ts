/** Compares what a client has received with what a scenario expects. It does nothing else, so that tests can use it, too. */
import { type Difference, differences } from './pattern';
import { type Kept, resolve } from './references';
import type { AnyOrder, Expectation, Expected, MessageExpectation } from './scenario';

export interface Received {
  readonly topic: string;
  readonly payload: object;
}

/** One message that is expected. */
export interface ExpectedMessage {
  readonly topic: string;
  readonly fields: object;
  readonly as: string | undefined;
  readonly note: string | undefined;
}

export type Outcome =
  | {
      readonly found: true;
      /** Indexes of the messages that fit. */
      readonly used: readonly number[];
      /** What is kept from now on. */
      readonly kept: Kept;
    }
  | {
      readonly found: false;
      /** With values in the place of references. */
      readonly missing: ExpectedMessage;
      /** The message of this kind that is most like it. */
      readonly nearest: { readonly message: Received; readonly differences: readonly Difference[] } | undefined;
    };

/** What is found on the way. */
interface Search {
  readonly received: readonly Received[];
  readonly used: Set<number>;
  readonly kept: Map<string, unknown>;
}

class Missing {
  constructor(readonly message: ExpectedMessage) {}
}

/**
 * The first messages that fit, in the order of the expectation. Of messages in any order the first that fits an element
 * is taken: write those first that say most.
 * @param taken indexes of messages that count no more
 * @throws CtiError CTI_UNKNOWN_REFERENCE
 */
export function match(
  expected: Expected,
  received: readonly Received[],
  taken: ReadonlySet<number>,
  kept: Kept,
): Outcome {
  const search: Search = { received, used: new Set(taken), kept: new Map(kept) };
  try {
    inOrder(listOf(expected), 0, search);
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    return { found: false, missing: error.message, nearest: nearestTo(error.message, search) };
  }
  return { found: true, used: [...search.used].filter((index) => !taken.has(index)), kept: search.kept };
}

/** The first message that an expectation speaks of, among those that do not count yet. */
export function firstOf(expected: Expectation, received: readonly Received[], taken: ReadonlySet<number>, kept: Kept) {
  const outcome = match(expected, received, taken, kept);
  return outcome.found ? received[Math.min(...outcome.used)] : undefined;
}

export function listOf(expected: Expected): readonly Expectation[] {
  return Array.isArray(expected) ? expected : [expected as Expectation];
}

export function isAnyOrder(expectation: Expectation): expectation is AnyOrder {
  return typeof expectation === 'object' && Object.hasOwn(expectation, 'anyOrder');
}

/** The parts of an expectation of one message. */
export function expectedMessage(expectation: string | MessageExpectation): ExpectedMessage {
  if (typeof expectation === 'string') return { topic: expectation, fields: {}, as: undefined, note: undefined };
  const { as, note, ...message } = expectation;
  const [topic = '', fields] = Object.entries(message)[0] ?? [];
  return { topic, fields: fields as object, as, note };
}

/** @returns the index behind the last one */
function inOrder(list: readonly Expectation[], from: number, search: Search): number {
  let next = from;
  for (const one of list)
    next = isAnyOrder(one) ? inAnyOrder(one, next, search) : take(one as string, next, search) + 1;
  return next;
}

function inAnyOrder({ anyOrder }: AnyOrder, from: number, search: Search): number {
  const ends = anyOrder.map((one) => inOrder(listOf(one as Expected), from, search));
  return Math.max(from, ...ends);
}

function take(expectation: string | MessageExpectation, from: number, { received, used, kept }: Search): number {
  const { topic, fields: pattern, as, note } = expectedMessage(expectation);
  const fields = resolve(pattern, kept) as object;
  for (let index = from; index < received.length; index++) {
    const message = received[index] as Received;
    if (used.has(index) || message.topic !== topic || differences(fields, message.payload).length > 0) continue;
    used.add(index);
    if (as !== undefined) kept.set(as, message.payload);
    return index;
  }
  throw new Missing({ topic, fields, as, note });
}

function nearestTo({ topic, fields }: ExpectedMessage, { received, used }: Search) {
  return received
    .filter((message, index) => !used.has(index) && message.topic === topic)
    .map((message) => ({ message, differences: differences(fields, message.payload) }))
    .sort((a, b) => a.differences.length - b.differences.length)[0];
}
