/** Which call an agent asks a colleague about, where only snapshots tell. */
import type { Call } from './call';
import type { CallWorld } from './call-world';
import { type Connection, isPort } from './connection';

/**
 * Snapshots have no COCConnectionCallID (guide: SNAPSHOT_CALL_CONF). A phone that is in a call for advice has put the call
 * on hold that it is about, or talks in that one again and has put the call for advice on hold. Where the call that it is
 * about is for advice itself, it is found when no other comes into question. Whichever is shown first; where two come
 * into question nothing is joined, as far as both have been shown by then.
 */
export function joinAdvice(world: CallWorld, shown: Call): void {
  const pairs = pairsOf(world, shown);
  const calls = new Set([shown, ...pairs.map(({ other }) => other)]);
  for (const call of calls) {
    if (!isAdvice(call)) continue;
    const others = new Set((call === shown ? pairs : pairsOf(world, call)).filter(isTurn).map(({ other }) => other));
    const callers = [...others].filter((other) => !isAdvice(other));
    const [about, ...more] = callers.length > 0 ? callers : others;
    if (about && more.length === 0) world.contacts.join(call.contact, about.contact);
  }
}

/** One phone's parts in two calls. */
interface Pair {
  readonly own: Connection;
  readonly other: Call;
  readonly there: Connection;
}

function pairsOf(world: CallWorld, call: Call): Pair[] {
  return call.present.filter(isPhone).flatMap((own) => {
    const others = [...world.table.byDevice(own.deviceID as string)];
    return others
      .filter((other) => other !== call && !other.ended && other.peripheralID === call.peripheralID)
      .flatMap((other) =>
        other.present.filter(({ deviceID }) => deviceID === own.deviceID).map((there) => ({ own, other, there })),
      );
  });
}

/** The phone holds one of the two because of the other. */
function isTurn({ own, there }: Pair): boolean {
  if (own.state === 'LCS_HOLD') return there.state === 'LCS_CONNECT';
  return there.state === 'LCS_HOLD';
}

function isPhone({ deviceID, deviceType }: Connection): boolean {
  return deviceID !== undefined && deviceType !== 'DEVID_EXTERNAL' && !isPort(deviceType);
}

function isAdvice({ direction }: Call): boolean {
  return direction === 'consult';
}
