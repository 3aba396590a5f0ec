/** Who gets the next call: the caller who waits longest, the agent who has been ready longest. */
import type { SkillGroupConfiguration } from '../configuration';
import type { Agent } from './agent';
import { Call } from './call';
import type { Contact } from './contact';
import type { Switch } from './switch';

/** Brings waiting callers and ready agents together. To be called when either may have become more. */
export function route(world: Switch): void {
  for (const contact of [...world.contacts]) {
    if (contact.agentCall) continue;
    const agent = longestAvailable(world, contact.group);
    if (agent) deliver(world, contact, agent);
  }
}

export function waitingFor(world: Switch, group: SkillGroupConfiguration): number {
  return [...world.contacts].filter((contact) => contact.group === group && contact.queued && !contact.agentCall)
    .length;
}

function longestAvailable(world: Switch, group: SkillGroupConfiguration): Agent | undefined {
  let longest: Agent | undefined;
  for (const agent of world.agentsIn('AGENT_STATE_AVAILABLE')) {
    if (!agent.groups.includes(group) || !agent.device?.idle) continue;
    if (!longest || agent.since < longest.since) longest = agent;
  }
  return longest;
}

function deliver(world: Switch, contact: Contact, agent: Agent): void {
  const { device } = agent;
  if (!device) return;
  const call = new Call({
    callID: contact.callID,
    peripheral: agent.peripheral,
    type: 'CALLTYPE_PREROUTE_ACD_IN',
    lineType: 'LINETYPE_INBOUND_ACD',
    calling: contact.caller,
    called: device,
    lastRedirect: contact.queueCall.called,
    group: contact.group,
    key: contact.key,
    data: contact.data,
  });
  const ringing = call.join(device, 'LCS_ALERTING');
  call.join(contact.caller, 'LCS_INITIATE');
  contact.agentCall = call;
  world.calls.add(call);
  agent.reserve(contact.group);
  if (contact.queued) {
    contact.callerInQueue.state = 'LCS_CONNECT';
    const waiting = waitingFor(world, contact.group);
    world.tell({
      kind: 'dequeued',
      call: contact.queueCall,
      connection: contact.callerInQueue,
      group: contact.group,
      waiting,
    });
  }
  world.happened('delivered', ringing, 'CEC_NEW_CALL');
}
