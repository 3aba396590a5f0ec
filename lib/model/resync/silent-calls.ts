/** Calls of which nothing is heard while the session goes on: events may be lost without any gap. */
import type { CallView } from '../calls/call-view';
import type { ContactCentreModel } from '../contact-centre-model';
import { aboutCall, type CallQuestion } from './questions';
import { kindOfRefusal } from './refusal-kinds';

/** Milliseconds between two looks. */
const LOOK = 1_800_000;
/**
 * After so many looks without a word, four hours, a call is asked about. Hardly any goes on for so long without anything
 * happening, and that one costs a question every four hours.
 */
const LOOKS = 8;
/** Questions of one look at the most. */
export const MOST_AT_ONCE = 50;
/**
 * So often the server may refuse to say anything about a call that is not heard of. Which codes it gives for one that is
 * over is not documented: whatever the code, the call has ended then.
 */
const MOST_REFUSALS = 3;

export class SilentCalls {
  readonly #model: Pick<ContactCentreModel, 'unheardCalls'>;
  readonly #asked = new Map<string, { times: number; refusals: number }>();
  #next = 0;

  constructor(model: Pick<ContactCentreModel, 'unheardCalls'>) {
    this.#model = model;
  }

  isDue(now: number): boolean {
    return now >= this.#next;
  }

  /** @returns what to ask; what has been asked about most often comes last */
  look(now: number): readonly CallQuestion[] {
    this.#next = now + LOOK;
    const silent = this.#model.unheardCalls(LOOKS);
    const ids = new Set(silent.map(({ id }) => id));
    for (const id of this.#asked.keys()) if (!ids.has(id)) this.#asked.delete(id);
    const times = ({ id }: CallView) => this.#asked.get(id)?.times ?? 0;
    const chosen = [...silent].sort((a, b) => times(a) - times(b)).slice(0, MOST_AT_ONCE);
    for (const call of chosen) {
      this.#asked.set(call.id, { times: times(call) + 1, refusals: this.#asked.get(call.id)?.refusals ?? 0 });
    }
    return chosen.map(aboutCall).filter((question) => question !== undefined);
  }

  /** @returns whether it has ended: the server answers, and says nothing about this call */
  isGivenUp(callID: string, code: string): boolean {
    const asked = this.#asked.get(callID);
    const kind = kindOfRefusal(code);
    const isRefusal = !code.startsWith('CTI_') && (kind === 'refused' || kind === 'noDevice');
    return isRefusal && asked !== undefined && ++asked.refusals >= MOST_REFUSALS;
  }
}
