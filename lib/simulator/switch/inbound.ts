/** Callers from outside: they arrive, wait, and may give up at any time. */
import { CtiError } from '../../codec';
import type { DialedNumberConfiguration, SkillGroupConfiguration } from '../configuration';
import { Call, type Party, type RouterCallKey } from './call';
import type { CallData } from './call-data';
import type { Contact } from './contact';
import type { Device } from './device';
import { clearCall, endCall } from './ending';
import { route, waitingFor } from './routing';
import type { Switch } from './switch';

/** Days from 1601, from where the router counts, to 1970. */
const ROUTER_EPOCH = 134_774;
const DAY = 86_400_000;
const PORTS = 100;

/**
 * An outside caller dials a number of the switch: a skill group's, or an agent's extension.
 * @returns the id of the call that an agent will see
 * @throws CtiError CTI_UNKNOWN_NUMBER
 */
export function arrive(world: Switch, caller: string, number: string, data: CallData): number {
  const calling: Party = { number: caller, type: 'DEVID_EXTERNAL' };
  const dialed = world.configuration.dialedNumbers.find((one) => one.number === number);
  const device = world.devices.get(number);
  if (dialed) return queue(world, calling, dialed, data);
  if (device) return ring(world, calling, device, data);
  const known = world.configuration.dialedNumbers.map((one) => one.number).join(', ');
  throw new CtiError(
    'CTI_UNKNOWN_NUMBER',
    `dialedNumber: ${JSON.stringify(number)} is no number of this contact centre; dial ${known} or an agent's extension`,
    { field: 'dialedNumber' },
  );
}

function queue(world: Switch, caller: Party, dialed: DialedNumberConfiguration, data: CallData): number {
  const key = routerCallKey(world);
  const group = world.group(dialed.skillGroupNumber) as SkillGroupConfiguration;
  const callID = world.newCallID();
  const queueCall = new Call({
    callID: world.newCallID(),
    peripheral: world.peripheral(dialed.queuePeripheralID),
    type: 'CALLTYPE_ACD_IN',
    lineType: 'LINETYPE_INBOUND_ACD',
    calling: caller,
    called: { number: dialed.number, type: 'DEVID_ROUTE_POINT' },
    key,
    data,
  });
  world.calls.add(queueCall);
  const callerInQueue = queueCall.join(caller, 'LCS_INITIATE');
  world.happened('delivered', callerInQueue, 'CEC_NEW_CALL');
  const number = String((key.callID - 1) % PORTS).padStart(3, '0');
  const port = queueCall.join({ number: `VRU${number}`, type: 'DEVID_CTI_PORT' }, 'LCS_CONNECT');
  callerInQueue.state = 'LCS_CONNECT';
  world.happened('established', port);
  const contact: Contact = {
    callID,
    caller,
    dialed,
    group,
    key,
    data,
    queueCall,
    callerInQueue,
    port,
    queued: false,
    agentCall: undefined,
  };
  world.contacts.add(contact);
  route(world);
  if (!contact.agentCall) wait(world, contact);
  return callID;
}

function wait(world: Switch, contact: Contact): void {
  const { queueCall: call, callerInQueue: connection, group } = contact;
  contact.queued = true;
  connection.state = 'LCS_QUEUED';
  world.tell({ kind: 'queued', call, connection, group, waiting: waitingFor(world, group) });
}

/** An extension dialled from outside rings at once; nobody is reserved for it. */
function ring(world: Switch, caller: Party, device: Device, data: CallData): number {
  const call = new Call({
    callID: world.newCallID(),
    peripheral: device.peripheral,
    type: 'CALLTYPE_OTHER_IN',
    lineType: 'LINETYPE_DID',
    calling: caller,
    called: device,
    data,
  });
  if (!device.idle) {
    throw new CtiError('CTI_BUSY', `dialedNumber: extension ${device.number} is busy; call another number or later`, {
      field: 'dialedNumber',
    });
  }
  world.calls.add(call);
  const ringing = call.join(device, 'LCS_ALERTING');
  call.join(caller, 'LCS_INITIATE');
  world.happened('delivered', ringing, 'CEC_NEW_CALL');
  return call.callID;
}

/**
 * The party outside the switch hangs up.
 * @param callID the call's id at the agent or in the queue
 * @throws CtiError CTI_UNKNOWN_CALL
 */
export function hangUp(world: Switch, callID: number): void {
  const contact = [...world.contacts].find((one) => one.callID === callID || one.queueCall.callID === callID);
  const call = contact?.agentCall ?? [...world.calls].find((one) => one.callID === callID);
  const outside = call?.live.find((connection) => !connection.party.device);
  if (contact && !contact.agentCall) abandon(world, contact);
  else if (call && outside) endCall(world, call, outside);
  else throw new CtiError('CTI_UNKNOWN_CALL', `callID: no call ${callID} with a party outside`, { field: 'callID' });
  route(world);
}

/** The caller gives up before there is an agent. */
function abandon(world: Switch, contact: Contact): void {
  const { queueCall: call, callerInQueue: connection, group } = contact;
  world.contacts.delete(contact);
  if (contact.queued) {
    connection.state = 'LCS_CONNECT';
    world.tell({ kind: 'dequeued', call, connection, group, waiting: waitingFor(world, group) });
  }
  connection.clear();
  world.happened('connectionCleared', connection);
  contact.port.clear();
  clearCall(world, call, contact.queued ? 'CEC_CALL_CANCELLED' : null);
}

function routerCallKey(world: Switch): RouterCallKey {
  const day = Math.floor(world.clock.now() / DAY) + ROUTER_EPOCH;
  return { day, callID: world.newRouterCallID(), sequenceNumber: 0 };
}
