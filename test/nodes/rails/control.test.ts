import assert from 'node:assert/strict';
import { fieldKey, MESSAGES, type MessageDefinition } from '../../../lib/protocol';
import { isControl } from '../../../nodes/rails/control';
import { kindOf } from '../../../nodes/rails/touched';

const sendable = Object.entries<MessageDefinition>(MESSAGES).filter(
  ([, { direction }]) => direction !== 'server-to-client',
);
const documented = sendable.flatMap(([topic, { fixed }]) => (fixed ? [topic] : []));

/** A new request has to be put into one of the two by a person. */
const CONTROL = [
  'AGENT_GREETING_CONTROL_REQ',
  'ALTERNATE_CALL_REQ',
  'ANSWER_CALL_REQ',
  'BAD_CALL_REQ',
  'CLEAR_CALL_REQ',
  'CLEAR_CONNECTION_REQ',
  'CONFERENCE_CALL_REQ',
  'CONSULTATION_CALL_REQ',
  'DEFLECT_CALL_REQ',
  'EMERGENCY_CALL_REQ',
  'HOLD_CALL_REQ',
  'MAKE_CALL_REQ',
  'MAKE_PREDICTIVE_CALL_REQ',
  'RECONNECT_CALL_REQ',
  'RELEASE_CALL_REQ',
  'RETRIEVE_CALL_REQ',
  'SEND_DTMF_SIGNAL_REQ',
  'SET_AGENT_SERVICE_DATA_REQ',
  'SET_AGENT_STATE_REQ',
  'SET_APP_DATA_REQ',
  'SET_CALL_DATA_REQ',
  'SET_DEVICE_ATTRIBUTES_REQ',
  'START_NETWORK_RECORDING_REQ',
  'START_RECORDING_REQ',
  'STOP_NETWORK_RECORDING_REQ',
  'STOP_RECORDING_REQ',
  'SUPERVISE_CALL_REQ',
  'SUPERVISOR_ASSIST_REQ',
  'TRANSFER_CALL_REQ',
  'USER_MESSAGE_REQ',
];
const QUESTIONS = [
  'ACTIVE_MAINTENANCE_RESP_MSG',
  'AGENT_DESK_SETTINGS_REQ',
  'CHANGE_MONITOR_MASK_REQ',
  'CLIENT_EVENT_REPORT_REQ',
  'CLOSE_REQ',
  'CONFIG_REQUEST_EVENT',
  'CONFIG_REQUEST_KEY_EVENT',
  'HEARTBEAT_REQ',
  'LIST_AGENT_TEAM_REQ',
  'MONITOR_AGENT_TEAM_START_REQ',
  'MONITOR_AGENT_TEAM_STOP_REQ',
  'MONITOR_START_REQ',
  'MONITOR_STOP_REQ',
  'OPEN_REQ',
  'QUERY_AGENT_STATE_REQ',
  'QUERY_AGENT_STATISTICS_REQ',
  'QUERY_DEVICE_INFO_REQ',
  'QUERY_SKILL_GROUP_STATISTICS_REQ',
  'REGISTER_SERVICE_REQ',
  'REGISTER_VARIABLES_REQ',
  'SESSION_MONITOR_START_REQ',
  'SESSION_MONITOR_STOP_REQ',
  'SNAPSHOT_CALL_REQ',
  'SNAPSHOT_DEVICE_REQ',
  'START_RECORDING_CONF',
  'STOPPING_REQUESTS_TO_THIS_SIDE_IND',
  'STOP_RECORDING_CONF',
  'UNREGISTER_SERVICE_REQ',
];

describe('what the rails are about', () => {
  it('is every documented message that changes something, and none that only asks', () => {
    assert.deepEqual(documented.filter((topic) => isControl(topic)).sort(), CONTROL);
    assert.deepEqual(documented.filter((topic) => !isControl(topic)).sort(), QUESTIONS);
  });

  it('is, of the messages without a public layout, all whose name does not say that they ask', () => {
    for (const topic of ['MAKE_AGENT_NOT_READY_REQ', 'MEDIA_LOGOUT_IND', 'ROUTE_SELECT_EVENT', 'END_TASK_IND']) {
      assert.equal(isControl(topic), true, topic);
    }
    for (const topic of ['SNAPSHOT_TASK_REQ', 'GET_AGENT_TASKS_REQ', 'TASK_MONITOR_START_REQ', 'TEAM_CONFIG_REQ']) {
      assert.equal(isControl(topic), false, topic);
    }
  });

  it('is nothing that a server sends, and no name of nothing', () => {
    for (const topic of ['MAKE_CALL_CONF', 'AGENT_STATE_EVENT', 'toString', 'NO_SUCH_REQ']) {
      assert.equal(isControl(topic), false, topic);
    }
  });

  it('takes every field for an agent or a device that has such a name, but for these', () => {
    /** They describe, and nobody is made to do anything by them. */
    const described = ['supervisorID', 'customerPhoneNumber', 'customerAccountNumber', 'icmAgentID'];
    const named = new Set<string>();
    for (const topic of CONTROL) {
      const { fixed, floating = {} } = MESSAGES[topic as keyof typeof MESSAGES] as Extract<
        MessageDefinition,
        { fixed: object }
      >;
      for (const [name, { type }] of Object.entries({ ...fixed, ...floating })) {
        if (type === 'STRING' && /agentID|device|dialed|instrument|extension|supervisor|number/i.test(name)) {
          named.add(fieldKey(name));
        }
      }
    }
    const left = [...named].filter((key) => kindOf(key) === undefined && !described.includes(key));
    assert.deepEqual(left, []);
    assert.ok(named.size > 15);
  });
});
