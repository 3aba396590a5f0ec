/** Where callers wait for an agent. */
import type { DialedNumberConfiguration, SkillGroupConfiguration } from '../configuration/configuration';
import { Call, type Connection, type Party } from './call';
import type { CallData } from './call-data';
import type { Contact } from './contact';
import type { Switch } from './switch';

/** Of a VRU. */
const PORTS = 100;

/** Somebody dials a skill group's number and hears the VRU. */
export function enterQueue(
  world: Switch,
  caller: Party,
  dialed: DialedNumberConfiguration,
  data: CallData,
  key = world.routerCallKeys.next(),
): Contact {
  const group = world.group(dialed.skillGroupNumber) as SkillGroupConfiguration;
  const callID = world.newCallID();
  const queueCall = new Call({
    callID: world.newCallID(),
    peripheral: world.peripheral(dialed.queuePeripheralID),
    type: 'CALLTYPE_ACD_IN',
    lineType: 'LINETYPE_INBOUND_ACD',
    calling: caller,
    called: routePoint(dialed),
    key,
    data,
  });
  world.calls.add(queueCall);
  const callerInQueue = queueCall.join(caller, 'LCS_INITIATE');
  world.happened('delivered', callerInQueue, 'CEC_NEW_CALL');
  const number = String(world.ports.next(PORTS)).padStart(3, '0');
  const port = queueCall.join({ number: `VRU${number}`, type: 'DEVID_CTI_PORT' }, 'LCS_CONNECT');
  callerInQueue.state = 'LCS_CONNECT';
  world.happened('established', port);
  const contact: Contact = {
    contactID: callID,
    callID,
    caller,
    dialed,
    group,
    callTypeID: dialed.callTypeID,
    key,
    data,
    queueCall,
    callerInQueue,
    port,
    placed: undefined,
    queued: false,
    approach: undefined,
    agentCall: undefined,
  };
  world.contacts.add(contact);
  return contact;
}

/** By translation route: the call's data go ahead, the DNIS tells which call they belong to. */
export function enterByRoute(
  world: Switch,
  caller: Party,
  dialed: DialedNumberConfiguration,
  route: readonly string[],
  data: CallData,
): Contact {
  const key = world.routerCallKeys.next();
  data.set({ dnis: route[world.routeNumbers.next(route.length)] });
  world.tell({ kind: 'translationRoute', key, data });
  return enterQueue(world, caller, dialed, data, key);
}

/** A call on the agents' peripheral reaches a skill group's number: the VRU's port joins it until an agent is found. */
export function enterQueueWith(world: Switch, call: Call, waiting: Party, dialed: DialedNumberConfiguration): Contact {
  const caller: Party = { number: waiting.number, type: waiting.type };
  // What the router knows already keeps its key: it is routed once more.
  const again = call.key && { ...call.key, sequenceNumber: call.key.sequenceNumber + 1 };
  const contact = enterQueue(world, caller, dialed, call.data, again);
  contact.callID = call.callID;
  const port = call.join(contact.port.party, 'LCS_ALERTING');
  contact.placed = { call, port };
  world.happened('delivered', port, 'CEC_NEW_CALL');
  pickUp(world, port);
  return contact;
}

/** The VRU answers. */
export function pickUp(world: Switch, port: Connection): void {
  world.connect(port);
  world.happened('established', port);
  world.follow(port.call);
}

export function routePoint(dialed: DialedNumberConfiguration): Party {
  return { number: dialed.number, type: 'DEVID_ROUTE_POINT' };
}

/** There is nobody for the caller yet. */
export function wait(world: Switch, contact: Contact): void {
  const { queueCall: call, callerInQueue: connection, group } = contact;
  contact.queued = true;
  connection.state = 'LCS_QUEUED';
  world.tell({ kind: 'queued', call, connection, group, waiting: waitingFor(world, group) });
}

/** A caller who was told to wait waits no more. */
export function leaveQueue(world: Switch, contact: Contact): void {
  if (!contact.queued) return;
  const { queueCall: call, callerInQueue: connection, group } = contact;
  contact.queued = false;
  connection.state = 'LCS_CONNECT';
  world.tell({ kind: 'dequeued', call, connection, group, waiting: waitingFor(world, group) });
}

export function waitingFor(world: Switch, group: SkillGroupConfiguration): number {
  return [...world.contacts].filter((contact) => contact.group === group && contact.queued).length;
}
