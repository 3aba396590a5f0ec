/** The events from which the model and its resync learn something; others say nothing to them. */
import type { MessageName } from '../protocol';
import { CALL_EVENTS } from './calls/calls-part';

const OTHERS = [
  'SYSTEM_EVENT',
  'AGENT_STATE_EVENT',
  'AGENT_TEAM_CONFIG_EVENT',
  'CONFIG_KEY_EVENT',
  'CONFIG_BEGIN_EVENT',
  'CONFIG_END_EVENT',
  'CONFIG_AGENT_EVENT',
  'CONFIG_SERVICE_EVENT',
  'CONFIG_SKILL_GROUP_EVENT',
  'CONFIG_DEVICE_EVENT',
  'CONFIG_CALL_TYPE_EVENT',
  'CONFIG_MRD_EVENT',
] as const satisfies readonly MessageName[];

export const MODEL_EVENTS: readonly string[] = [...CALL_EVENTS, ...OTHERS];
