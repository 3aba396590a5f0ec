/** Callers from outside: they arrive, and may give up at any time. */
import { CtiError } from '../../codec';
import { Call, type Party } from './call';
import type { CallData } from './call-data';
import type { Device } from './device';
import { dismiss, release } from './ending';
import { enterByRoute, enterQueue } from './queue';
import { route, routeOrWait } from './routing';
import type { Switch } from './switch';

/**
 * An outside caller dials a number of the switch: a skill group's, or an agent's extension.
 * @returns the id of the call that an agent will see
 * @throws CtiError CTI_UNKNOWN_NUMBER
 */
export function arrive(world: Switch, caller: string, number: string, data: CallData): number {
  const calling: Party = { number: caller, type: 'DEVID_EXTERNAL' };
  const dialed = world.configuration.dialedNumbers.find((one) => one.number === number);
  const device = world.devices.get(number);
  if (dialed) {
    const { translationRoute } = dialed;
    const contact =
      translationRoute && world.outages.routing
        ? enterByRoute(world, calling, dialed, translationRoute, data)
        : enterQueue(world, calling, dialed, data);
    routeOrWait(world, contact);
    return contact.contactID;
  }
  if (device) return ring(world, calling, device, data);
  const redirecting = world.configuration.extraDevices?.find((one) => one.number === number);
  if (redirecting?.directsTo !== undefined) return arrive(world, caller, redirecting.directsTo, data);
  const known = world.configuration.dialedNumbers.map((one) => one.number).join(', ');
  throw new CtiError(
    'CTI_UNKNOWN_NUMBER',
    `dialedNumber: ${JSON.stringify(number)} is no number of this contact centre; dial ${known} or an agent's extension`,
    { field: 'dialedNumber' },
  );
}

/** An extension dialled from outside rings at once; nobody is reserved for it. */
function ring(world: Switch, caller: Party, device: Device, data: CallData): number {
  const call = new Call({
    callID: world.newCallID(),
    peripheral: device.peripheral,
    type: device.acdLine ? 'CALLTYPE_NON_ACD' : 'CALLTYPE_OTHER_IN',
    lineType: device.acdLine ? 'LINETYPE_NON_ACD_IN' : 'LINETYPE_DID',
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
 * The party outside the switch hangs up; of several, the one who came first.
 * @param callID the call's id at the agent or in the queue, or what `arrive` returned
 * @throws CtiError CTI_UNKNOWN_CALL
 */
export function hangUp(world: Switch, callID: number): void {
  const contact = [...world.contacts].find(
    (one) => !one.placed && (one.contactID === callID || one.callID === callID || one.queueCall.callID === callID),
  );
  const call = contact?.agentCall ?? [...world.calls].find((one) => one.callID === callID);
  const outside = call?.live.find(({ party }) => party.type === 'DEVID_EXTERNAL');
  if (contact && !contact.agentCall) dismiss(world, contact);
  else if (outside) release(world, outside);
  else throw new CtiError('CTI_UNKNOWN_CALL', `callID: no call ${callID} with a party outside`, { field: 'callID' });
  route(world);
}
