/** What an agent is told of a call before it comes. It has a router call key, no id yet. */
import { message, type Outgoing } from '../message';
import type { PreCallEvent } from '../switch/events';
import { VOICE } from './agent-state';
import { context } from './call-data';

export function preCallMessage({ aborted, agent, device, contact }: PreCallEvent, monitorID: number): Outgoing {
  const { key, group, data } = contact;
  const common = {
    monitorID,
    mrdid: VOICE,
    agentInstrument: device.number,
    routerCallKeyDay: key.day,
    routerCallKeyCallID: key.callID,
    routerCallKeySequenceNumber: key.sequenceNumber,
  };
  if (aborted) return message('AGENT_PRE_CALL_ABORT_EVENT', common);
  const { dnis: _, callWrapupData: __, ...announced } = context(data);
  return message('AGENT_PRE_CALL_EVENT', {
    ...common,
    ...announced,
    serviceNumber: null,
    serviceID: null,
    skillGroupNumber: group.skillGroupNumber,
    skillGroupID: group.skillGroupID,
    skillGroupPriority: 0,
    agentSkillTargetID: agent.configuration.icmAgentID,
    agentID: agent.agentID,
    fltCallTypeID: contact.callTypeID,
  });
}
