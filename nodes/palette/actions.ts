/**
 * What the nodes of the palette do: each action is one request, and what it already says of it. Dialogs, help,
 * docs and the nodes themselves read this table.
 */
import type { Constant, MESSAGES } from '../../lib/protocol';

export type PaletteType =
  | 'cti-make-call'
  | 'cti-call-control'
  | 'cti-call-data'
  | 'cti-agent-state'
  | 'cti-query'
  | 'cti-monitor'
  | 'cti-supervise'
  | 'cti-record'
  | 'cti-message'
  | 'cti-route';

type State = Constant<'LocalConnectionState'>;

export interface Action {
  readonly name: string;
  readonly request: keyof typeof MESSAGES;
  /** Fields that the action decides. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** What is sent where nobody fills a field in. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /**
   * The connections that come from the call that is chosen: what stands before ConnectionCallID in their fields
   * (nothing, active, held, other, agent), and the local connection states that will do, the best first.
   */
  readonly connections?: Readonly<Record<string, readonly State[]>>;
  /** Shown above the fold beside what is required. */
  readonly first?: readonly string[];
  /** Belongs to another action of the same request. */
  readonly without?: readonly string[];
  /** An agent may be named instead of the device that the request wants: the model knows where the agent is. */
  readonly byAgent?: true;
}

const RINGING: readonly State[] = ['LCS_ALERTING'];
const TALKING: readonly State[] = ['LCS_CONNECT'];
const HELD: readonly State[] = ['LCS_HOLD'];
/** The second call may still ring at the other end. */
const ACTIVE: readonly State[] = ['LCS_CONNECT', 'LCS_INITIATE', 'LCS_FAIL'];
const ANY: readonly State[] = [
  'LCS_CONNECT',
  'LCS_ALERTING',
  'LCS_INITIATE',
  'LCS_FAIL',
  'LCS_HOLD',
  'LCS_QUEUED',
  'LCS_NONE',
  'LCS_NULL',
];

const CALL_VARIABLES = Array.from({ length: 10 }, (_, i) => `callVariable${i + 1}`);
const CALL_DATA = [...CALL_VARIABLES, 'namedVariables', 'namedArrays', 'callWrapupData'];
const OF_HELD = ['heldConnectionCallID', 'heldConnectionDeviceIDType', 'heldConnectionDeviceID'];
const AGENT = ['agentID', 'agentInstrument'];
const NO_GROUP = { skillGroupNumber: null, skillGroupID: null };

/** What rules do, too. */
const DEFLECT: Action = {
  name: 'deflect',
  request: 'DEFLECT_CALL_REQ',
  connections: { '': RINGING },
  first: ['calledDeviceID'],
  defaults: { calledDeviceType: 'DEVID_DEVICE_IDENTIFIER' },
};
const TRANSFER_BLIND: Action = {
  name: 'transferBlind',
  request: 'TRANSFER_CALL_REQ',
  connections: { active: [...TALKING, ...RINGING] },
  first: ['dialedNumber'],
  without: OF_HELD,
};
const SET_CALL_DATA: Action = {
  name: 'setCallData',
  request: 'SET_CALL_DATA_REQ',
  connections: { '': ANY },
  first: CALL_DATA,
};

export const ACTIONS: Readonly<Record<PaletteType, readonly Action[]>> = {
  'cti-make-call': [
    { name: 'makeCall', request: 'MAKE_CALL_REQ', byAgent: true },
    {
      name: 'makePredictiveCall',
      request: 'MAKE_PREDICTIVE_CALL_REQ',
      defaults: { allocationState: 'ALLOC_CALL_ESTABLISHED' },
    },
  ],
  'cti-call-control': [
    { name: 'answer', request: 'ANSWER_CALL_REQ', connections: { '': RINGING } },
    { name: 'hold', request: 'HOLD_CALL_REQ', connections: { '': TALKING } },
    { name: 'retrieve', request: 'RETRIEVE_CALL_REQ', connections: { held: HELD } },
    { name: 'release', request: 'CLEAR_CONNECTION_REQ', connections: { '': ANY } },
    { name: 'alternate', request: 'ALTERNATE_CALL_REQ', connections: { active: ACTIVE, other: HELD } },
    { name: 'reconnect', request: 'RECONNECT_CALL_REQ', connections: { active: ACTIVE, held: HELD } },
    {
      name: 'consult',
      request: 'CONSULTATION_CALL_REQ',
      connections: { active: TALKING },
      first: ['consultType'],
    },
    TRANSFER_BLIND,
    {
      name: 'transfer',
      request: 'TRANSFER_CALL_REQ',
      connections: { active: ACTIVE, held: HELD },
      without: ['dialedNumber'],
    },
    {
      name: 'conference',
      request: 'CONFERENCE_CALL_REQ',
      connections: { active: ACTIVE, held: HELD },
      without: ['dialedNumber'],
    },
    {
      name: 'conferenceBlind',
      request: 'CONFERENCE_CALL_REQ',
      connections: { active: TALKING },
      first: ['dialedNumber'],
      without: OF_HELD,
    },
    DEFLECT,
    { name: 'sendDTMF', request: 'SEND_DTMF_SIGNAL_REQ', connections: { '': TALKING } },
    { name: 'badCall', request: 'BAD_CALL_REQ', connections: { '': ANY } },
    { name: 'clearCall', request: 'CLEAR_CALL_REQ', connections: { '': ANY } },
  ],
  'cti-call-data': [
    SET_CALL_DATA,
    { name: 'releaseCall', request: 'RELEASE_CALL_REQ', connections: { '': ANY } },
    { name: 'registerVariables', request: 'REGISTER_VARIABLES_REQ' },
    { name: 'setAppData', request: 'SET_APP_DATA_REQ', first: CALL_VARIABLES },
    { name: 'setDeviceAttributes', request: 'SET_DEVICE_ATTRIBUTES_REQ' },
  ],
  'cti-agent-state': [
    { name: 'login', request: 'SET_AGENT_STATE_REQ', set: { agentState: 'AGENT_STATE_LOGIN' }, first: AGENT },
    { name: 'ready', request: 'SET_AGENT_STATE_REQ', set: { agentState: 'AGENT_STATE_AVAILABLE' }, first: AGENT },
    {
      name: 'notReady',
      request: 'SET_AGENT_STATE_REQ',
      set: { agentState: 'AGENT_STATE_NOT_READY' },
      first: [...AGENT, 'eventReasonCode'],
    },
    { name: 'workReady', request: 'SET_AGENT_STATE_REQ', set: { agentState: 'AGENT_STATE_WORK_READY' }, first: AGENT },
    {
      name: 'workNotReady',
      request: 'SET_AGENT_STATE_REQ',
      set: { agentState: 'AGENT_STATE_WORK_NOT_READY' },
      first: [...AGENT, 'eventReasonCode'],
    },
    {
      name: 'logout',
      request: 'SET_AGENT_STATE_REQ',
      set: { agentState: 'AGENT_STATE_LOGOUT' },
      first: [...AGENT, 'eventReasonCode', 'forcedFlag'],
    },
    { name: 'agentGreeting', request: 'AGENT_GREETING_CONTROL_REQ' },
    { name: 'setAgentServiceData', request: 'SET_AGENT_SERVICE_DATA_REQ' },
  ],
  'cti-query': [
    { name: 'agentState', request: 'QUERY_AGENT_STATE_REQ', first: AGENT },
    { name: 'agentStatistics', request: 'QUERY_AGENT_STATISTICS_REQ', first: AGENT },
    { name: 'skillGroupStatistics', request: 'QUERY_SKILL_GROUP_STATISTICS_REQ', defaults: NO_GROUP },
    { name: 'deviceInfo', request: 'QUERY_DEVICE_INFO_REQ', byAgent: true },
    { name: 'snapshotCall', request: 'SNAPSHOT_CALL_REQ', connections: { '': ANY } },
    {
      name: 'snapshotDevice',
      request: 'SNAPSHOT_DEVICE_REQ',
      byAgent: true,
      defaults: { snapshotDeviceType: 'DEVID_AGENT_DEVICE' },
    },
    { name: 'agentTeams', request: 'LIST_AGENT_TEAM_REQ' },
    { name: 'deskSettings', request: 'AGENT_DESK_SETTINGS_REQ', first: ['agentID'] },
    { name: 'configurationKeys', request: 'CONFIG_REQUEST_KEY_EVENT' },
    { name: 'configuration', request: 'CONFIG_REQUEST_EVENT' },
  ],
  'cti-monitor': [
    {
      name: 'startDevice',
      request: 'MONITOR_START_REQ',
      first: ['monitoredDeviceID', 'monitoredDeviceType'],
      set: { connectionCallID: null, connectionDeviceIDType: 'CONNECTION_ID_NONE' },
      without: ['connectionDeviceID'],
      defaults: { monitoredDeviceType: 'DEVID_AGENT_DEVICE' },
    },
    {
      name: 'startCall',
      request: 'MONITOR_START_REQ',
      connections: { '': ANY },
      without: ['monitoredDeviceID', 'monitoredDeviceType'],
    },
    { name: 'changeMask', request: 'CHANGE_MONITOR_MASK_REQ' },
    { name: 'stop', request: 'MONITOR_STOP_REQ' },
    { name: 'startTeam', request: 'MONITOR_AGENT_TEAM_START_REQ' },
    { name: 'stopTeam', request: 'MONITOR_AGENT_TEAM_STOP_REQ' },
    { name: 'startSession', request: 'SESSION_MONITOR_START_REQ' },
    { name: 'stopSession', request: 'SESSION_MONITOR_STOP_REQ' },
  ],
  'cti-supervise': [
    supervise('monitor', 'SUPERVISOR_MONITOR'),
    supervise('whisper', 'SUPERVISOR_WHISPER'),
    supervise('bargeIn', 'SUPERVISOR_BARGE_IN'),
    supervise('intercept', 'SUPERVISOR_INTERCEPT'),
    {
      ...supervise('clear', 'SUPERVISOR_CLEAR'),
      connections: { supervisor: ANY },
    },
    { name: 'assist', request: 'SUPERVISOR_ASSIST_REQ', connections: { '': TALKING } },
    { name: 'emergency', request: 'EMERGENCY_CALL_REQ', connections: { '': TALKING } },
  ],
  'cti-record': [
    { name: 'startNetworkRecording', request: 'START_NETWORK_RECORDING_REQ', connections: { '': TALKING } },
    { name: 'stopNetworkRecording', request: 'STOP_NETWORK_RECORDING_REQ', connections: { '': ANY } },
    { name: 'startRecording', request: 'START_RECORDING_REQ', connections: { '': TALKING } },
    { name: 'stopRecording', request: 'STOP_RECORDING_REQ', connections: { '': ANY } },
    { name: 'registerService', request: 'REGISTER_SERVICE_REQ', defaults: { serviceName: 'Cisco:CallRecording' } },
    { name: 'unregisterService', request: 'UNREGISTER_SERVICE_REQ' },
    { name: 'recordingStarted', request: 'START_RECORDING_CONF' },
    { name: 'recordingStopped', request: 'STOP_RECORDING_CONF' },
  ],
  'cti-message': [
    { name: 'userMessage', request: 'USER_MESSAGE_REQ', first: ['text', 'agentID', 'clientID'] },
    { name: 'clientEvent', request: 'CLIENT_EVENT_REPORT_REQ', first: ['objectName'] },
  ],
  'cti-route': [DEFLECT, TRANSFER_BLIND, SET_CALL_DATA],
};

function supervise(name: string, supervisoryAction: Constant<'SupervisoryAction'>): Action {
  return {
    name,
    request: 'SUPERVISE_CALL_REQ',
    set: { supervisoryAction },
    connections: { agent: ANY },
    first: ['supervisorInstrument'],
  };
}
