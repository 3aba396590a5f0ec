/** The calls as they stand, for whoever asks. */
import type { Call } from './call';
import type { CallTable } from './call-table';
import type { CallView } from './call-view';
import type { Calls } from './calls';
import type { Contacts } from './contacts';

export class CallLookup implements Calls {
  readonly #table: CallTable;
  readonly #contacts: Contacts;
  readonly #now: () => number;

  /** @param now the time of the last message: durations count up to it */
  constructor(table: CallTable, contacts: Contacts, now: () => number) {
    this.#table = table;
    this.#contacts = contacts;
    this.#now = now;
  }

  get size(): number {
    return this.#table.size;
  }

  get(id: string): CallView | undefined {
    return this.#table.get(id)?.view(this.#now());
  }

  *all(): Generator<CallView> {
    for (const call of this.#table.all()) yield call.view(this.#now());
  }

  byConnectionCallID(peripheralID: number | null, connectionCallID: number): readonly CallView[] {
    return this.#views(this.#table.at(peripheralID, connectionCallID), () => true);
  }

  byDevice(deviceID: string, peripheralID?: number | null): readonly CallView[] {
    return this.#views(
      this.#table.byDevice(deviceID),
      (call) => isAt(call, peripheralID) && call.present.some((one) => one.deviceID === deviceID),
    );
  }

  byAgent(agentID: string, peripheralID?: number | null): readonly CallView[] {
    return this.#views(
      this.#table.byAgent(agentID),
      (call) => isAt(call, peripheralID) && call.present.some((one) => one.agentID === agentID),
    );
  }

  bySkillGroup(skillGroupNumber: number, peripheralID?: number | null): readonly CallView[] {
    return this.#views(
      this.#table.bySkillGroup(skillGroupNumber),
      (call) =>
        isAt(call, peripheralID) &&
        (call.route.skillGroupNumber === skillGroupNumber ||
          call.queue?.skillGroups.some((group) => group.skillGroupNumber === skillGroupNumber) === true),
    );
  }

  byContact(contactID: string): readonly CallView[] {
    return this.#views(this.#contacts.named(contactID)?.legs ?? [], () => true);
  }

  #views(calls: Iterable<Call>, wanted: (call: Call) => boolean): CallView[] {
    const views: CallView[] = [];
    for (const call of calls) if (wanted(call)) views.push(call.view(this.#now()));
    return views;
  }
}

/** On whatever peripheral if none is named; and it goes on. */
function isAt(call: Call, peripheralID: number | null | undefined): boolean {
  return !call.ended && (peripheralID === undefined || call.peripheralID === peripheralID);
}
