/** Who answers which request. The compiler sees to it that none of the guide's is forgotten. */
import type { RequestName } from '../../protocol';
import { Refusal } from '../refusal';
import type { Request } from '../sessions/read';
import { queryAgentState, setAgentState } from './agent-state';
import { badCall } from './bad-call';
import { answerCall, clearConnection, deflectCall, holdCall, retrieveCall, sendDtmfSignal } from './call-control';
import { releaseCall, setCallData } from './call-data';
import { CLIENT_HANDLERS } from './clients';
import { agentDeskSettings, queryDeviceInfo } from './configuration';
import { agentGreetingControl } from './greeting';
import { type Answer, type Context, confirm, type Handler } from './handler';
import { makeCall } from './make-call';
import { startNetworkRecording, stopNetworkRecording } from './network-recording';
import { clearCall, makePredictiveCall } from './not-for-cce';
import { snapshotCall, snapshotDevice } from './snapshots';
import { alternateCall, conferenceCall, consultationCall, reconnectCall, transferCall } from './two-calls';

/** Requests within an open session. Opening and closing are the session's own, the third is the server's question. */
type AnsweredRequest = Exclude<RequestName, 'OPEN_REQ' | 'CLOSE_REQ' | 'ACTIVE_MAINTENANCE_REQ_MSG'>;

const HANDLERS: { readonly [N in AnsweredRequest]: Handler<N> } = {
  HEARTBEAT_REQ: () => confirm('HEARTBEAT_CONF', {}),
  ...CLIENT_HANDLERS,
  SET_AGENT_STATE_REQ: setAgentState,
  QUERY_AGENT_STATE_REQ: queryAgentState,
  MAKE_CALL_REQ: makeCall,
  ANSWER_CALL_REQ: answerCall,
  HOLD_CALL_REQ: holdCall,
  RETRIEVE_CALL_REQ: retrieveCall,
  CLEAR_CALL_REQ: clearCall,
  MAKE_PREDICTIVE_CALL_REQ: makePredictiveCall,
  CLEAR_CONNECTION_REQ: clearConnection,
  DEFLECT_CALL_REQ: deflectCall,
  SEND_DTMF_SIGNAL_REQ: sendDtmfSignal,
  START_NETWORK_RECORDING_REQ: startNetworkRecording,
  STOP_NETWORK_RECORDING_REQ: stopNetworkRecording,
  AGENT_GREETING_CONTROL_REQ: agentGreetingControl,
  BAD_CALL_REQ: badCall,
  CONSULTATION_CALL_REQ: consultationCall,
  ALTERNATE_CALL_REQ: alternateCall,
  RECONNECT_CALL_REQ: reconnectCall,
  TRANSFER_CALL_REQ: transferCall,
  CONFERENCE_CALL_REQ: conferenceCall,
  SET_CALL_DATA_REQ: setCallData,
  RELEASE_CALL_REQ: releaseCall,
  SNAPSHOT_CALL_REQ: snapshotCall,
  SNAPSHOT_DEVICE_REQ: snapshotDevice,
  QUERY_DEVICE_INFO_REQ: queryDeviceInfo,
  AGENT_DESK_SETTINGS_REQ: agentDeskSettings,
};

/** @throws Refusal */
export function answerTo(request: Request, context: Context): Answer | undefined {
  const { topic, payload } = request;
  // Topic and payload belong together, which the compiler does not follow through the table.
  const handlers = HANDLERS as { readonly [topic: string]: unknown };
  const handler = handlers[topic] as ((payload: object, context: Context) => Answer | undefined) | undefined;
  if (handler) return handler(payload, context);
  throw new Refusal('E_CTI_FUNCTION_NOT_AVAILABLE', `${topic} is nothing to be asked within a session`);
}
