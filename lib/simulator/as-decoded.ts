/** A message on its way out, as it will arrive. */
import type { Codec } from '../codec';
import type { Outgoing } from './message';

/** @returns the payload as a client decodes it, without the fields that are absent */
export function asDecoded({ topic, payload }: Outgoing, codec: Codec): Readonly<Record<string, unknown>> {
  const frame = codec.encode(topic as string, codec.fit(topic, payload));
  const decoded = Object.entries(codec.decode(frame, 0, frame.length).payload);
  return Object.fromEntries(decoded.filter(([, value]) => value !== undefined));
}
