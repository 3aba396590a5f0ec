/** Who gets the next call: the caller who waits longest, the agent who has been ready longest. */
import type { SkillGroupConfiguration } from '../configuration/configuration';
import type { Agent } from './agent';
import { Call, type Connection } from './call';
import type { Contact } from './contact';
import type { Device } from './device';
import { divert } from './diversion';
import { clearCall } from './ending';
import { leaveQueue, pickUp, routePoint, wait } from './queue';
import { watchRinging } from './ring-no-answer';
import type { Switch } from './switch';

/** Brings waiting callers and ready agents together. To be called when either may have become more. */
export function route(world: Switch): void {
  if (!world.outages.routing) return;
  const available = world
    .agentsIn('AGENT_STATE_AVAILABLE')
    .filter(({ peripheral }) => world.outages.online(peripheral.peripheralID));
  // With a long queue and many agents this is what costs most: no group is searched in vain twice.
  const exhausted = new Set<SkillGroupConfiguration>();
  for (const contact of available.length === 0 ? [] : waiting(world)) {
    const { group } = contact;
    if (contact.agentCall || contact.approach || exhausted.has(group) || !world.contacts.has(contact)) continue;
    const agent = longestAvailable(available, group);
    if (agent?.device) send(world, contact, agent, agent.device);
    else exhausted.add(group);
  }
}

/** Most contacts talk already. */
function waiting(world: Switch): Contact[] {
  const found: Contact[] = [];
  for (const contact of world.contacts) if (!contact.agentCall && !contact.approach) found.push(contact);
  return found;
}

/** A caller for whom there may be an agent at once, and who waits if there is none. */
export function routeOrWait(world: Switch, contact: Contact): void {
  route(world);
  if (!contact.agentCall && !contact.queued && world.contacts.has(contact)) wait(world, contact);
}

/** @param candidates who were available a moment ago */
function longestAvailable(candidates: readonly Agent[], group: SkillGroupConfiguration): Agent | undefined {
  let longest: Agent | undefined;
  for (const agent of candidates) {
    if (agent.state !== 'AGENT_STATE_AVAILABLE' || !agent.groups.includes(group) || !agent.device?.idle) continue;
    if (!longest || agent.since < longest.since) longest = agent;
  }
  return longest;
}

/** The agent is chosen and told; the call takes its time to get to the phone. */
function send(world: Switch, contact: Contact, agent: Agent, device: Device): void {
  const { preCallEvents = 'before', routingTime = 0 } = world.configuration;
  agent.reserve(contact.group);
  if (preCallEvents === 'before') world.tell({ kind: 'preCall', aborted: false, agent, device, contact });
  if (routingTime === 0) {
    deliver(world, contact, agent, device);
    return;
  }
  const cancel = world.clock.after(routingTime * 1000, () => {
    if (agent.state === 'AGENT_STATE_RESERVED' && agent.device === device && device.idle) {
      contact.approach = undefined;
      deliver(world, contact, agent, device);
    } else {
      contact.approach?.abort(true);
      routeOrWait(world, contact);
    }
  });
  const abort = (missed: boolean) => {
    cancel();
    contact.approach = undefined;
    if (preCallEvents === 'before') world.tell({ kind: 'preCall', aborted: true, agent, device, contact });
    agent.unreserve(missed);
  };
  contact.approach = { abort };
}

function deliver(world: Switch, contact: Contact, agent: Agent, device: Device): void {
  const ringing = contact.placed
    ? takeFromPort(world, contact, contact.placed, device)
    : newCall(world, contact, agent, device);
  contact.agentCall = ringing.call;
  leaveQueue(world, contact);
  world.happened('delivered', ringing, 'CEC_NEW_CALL');
  if (world.configuration.preCallEvents === 'after')
    world.tell({ kind: 'preCall', aborted: false, agent, device, contact });
  watchRinging(world, ringing, agent, () => requery(world, contact, ringing.latest));
}

function newCall(world: Switch, contact: Contact, agent: Agent, device: Device): Connection {
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
  world.calls.add(call);
  return ringing;
}

/** The VRU lets the call go to the agent. */
function takeFromPort(world: Switch, contact: Contact, { call, port }: NonNullable<Contact['placed']>, device: Device) {
  port.clear();
  world.happened('connectionCleared', port, 'CEC_REDIRECTED');
  call.called = device;
  call.lastRedirect = routePoint(contact.dialed);
  call.group = contact.group;
  call.key = contact.key;
  call.becomeRouted();
  return call.join(device, 'LCS_ALERTING');
}

/** Nobody answers: the call is taken from the phone and its caller is the first in the queue. */
function requery(world: Switch, contact: Contact, ringing: Connection): void {
  const { call } = ringing;
  contact.agentCall = undefined;
  world.setOutcome(call, 'RING_NO_ANSWER');
  divert(world, ringing, routePoint(contact.dialed));
  if (contact.placed) {
    world.leave(ringing);
    call.outcome = undefined;
    const port = call.join(contact.placed.port.party, 'LCS_ALERTING');
    contact.placed = { call, port };
    pickUp(world, port);
  } else {
    for (const connection of call.live) connection.clear();
    clearCall(world, call, null);
    contact.callID = world.newCallID();
  }
  changeCallType(world, contact);
  routeOrWait(world, contact);
}

function changeCallType(world: Switch, contact: Contact): void {
  const { queueCall: call, dialed } = contact;
  const { requeryCallTypeID: callTypeID } = dialed;
  if (callTypeID === undefined || contact.callTypeID === callTypeID) return;
  contact.callTypeID = callTypeID;
  world.tell({ kind: 'attributesChanged', call, callTypeID });
}
