/** Parts of the contact centre that no events come from, by SYSTEM_EVENT. */
import type { Payload } from '../protocol';

type SystemEvent = Partial<Payload<'SYSTEM_EVENT'>>;

/** What an event takes away or brings back; `peripheralID` undefined: everything. */
export type Turn =
  | { readonly lost: true; readonly peripheralID: number | undefined }
  | {
      readonly lost: false;
      readonly reason: 'peripheral back' | 'gateway back';
      readonly peripheralID: number | undefined;
    };

/** While one of these is set nothing is told at all (guide: PGStatus codes). */
const SILENCE = ['PGS_OPC_DOWN', 'PGS_CTI_SERVER_OFFLINE'] as const;

export class Outages {
  readonly #offline = new Set<number | null>();
  #silent = false;

  /** Nothing is told of it. */
  isSilent(peripheralID: number | null): boolean {
    return this.#silent || this.#offline.has(peripheralID);
  }

  isOffline(peripheralID: number | null): boolean {
    return this.#offline.has(peripheralID);
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
  take({ systemEventID, systemEventArg1 = 0, pgStatus = [] }: SystemEvent): Turn | undefined {
    const wasSilent = this.#silent;
    this.#silent = SILENCE.some((bit) => pgStatus.includes(bit));
    const lost = systemEventID === 'SYS_PERIPHERAL_OFFLINE' && !this.#offline.has(systemEventArg1);
    if (lost) this.#offline.add(systemEventArg1);
    const back = systemEventID === 'SYS_PERIPHERAL_ONLINE' && this.#offline.delete(systemEventArg1);
    if (wasSilent && !this.#silent) return { lost: false, reason: 'gateway back', peripheralID: undefined };
    if (!wasSilent && this.#silent) return { lost: true, peripheralID: undefined };
    if (lost) return { lost, peripheralID: systemEventArg1 };
    return back ? { lost: false, reason: 'peripheral back', peripheralID: systemEventArg1 } : undefined;
  }
}
