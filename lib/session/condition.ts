/** What stands behind the server, as OPEN_CONF and SYSTEM_EVENTs tell: a session can be open and degraded. */
import { MASKS, type MaskBit, type Payload } from '../protocol';
import type { PeripheralStatus } from './status';

type Bit = MaskBit<'PGStatusCode'> | number;

export interface Condition {
  readonly pgStatus: readonly Bit[];
  readonly peripherals: readonly PeripheralStatus[];
}

export const UNKNOWN_CONDITION: Condition = { pgStatus: [], peripherals: [] };

export function conditionAtOpen(grant: Payload<'OPEN_CONF'>): Condition {
  const peripherals = (grant.peripherals ?? []).flatMap(({ fltPeripheralID: id }) =>
    // Which of several is off line, the SYSTEM_EVENTs after OPEN_CONF tell.
    typeof id === 'number' ? [{ peripheralID: id, online: true }] : [],
  );
  const [only, ...others] = peripherals;
  const known = only !== undefined && others.length === 0 ? [{ ...only, online: grant.peripheralOnline }] : peripherals;
  const pgStatus = grant.peripheralOnline ? grant.pgStatus : withBit(grant.pgStatus, 'PGS_PERIPHERAL_OFFLINE');
  return { pgStatus, peripherals: known };
}

/** @returns the same object when nothing has changed */
export function afterSystemEvent(before: Condition, event: Payload<'SYSTEM_EVENT'>): Condition {
  const peripherals = peripheralsAfter(before.peripherals, event);
  const pgStatus = statusAfter(event, peripherals);
  const same = peripherals === before.peripherals && sameBits(pgStatus, before.pgStatus);
  return same ? before : { pgStatus, peripherals };
}

function peripheralsAfter(
  before: readonly PeripheralStatus[],
  { systemEventID, systemEventArg1: peripheralID }: Payload<'SYSTEM_EVENT'>,
): readonly PeripheralStatus[] {
  if (systemEventID !== 'SYS_PERIPHERAL_ONLINE' && systemEventID !== 'SYS_PERIPHERAL_OFFLINE') return before;
  const online = systemEventID === 'SYS_PERIPHERAL_ONLINE';
  if (before.some((one) => one.peripheralID === peripheralID && one.online === online)) return before;
  const others = before.filter((one) => one.peripheralID !== peripheralID);
  return [...others, { peripheralID, online }].sort((one, other) => one.peripheralID - other.peripheralID);
}

/** Every SYSTEM_EVENT carries the whole PGStatus; what the event itself says goes before it. */
function statusAfter(event: Payload<'SYSTEM_EVENT'>, peripherals: readonly PeripheralStatus[]): readonly Bit[] {
  const { pgStatus, systemEventID } = event;
  const offline = peripherals.some(({ online }) => !online);
  const known = offline ? withBit(pgStatus, 'PGS_PERIPHERAL_OFFLINE') : pgStatus;
  const told = systemEventID === null ? undefined : TOLD[systemEventID];
  if (told === undefined) return known;
  return told.set ? withBit(known, told.bit) : known.filter((bit) => bit !== told.bit);
}

const TOLD: { readonly [event: string]: { readonly bit: MaskBit<'PGStatusCode'>; readonly set: boolean } } = {
  SYS_CENTRAL_CONTROLLER_OFFLINE: { bit: 'PGS_CC_DOWN', set: true },
  SYS_CENTRAL_CONTROLLER_ONLINE: { bit: 'PGS_CC_DOWN', set: false },
  SYS_PERIPHERAL_GATEWAY_OFFLINE: { bit: 'PGS_OPC_DOWN', set: true },
  SYS_CTI_SERVER_OFFLINE: { bit: 'PGS_CTI_SERVER_OFFLINE', set: true },
  SYS_CTI_SERVER_ONLINE: { bit: 'PGS_CTI_SERVER_OFFLINE', set: false },
};

function withBit(bits: readonly Bit[], bit: MaskBit<'PGStatusCode'>): readonly Bit[] {
  if (bits.includes(bit)) return bits;
  const known = Object.keys(MASKS.PGStatusCode.values).filter((name) => name === bit || bits.includes(name as Bit));
  return [...(known as Bit[]), ...bits.filter((one) => typeof one === 'number')];
}

function sameBits(one: readonly Bit[], other: readonly Bit[]): boolean {
  return one.length === other.length && one.every((bit) => other.includes(bit));
}
