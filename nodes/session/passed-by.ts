/** Names and codes that no configuration lists: gathered from what passed by, for the lists that dialogs offer. */
import type { Change } from '../../lib/model';

/** Of each; a site has fewer. What comes after that many is not remembered. */
const MOST = 1000;

export class PassedBy {
  readonly #variables = new Set<string>();
  readonly #arrays = new Set<string>();
  readonly #reasons = new Map<number, Set<string>>();

  /** Names of ECC variables. */
  get variables(): ReadonlySet<string> {
    return this.#variables;
  }

  /** Names of ECC arrays. */
  get arrays(): ReadonlySet<string> {
    return this.#arrays;
  }

  /** EventReasonCodes, and the states of agents that they came with. */
  get reasons(): ReadonlyMap<number, ReadonlySet<string>> {
    return this.#reasons;
  }

  /** Remembers names and codes, never a value. */
  take(change: Change): void {
    if (change.kind === 'call') {
      const { namedVariables, namedArrays } = change.call;
      addKeys(this.#variables, namedVariables);
      addKeys(this.#arrays, namedArrays);
      return;
    }
    const { eventReasonCode, agentState } = change.agent;
    // 0 is no reason, null none that was told.
    if (!eventReasonCode) return;
    const states = this.#reasons.get(eventReasonCode);
    if (states) states.add(String(agentState));
    else if (this.#reasons.size < MOST) this.#reasons.set(eventReasonCode, new Set([String(agentState)]));
  }
}

function addKeys(names: Set<string>, values: object | undefined): void {
  for (const name in values) if (names.size < MOST) names.add(name);
}
