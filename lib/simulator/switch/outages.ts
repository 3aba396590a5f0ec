import { CtiError } from '../../codec';
import type { MaskBit } from '../../protocol';
import type { Device } from './device';
import { release } from './ending';
import type { SystemEvent } from './events';
import { route } from './routing';
import type { Switch } from './switch';

type SystemEventID = SystemEvent['systemEventID'];

/** The phone does not work any more. */
const DEVICE_FAILED = 50003;
/** The peripheral, or the peripheral gateway, is back. */
const PERIPHERAL_RESTARTED = 65535;
const GATEWAY_RESET = 65534;

/** What of the contact centre is out of reach. Whoever changes it is told to the clients; nothing is told twice. */
export class Outages {
  readonly #world: Switch;
  readonly #peripherals = new Set<number>();
  #centralControllerDown = false;
  #gatewayDown = false;

  constructor(world: Switch) {
    this.#world = world;
  }

  get pgStatus(): MaskBit<'PGStatusCode'>[] {
    const status: MaskBit<'PGStatusCode'>[] = [];
    if (this.#gatewayDown) status.push('PGS_OPC_DOWN');
    if (this.#centralControllerDown) status.push('PGS_CC_DOWN');
    if (!this.allOnline) status.push('PGS_PERIPHERAL_OFFLINE');
    return status;
  }

  /** Without its peripheral nothing is heard of an agent or a call; all of them need the peripheral gateway. */
  online(peripheralID: number): boolean {
    return !this.#gatewayDown && !this.#peripherals.has(peripheralID);
  }

  get allOnline(): boolean {
    return !this.#gatewayDown && this.#peripherals.size === 0;
  }

  /** Whether the router can say where a call goes: it is at the central controller. */
  get routing(): boolean {
    return !this.#centralControllerDown;
  }

  /**
   * Off line every call of the peripheral ends for the clients, and nothing more is told of its calls and agents. Back
   * on line the calls in progress begin anew, and its agents are not ready.
   * @throws CtiError CTI_UNKNOWN_PERIPHERAL
   */
  setPeripheral(peripheralID: number, online: boolean): void {
    if (!this.#world.peripheral(peripheralID)) {
      const known = this.#world.configuration.peripherals.map((one) => one.peripheralID).join(', ');
      const message = `peripheralID: ${JSON.stringify(peripheralID)} is not one of ${known}`;
      throw new CtiError('CTI_UNKNOWN_PERIPHERAL', message, { field: 'peripheralID' });
    }
    if (this.#peripherals.has(peripheralID) === !online) return;
    if (online) this.#peripherals.delete(peripheralID);
    else this.#peripherals.add(peripheralID);
    // Without the gateway it is off line either way.
    if (this.#gatewayDown) return;
    this.#tell(stateOf(online), peripheralID);
    this.#report([peripheralID], online, PERIPHERAL_RESTARTED);
  }

  /** Without it events go on, but nothing is routed: CTI Operations During Failures. */
  setCentralController(online: boolean): void {
    if (this.#centralControllerDown !== online) return;
    this.#centralControllerDown = !online;
    this.#tell(online ? 'SYS_CENTRAL_CONTROLLER_ONLINE' : 'SYS_CENTRAL_CONTROLLER_OFFLINE');
    if (online) route(this.#world);
  }

  /** All peripherals go off line with it. */
  gatewayOffline(): void {
    if (this.#gatewayDown) return;
    this.#gatewayDown = true;
    this.#tell('SYS_PERIPHERAL_GATEWAY_OFFLINE');
    this.#setOthers(false);
  }

  /** No event tells of the gateway itself; its peripherals are back. */
  gatewayOnline(): void {
    if (!this.#gatewayDown) return;
    this.#gatewayDown = false;
    this.#setOthers(true);
  }

  /**
   * A phone fails: who is signed in there is signed out, its calls end.
   * @throws CtiError CTI_UNKNOWN_NUMBER
   */
  instrumentOutOfService(extension: string): void {
    const device = this.#device(extension);
    if (!device.inService) return;
    device.inService = false;
    this.#tell('SYS_INSTRUMENT_OUT_OF_SERVICE', device.peripheral.peripheralID, extension);
    device.agent?.deviceFailed(DEVICE_FAILED);
    for (const connection of [...device.connections]) {
      if (connection.state !== 'LCS_NULL') release(this.#world, connection);
    }
    route(this.#world);
  }

  /** @throws CtiError CTI_UNKNOWN_NUMBER */
  instrumentInService(extension: string): void {
    const device = this.#device(extension);
    if (device.inService) return;
    device.inService = true;
    this.#tell('SYS_INSTRUMENT_BACK_IN_SERVICE', device.peripheral.peripheralID, extension);
  }

  /** How each peripheral stands, as a new session is told. */
  standing(peripheralID: number): SystemEvent {
    return { kind: 'system', systemEventID: stateOf(this.online(peripheralID)), peripheralID };
  }

  /** Those that are off line by themselves stay so. */
  #setOthers(online: boolean): void {
    const all = this.#world.configuration.peripherals.map(({ peripheralID }) => peripheralID);
    const others = all.filter((peripheralID) => !this.#peripherals.has(peripheralID));
    for (const peripheralID of others) this.#tell(stateOf(online), peripheralID);
    this.#report(others, online, GATEWAY_RESET);
  }

  #report(peripheralIDs: readonly number[], begins: boolean, reason: number): void {
    for (const peripheralID of peripheralIDs) this.#world.tell({ kind: 'reporting', begins, peripheralID });
    if (!begins) return;
    for (const agent of this.#world.agents.values()) {
      if (peripheralIDs.includes(agent.peripheral.peripheralID)) agent.restart(reason);
    }
    route(this.#world);
  }

  #tell(systemEventID: SystemEventID, peripheralID?: number, text?: string): void {
    this.#world.tell({ kind: 'system', systemEventID, peripheralID, ...(text !== undefined && { text }) });
  }

  #device(extension: string): Device {
    const device = this.#world.devices.get(extension);
    if (device) return device;
    const message = `extension: ${JSON.stringify(extension)} is no agent's phone`;
    throw new CtiError('CTI_UNKNOWN_NUMBER', message, { field: 'extension' });
  }
}

function stateOf(online: boolean) {
  return online ? 'SYS_PERIPHERAL_ONLINE' : 'SYS_PERIPHERAL_OFFLINE';
}
