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
  /** The field that names the device of the chosen connection once more: a bridge has to, and would have to repeat itself. */
  readonly namesDevice?: 'agentInstrument' | 'supervisorInstrument';
  /** The agent of the chosen connection is named, too. */
  readonly namesAgent?: true;
  /** The field that a payload fills which is just a text or a number. */
  readonly plain?: string;
  /** The same for other fields: the key under which the agent is named, the field, and what of the agent goes into it. */
  readonly agentFor?: AgentFor;
  /** The agent alone will do where it has no call. */
  readonly withoutCall?: true;
  /** What nobody else can know, beside what the request's definition requires. */
  readonly needs?: readonly string[];
  /** A request that sets nothing would be confirmed, too: one field is needed besides those that say where. */
  readonly setsData?: true;
  /** Masks of which every bit is asked for where nobody fills them in. */
  readonly whole?: readonly string[];
}

export interface AgentFor {
  readonly key: 'agentID' | 'supervisorID';
  readonly field: 'monitoredDeviceID' | 'supervisorInstrument' | 'supervisorID';
  readonly is: 'device' | 'icmAgentID';
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
const RECIPIENTS = [...AGENT, 'agentExtension', 'clientID'];
const NO_GROUP = { skillGroupNumber: null, skillGroupID: null };
/** The server writes into a recording request who asks, and into the answer who records. */
const ADDED_BY_SERVER = ['clientID', 'clientAddress', 'clientAddressIPV6'];
/** Of requests to a recorder, where no RTP_STARTED_EVENT says more. */
const ANY_MEDIA = { clientPort: 0, direction: 'BI_DIRECTIONAL' };
/** The node knows which one where nobody says it. */
const LAST = { defaults: { monitorID: undefined }, first: ['monitorID'] };
const MASKS_OF_EVENTS = ['callMsgMask', 'agentStateMask'];

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
  needs: ['dialedNumber'],
  without: OF_HELD,
};
const SET_CALL_DATA: Action = {
  name: 'setCallData',
  request: 'SET_CALL_DATA_REQ',
  connections: { '': ANY },
  first: CALL_DATA,
  setsData: true,
};

export const ACTIONS: Readonly<Record<PaletteType, readonly Action[]>> = {
  'cti-make-call': [
    { name: 'makeCall', request: 'MAKE_CALL_REQ', byAgent: true, first: ['dialedNumber'], plain: 'dialedNumber' },
    {
      name: 'makePredictiveCall',
      request: 'MAKE_PREDICTIVE_CALL_REQ',
      first: ['originatingDeviceID', 'dialedNumber'],
      plain: 'dialedNumber',
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
      needs: ['dialedNumber'],
      without: OF_HELD,
    },
    DEFLECT,
    { name: 'sendDTMF', request: 'SEND_DTMF_SIGNAL_REQ', connections: { '': TALKING } },
    { name: 'badCall', request: 'BAD_CALL_REQ', connections: { '': ANY }, namesAgent: true },
    { name: 'clearCall', request: 'CLEAR_CALL_REQ', connections: { '': ANY } },
  ],
  'cti-call-data': [
    SET_CALL_DATA,
    { name: 'releaseCall', request: 'RELEASE_CALL_REQ', connections: { '': ANY } },
    {
      name: 'registerVariables',
      request: 'REGISTER_VARIABLES_REQ',
      first: ['callVariableMask', 'namedVariables', 'namedArrays'],
    },
    { name: 'setAppData', request: 'SET_APP_DATA_REQ', first: ['applicationPathID', ...CALL_VARIABLES] },
    {
      name: 'setDeviceAttributes',
      request: 'SET_DEVICE_ATTRIBUTES_REQ',
      first: ['callingDeviceID', 'callType'],
      defaults: {
        ...NO_GROUP,
        serviceNumber: null,
        serviceID: null,
        skillGroupPriority: 0,
        callingDeviceType: 'DEVID_DEVICE_IDENTIFIER',
      },
    },
  ],
  'cti-agent-state': [
    {
      name: 'login',
      request: 'SET_AGENT_STATE_REQ',
      set: { agentState: 'AGENT_STATE_LOGIN' },
      needs: AGENT,
      first: [...AGENT, 'agentWorkMode'],
    },
    setState('ready', 'AGENT_STATE_AVAILABLE'),
    setState('notReady', 'AGENT_STATE_NOT_READY', ['eventReasonCode']),
    setState('workReady', 'AGENT_STATE_WORK_READY'),
    setState('workNotReady', 'AGENT_STATE_WORK_NOT_READY', ['eventReasonCode']),
    setState('logout', 'AGENT_STATE_LOGOUT', ['eventReasonCode', 'forcedFlag']),
    { name: 'agentGreeting', request: 'AGENT_GREETING_CONTROL_REQ', first: ['agentID'] },
    { name: 'setAgentServiceData', request: 'SET_AGENT_SERVICE_DATA_REQ' },
  ],
  'cti-query': [
    { name: 'agentState', request: 'QUERY_AGENT_STATE_REQ', first: AGENT },
    { name: 'agentStatistics', request: 'QUERY_AGENT_STATISTICS_REQ', first: AGENT },
    {
      name: 'skillGroupStatistics',
      request: 'QUERY_SKILL_GROUP_STATISTICS_REQ',
      defaults: NO_GROUP,
      first: ['skillGroupNumber', 'skillGroupID'],
    },
    { name: 'deviceInfo', request: 'QUERY_DEVICE_INFO_REQ', byAgent: true },
    { name: 'snapshotCall', request: 'SNAPSHOT_CALL_REQ', connections: { '': ANY } },
    {
      name: 'snapshotDevice',
      request: 'SNAPSHOT_DEVICE_REQ',
      byAgent: true,
      defaults: { snapshotDeviceType: 'DEVID_AGENT_DEVICE' },
    },
    {
      name: 'agentTeams',
      request: 'LIST_AGENT_TEAM_REQ',
      agentFor: { key: 'agentID', field: 'supervisorID', is: 'icmAgentID' },
    },
    { name: 'deskSettings', request: 'AGENT_DESK_SETTINGS_REQ', first: ['agentID'] },
    { name: 'configurationKeys', request: 'CONFIG_REQUEST_KEY_EVENT' },
    { name: 'configuration', request: 'CONFIG_REQUEST_EVENT' },
  ],
  'cti-monitor': [
    {
      name: 'startDevice',
      request: 'MONITOR_START_REQ',
      agentFor: { key: 'agentID', field: 'monitoredDeviceID', is: 'device' },
      first: ['monitoredDeviceType', ...MASKS_OF_EVENTS],
      set: { connectionCallID: 0, connectionDeviceIDType: 'CONNECTION_ID_NONE' },
      without: ['connectionDeviceID'],
      defaults: { monitoredDeviceType: 'DEVID_AGENT_DEVICE' },
      whole: MASKS_OF_EVENTS,
    },
    {
      name: 'startCall',
      request: 'MONITOR_START_REQ',
      connections: { '': ANY },
      set: { monitoredDeviceType: 'DEVID_NONE' },
      without: ['monitoredDeviceID'],
      first: MASKS_OF_EVENTS,
      whole: MASKS_OF_EVENTS,
    },
    { name: 'changeMask', request: 'CHANGE_MONITOR_MASK_REQ', ...LAST },
    { name: 'stop', request: 'MONITOR_STOP_REQ', ...LAST },
    { name: 'startTeam', request: 'MONITOR_AGENT_TEAM_START_REQ' },
    { name: 'stopTeam', request: 'MONITOR_AGENT_TEAM_STOP_REQ', ...LAST },
    { name: 'startSession', request: 'SESSION_MONITOR_START_REQ' },
    { name: 'stopSession', request: 'SESSION_MONITOR_STOP_REQ', ...LAST },
  ],
  'cti-supervise': [
    supervise('monitor', 'SUPERVISOR_MONITOR'),
    supervise('whisper', 'SUPERVISOR_WHISPER'),
    supervise('bargeIn', 'SUPERVISOR_BARGE_IN'),
    supervise('intercept', 'SUPERVISOR_INTERCEPT'),
    {
      ...supervise('clear', 'SUPERVISOR_CLEAR'),
      connections: { supervisor: ANY },
      namesDevice: 'supervisorInstrument',
      first: ['agentID'],
    },
    askForHelp('assist', 'SUPERVISOR_ASSIST_REQ'),
    askForHelp('emergency', 'EMERGENCY_CALL_REQ'),
  ],
  'cti-record': [
    { name: 'startNetworkRecording', request: 'START_NETWORK_RECORDING_REQ', connections: { '': TALKING } },
    { name: 'stopNetworkRecording', request: 'STOP_NETWORK_RECORDING_REQ', connections: { '': ANY } },
    {
      name: 'startRecording',
      request: 'START_RECORDING_REQ',
      connections: { '': TALKING },
      namesDevice: 'agentInstrument',
      without: ADDED_BY_SERVER,
      defaults: { ...ANY_MEDIA, bitRate: 0, packetSize: 0, rtpType: 'AUDIO', echoCancellation: 0, payloadType: 0 },
    },
    {
      name: 'stopRecording',
      request: 'STOP_RECORDING_REQ',
      connections: { '': ANY },
      namesDevice: 'agentInstrument',
      first: ['sessionID', 'serverData'],
      without: ADDED_BY_SERVER,
      defaults: { ...ANY_MEDIA, sessionID: 0, serverData: 0 },
    },
    {
      name: 'registerService',
      request: 'REGISTER_SERVICE_REQ',
      first: ['serviceName', 'serverMode'],
      defaults: { serviceName: 'Cisco:CallRecording', serverMode: 'EXCLUSIVE' },
    },
    { name: 'unregisterService', request: 'UNREGISTER_SERVICE_REQ' },
    {
      name: 'recordingStarted',
      request: 'START_RECORDING_CONF',
      first: ['invokeID', 'sessionID', 'serverData'],
      without: ADDED_BY_SERVER,
      // The stop request comes to who has started.
      defaults: { sessionID: 0xffff_ffff, serverData: 0 },
    },
    { name: 'recordingStopped', request: 'STOP_RECORDING_CONF', without: ADDED_BY_SERVER },
  ],
  'cti-message': [
    userMessage('messageToTeam', 'DISTRIBUTE_TO_TEAM', ['agentID']),
    userMessage('messageToSupervisor', 'DISTRIBUTE_TO_SUPERVISOR', ['agentID']),
    userMessage('messageToClient', 'DISTRIBUTE_TO_CLIENT', ['clientID']),
    userMessage('messageToAll', 'DISTRIBUTE_TO_ALL', []),
    { name: 'clientEvent', request: 'CLIENT_EVENT_REPORT_REQ', first: ['state', 'text', 'objectName'], plain: 'text' },
  ],
  'cti-route': [DEFLECT, TRANSFER_BLIND, SET_CALL_DATA],
};

function supervise(name: string, supervisoryAction: Constant<'SupervisoryAction'>): Action {
  return {
    name,
    request: 'SUPERVISE_CALL_REQ',
    set: { supervisoryAction },
    connections: { agent: ANY },
    agentFor: { key: 'supervisorID', field: 'supervisorInstrument', is: 'device' },
  };
}

/** @param to the fields that say who gets it, the plainest first */
function userMessage(name: string, distribution: Constant<'MessageDistribution'>, to: readonly string[]): Action {
  const others = to.includes('agentID') ? ['clientID'] : RECIPIENTS.filter((key) => !to.includes(key));
  return {
    name,
    request: 'USER_MESSAGE_REQ',
    set: { distribution },
    // Clients are of no peripheral; the agent's is known, or is the server's.
    defaults: { peripheralID: null },
    first: ['text', ...to],
    without: others,
    plain: 'text',
  };
}
function askForHelp(name: string, request: 'SUPERVISOR_ASSIST_REQ' | 'EMERGENCY_CALL_REQ'): Action {
  return {
    name,
    request,
    connections: { '': TALKING },
    namesDevice: 'agentInstrument',
    withoutCall: true,
    first: ['agentID', 'agentInstrument'],
  };
}

function setState(name: string, agentState: Constant<'AgentState'>, first: readonly string[] = []): Action {
  const without = name === 'logout' ? [] : ['agentPassword', 'forcedFlag'];
  return { name, request: 'SET_AGENT_STATE_REQ', set: { agentState }, byAgent: true, first, without };
}
