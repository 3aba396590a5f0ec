/** Call events as messages. */

import type { View } from '../events/entitlement';
import { message, type Outgoing } from '../message';
import type { Call, Party } from '../switch/call';
import type {
  AttributesEvent,
  CallEvent,
  ConnectionEvent,
  DataEvent,
  DivertedEvent,
  MovedEvent,
  QueueEvent,
} from '../switch/events';
import { about, CONNECTION_TYPE, group } from './about';
import { context, ecc, signatures } from './call-data';
import { greetingMessage } from './greeting';
import { joinedMessage } from './joining';
import { mediaMessage } from './media';
import { recordingMessage } from './network-recording';

/** The message for what happened. The first and the last message of a call are not among them. */
export function callMessage(
  event: Exclude<CallEvent, { kind: 'begun' | 'ended' | 'final' | 'left' | 'moved' }>,
  view: View,
): Outgoing {
  switch (event.kind) {
    case 'transferred':
    case 'conferenced':
      return joinedMessage(event, view);
    case 'mediaStarted':
    case 'mediaStopped':
      return mediaMessage(event, view.monitorID);
    case 'greeting':
      return greetingMessage(event, view.monitorID);
    case 'recordingStarted':
    case 'recordingTarget':
    case 'recordingEnded':
    case 'recordingFailed':
      return recordingMessage(event, view.monitorID);
    case 'queued':
    case 'dequeued':
      return queueMessage(event, view.monitorID);
    case 'diverted':
      return divertedMessage(event, view.monitorID);
    case 'attributesChanged':
      return attributesMessage(event, view);
    case 'dataUpdated':
      return dataMessage(event, view);
    case 'cleared':
      return message('CALL_CLEARED_EVENT', {
        ...about(event.call, view.connection, view.monitorID),
        localConnectionState: 'LCS_NULL',
        eventCause: event.cause,
      });
    default:
      return connectionMessage(event, view.monitorID);
  }
}

export function beginCall(call: Call, view: View): Outgoing {
  const { key, data } = call;
  return message('BEGIN_CALL_EVENT', {
    ...about(call, view.connection, view.monitorID),
    ...context(data),
    callType: call.typeAt(view.connection),
    calledPartyDisposition: call.calledPartyDisposition,
    routerCallKeyDay: key?.day,
    routerCallKeyCallID: key?.callID,
    routerCallKeySequenceNumber: key?.sequenceNumber,
    ctiClients: signatures(call.clients.all),
  });
}

export function endCall(call: Call, view: View): Outgoing {
  return message('END_CALL_EVENT', about(call, view.connection, view.monitorID));
}

function connectionMessage(event: ConnectionEvent, monitorID: number): Outgoing {
  const { call, connection, cause: eventCause, state = connection.state } = event;
  const { party } = connection;
  const common = {
    ...about(call, connection, monitorID),
    localConnectionState: state,
    eventCause,
  };
  const line = { lineHandle: 0, lineType: call.lineType };
  switch (event.kind) {
    case 'serviceInitiated':
      return message('CALL_SERVICE_INITIATED_EVENT', {
        ...common,
        ...line,
        ...group(call),
        ...calling(call),
        ...consultOf(call),
      });
    case 'originated':
      return message('CALL_ORIGINATED_EVENT', {
        ...common,
        ...line,
        ...group(call),
        ...calling(call),
        ...called(call),
      });
    case 'reachedNetwork':
      return message('CALL_REACHED_NETWORK_EVENT', {
        ...common,
        ...line,
        ...called(call),
        trunkUsedDeviceType: null,
        localConnectionState: 'LCS_CONNECT',
      });
    case 'delivered':
      return message('CALL_DELIVERED_EVENT', {
        ...common,
        ...line,
        ...group(call),
        ...calling(call),
        ...called(call),
        ...lastRedirect(call),
        ...context(call.data),
        // A seized trunk alerts nobody yet.
        alertingDeviceType: state === 'LCS_ALERTING' ? party.type : null,
        alertingDeviceID: state === 'LCS_ALERTING' ? party.number : undefined,
      });
    case 'established':
      return message('CALL_ESTABLISHED_EVENT', {
        ...common,
        ...line,
        ...group(call),
        ...calling(call),
        ...called(call),
        ...lastRedirect(call),
        answeringDeviceType: party.type,
        answeringDeviceID: party.number,
      });
    case 'held':
      return message('CALL_HELD_EVENT', { ...common, holdingDeviceType: party.type, holdingDeviceID: party.number });
    case 'retrieved':
      return message('CALL_RETRIEVED_EVENT', {
        ...common,
        retrievingDeviceType: party.type,
        retrievingDeviceID: party.number,
      });
    case 'failed':
      return message('CALL_FAILED_EVENT', {
        ...common,
        ...called(call),
        failingDeviceType: call.called.type,
        failingDeviceID: call.called.number,
      });
    case 'connectionCleared':
      return message('CALL_CONNECTION_CLEARED_EVENT', {
        ...common,
        releasingDeviceType: party.type,
        releasingDeviceID: party.number,
      });
  }
}

function divertedMessage({ call, connection, to }: DivertedEvent, monitorID: number): Outgoing {
  return message('CALL_DIVERTED_EVENT', {
    ...about(call, connection, monitorID),
    serviceNumber: null,
    serviceID: null,
    divertingDeviceType: connection.party.type,
    divertingDeviceID: connection.party.number,
    ...called({ called: to }),
    localConnectionState: connection.state,
    eventCause: 'CEC_REDIRECTED',
  });
}

/** It is for everybody alike: its MonitorID is always 0, and it does not name the call. */
function attributesMessage({ call, callTypeID }: AttributesEvent, { connection }: View): Outgoing {
  const { connectionCallID: _, ...common } = about(call, connection, 0);
  return message('CALL_ATTRIBUTE_CHANGE_EVENT', { ...common, callTypeID, serviceNumber: null });
}

function queueMessage(event: QueueEvent, monitorID: number): Outgoing {
  const { call, connection, group: queue } = event;
  const common = {
    ...about(call, connection, monitorID),
    serviceNumber: null,
    serviceID: null,
    queueDeviceType: 'DEVID_QUEUE',
    queueDeviceID: queue.name,
    numQueued: event.waiting,
    eventCause: event.cause ?? null,
  } as const;
  // No skill group in the list: out of all queues.
  if (event.kind === 'dequeued') return message('CALL_DEQUEUED_EVENT', { ...common, localConnectionState: null });
  return message('CALL_QUEUED_EVENT', {
    ...common,
    ...calling(call),
    ...called(call),
    ...lastRedirect(call),
    localConnectionState: 'LCS_QUEUED',
    skillGroups: [
      { skillGroupNumber: queue.skillGroupNumber, skillGroupID: queue.skillGroupID, skillGroupPriority: 0 },
    ],
  });
}

function dataMessage(event: DataEvent, view: View): Outgoing {
  const { call, changed, conferring } = event;
  const connection = (view.monitorID === 0 ? conferring?.caller : undefined) ?? view.connection;
  return message('CALL_DATA_UPDATE_EVENT', {
    ...about(call, connection, view.monitorID),
    ...changed,
    ...ecc(call.data),
    callType: call.typeAt(view.connection),
    newConnectionDeviceIDType: CONNECTION_TYPE,
    newConnectionCallID: call.callID,
    newConnectionDeviceID: connection.deviceID,
    calledPartyDisposition: call.calledPartyDisposition,
    campaignID: call.data.campaignID,
    queryRuleID: call.data.queryRuleID,
    ctiClients: signatures(call.clients.all),
  });
}

/** The same party in a call of another id, with the data of that call. */
export function movedMessage({ call, from, connection }: MovedEvent, view: View): Outgoing {
  const { data } = call;
  return message('CALL_DATA_UPDATE_EVENT', {
    ...about(from, connection, view.monitorID),
    ...context(data),
    callType: call.typeAt(connection),
    newConnectionDeviceIDType: CONNECTION_TYPE,
    newConnectionCallID: call.callID,
    newConnectionDeviceID: connection.deviceID,
    calledPartyDisposition: call.calledPartyDisposition,
    campaignID: data.campaignID,
    queryRuleID: data.queryRuleID,
    ctiClients: signatures(call.clients.all),
  });
}

/** The call that a call for advice belongs to. */
function consultOf({ consultOf: connection }: Call) {
  if (!connection) return {};
  return {
    cocConnectionCallID: connection.call.callID,
    cocCallConnectionDeviceIDType: CONNECTION_TYPE,
    cocCallConnectionDeviceID: connection.deviceID,
  } as const;
}

function calling({ calling: party }: { readonly calling: Party }) {
  return { callingDeviceType: party.type, callingDeviceID: party.number };
}

function called({ called: party }: { readonly called: Party }) {
  return { calledDeviceType: party.type, calledDeviceID: party.number };
}

function lastRedirect({ lastRedirect: party }: { readonly lastRedirect: Party | undefined }) {
  return { lastRedirectDeviceType: party?.type ?? null, lastRedirectDeviceID: party?.number };
}
