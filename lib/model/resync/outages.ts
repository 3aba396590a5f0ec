/** Parts of the contact centre that no events come from, by SYSTEM_EVENT. */
import type { Payload } from '../../protocol';

type SystemEvent = Partial<Payload<'SYSTEM_EVENT'>>;

/** What an event brings back; `peripheralID` undefined: everything. */
export interface Return {
  readonly reason: 'peripheral back' | 'gateway back';
  readonly peripheralID: number | undefined;
}

/** While one of these is set nothing is told at all (guide: PGStatus codes). */
const SILENCE = ['PGS_OPC_DOWN', 'PGS_CTI_SERVER_OFFLINE'] as const;

export class Outages {
  readonly #offline = new Set<number | null>();
  #silent = false;

  isOffline(peripheralID: number | null): boolean {
    return this.#offline.has(peripheralID);
  }

  /** An answer said so. */
  offline(peripheralID: number | null): void {
    this.#offline.add(peripheralID);
  }

  /** A new session is told again what is off line. */
  forget(): void {
    this.#offline.clear();
    this.#silent = false;
  }

  /**
   * No event says that a gateway is back: the status without the bit does (guide: SYS_PERIPHERAL_GATEWAY_OFFLINE has no
   * counterpart). The central controller does not matter: events go on without it.
   */
  take({ systemEventID, systemEventArg1 = 0, pgStatus = [] }: SystemEvent): Return | undefined {
    const wasSilent = this.#silent;
    this.#silent = SILENCE.some((bit) => pgStatus.includes(bit));
    if (systemEventID === 'SYS_PERIPHERAL_OFFLINE') this.#offline.add(systemEventArg1);
    const back = systemEventID === 'SYS_PERIPHERAL_ONLINE' && this.#offline.delete(systemEventArg1);
    if (wasSilent && !this.#silent) return { reason: 'gateway back', peripheralID: undefined };
    return back ? { reason: 'peripheral back', peripheralID: systemEventArg1 } : undefined;
  }
}
