/** What it costs to be told of something: what the server is asked for, and whether it comes often. */
import { type EventMaskField, type MessageName, neededBits } from '../../lib/protocol';

/** With each call; at each change of an agent's state; with each media stream; on idle lines; in an upload. */
export const RATES = ['call', 'state', 'stream', 'heartbeat', 'upload'] as const;

export interface EventCost {
  /** Bits of a mask without which the server does not send it. */
  readonly field?: EventMaskField;
  readonly bits?: readonly string[];
  /** Absent: now and then. */
  readonly often?: (typeof RATES)[number];
}

const OFTEN: { readonly [N in MessageName]?: (typeof RATES)[number] } = {
  BEGIN_CALL_EVENT: 'call',
  CALL_DELIVERED_EVENT: 'call',
  CALL_ESTABLISHED_EVENT: 'call',
  CALL_QUEUED_EVENT: 'call',
  CALL_DEQUEUED_EVENT: 'call',
  CALL_DATA_UPDATE_EVENT: 'call',
  CALL_CONNECTION_CLEARED_EVENT: 'call',
  CALL_CLEARED_EVENT: 'call',
  END_CALL_EVENT: 'call',
  AGENT_PRE_CALL_EVENT: 'call',
  AGENT_STATE_EVENT: 'state',
  RTP_STARTED_EVENT: 'stream',
  RTP_STOPPED_EVENT: 'stream',
  HEARTBEAT_CONF: 'heartbeat',
  CONFIG_AGENT_EVENT: 'upload',
  CONFIG_SKILL_GROUP_EVENT: 'upload',
  CONFIG_DEVICE_EVENT: 'upload',
};

export function eventCost(topic: string): EventCost {
  const often = OFTEN[topic as MessageName];
  return { ...neededBits(topic), ...(often && { often }) };
}
