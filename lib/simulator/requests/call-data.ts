/** The data of a call: set them, declare them final. */

import type { Payload } from '../../protocol';
import { viewOf } from '../events/entitlement';
import { Refusal } from '../refusal';
import type { Call } from '../switch/call';
import { type CallDataItems, checkEcc } from '../switch/call-data';
import { respond } from '../switch/outbound';
import { givenData } from './given-data';
import { type Context, confirm, type Handler } from './handler';
import { locatePeripheral } from './locate';

export const setCallData: Handler<'SET_CALL_DATA_REQ'> = (request, context) => {
  const { client, world } = context;
  const call = locateCall(request, context);
  if (call.releasedBy.has(client.sessionID)) throw notParty(call, 'this session has released it');
  const items = itemsOf(request);
  checkEcc(world.configuration, items, call.data);
  return confirm('SET_CALL_DATA_CONF', {}, () => {
    if (typeof request.callType === 'string') call.type = request.callType;
    world.update(call, items);
    const { BAResponse } = items.namedVariables ?? {};
    if (BAResponse !== undefined) respond(world, call, BAResponse);
  });
};

export const releaseCall: Handler<'RELEASE_CALL_REQ'> = (request, context) => {
  const { client, world } = context;
  const { sessionID } = client;
  const call = locateCall(request, context);
  call.releasedBy.add(sessionID);
  return confirm('RELEASE_CALL_CONF', {}, () => {
    if (world.awaitsData(call)) world.tell({ kind: 'final', call, sessionID });
  });
};

type WithConnection = Pick<Payload<'RELEASE_CALL_REQ'>, 'peripheralID' | 'connectionCallID' | 'connectionDeviceID'>;

function locateCall(request: WithConnection, { client, world }: Context): Call {
  const { peripheralID } = locatePeripheral(request.peripheralID, world);
  const { connectionCallID: callID, connectionDeviceID: deviceID } = request;
  const call = callID === null ? undefined : world.findData(peripheralID, callID);
  if (!call?.connections.some((connection) => connection.deviceID === deviceID)) {
    const message = `there is no call ${callID} with ${deviceID} on peripheral ${peripheralID}`;
    throw new Refusal('E_CTI_INVALID_CALLID', message, { field: 'connectionCallID' });
  }
  if (!viewOf(client, world, call)) throw notParty(call, "this session's phone has no part in it");
  return call;
}

function notParty(call: Call, why: string): Refusal {
  return new Refusal('E_CTI_NOT_CALL_PARTY', `call ${call.callID}: ${why}`);
}

/** 0 and none in the fixed part stand for "not given". */
function itemsOf(request: Payload<'SET_CALL_DATA_REQ'>): CallDataItems {
  return {
    ...givenData(request),
    calledPartyDisposition: request.calledPartyDisposition || undefined,
    campaignID: request.campaignID || undefined,
    queryRuleID: request.queryRuleID || undefined,
  };
}
