/** From the identifiers in a request to what they mean. */
import type { PeripheralConfiguration } from '../configuration/configuration';
import { mayControl } from '../events/entitlement';
import { type ControlFailureCode, Refusal } from '../refusal';
import type { Call, Connection } from '../switch/call';
import type { Device } from '../switch/device';
import type { Switch } from '../switch/switch';
import type { Context } from './handler';

/** A peripheral that is on line. @throws Refusal */
export function locatePeripheral(peripheralID: number | null, world: Switch): PeripheralConfiguration {
  const peripheral = knownPeripheral(peripheralID, world);
  if (world.outages.online(peripheral.peripheralID)) return peripheral;
  const message = `peripheralID: ${peripheralID} is off line`;
  throw new Refusal('CF_RESOURCE_OUT_OF_SERVICE', message, { field: 'peripheralID' });
}

/** On line or not. @throws Refusal */
export function knownPeripheral(peripheralID: number | null, world: Switch): PeripheralConfiguration {
  const peripheral = world.peripheral(peripheralID ?? undefined);
  if (peripheral) return peripheral;
  const known = world.configuration.peripherals.map((one) => one.peripheralID).join(', ');
  const message = `peripheralID: ${peripheralID} is not one of ${known}`;
  throw new Refusal('E_CTI_INVALID_PERIPHERAL_ID', message, { field: 'peripheralID' });
}

export interface ConnectionReference {
  readonly peripheralID: number | null;
  /** null: the client does not know the id of the call that rings. */
  readonly callID: number | null;
  readonly deviceID: string | undefined;
  readonly agentInstrument?: string | undefined;
}

/**
 * The connection of a phone that the client may control.
 * @param nothing the code for "there is no such connection"
 * @throws Refusal
 */
export function locateConnection(
  reference: ConnectionReference,
  { client, world }: Context,
  nothing: ControlFailureCode,
): Connection {
  const { peripheralID } = locatePeripheral(reference.peripheralID, world);
  const device = world.devices.get(reference.deviceID || reference.agentInstrument || '');
  const connection = [...(device?.connections ?? [])].find((one) =>
    reference.callID === null
      ? one.state === 'LCS_ALERTING'
      : one.call.callID === reference.callID && one.call.peripheral?.peripheralID === peripheralID,
  );
  if (!device || !connection) {
    throw new Refusal(nothing, `${reference.deviceID || 'nobody'} has no part in call ${reference.callID}`);
  }
  checkControl(device, { client, world });
  return connection;
}

/** Anybody's connection in a call, also outside the switch. @throws Refusal */
export function locateParty(call: Call, deviceID: string, nothing: ControlFailureCode): Connection {
  const connection = call.live.find((one) => one.deviceID === deviceID);
  if (connection) return connection;
  throw new Refusal(nothing, `${deviceID || 'nobody'} has no part in call ${call.callID}`);
}

/** @throws Refusal */
export function checkControl(device: Device | undefined, { client, world }: Pick<Context, 'client' | 'world'>): void {
  if (mayControl(client, world, device)) return;
  const message = "a Client Events session controls its own agent's phone only";
  throw new Refusal('CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE', message);
}
