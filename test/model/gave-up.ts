/** Which callers gave up, by the switch itself, against what the model has told. */
import type { Change } from '../../lib/model';
import { type Call, isPort, type Party } from '../../lib/simulator/switch/call';
import type { SwitchEvent } from '../../lib/simulator/switch/events';

export class GaveUp {
  /** As they are known by then: a call that an agent sends to a queue afterwards gets a key for that. */
  readonly #answered = new Set<string>();
  readonly #cleared = new Set<Call>();
  /** Whose call was taken from a phone, and has rung at none since. */
  readonly #sentOn = new Set<string>();

  take(event: SwitchEvent): void {
    // An agent who calls a queue is no caller, though the queue cannot tell.
    if (event.kind === 'established' && !isPort(event.connection.party) && isCaller(event.call.calling)) {
      for (const name of namesOf(event.call)) this.#answered.add(name);
    }
    if (event.kind === 'cleared') this.#cleared.add(event.call);
    if (event.kind === 'delivered') for (const name of namesOf(event.call)) this.#sentOn.delete(name);
    if (event.kind !== 'connectionCleared' || event.cause !== 'CEC_REDIRECTED') return;
    for (const name of namesOf(event.call)) this.#sentOn.add(name);
  }

  /** Whom somebody has talked to did not give up. Each mistake as a line. */
  wrongly(changes: readonly Change[]): string[] {
    return told(changes).flatMap((names) => {
      const talked = names.filter((name) => this.#answered.has(name));
      return talked.length > 0 ? [`${talked} gave up in the model, and was answered`] : [];
    });
  }

  /** Each caller who gave up and is not told. */
  missing(changes: readonly Change[]): string[] {
    const known = new Set(told(changes).flat());
    // In one moment nobody can say of a call that was taken from a phone whether it goes on somewhere else.
    return [...this.#cleared]
      .filter(({ outcome, calling }) => isCaller(calling) && String(outcome).startsWith('ABANDONED'))
      .map(namesOf)
      .filter((names) => !names.some((name) => this.#sentOn.has(name)))
      .filter((names) => !names.some((name) => this.#answered.has(name) || known.has(name)))
      .map((names) => `${names} gave up, and is not told`);
  }
}

/** The names of each contact that was told to be abandoned. */
function told(changes: readonly Change[]): string[][] {
  const calls = new Map<string, string>();
  return changes.flatMap((change) => {
    if (change.kind !== 'call') return [];
    const { call, contact, topic } = change;
    calls.set(call.id, `${call.peripheralID}/${call.connectionCallID}`);
    return topic === 'call.abandoned' ? [[...contact.names, ...contact.legs.map((id) => calls.get(id) ?? id)]] : [];
  });
}

function namesOf({ peripheral, callID, key }: Call): string[] {
  const name = `${peripheral?.peripheralID}/${callID}`;
  return key ? [name, `${key.day}-${key.callID}`] : [name];
}

function isCaller({ type }: Party): boolean {
  return type === 'DEVID_EXTERNAL';
}
