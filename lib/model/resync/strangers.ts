/** That a call rings is told once: the answer that shows it waits until it is known who is at the phone. */
import type { Payload } from '../../protocol';
import type { Agents } from '../agents/agents';
import type { ModelMessage } from '../message';
import { type AgentQuestion, aboutPhone, nameOf } from './questions';

export class Strangers {
  readonly #agents: Pick<Agents, 'agentAt'>;
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #settled = new Set<string>();

  constructor(agents: Pick<Agents, 'agentAt'>) {
    this.#agents = agents;
  }

  /** What is to be asked first: who is at a phone in the call, where nobody has said so and the server was not asked. */
  in(peripheralID: number | null, { payload }: ModelMessage): AgentQuestion | undefined {
    const { callDevices = [] } = payload as Partial<Payload<'SNAPSHOT_CALL_CONF'>>;
    for (const { callDeviceType, callDeviceID, callDeviceConnectionState: state } of callDevices) {
      if (callDeviceType !== 'DEVID_AGENT_DEVICE' || !callDeviceID || state === 'LCS_NULL') continue;
      if (this.#agents.agentAt(peripheralID, callDeviceID) !== undefined) continue;
      const question = aboutPhone(peripheralID, callDeviceID);
      if (!this.#settled.has(nameOf(question))) return question;
    }
    return undefined;
  }

  /** @param resume is called when the question is settled */
  hold(question: AgentQuestion, resume: () => void): void {
    const name = nameOf(question);
    const waiting = this.#waiting.get(name);
    if (waiting) waiting.push(resume);
    else this.#waiting.set(name, [resume]);
  }

  /** There is an answer, or none will come. */
  settle(question: AgentQuestion): void {
    const name = nameOf(question);
    this.#settled.add(name);
    const waiting = this.#waiting.get(name) ?? [];
    this.#waiting.delete(name);
    for (const resume of waiting) resume();
  }
}
