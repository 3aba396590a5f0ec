/** Answer, hold, retrieve, hang up. */
import { answer, clear, hold, retrieve } from '../switch/call-control';
import { confirm, type Handler } from './handler';
import { locateConnection } from './locate';

interface WithConnection {
  readonly peripheralID: number | null;
  readonly connectionCallID: number | null;
  readonly connectionDeviceID: string | undefined;
  readonly agentInstrument: string | undefined;
}

const reference = (request: WithConnection) => ({
  peripheralID: request.peripheralID,
  callID: request.connectionCallID,
  deviceID: request.connectionDeviceID,
  agentInstrument: request.agentInstrument,
});

export const answerCall: Handler<'ANSWER_CALL_REQ'> = (request, context) => {
  const connection = locateConnection(reference(request), context, 'CF_NO_CALL_TO_ANSWER');
  return confirm('ANSWER_CALL_CONF', {}, answer(context.world, connection));
};

export const holdCall: Handler<'HOLD_CALL_REQ'> = (request, context) => {
  const connection = locateConnection(reference(request), context, 'CF_NO_ACTIVE_CALL');
  return confirm('HOLD_CALL_CONF', {}, hold(context.world, connection));
};

export const retrieveCall: Handler<'RETRIEVE_CALL_REQ'> = (request, context) => {
  const held = {
    peripheralID: request.peripheralID,
    callID: request.heldConnectionCallID,
    deviceID: request.heldConnectionDeviceID,
    agentInstrument: request.agentInstrument,
  };
  const connection = locateConnection(held, context, 'CF_NO_HELD_CALL');
  return confirm('RETRIEVE_CALL_CONF', {}, retrieve(context.world, connection));
};

export const clearConnection: Handler<'CLEAR_CONNECTION_REQ'> = (request, context) => {
  const connection = locateConnection(reference(request), context, 'CF_NO_CONNECTION_TO_CLEAR');
  return confirm('CLEAR_CONNECTION_CONF', {}, clear(context.world, connection));
};
