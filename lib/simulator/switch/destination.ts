/** Where a call can go from here: a colleague, a skill group's queue, the world outside. */
import type { DialedNumberConfiguration } from '../configuration/configuration';
import { Refusal } from '../refusal';
import type { Call, Connection, EventCause, Party } from './call';
import type { Device } from './device';
import { enterQueueWith } from './queue';
import { routeOrWait } from './routing';
import type { Switch } from './switch';

/** Shorter numbers that are not configured do not exist. */
const OUTSIDE_NUMBER = /^\+?[0-9*#]{5,}$/;
const DIALABLE = /^\+?[0-9*#]+$/;

export type Destination =
  | { readonly kind: 'phone'; readonly party: Device }
  | { readonly kind: 'queue'; readonly party: Party; readonly dialed: DialedNumberConfiguration }
  | { readonly kind: 'redirection'; readonly party: Party; readonly to: string }
  | { readonly kind: 'outside' | 'nowhere'; readonly party: Party };

/** @throws Refusal for what is no number */
export function destinationOf(world: Switch, number: string): Destination {
  if (!DIALABLE.test(number)) {
    throw new Refusal('CF_INVALID_CALLED_DEVICE', `dialedNumber: ${JSON.stringify(number)} cannot be dialled`);
  }
  const dialed = world.configuration.dialedNumbers.find((one) => one.number === number);
  if (dialed) return { kind: 'queue', party: { number, type: 'DEVID_ROUTE_POINT' }, dialed };
  const redirection = redirectionOf(world, number);
  if (redirection) return redirection;
  const colleague = world.devices.get(number);
  if (colleague) return { kind: 'phone', party: colleague };
  if (OUTSIDE_NUMBER.test(number)) return { kind: 'outside', party: { number, type: 'DEVID_EXTERNAL' } };
  return { kind: 'nowhere', party: { number, type: 'DEVID_DEVICE_IDENTIFIER' } };
}

/** A route point or a port whose script does no more than send calls on. */
function redirectionOf(world: Switch, number: string): Destination | undefined {
  const device = world.configuration.extraDevices?.find((one) => one.number === number);
  if (device?.directsTo === undefined) return undefined;
  const type = device.kind === 'route point' ? 'DEVID_ROUTE_POINT' : 'DEVID_CTI_PORT';
  return { kind: 'redirection', party: { number, type }, to: device.directsTo };
}

/** A destination for a call that is sent on: nobody is there to hear a busy tone. @throws Refusal */
export function freeDestination(world: Switch, number: string): Exclude<Destination, { kind: 'nowhere' }> {
  const destination = destinationOf(world, number);
  if (destination.kind === 'redirection') {
    freeDestination(world, destination.to);
    return destination;
  }
  const { kind, party } = destination;
  if (kind === 'nowhere') throw new Refusal('CF_INVALID_DESTINATION', `there is no number ${number} to send a call to`);
  if (kind === 'queue' && !world.outages.routing) {
    throw new Refusal('CF_RESOURCE_OUT_OF_SERVICE', `${number} needs the central controller, which is off line`);
  }
  if (kind === 'phone' && !party.idle) throw new Refusal('CF_RESOURCE_BUSY', `extension ${number} is busy`);
  return destination as Exclude<Destination, { kind: 'nowhere' }>;
}

/** The call comes to its destination, which may be answered later, or not at all. */
export function reach(world: Switch, call: Call, destination: Destination, cause: EventCause, caller: Party): void {
  const { party } = destination;
  switch (destination.kind) {
    case 'phone':
      if (destination.party.idle) ring(world, call, destination.party, cause);
      else fail(world, call, caller, destination.party.inService ? 'CEC_BUSY' : 'CEC_DEST_NOT_OBTAINABLE');
      return;
    case 'queue':
      if (!world.outages.routing) fail(world, call, caller, 'CEC_DEST_NOT_OBTAINABLE');
      else routeOrWait(world, enterQueueWith(world, call, caller, destination.dialed));
      return;
    case 'redirection':
      redirect(world, call, party, destination.to, caller);
      return;
    case 'outside':
      ringOutside(world, call, party, cause);
      return;
    default:
      fail(world, call, caller, 'CEC_DEST_NOT_OBTAINABLE');
  }
}

/**
 * The call comes there and is sent on; it is not over.
 * Source: CTI OS System Manager Guide, Peripheral-Specific Support; CALL_CONNECTION_CLEARED_EVENT.
 */
function redirect(world: Switch, call: Call, by: Party, to: string, caller: Party): void {
  const redirecting = call.join(by, 'LCS_ALERTING');
  world.happened('delivered', redirecting, 'CEC_NEW_CALL');
  redirecting.clear();
  world.happened('connectionCleared', redirecting, 'CEC_REDIRECTED');
  world.leave(redirecting);
  const destination = destinationOf(world, to);
  call.called = destination.party;
  call.lastRedirect = by;
  reach(world, call, destination, 'CEC_REDIRECTED', caller);
}

/** An agent who is ready takes no call from a queue meanwhile. */
function ring(world: Switch, call: Call, device: Device, cause: EventCause): void {
  const { agent } = device;
  if (call.type !== 'CALLTYPE_AGENT_INSIDE' && agent?.state === 'AGENT_STATE_AVAILABLE') agent.reserve(call.group);
  world.happened('delivered', call.join(device, 'LCS_ALERTING'), cause);
}

function ringOutside(world: Switch, call: Call, party: Party, cause: EventCause): void {
  const ringing = call.join(party, 'LCS_ALERTING');
  world.happened('delivered', ringing, cause);
  world.clock.after(world.configuration.outsideRingTime * 1000, () => {
    const called = ringing.latest;
    if (called.state !== 'LCS_ALERTING') return;
    world.connect(called);
    world.happened('established', called);
    world.follow(called.call);
  });
}

/** The caller hears it and has to hang up. */
function fail(world: Switch, call: Call, caller: Party, cause: EventCause): void {
  const calling = call.live.find((connection) => connection.party === caller) as Connection;
  calling.state = 'LCS_FAIL';
  world.setOutcome(call, cause === 'CEC_BUSY' ? 'DISCONNECT_DROP_BUSY' : 'DISCONNECT_DROP_REORDER');
  world.happened('failed', calling, cause);
}
