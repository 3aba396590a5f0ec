/** The data of a call: set them, declare them final. */

import type { Payload } from '../../protocol';
import { viewOf } from '../entitlement';
import { Refusal } from '../refusal';
import type { Call } from '../switch/call';
import { type CallDataItems, checkEcc, TEXT_ITEMS } from '../switch/call-data';
import { type Context, confirm, type Handler } from './handler';
import { locatePeripheral } from './locate';

export const setCallData: Handler<'SET_CALL_DATA_REQ'> = (request, context) => {
  const { world, released } = context;
  const call = locateCall(request, context);
  if (released.has(call)) throw notParty(call, 'this session has released it');
  const items = itemsOf(request);
  checkEcc(world.configuration, items, call.data);
  return confirm('SET_CALL_DATA_CONF', {}, () => {
    if (typeof request.callType === 'string') call.type = request.callType;
    world.update(call, items);
  });
};

export const releaseCall: Handler<'RELEASE_CALL_REQ'> = (request, context) => {
  const call = locateCall(request, context);
  context.released.add(call);
  return confirm('RELEASE_CALL_CONF', {});
};

type WithConnection = Pick<Payload<'RELEASE_CALL_REQ'>, 'peripheralID' | 'connectionCallID' | 'connectionDeviceID'>;

function locateCall(request: WithConnection, { client, world }: Context): Call {
  const { peripheralID } = locatePeripheral(request.peripheralID, world);
  const { connectionCallID: callID, connectionDeviceID: deviceID } = request;
  const call = callID === null ? undefined : world.find(peripheralID, callID);
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
  const texts: { [key: string]: string } = {};
  for (const key of TEXT_ITEMS) {
    const value = key === 'dnis' || key === 'dialedNumber' ? undefined : request[key];
    if (value !== undefined) texts[key] = value;
  }
  return {
    ...texts,
    userToUserInfo: request.userToUserInfo,
    namedVariables: request.namedVariables,
    namedArrays: request.namedArrays,
    calledPartyDisposition: request.calledPartyDisposition || undefined,
    campaignID: request.campaignID || undefined,
    queryRuleID: request.queryRuleID || undefined,
  };
}
