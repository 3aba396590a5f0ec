/** Calls that an agent places: to a colleague, to a skill group or to an outside number, alone or for advice. */
import { Refusal } from '../refusal';
import { Call, type CallDetails, type Connection, type EventCause } from './call';
import type { CallData } from './call-data';
import { type Destination, destinationOf, reach } from './destination';
import type { Device } from './device';
import type { Switch } from './switch';

/** What a call that asks for help is known by. */
export interface Purpose {
  readonly type: Call['type'];
  /** Of its arrival at the phone that is called. */
  readonly cause: EventCause;
}

export interface PlacedCall {
  readonly call: Call;
  /** Lets the call go its way. */
  readonly proceed: () => void;
}

/** @throws Refusal */
export function makeCall(world: Switch, device: Device, number: string, data: CallData, purpose?: Purpose): PlacedCall {
  const agent = device.user;
  if (!agent) {
    throw new Refusal('CF_INVALID_CALLING_DEVICE', `agentInstrument: nobody is signed in at ${device.number}`);
  }
  if (device.acdLine) return dialPrivately(world, device, number, data);
  const working = agent.state === 'AGENT_STATE_WORK_READY' || agent.state === 'AGENT_STATE_WORK_NOT_READY';
  const ready = agent.state === 'AGENT_STATE_AVAILABLE' && world.configuration.callFromReady === 'refused';
  if (working || ready || agent.state === 'AGENT_STATE_RESERVED' || device.busyBeside()) {
    const message = `agent ${agent.agentID} is in ${agent.state} and cannot place a call`;
    throw new Refusal('CF_GENERIC_STATE_INCOMPATIBILITY', message);
  }
  const destination = destinationOf(world, number);
  const outside = destination.kind === 'outside';
  const type = purpose?.type ?? (outside ? 'CALLTYPE_OUT' : 'CALLTYPE_AGENT_INSIDE');
  const callerType = purpose ? undefined : callerTypeTo(destination);
  const call = newCall(world, device, destination, { type, callerType, data });
  return {
    call,
    proceed: () => {
      agent.placeCall(outside ? 'OUT' : 'OTHER_OUT');
      dial(world, call, device, destination, purpose?.cause);
    },
  };
}

/** The agent's own call on a non-ACD line. With an ACD line at the other end it is a call of the contact centre. */
function dialPrivately(world: Switch, line: Device, number: string, data: CallData): PlacedCall {
  if (line.busyBeside()) {
    throw new Refusal('CF_GENERIC_STATE_INCOMPATIBILITY', `there is a call at the phone of ${line.number} already`);
  }
  const destination = destinationOf(world, number);
  const inside = destination.kind === 'queue' || destination.party.type === 'DEVID_AGENT_DEVICE';
  const type = inside ? 'CALLTYPE_AGENT_INSIDE' : 'CALLTYPE_NON_ACD';
  const callerType = inside ? callerTypeTo(destination) : undefined;
  const call = newCall(world, line, destination, { type, callerType, data });
  return { call, proceed: () => dial(world, call, line, destination) };
}

/**
 * The call in hand is put on hold, a second one with an id of its own is made.
 * @throws Refusal
 */
export function consult(
  world: Switch,
  active: Connection,
  number: string,
  data: CallData,
  purpose?: Purpose,
): PlacedCall {
  const { device } = active.party;
  if (!device || active.state !== 'LCS_CONNECT' || device.busyBeside(active)) {
    const message = `${active.deviceID} is in ${active.state}; only who talks in one call can ask for advice`;
    throw new Refusal('CF_INVALID_OBJECT_STATE', message);
  }
  const destination = destinationOf(world, number);
  const type = purpose?.type ?? 'CALLTYPE_CONSULT';
  const call = newCall(world, device, destination, { type, data, consultOf: active });
  return {
    call,
    proceed: () => {
      active.state = 'LCS_HOLD';
      world.happened('held', active);
      world.followMedia(active.call);
      dial(world, call, device, destination, purpose?.cause);
    },
  };
}

/** A call to a trigger goes out for who places it, as with Unified CCX ("Example Message Flow for a Queued Call"). */
function callerTypeTo({ party }: Destination): Call['type'] | undefined {
  return party.type === 'DEVID_ROUTE_POINT' ? 'CALLTYPE_OUT' : undefined;
}

function newCall(
  world: Switch,
  device: Device,
  { kind, party }: Destination,
  details: Pick<CallDetails, 'type' | 'callerType' | 'data' | 'consultOf'>,
): Call {
  return new Call({
    callID: world.newCallID(),
    peripheral: device.peripheral,
    lineType: device.acdLine ? 'LINETYPE_NON_ACD_OUT' : kind === 'outside' ? 'LINETYPE_OUTBOUND' : 'LINETYPE_INSIDE',
    calling: device,
    called: party,
    ...details,
  });
}

function dial(
  world: Switch,
  call: Call,
  device: Device,
  destination: Destination,
  cause: EventCause = 'CEC_NEW_CALL',
): void {
  world.calls.add(call);
  const calling = call.join(device, 'LCS_INITIATE');
  world.happened('serviceInitiated', calling);
  world.follow(call);
  world.happened('originated', calling);
  if (destination.kind === 'outside') world.happened('reachedNetwork', calling);
  reach(world, call, destination, cause, device);
}
