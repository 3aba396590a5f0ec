/** What is done with two calls of one phone: ask for advice, go from one to the other, make one of them. */
import type { Payload } from '../../protocol';
import { CONNECTION_TYPE } from '../messages/about';
import { partiesOf } from '../messages/joining';
import { Refusal } from '../refusal';
import type { Connection } from '../switch/call';
import { alternate, reconnect } from '../switch/call-control';
import { checkEcc } from '../switch/call-data';
import { conference, type Joining, transfer, transferTo } from '../switch/joining';
import { consult } from '../switch/outgoing';
import { givenData, hasItems } from './given-data';
import { type Context, confirm, type Handler } from './handler';
import { locateConnection } from './locate';

interface WithActive {
  readonly peripheralID: number | null;
  readonly activeConnectionCallID: number | null;
  readonly activeConnectionDeviceID: string | undefined;
  readonly agentInstrument: string | undefined;
}

interface WithHeld extends WithActive {
  readonly heldConnectionCallID: number | null;
  readonly heldConnectionDeviceID: string | undefined;
}

export const consultationCall: Handler<'CONSULTATION_CALL_REQ'> = (request, context) => {
  const { world } = context;
  const active = activeOf(request, context);
  checkEcc(world.configuration, request, active.call.data);
  // What is known of the first call goes along.
  const data = active.call.data.copy();
  data.set(givenData(request));
  const { call, proceed } = consult(world, active, request.dialedNumber ?? '', data);
  const payload = {
    newConnectionCallID: call.callID,
    newConnectionDeviceIDType: CONNECTION_TYPE,
    newConnectionDeviceID: active.deviceID,
    lineHandle: 0,
    lineType: call.lineType,
  } as const;
  return confirm('CONSULTATION_CALL_CONF', payload, proceed);
};

export const alternateCall: Handler<'ALTERNATE_CALL_REQ'> = (request, context) => {
  const { otherConnectionCallID: callID, otherConnectionDeviceID: deviceID } = request;
  const active = activeOf(request, context);
  const other = heldOf({ ...request, heldConnectionCallID: callID, heldConnectionDeviceID: deviceID }, active, context);
  return confirm('ALTERNATE_CALL_CONF', {}, alternate(context.world, active, other));
};

export const reconnectCall: Handler<'RECONNECT_CALL_REQ'> = (request, context) => {
  const active = activeOf(request, context);
  return confirm('RECONNECT_CALL_CONF', {}, reconnect(context.world, active, heldOf(request, active, context)));
};

export const transferCall: Handler<'TRANSFER_CALL_REQ'> = (request, context) => {
  const { world } = context;
  const active = activeOf(request, context);
  const number = singleStep(request);
  const joining =
    number === undefined
      ? transfer(world, active, heldOf(request, active, context))
      : transferTo(world, active, number);
  const payload = joined(joining, joining.parties[0]?.number ?? '');
  return confirm('TRANSFER_CALL_CONF', payload, withData(request, joining, context));
};

export const conferenceCall: Handler<'CONFERENCE_CALL_REQ'> = (request, context) => {
  const active = activeOf(request, context);
  if (singleStep(request) !== undefined) {
    const message = 'dialedNumber: Unified CCE makes no conference in a single step; consult first';
    throw new Refusal('CF_INVALID_FEATURE', message, { field: 'dialedNumber' });
  }
  const joining = conference(context.world, active, heldOf(request, active, context));
  return confirm('CONFERENCE_CALL_CONF', joined(joining, active.deviceID), withData(request, joining, context));
};

/** The number to which the active call goes without a held one. */
function singleStep(request: Payload<'TRANSFER_CALL_REQ' | 'CONFERENCE_CALL_REQ'>): string | undefined {
  return request.heldConnectionCallID === null && !request.heldConnectionDeviceID ? request.dialedNumber : undefined;
}

function activeOf(request: WithActive, context: Context): Connection {
  const reference = {
    peripheralID: request.peripheralID,
    callID: request.activeConnectionCallID ?? 0,
    deviceID: request.activeConnectionDeviceID,
    agentInstrument: request.agentInstrument,
  };
  return locateConnection(reference, context, 'CF_NO_ACTIVE_CALL');
}

function heldOf(request: WithHeld, active: Connection, context: Context): Connection {
  const reference = {
    peripheralID: request.peripheralID,
    callID: request.heldConnectionCallID ?? 0,
    deviceID: request.heldConnectionDeviceID,
    agentInstrument: request.agentInstrument,
  };
  const held = locateConnection(reference, context, 'CF_NO_HELD_CALL');
  if (held.party === active.party && held !== active) return held;
  const message = `both calls have to be calls of ${active.deviceID}, and not the same`;
  throw new Refusal('CF_INVALID_CSTA_CONNECTION_IDENTIFIER', message);
}

/** The call that goes on gets what the request gives. @throws Refusal */
function withData(
  request: Payload<'TRANSFER_CALL_REQ' | 'CONFERENCE_CALL_REQ'>,
  { call, proceed }: Joining,
  { world }: Context,
): () => void {
  const items = givenData(request);
  checkEcc(world.configuration, items, call.data);
  return () => {
    if (hasItems(items)) world.update(call, items);
    proceed();
  };
}

function joined({ call, parties }: Joining, number: string) {
  return {
    newConnectionCallID: call.callID,
    newConnectionDeviceIDType: CONNECTION_TYPE,
    newConnectionDeviceID: number,
    lineHandle: 0,
    lineType: call.lineType,
    parties: partiesOf(call, parties),
  } as const;
}
