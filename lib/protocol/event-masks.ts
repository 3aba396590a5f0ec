/**
 * Which bits of the masks of OPEN_REQ make a server send which event. The names say it: the bit of CALL_HELD_EVENT is
 * CALL_HELD_MASK, that of CONFIG_AGENT_EVENT is CONFIG_MSG_AGENT_MASK.
 *
 * Source: CTI Server Message Reference Guide (Protocol Version 25), Session Management and Constants and Status Codes.
 * No event has CALL_TERMINATION_MASK.
 */
import { MASKS } from './masks';
import { MESSAGES } from './messages';
import type { MaskBit } from './payload';

/** The fields of OPEN_REQ that choose events, and their masks. */
export const EVENT_MASKS = {
  callMsgMask: 'CallEventMessageMask',
  agentStateMask: 'AgentStateMask',
  configMsgMask: 'ConfigInformation',
} as const;

export type EventMaskField = keyof typeof EVENT_MASKS;

export type EventMasks = { readonly [F in EventMaskField]: readonly MaskBit<(typeof EVENT_MASKS)[F]>[] };

/** What an event needs. */
export type NeededBits = {
  readonly [F in EventMaskField]: { readonly field: F; readonly bits: EventMasks[F] };
}[EventMaskField];

const ALL: EventMasks = {
  callMsgMask: bitsOf('CallEventMessageMask'),
  agentStateMask: bitsOf('AgentStateMask'),
  configMsgMask: bitsOf('ConfigInformation'),
};

/** They enclose configuration events, of whatever kind. */
const ENCLOSING: ReadonlySet<string> = new Set(['CONFIG_BEGIN_EVENT', 'CONFIG_END_EVENT']);

const byTopic = new Map<string, NeededBits>();
for (const topic of Object.keys(MESSAGES)) {
  const stem = topic.replace(/_EVENT$/, '');
  if (stem === topic) continue;
  const call = `${stem}_MASK`;
  const config = `${stem.replace(/^CONFIG_/, 'CONFIG_MSG_')}_MASK`;
  if (isIn('callMsgMask', call)) byTopic.set(topic, { field: 'callMsgMask', bits: [call] });
  else if (isIn('configMsgMask', config)) byTopic.set(topic, { field: 'configMsgMask', bits: [config] });
}
byTopic.set('AGENT_STATE_EVENT', { field: 'agentStateMask', bits: ALL.agentStateMask });

/** undefined: no mask keeps the server from sending it. */
export function neededBits(topic: string): NeededBits | undefined {
  return byTopic.get(topic);
}

/** The bit for an agent's change to this state; undefined for states that are not told. */
export function agentStateBit(state: string): MaskBit<'AgentStateMask'> | undefined {
  const bit = state.replace(/^AGENT_STATE_(.*)$/, 'AGENT_$1_MASK');
  return isIn('agentStateMask', bit) ? bit : undefined;
}

/** What a session has to ask for, so that these messages come. @param topics '*': every message */
export function masksFor(topics: Iterable<string> | '*'): EventMasks {
  if (topics === '*') return ALL;
  const wanted = new Set<string>();
  let encloses = false;
  for (const topic of topics) {
    for (const bit of byTopic.get(topic)?.bits ?? []) wanted.add(bit);
    encloses ||= ENCLOSING.has(topic);
  }
  const chosen = filter((bit) => wanted.has(bit));
  // Alone they tell that something of the configuration has changed.
  const anyKind = encloses && chosen.configMsgMask.length === 0;
  return anyKind ? { ...chosen, configMsgMask: ALL.configMsgMask } : chosen;
}

/** Everything that one of them asks for. */
export function joinedMasks(masks: Iterable<EventMasks>): EventMasks {
  const wanted = new Set<string>();
  for (const each of masks) for (const bits of Object.values(each)) for (const bit of bits) wanted.add(bit);
  return filter((bit) => wanted.has(bit));
}

function filter(keeps: (bit: string) => boolean): EventMasks {
  return {
    callMsgMask: ALL.callMsgMask.filter(keeps),
    agentStateMask: ALL.agentStateMask.filter(keeps),
    configMsgMask: ALL.configMsgMask.filter(keeps),
  };
}

function bitsOf<M extends (typeof EVENT_MASKS)[EventMaskField]>(mask: M): readonly MaskBit<M>[] {
  return Object.keys(MASKS[mask].values) as MaskBit<M>[];
}

function isIn<F extends EventMaskField>(field: F, bit: string): bit is EventMasks[F][number] {
  return bit in MASKS[EVENT_MASKS[field]].values;
}
