/** What can be asked of the server about its present, and in which words. */
import type { PayloadInput } from '../../protocol';
import type { AgentView } from '../agents/agent-view';
import type { CallView, ConnectionView } from '../calls/call-view';
import type { UnknownCall } from '../calls/calls';

type Ask<N extends 'SNAPSHOT_CALL_REQ' | 'SNAPSHOT_DEVICE_REQ' | 'QUERY_AGENT_STATE_REQ'> = {
  readonly topic: N;
  readonly payload: Omit<PayloadInput<N>, 'invokeID'>;
};
/** A request without its InvokeID. */
export type SnapshotRequest = Ask<'SNAPSHOT_CALL_REQ'> | Ask<'SNAPSHOT_DEVICE_REQ'> | Ask<'QUERY_AGENT_STATE_REQ'>;

type Connection = Pick<ConnectionView, 'connectionDeviceIDType' | 'connectionDeviceID'>;

export interface CallQuestion {
  readonly kind: 'call';
  readonly peripheralID: number | null;
  /** Undefined: the model does not know it yet. */
  readonly id: string | undefined;
  readonly connectionCallID: number;
  /** It had not ended. */
  readonly live: boolean;
  /** By which it may be asked for, one after the other: any of them may have left. */
  readonly connections: readonly Connection[];
  readonly tries: number;
}

export interface DeviceQuestion {
  readonly kind: 'device';
  readonly peripheralID: number | null;
  readonly deviceID: string;
  /** A phone shows its own part in a call; whatever else is asked shows calls that came by it. */
  readonly type: 'DEVID_AGENT_DEVICE' | 'DEVID_ROUTE_POINT' | 'DEVID_CTI_PORT';
  readonly tries: number;
}

export interface AgentQuestion {
  readonly kind: 'agent';
  readonly peripheralID: number | null;
  /** Undefined: whoever is signed in at the phone. */
  readonly agentID: string | undefined;
  readonly phone?: Pick<OwnAgent, 'agentExtension' | 'agentInstrument'>;
  /** Asked for a call's sake: without an answer nothing is unknown that would not be so anyway. */
  readonly isAside?: true;
  /** Not signed in as far as was known. */
  readonly isAbsent?: boolean;
  readonly icmAgentID: number | undefined;
  readonly mrdid: number;
  readonly tries: number;
}

/** The agent of a session with CTI_SERVICE_CLIENT_EVENTS, as OPEN_REQ names it: at least one of the three. */
export interface OwnAgent {
  readonly peripheralID: number | null;
  readonly agentID?: string | undefined;
  readonly agentExtension?: string | undefined;
  readonly agentInstrument?: string | undefined;
}

export type Question = CallQuestion | DeviceQuestion | AgentQuestion;

/**
 * Who is where comes first, so that the calls know: that a call rings is told once, with the agent at whose phone it
 * does. Then the calls, and the phones where more of them may be. The busiest first in each. Who was not signed in is
 * asked about behind all that, since nearly all of these still are not: whoever is at the phone of a call nevertheless
 * is asked for by that phone, see `aboutPhone`.
 */
export const URGENCY = {
  busyAgent: 0,
  agent: 1,
  call: 2,
  busyDevice: 3,
  device: 4,
  absentAgent: 5,
  arrivedDevice: 6,
  otherDevice: 7,
} as const;

const BUSY: ReadonlySet<unknown> = new Set(['AGENT_STATE_TALKING', 'AGENT_STATE_HOLD', 'AGENT_STATE_RESERVED']);
/** The voice domain, for agents of whom no other is known. */
const VOICE = 1;

/** Signed out wherever anything has been told, or only the configuration is known. */
export function isAway({ domains }: AgentView): boolean {
  return domains.every(({ agentState }) => agentState === 'AGENT_STATE_LOGOUT');
}

export function urgencyOf(agent: AgentView): number {
  return isBusy(agent) ? URGENCY.busyAgent : URGENCY.agent;
}

export function urgencyOfPhone(agent: AgentView): number {
  return isBusy(agent) ? URGENCY.busyDevice : URGENCY.device;
}

function isBusy({ agentState, calls }: AgentView): boolean {
  return BUSY.has(agentState) || calls.length > 0;
}

/** Undefined: it has not come yet, there is nothing to ask for. */
export function aboutCall({
  id,
  state,
  peripheralID,
  connectionCallID,
  connections,
}: CallView): CallQuestion | undefined {
  if (connectionCallID === null) return undefined;
  const present = connections.filter(({ localConnectionState }) => localConnectionState !== 'LCS_NULL');
  const named = present.length > 0 ? present : connections;
  if (named.length === 0) return undefined;
  return { kind: 'call', peripheralID, id, live: state !== 'ended', connectionCallID, connections: named, tries: 0 };
}

export function aboutUnknown(call: UnknownCall): CallQuestion {
  const { peripheralID, connectionCallID } = call;
  return { kind: 'call', peripheralID, id: undefined, live: false, connectionCallID, connections: [call], tries: 0 };
}

/** One for each media routing domain. */
export function aboutAgent({ peripheralID, agentID, icmAgentID, domains }: AgentView): AgentQuestion[] {
  const numbers = domains.length > 0 ? domains.map(({ mrdid }) => mrdid) : [VOICE];
  return numbers.map((mrdid) => ({ kind: 'agent', peripheralID, agentID, icmAgentID, mrdid, tries: 0 }));
}

/** Whoever is signed in where a call is. */
export function aboutPhone(peripheralID: number | null, agentInstrument: string): AgentQuestion {
  return { ...aboutOwn({ peripheralID, agentInstrument }), isAside: true };
}

export function aboutOwn({ peripheralID, agentID, agentExtension, agentInstrument }: OwnAgent): AgentQuestion {
  const phone = { ...(agentExtension && { agentExtension }), ...(agentInstrument && { agentInstrument }) };
  const about = agentID ? { agentID } : { agentID: undefined, phone };
  return { kind: 'agent', peripheralID, ...about, icmAgentID: undefined, mrdid: VOICE, tries: 0 };
}

/** Names the thing, once for all tries. */
export function nameOf(question: Question): string {
  switch (question.kind) {
    case 'call':
      return `call ${question.peripheralID}/${question.id ?? question.connectionCallID}`;
    case 'device':
      return `device ${question.peripheralID}/${question.deviceID}`;
    case 'agent': {
      const { peripheralID, agentID, phone, mrdid } = question;
      const name = agentID ?? `at ${phone?.agentInstrument ?? phone?.agentExtension}`;
      return `agent ${peripheralID}/${name}, domain ${mrdid}`;
    }
  }
}

export function requestFor(question: Question): SnapshotRequest {
  const { peripheralID } = question;
  switch (question.kind) {
    case 'call': {
      const [connection] = question.connections;
      return {
        topic: 'SNAPSHOT_CALL_REQ',
        payload: {
          peripheralID,
          connectionCallID: question.connectionCallID,
          connectionDeviceIDType: connection?.connectionDeviceIDType ?? 'CONNECTION_ID_NONE',
          connectionDeviceID: connection?.connectionDeviceID ?? '',
        },
      };
    }
    case 'device':
      return {
        topic: 'SNAPSHOT_DEVICE_REQ',
        payload: { peripheralID, snapshotDeviceType: question.type, agentInstrument: question.deviceID },
      };
    case 'agent': {
      const { agentID, phone, mrdid } = question;
      const about = agentID === undefined ? phone : { agentID };
      return { topic: 'QUERY_AGENT_STATE_REQ', payload: { peripheralID, mrdid, ...about } };
    }
  }
}

/**
 * The answer is compared with what is known: what events have told since may be newer. At other devices than phones a call
 * is named by somebody else's connection, and the answer says no more than which calls to ask about.
 */
export function mayBeOvertaken(question: Question): boolean {
  return question.kind !== 'device' || question.type === 'DEVID_AGENT_DEVICE';
}
