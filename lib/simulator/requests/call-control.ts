/** What is done with one call: answer, hold, retrieve, hang up, send on, tones. */
import { Refusal } from '../refusal';
import type { Connection } from '../switch/call';
import { answer, clear, deflect, hold, retrieve, sendTones } from '../switch/call-control';
import { type Context, confirm, type Handler } from './handler';
import { locateConnection, locateParty } from './locate';

interface WithConnection {
  readonly peripheralID: number | null;
  readonly connectionCallID: number | null;
  readonly connectionDeviceID: string | undefined;
  readonly agentInstrument: string | undefined;
}

const TONES = /^[0-9A-D*#,]+$/i;

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
  const { requestingDeviceID: requester, connectionDeviceID } = request;
  const dropped =
    requester !== undefined && requester !== connectionDeviceID
      ? drop({ ...reference(request), deviceID: requester }, connectionDeviceID ?? '', context)
      : locateConnection(reference(request), context, 'CF_NO_CONNECTION_TO_CLEAR');
  return confirm('CLEAR_CONNECTION_CONF', {}, clear(context.world, dropped));
};

/** Another party is put out of a conference: only by who made it. */
function drop(requester: ReturnType<typeof reference>, number: string, context: Context): Connection {
  const own = locateConnection(requester, context, 'CF_NO_CONNECTION_TO_CLEAR');
  const other = locateParty(own.call, number, 'CF_NO_CONNECTION_TO_CLEAR');
  if (own.call.controller === own.party) return other;
  const message = `${own.deviceID} did not make the conference and drops nobody else`;
  throw new Refusal('CF_DROP_ANY_PARTY_NOT_ENABLED_CTI', message, { field: 'requestingDeviceID' });
}

export const deflectCall: Handler<'DEFLECT_CALL_REQ'> = (request, context) => {
  const connection = locateConnection(reference(request), context, 'CF_NO_CALL_TO_ANSWER');
  return confirm('DEFLECT_CALL_CONF', {}, deflect(context.world, connection, request.calledDeviceID ?? ''));
};

export const sendDtmfSignal: Handler<'SEND_DTMF_SIGNAL_REQ'> = (request, context) => {
  const connection = locateConnection(reference(request), context, 'CF_NO_ACTIVE_CALL');
  sendTones(connection);
  if (!TONES.test(request.dtmfString ?? '')) {
    const message = 'dtmfString: tones are 0 to 9, A to D, * and #, with commas for pauses';
    throw new Refusal('CF_VALUE_OUT_OF_RANGE', message, { field: 'dtmfString' });
  }
  return confirm('SEND_DTMF_SIGNAL_CONF', {});
};
