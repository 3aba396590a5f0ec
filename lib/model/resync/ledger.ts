/** What was missed, once it has been found out. */
import { about, amount, flag, list, number, oneOf, type RowOf, row, text, type ValueOf } from '../../shapes';
import type { Change } from '../changes';

const UNKNOWN = oneOf('agents', 'agent states', 'calls');
/** `agents`: who there is, which only the configuration says; `agent states`, `calls`: of some of them. */
export type Unknown = ValueOf<typeof UNKNOWN>;

export const LEDGER_FIELDS = {
  reason: about('opened, gap, peripheral back, unheard ...', text),
  from: about('from when to when the picture was incomplete, ms since 1970', number),
  to: number,
  calls: row({
    changed: about('calls with a change that no event told, those of the two lists included', amount),
    begun: about('ids', list(text)),
    vanished: about('ids', list(text)),
  }),
  agents: row({ changed: amount }),
  asked: about('questions put, repetitions included', amount),
  repeated: amount,
  failures: about('what could not be found out; the list has the first hundred', amount),
  failed: list(row({ what: text, code: text })),
  unknown: about(
    'what is not known now; empty: the picture is complete, unless it was given up. It is complete, too, where all the ' +
      'rest is what the server never tells this session (CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE, ' +
      'E_CTI_FUNCTION_NOT_AVAILABLE ...)',
    list(UNKNOWN),
  ),
  interrupted: about('it was given up: the session was lost, or another one has begun instead', flag),
};
export type Ledger = RowOf<typeof LEDGER_FIELDS>;

const MOST_FAILED = 100;

export class LedgerKeeper {
  readonly #reason: string;
  readonly #from: number;
  readonly #calls = new Set<string>();
  readonly #begun = new Set<string>();
  readonly #vanished = new Set<string>();
  readonly #agents = new Set<string>();
  readonly #failed: { what: string; code: string }[] = [];
  readonly #unknown = new Set<Unknown>();
  #complete = true;
  #failures = 0;
  asked = 0;
  repeated = 0;

  constructor(reason: string, from: number) {
    this.#reason = reason;
    this.#from = from;
  }

  changed(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.kind === 'agent') {
        this.#agents.add(`${change.agent.peripheralID}/${change.agent.agentID}`);
        continue;
      }
      const { topic, call } = change;
      this.#calls.add(call.id);
      if (topic === 'call.started') this.#begun.add(call.id);
      if (topic === 'call.ended') this.#vanished.add(call.id);
    }
  }

  get hasChanges(): boolean {
    return this.#calls.size > 0 || this.#agents.size > 0;
  }

  failed(what: string, code: string): void {
    this.#failures++;
    if (this.#failed.length < MOST_FAILED) this.#failed.push({ what, code });
  }

  /** Something stays unknown. @param forGood and there is nobody who would tell */
  lacks(what: Unknown, forGood = false): void {
    this.#unknown.add(what);
    if (!forGood) this.#complete = false;
  }

  /** All that can be known is known. */
  get isComplete(): boolean {
    return this.#complete;
  }

  get unknown(): readonly Unknown[] {
    return [...this.#unknown];
  }

  close(to: number, interrupted: boolean): Ledger {
    return {
      reason: this.#reason,
      from: this.#from,
      to,
      calls: { changed: this.#calls.size, begun: [...this.#begun], vanished: [...this.#vanished] },
      agents: { changed: this.#agents.size },
      asked: this.asked,
      repeated: this.repeated,
      failures: this.#failures,
      failed: this.#failed,
      unknown: this.unknown,
      interrupted,
    };
  }
}
