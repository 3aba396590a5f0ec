/** The switch at this moment, as plain data. */
import type { Constant } from '../protocol';
import type { Agent } from './switch/agent';
import { type Call, isPort } from './switch/call';
import type { Contact } from './switch/contact';
import type { Switch } from './switch/switch';

export interface AgentSnapshot {
  readonly agentID: string;
  readonly name: string;
  readonly peripheralID: number;
  readonly state: Constant<'AgentState'>;
  /** 0: none. */
  readonly eventReasonCode: number;
  /** ISO time. */
  readonly since: string;
  /** Where the agent is signed in. */
  readonly extension: string | null;
  /** Names of the agent's skill groups. */
  readonly skillGroups: readonly string[];
}

export interface CallSnapshot {
  /** The id that agents' clients see; hangUp takes it. What inboundCall returned, until the call gets another id. */
  readonly callID: number;
  readonly state: 'queued' | 'ringing' | 'talking' | 'held' | 'failed';
  readonly callingNumber: string;
  readonly calledNumber: string;
  /** The id on the queueing peripheral. */
  readonly queueCallID: number | null;
  readonly skillGroup: string | null;
  readonly parties: readonly { readonly number: string; readonly state: Constant<'LocalConnectionState'> }[];
  readonly namedVariables: Readonly<Record<string, string>>;
  /** callVariable1 and so on: those that are set. */
  readonly callVariables: Readonly<Record<string, string>>;
}

export function agentSnapshots(world: Switch): AgentSnapshot[] {
  return [...world.agents.values()].map(agentSnapshot);
}

/** A caller who is at an agent counts once, though the call is on two peripherals. */
export function callSnapshots(world: Switch): CallSnapshot[] {
  const known = new Set(
    [...world.contacts].flatMap((one) => (one.placed ? [one.queueCall] : [one.queueCall, one.agentCall])),
  );
  const contacts = [...world.contacts].filter((one) => !one.placed);
  const others = [...world.calls].filter((call) => !known.has(call));
  return [...contacts.map(contactSnapshot), ...others.map((call) => callSnapshot(call))];
}

function agentSnapshot(agent: Agent): AgentSnapshot {
  return {
    agentID: agent.agentID,
    name: agent.configuration.name,
    peripheralID: agent.peripheral.peripheralID,
    state: agent.state,
    eventReasonCode: agent.reason,
    since: new Date(agent.since).toISOString(),
    extension: agent.device?.number ?? null,
    skillGroups: agent.groups.map((group) => group.name),
  };
}

function contactSnapshot(contact: Contact): CallSnapshot {
  return {
    ...callSnapshot(contact.agentCall ?? contact.queueCall),
    callID: contact.agentCall?.callID ?? contact.callID,
    state: contact.agentCall ? stateOf(contact.agentCall) : 'queued',
    calledNumber: contact.dialed.number,
    queueCallID: contact.queueCall.callID,
    skillGroup: contact.group.name,
  };
}

function callSnapshot(call: Call): CallSnapshot {
  const variables = Object.entries(call.data.texts).filter(([key]) => key.startsWith('callVariable'));
  return {
    callID: call.callID,
    state: stateOf(call),
    callingNumber: call.calling.number,
    calledNumber: call.called.number,
    queueCallID: null,
    skillGroup: call.group?.name ?? null,
    parties: call.live.map((connection) => ({ number: connection.party.number, state: connection.state })),
    namedVariables: { ...call.data.namedVariables },
    callVariables: Object.fromEntries(variables),
  };
}

function stateOf(call: Call): CallSnapshot['state'] {
  const states = call.live.map((connection) => connection.state);
  if (states.includes('LCS_FAIL')) return 'failed';
  if (call.live.some(({ party }) => isPort(party))) return 'queued';
  if (states.includes('LCS_HOLD')) return 'held';
  return states.includes('LCS_ALERTING') ? 'ringing' : 'talking';
}
