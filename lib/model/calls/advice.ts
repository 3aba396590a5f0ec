/** Which call an agent asks a colleague about, where only snapshots tell. */
import type { Call } from './call';
import type { CallWorld } from './call-world';

/**
 * Snapshots have no COCConnectionCallID (guide: SNAPSHOT_CALL_CONF): a call for advice is about the one that a phone in
 * it has put on hold. Whichever of the two is shown first; where two come into question nothing is joined.
 */
export function joinAdvice(world: CallWorld, shown: Call): void {
  const calls = shown.direction === 'consult' ? [shown] : neighbours(world, shown, holders(shown)).filter(isAdvice);
  for (const call of calls) {
    const devices = call.present.map(({ deviceID }) => deviceID);
    const heldThere = (other: Call) => holders(other).some((device) => devices.includes(device));
    const [about, ...others] = neighbours(world, call, devices).filter((one) => !isAdvice(one) && heldThere(one));
    if (about && others.length === 0) world.contacts.join(call.contact, about.contact);
  }
}

function neighbours(world: CallWorld, call: Call, devices: readonly (string | undefined)[]): Call[] {
  const found = new Set<Call>();
  for (const device of devices) {
    if (device !== undefined) for (const other of world.table.byDevice(device)) found.add(other);
  }
  return [...found].filter((one) => one !== call && !one.ended && one.peripheralID === call.peripheralID);
}

function holders(call: Call): (string | undefined)[] {
  return call.present.filter(({ state }) => state === 'LCS_HOLD').map(({ deviceID }) => deviceID);
}

function isAdvice({ direction }: Call): boolean {
  return direction === 'consult';
}
