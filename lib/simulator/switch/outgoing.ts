/** Calls that an agent places: to a colleague or to an outside number. */
import { Refusal } from '../refusal';
import { Call, type Connection, type EventCause } from './call';
import type { CallData } from './call-data';
import type { Device } from './device';
import type { Switch } from './switch';

/** Shorter numbers that are not configured do not exist. */
const OUTSIDE_NUMBER = /^\+?[0-9*#]{5,}$/;
const DIALABLE = /^\+?[0-9*#]+$/;

export interface PlacedCall {
  readonly call: Call;
  /** Lets the call go its way. */
  readonly proceed: () => void;
}

/** @throws Refusal */
export function makeCall(world: Switch, device: Device, number: string, data: CallData): PlacedCall {
  const { agent } = device;
  if (!agent) {
    throw new Refusal('CF_INVALID_CALLING_DEVICE', `agentInstrument: nobody is signed in at ${device.number}`);
  }
  const working = agent.state === 'AGENT_STATE_WORK_READY' || agent.state === 'AGENT_STATE_WORK_NOT_READY';
  if (working || agent.state === 'AGENT_STATE_RESERVED' || device.busyBeside()) {
    const message = `agent ${agent.agentID} is in ${agent.state} and cannot place a call`;
    throw new Refusal('CF_GENERIC_STATE_INCOMPATIBILITY', message);
  }
  if (!DIALABLE.test(number)) {
    throw new Refusal('CF_INVALID_CALLED_DEVICE', `dialedNumber: ${JSON.stringify(number)} cannot be dialled`);
  }
  if (world.configuration.dialedNumbers.some((one) => one.number === number)) {
    const message = `dialedNumber: ${number} takes calls from outside only`;
    throw new Refusal('CF_INVALID_DESTINATION', message);
  }
  const colleague = world.devices.get(number);
  const outside = !colleague && OUTSIDE_NUMBER.test(number);
  const call = new Call({
    callID: world.newCallID(),
    peripheral: device.peripheral,
    type: outside ? 'CALLTYPE_OUT' : 'CALLTYPE_AGENT_INSIDE',
    lineType: outside ? 'LINETYPE_OUTBOUND' : 'LINETYPE_INSIDE',
    calling: device,
    called: colleague ?? { number, type: outside ? 'DEVID_EXTERNAL' : 'DEVID_DEVICE_IDENTIFIER' },
    data,
  });
  return { call, proceed: () => proceed(world, call, device, outside) };
}

function proceed(world: Switch, call: Call, device: Device, outside: boolean): void {
  device.agent?.placeCall(outside ? 'OUT' : 'OTHER_OUT');
  world.calls.add(call);
  const calling = call.join(device, 'LCS_INITIATE');
  world.happened('serviceInitiated', calling);
  world.follow(call);
  world.happened('originated', calling);
  if (outside) ringOutside(world, call, calling);
  else if (!call.called.device) fail(world, calling, 'CEC_DEST_NOT_OBTAINABLE');
  else if (!call.called.device.idle) fail(world, calling, 'CEC_BUSY');
  else world.happened('delivered', call.join(call.called, 'LCS_ALERTING'), 'CEC_NEW_CALL');
}

function ringOutside(world: Switch, call: Call, calling: Connection): void {
  world.happened('reachedNetwork', calling);
  const called = call.join(call.called, 'LCS_ALERTING');
  world.happened('delivered', called, 'CEC_NEW_CALL');
  world.clock.after(world.configuration.outsideRingTime * 1000, () => {
    if (called.state !== 'LCS_ALERTING') return;
    called.state = 'LCS_CONNECT';
    calling.state = 'LCS_CONNECT';
    world.happened('established', called);
  });
}

/** The caller hears it and has to hang up. */
function fail(world: Switch, calling: Connection, cause: EventCause): void {
  calling.state = 'LCS_FAIL';
  world.happened('failed', calling, cause);
}
