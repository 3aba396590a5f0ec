/** Every request that is answered, and what becomes of the others. */
import { type DocumentedMessage, MESSAGES, type RequestName } from '../../protocol';
import { message, type Outgoing } from '../message';
import type { Request } from '../read';
import { Refusal } from '../refusal';
import { queryAgentState, setAgentState } from './agent-state';
import { answerCall, clearConnection, holdCall, retrieveCall } from './call-control';
import { releaseCall, setCallData } from './call-data';
import { type Answer, type Context, confirm, type Handler } from './handler';
import { makeCall } from './make-call';
import { snapshotCall, snapshotDevice } from './snapshots';

/** Requests within an open session. Opening and closing are the session's own. */
const HANDLERS: { readonly [N in RequestName]?: Handler<N> } = {
  HEARTBEAT_REQ: () => confirm('HEARTBEAT_CONF', {}),
  CLIENT_EVENT_REPORT_REQ: () => confirm('CLIENT_EVENT_REPORT_CONF', {}),
  SET_AGENT_STATE_REQ: setAgentState,
  QUERY_AGENT_STATE_REQ: queryAgentState,
  MAKE_CALL_REQ: makeCall,
  ANSWER_CALL_REQ: answerCall,
  HOLD_CALL_REQ: holdCall,
  RETRIEVE_CALL_REQ: retrieveCall,
  CLEAR_CONNECTION_REQ: clearConnection,
  SET_CALL_DATA_REQ: setCallData,
  RELEASE_CALL_REQ: releaseCall,
  SNAPSHOT_CALL_REQ: snapshotCall,
  SNAPSHOT_DEVICE_REQ: snapshotDevice,
};

/** @throws Refusal */
export function answerTo(request: Request, context: Context): Answer {
  const { topic, payload } = request;
  // Topic and payload belong together, which the compiler does not follow through the table.
  const handler = HANDLERS[topic] as ((payload: object, context: Context) => Answer) | undefined;
  if (handler) return handler(payload, context);
  if (topic === 'CLEAR_CALL_REQ') {
    const message = 'Unified CCE does not clear calls as a whole; use CLEAR_CONNECTION_REQ';
    throw new Refusal('CF_REQUEST_INCOMPATIBLE_WITH_OBJECT', message);
  }
  const definition: DocumentedMessage = MESSAGES[topic];
  const byPeripheral = definition.rejectedBy?.includes('CONTROL_FAILURE_CONF');
  const code = byPeripheral ? 'CF_INVALID_FEATURE' : 'E_CTI_FUNCTION_NOT_AVAILABLE';
  throw new Refusal(code, `${topic} is not simulated`);
}

/** The configuration requests have no InvokeID and cannot be refused: there is nothing to upload. */
export function answerToEvent(topic: string): Outgoing | undefined {
  if (topic === 'CONFIG_REQUEST_KEY_EVENT') {
    return message('CONFIG_KEY_EVENT', { configkeyStatus: 'CONFIG_NO_KEY_SUPPORT' });
  }
  if (topic === 'CONFIG_REQUEST_EVENT') return message('CONFIG_END_EVENT', { configEndStatus: 'CONFIGEND_EMPTY' });
  return undefined;
}
