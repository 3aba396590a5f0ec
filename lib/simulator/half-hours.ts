import type { Clock } from './clock';
import type { Switch } from './switch/switch';
import { HALF_HOUR } from './switch/tally';

const LENGTH = 30 * 60_000;

/** Tells every client when a half hour is over. */
export function tellHalfHours(clock: Clock, world: Switch): void {
  const now = clock.now();
  clock.after(HALF_HOUR(now) + LENGTH - now, () => {
    world.tell({ kind: 'system', systemEventID: 'SYS_HALF_HOUR_CHANGE', peripheralID: undefined });
    tellHalfHours(clock, world);
  });
}
