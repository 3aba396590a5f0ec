/** What is measured: two mixes of messages, as payloads and as one stream of frames. */
import { PREPARED } from './definitions';
import { combination, type Payload, payloadOf } from './messages';
import { Random } from './random';
import { concatEncode } from './strategies/concat-encoder';

export interface Sample {
  readonly topic: string;
  readonly payload: Payload;
}

export interface Mix {
  readonly name: 'small' | 'large';
  readonly samples: readonly Sample[];
  /** All frames, one behind the other. */
  readonly stream: Buffer;
  /** Where each frame begins; one more entry for the end of the last. */
  readonly starts: readonly number[];
}

/** The events that make up most of the traffic of a contact centre. */
export const SMALL_TOPICS = [
  'BEGIN_CALL_EVENT',
  'CALL_DATA_UPDATE_EVENT',
  'CALL_DELIVERED_EVENT',
  'CALL_ESTABLISHED_EVENT',
  'CALL_HELD_EVENT',
  'CALL_RETRIEVED_EVENT',
  'CALL_CONNECTION_CLEARED_EVENT',
  'CALL_CLEARED_EVENT',
  'END_CALL_EVENT',
  'AGENT_STATE_EVENT',
] as const;

export const MIXES = {
  small: { about: '10 event types, 8 combinations of present fields', combinations: 8, instances: 12 },
  large: { about: 'all documented types, 64 combinations', combinations: 64, instances: 1 },
} as const;

export function makeMix(name: Mix['name']): Mix {
  const random = new Random(188);
  const { combinations, instances } = MIXES[name];
  const wanted: readonly string[] = SMALL_TOPICS;
  const messages = name === 'large' ? PREPARED : PREPARED.filter(({ topic }) => wanted.includes(topic));
  const samples = messages.flatMap((message) =>
    Array.from({ length: combinations }, () => combination(message, random)).flatMap((present) =>
      Array.from({ length: instances }, () => ({ topic: message.topic, payload: payloadOf(message, present, random) })),
    ),
  );
  random.shuffle(samples);
  const frames = samples.map(({ topic, payload }) => concatEncode(topic, payload));
  const starts = [0];
  for (const frame of frames) starts.push((starts.at(-1) as number) + frame.length);
  return { name, samples, stream: Buffer.concat(frames), starts };
}
