/**
 * Which messages have to keep their order, and which are free. Source: Message Order; Application Level Interfaces
 * (Client Control Service, AGENT_STATE_EVENT, AGENT_PRE_CALL_EVENT, RTP_STARTED_EVENT).
 */
import { isThirdPartyRequest } from '../../protocol';
import type { Outgoing } from '../message';

/** A message that may change places with others. */
export interface Movable {
  readonly kind: 'call' | 'media' | 'agent state' | 'pre-call' | 'confirmation';
  readonly topic: string;
  /** What it is about: calls by their ids, an agent, or a call by its router call key. */
  readonly about: readonly string[];
  /** A call's first or last message, or the one that gives it another id: sound is within them. */
  readonly anchor: boolean;
  /** Of BEGIN_CALL_EVENT and what announces it. */
  readonly routerCallKey: string | undefined;
}

interface Fields {
  readonly peripheralID?: number;
  readonly connectionCallID?: number | null;
  readonly newConnectionCallID?: number | null;
  readonly primaryCallID?: number | null;
  readonly secondaryCallID?: number | null;
  readonly agentID?: string;
  readonly routerCallKeyDay?: number;
  readonly routerCallKeyCallID?: number;
}

/** @returns undefined: nothing overtakes this message, and it overtakes nothing */
export function movable({ topic, payload }: Outgoing): Movable | undefined {
  const fields = payload as Fields;
  if (topic.endsWith('_CONF')) {
    // Only of requests to the peripheral does the guide say that their events may come first.
    const free = isThirdPartyRequest(topic.replace(/_CONF$/, '_REQ'));
    return free ? { kind: 'confirmation', topic, about: [], anchor: false, routerCallKey: undefined } : undefined;
  }
  const routerCallKey = routerCallKeyOf(fields);
  if (topic === 'AGENT_STATE_EVENT') {
    return { kind: 'agent state', topic, about: [fields.agentID ?? ''], anchor: false, routerCallKey: undefined };
  }
  if (topic.startsWith('AGENT_PRE_CALL_')) return { kind: 'pre-call', topic, about: [], anchor: false, routerCallKey };
  const about = topic.endsWith('_EVENT') ? callsIn(fields) : [];
  if (about.length === 0) return undefined;
  const renamed = about.length > 1 && topic === 'CALL_DATA_UPDATE_EVENT';
  const anchor = topic === 'BEGIN_CALL_EVENT' || topic === 'END_CALL_EVENT' || renamed;
  return { kind: topic.startsWith('RTP_') ? 'media' : 'call', topic, about, anchor, routerCallKey };
}

function callsIn(fields: Fields): string[] {
  const { connectionCallID, newConnectionCallID, primaryCallID, secondaryCallID } = fields;
  const ids = [connectionCallID, newConnectionCallID, primaryCallID, secondaryCallID];
  const known = ids.filter((id) => id !== undefined && id !== null);
  return [...new Set(known)].map((id) => `${fields.peripheralID}/${id}`);
}

function routerCallKeyOf({ routerCallKeyDay: day, routerCallKeyCallID: callID }: Fields): string | undefined {
  return callID === undefined ? undefined : `${day}/${callID}`;
}

/**
 * Whether a message that comes first has to stay first.
 * @param announced whether AGENT_PRE_CALL_EVENT comes before BEGIN_CALL_EVENT, as it nearly always does
 */
export function staysBefore(first: Movable, second: Movable, announced: boolean): boolean {
  switch (`${first.kind}, ${second.kind}`) {
    case 'call, call':
    case 'media, media':
    case 'agent state, agent state':
      return areRelated(first, second);
    case 'call, media':
    case 'media, call':
      return (first.anchor || second.anchor) && areRelated(first, second);
    case 'pre-call, pre-call':
      return first.routerCallKey === second.routerCallKey;
    case 'pre-call, call':
      if (second.topic === 'BEGIN_CALL_EVENT') return announced && first.routerCallKey === second.routerCallKey;
      return second.topic === 'END_CALL_EVENT' && areRelated(first, second);
    default:
      return false;
  }
}

function areRelated(first: Movable, second: Movable): boolean {
  return first.about.some((one) => second.about.includes(one));
}
