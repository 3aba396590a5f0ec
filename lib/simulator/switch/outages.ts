import type { MaskBit } from '../../protocol';
import type { SystemEvent } from './events';

/** What of the contact centre is out of reach. Whoever changes it is told to the clients; nothing is told twice. */
export class Outages {
  readonly #peripherals = new Set<number>();
  readonly #tell: (event: SystemEvent) => void;
  #centralControllerDown = false;

  constructor(tell: (event: SystemEvent) => void) {
    this.#tell = tell;
  }

  get pgStatus(): MaskBit<'PGStatusCode'>[] {
    const status: MaskBit<'PGStatusCode'>[] = [];
    if (this.#centralControllerDown) status.push('PGS_CC_DOWN');
    if (this.#peripherals.size > 0) status.push('PGS_PERIPHERAL_OFFLINE');
    return status;
  }

  online(peripheralID: number): boolean {
    return !this.#peripherals.has(peripheralID);
  }

  get allOnline(): boolean {
    return this.#peripherals.size === 0;
  }

  setPeripheral(peripheralID: number, online: boolean): void {
    if (this.online(peripheralID) === online) return;
    if (online) this.#peripherals.delete(peripheralID);
    else this.#peripherals.add(peripheralID);
    this.#tell({ kind: 'system', systemEventID: stateOf(online), peripheralID });
  }

  setCentralController(online: boolean): void {
    if (this.#centralControllerDown !== online) return;
    this.#centralControllerDown = !online;
    const systemEventID = online ? 'SYS_CENTRAL_CONTROLLER_ONLINE' : 'SYS_CENTRAL_CONTROLLER_OFFLINE';
    this.#tell({ kind: 'system', systemEventID, peripheralID: undefined });
  }

  /** How each peripheral stands, as a new session is told. */
  standing(peripheralID: number): SystemEvent {
    return { kind: 'system', systemEventID: stateOf(this.online(peripheralID)), peripheralID };
  }
}

function stateOf(online: boolean) {
  return online ? 'SYS_PERIPHERAL_ONLINE' : 'SYS_PERIPHERAL_OFFLINE';
}
