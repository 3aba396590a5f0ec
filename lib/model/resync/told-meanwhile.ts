/** Which calls and agents events were about, so that an answer from before them is not taken for the present. */
import type { Payload } from '../../protocol';
import type { Calls } from '../calls/calls';
import type { ModelMessage } from '../message';
import type { AgentQuestion, Question } from './questions';

interface CallFields {
  readonly peripheralID?: number | null;
  readonly connectionCallID?: number | null;
  readonly newConnectionCallID?: number | null;
  readonly primaryCallID?: number | null;
  readonly secondaryCallID?: number | null;
  readonly parties?: readonly { readonly connectedPartyCallID?: number | null }[];
  readonly agentID?: string;
  readonly icmAgentID?: number;
  readonly mrdid?: number;
}

export class ToldMeanwhile {
  readonly #last = new Map<string, number>();
  #messages = 0;

  /** This moment, to compare with. */
  get moment(): number {
    return this.#messages;
  }

  take({ topic, payload }: ModelMessage): void {
    this.#messages++;
    const fields = payload as CallFields;
    const { peripheralID = null } = fields;
    if (topic === 'AGENT_STATE_EVENT') {
      for (const id of [fields.agentID, fields.icmAgentID && `icm ${fields.icmAgentID}`]) {
        if (id) this.#last.set(agentKey(peripheralID, id, fields.mrdid), this.#messages);
      }
      return;
    }
    const { connectionCallID, newConnectionCallID, primaryCallID, secondaryCallID, parties = [] } = fields;
    const listed = parties.map((party) => party.connectedPartyCallID);
    for (const id of [connectionCallID, newConnectionCallID, primaryCallID, secondaryCallID, ...listed]) {
      if (typeof id === 'number') this.#last.set(callKey(peripheralID, id), this.#messages);
    }
  }

  /** Something has been told about it since: the answer, or refusal, may be older than that. */
  isAbout(
    question: Question,
    moment: number,
    answer: ModelMessage | undefined,
    calls: Pick<Calls, 'byDevice'>,
  ): boolean {
    const { peripheralID } = question;
    switch (question.kind) {
      case 'agent':
        return this.agentSince(moment, question, answer);
      case 'call':
        return this.#callSince(moment, peripheralID, question.connectionCallID);
      case 'device': {
        const shown = (answer?.payload as Partial<Payload<'SNAPSHOT_DEVICE_CONF'>> | undefined)?.calls ?? [];
        const known = calls.byDevice(question.deviceID, peripheralID);
        const ids = [
          ...shown.map(({ callConnectionCallID = null }) => callConnectionCallID),
          ...known.map(({ connectionCallID }) => connectionCallID),
        ];
        return ids.some((id) => id !== null && this.#callSince(moment, peripheralID, id));
      }
    }
  }

  /** @param answer names whom the question does not */
  agentSince(moment: number, question: AgentQuestion, answer?: ModelMessage): boolean {
    const { peripheralID, icmAgentID, mrdid } = question;
    const { agentID = (answer?.payload as CallFields | undefined)?.agentID } = question;
    const ids = [agentID, icmAgentID === undefined ? undefined : `icm ${icmAgentID}`];
    return ids.some((id) => id !== undefined && this.#since(moment, agentKey(peripheralID, id, mrdid)));
  }

  #callSince(moment: number, peripheralID: number | null, connectionCallID: number): boolean {
    return this.#since(moment, callKey(peripheralID, connectionCallID));
  }

  #since(moment: number, key: string): boolean {
    return (this.#last.get(key) ?? 0) > moment;
  }
}

function agentKey(peripheralID: number | null, id: string, mrdid: number | undefined): string {
  return `agent ${peripheralID}/${id}/${mrdid}`;
}

function callKey(peripheralID: number | null, connectionCallID: number): string {
  return `call ${peripheralID}/${connectionCallID}`;
}
