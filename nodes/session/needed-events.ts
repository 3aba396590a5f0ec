/** Which events a session asks its server for, where the settings leave it to the nodes in use. */
import { EVENT_MASKS, type EventMaskField, type EventMasks, joinedMasks, masksFor } from '../../lib/protocol';

/** Names of messages; '*': every one. */
export type Topics = readonly string[] | '*';

export interface EventChoice {
  /** These masks follow the nodes. */
  readonly following: readonly EventMaskField[];
  /** As the settings have them; empty where they follow. */
  readonly fixed: EventMasks;
}

const FIELDS = Object.keys(EVENT_MASKS) as readonly EventMaskField[];

export function neededEvents({ following, fixed }: EventChoice, needs: readonly Topics[]): EventMasks {
  const needed = joinedMasks(needs.map(masksFor));
  const chosen = FIELDS.map((field) => [field, following.includes(field) ? needed[field] : fixed[field]]);
  return Object.fromEntries(chosen) as EventMasks;
}

/** What a session that was opened with `chosen` does not get of what is needed. */
export function missingBits(chosen: EventMasks, needed: EventMasks): readonly string[] {
  return FIELDS.flatMap((field) => {
    const has: readonly string[] = chosen[field];
    return needed[field].filter((bit) => !has.includes(bit));
  });
}
