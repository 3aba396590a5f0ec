/** The masks of a request: bits that exist, in the words of the guide. */
import { agentStateBit, MASKS, type MaskBit, type MaskName, neededBits } from '../../protocol';
import { Refusal, type StatusCode } from '../refusal';

/** Which events a client wants to be told of. */
export interface EventMasks {
  readonly callMsgMask: ReadonlySet<MaskBit<'CallEventMessageMask'>>;
  readonly agentStateMask: ReadonlySet<MaskBit<'AgentStateMask'>>;
}

type Given<M extends MaskName> = readonly (MaskBit<M> | number)[];

/** @throws Refusal with `code` for bits that the version does not have */
export function bits<M extends MaskName>(
  name: M,
  given: Given<M>,
  version: number,
  code: StatusCode,
): ReadonlySet<MaskBit<M>> {
  const { since } = MASKS[name] as { readonly since?: { readonly [bit: string]: number } };
  const known = new Set<MaskBit<M>>();
  for (const bit of given) {
    if (typeof bit === 'number') throw new Refusal(code, `${name}: unused bits 0x${bit.toString(16)}`);
    if ((since?.[bit] ?? 0) > version) throw new Refusal(code, `${name}: version ${version} does not know ${bit}`);
    known.add(bit);
  }
  return known;
}

/** @throws Refusal */
export function eventMasks(
  request: {
    readonly callMsgMask: Given<'CallEventMessageMask'>;
    readonly agentStateMask: Given<'AgentStateMask'>;
  },
  version: number,
): EventMasks {
  const { callMsgMask, agentStateMask } = request;
  return {
    callMsgMask: bits('CallEventMessageMask', callMsgMask, version, 'E_CTI_INVALID_CALL_MSG_MASK'),
    agentStateMask: bits('AgentStateMask', agentStateMask, version, 'E_CTI_INVALID_AGENT_STATE_MASK'),
  };
}

export function wantsEvent({ callMsgMask }: EventMasks, topic: string): boolean {
  const needed = neededBits(topic);
  return needed?.field === 'callMsgMask' && needed.bits.some((bit) => callMsgMask.has(bit));
}

export function wantsAgentState({ agentStateMask }: EventMasks, state: string): boolean {
  const bit = agentStateBit(state);
  return bit !== undefined && agentStateMask.has(bit);
}
