import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import {
  type DocumentedMessage,
  ENUMS,
  type Field,
  type FloatingField,
  fieldKey,
  MESSAGES,
  type MessageDefinition,
  SERVICES,
} from '../../lib/protocol';
import type { TestClient } from './client';
import { Site } from './site';

/** Requests that the simulator answers; everything else in the tables has to be refused. */
const ANSWERED = new Set([
  'OPEN_REQ',
  'HEARTBEAT_REQ',
  'CLOSE_REQ',
  'CLIENT_EVENT_REPORT_REQ',
  'MONITOR_START_REQ',
  'MONITOR_STOP_REQ',
  'CHANGE_MONITOR_MASK_REQ',
  'SESSION_MONITOR_START_REQ',
  'SESSION_MONITOR_STOP_REQ',
  'LIST_AGENT_TEAM_REQ',
  'MONITOR_AGENT_TEAM_START_REQ',
  'MONITOR_AGENT_TEAM_STOP_REQ',
  'SUPERVISE_CALL_REQ',
  'SUPERVISOR_ASSIST_REQ',
  'EMERGENCY_CALL_REQ',
  'USER_MESSAGE_REQ',
  'REGISTER_SERVICE_REQ',
  'UNREGISTER_SERVICE_REQ',
  'START_RECORDING_REQ',
  'STOP_RECORDING_REQ',
  'QUERY_AGENT_STATISTICS_REQ',
  'QUERY_SKILL_GROUP_STATISTICS_REQ',
  'SET_AGENT_STATE_REQ',
  'QUERY_AGENT_STATE_REQ',
  'MAKE_CALL_REQ',
  'ANSWER_CALL_REQ',
  'HOLD_CALL_REQ',
  'RETRIEVE_CALL_REQ',
  'CLEAR_CONNECTION_REQ',
  'DEFLECT_CALL_REQ',
  'SEND_DTMF_SIGNAL_REQ',
  'CONSULTATION_CALL_REQ',
  'ALTERNATE_CALL_REQ',
  'RECONNECT_CALL_REQ',
  'TRANSFER_CALL_REQ',
  'CONFERENCE_CALL_REQ',
  'SET_CALL_DATA_REQ',
  'RELEASE_CALL_REQ',
  'SNAPSHOT_CALL_REQ',
  'SNAPSHOT_DEVICE_REQ',
  'QUERY_DEVICE_INFO_REQ',
  'AGENT_DESK_SETTINGS_REQ',
]);

const requests = Object.entries(MESSAGES).filter(
  ([topic, { kind, direction }]: [string, MessageDefinition]) =>
    kind === 'request' && direction !== 'server-to-client' && !ANSWERED.has(topic),
);

function sample(field: Field): unknown {
  if (field.mask) return [];
  if (field.enum) return Object.keys(ENUMS[field.enum].values)[0] ?? 0;
  if (field.type === 'STRING' || field.type === 'UNSPEC') return '1';
  return field.type === 'BOOL' ? false : 1;
}

/** The least payload that is in order. */
function sampleOf(definition: DocumentedMessage): { [key: string]: unknown } {
  const payload: { [key: string]: unknown } = {};
  for (const [name, field] of Object.entries(definition.fixed)) {
    if (field.default === undefined && name !== 'InvokeID' && !/^Num/.test(name))
      payload[fieldKey(name)] = sample(field);
  }
  for (const [name, field] of Object.entries(definition.floating ?? {})) {
    if (field.type !== 'LIST' && (field as FloatingField).required) payload[fieldKey(name)] = sample(field);
  }
  return payload;
}

describe('every other request of the guide', () => {
  let site: Site;
  let client: TestClient;

  before(async () => {
    site = await Site.start();
    client = await site.bridge();
  });
  after(() => site.stop());

  it('has a name of the guide', () => {
    for (const topic of ANSWERED) assert.ok(topic in MESSAGES, topic);
    assert.ok(requests.length > 20);
  });

  for (const [topic, definition] of requests as [string, MessageDefinition][]) {
    if (definition.fixed === undefined) {
      it(`${topic} (no public layout) is not available`, async () => {
        const body = Buffer.alloc(4);
        body.writeUInt32BE(4711);
        const frame = Buffer.alloc(12);
        frame.writeUInt32BE(4, 0);
        frame.writeUInt32BE(definition.number, 4);
        body.copy(frame, 8);
        client.sendRaw(frame);
        const failure = await client.event('FAILURE_CONF');
        assert.deepEqual([failure.invokeID, failure.failureCode], [4711, 'E_CTI_FUNCTION_NOT_AVAILABLE']);
      });
      continue;
    }
    const control = topic in SERVICES['Client Control Service'];
    const expected =
      topic === 'CLEAR_CALL_REQ'
        ? 'CONTROL_FAILURE_CONF CF_REQUEST_INCOMPATIBLE_WITH_OBJECT'
        : control
          ? 'CONTROL_FAILURE_CONF CF_INVALID_FEATURE'
          : 'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE';
    it(`${topic} is refused with ${expected}`, async () => {
      assert.equal(await client.refused(topic, sampleOf(definition)), expected);
    });
  }

  it('needs the service that it belongs to', async () => {
    const watcher = await site.connect();
    await watcher.open({ servicesRequested: ['CTI_SERVICE_ALL_EVENTS'] });
    const code = 'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE';
    for (const topic of ['ANSWER_CALL_REQ', 'MAKE_CALL_REQ', 'SET_CALL_DATA_REQ', 'QUERY_AGENT_STATE_REQ'] as const) {
      assert.equal(await watcher.refused(topic, sampleOf(MESSAGES[topic])), code);
    }
    await watcher.request('CLIENT_EVENT_REPORT_REQ', { state: 'NORMAL', text: 'fine' });
  });

  it('is checked field by field', async () => {
    const answer = { peripheralID: 5000, connectionCallID: 1, connectionDeviceIDType: 0, connectionDeviceID: '1' };
    const cases = [
      ['ANSWER_CALL_REQ', { ...answer, connectionDeviceIDType: 7 }, 'E_CTI_INVALID_CONNECTION_ID_TYPE'],
      [
        'MAKE_CALL_REQ',
        { peripheralID: 5000, agentInstrument: '2001', dialedNumber: '2002', callPlacementType: 77 },
        'E_CTI_INVALID_CALL_PLACEMENT_TYPE',
      ],
      ['ANSWER_CALL_REQ', { ...answer, unknownFields: [{ tag: 60_000, data: 'x' }] }, 'E_CTI_INVALID_FIELD_TAG'],
      ['ANSWER_CALL_REQ', { ...answer, unknownFields: [{ tag: 25, data: 'again\0' }] }, 'E_CTI_INVALID_FIELD_LENGTH'],
      ['QUERY_AGENT_STATE_REQ', { peripheralID: 5000 }, 'E_CTI_REQUIRED_DATA_MISSING'],
    ] as const;
    for (const [topic, payload, code] of cases) {
      assert.equal(await client.refused(topic, payload), `FAILURE_CONF ${code}`);
    }
  });

  it('is refused when its version does not know it', async () => {
    const old = await site.connect(15);
    await old.open();
    await old.news();
    // START_NETWORK_RECORDING_REQ, known from version 23 on.
    old.sendRaw(Buffer.from('000000040000010b00000063', 'hex'));
    const failure = await old.event('FAILURE_CONF');
    assert.equal(failure.status, 'E_CTI_INVALID_MSG_TYPE_FOR_VERSION');
  });

  it('is checked for the size of its texts', async () => {
    const frame = client.encode('ANSWER_CALL_REQ', {
      invokeID: 4712,
      peripheralID: 5000,
      connectionCallID: 1,
      connectionDeviceIDType: 0,
      connectionDeviceID: 'x',
      unknownFields: [],
    });
    // The device id made longer than the guide allows: tag 25, now 70 bytes.
    const fixed = frame.subarray(8, 8 + 14);
    const field = Buffer.alloc(4 + 70, 'x');
    field.writeUInt16BE(25, 0);
    field.writeUInt16BE(70, 2);
    field[73] = 0;
    const header = Buffer.alloc(8);
    header.writeUInt32BE(fixed.length + field.length, 0);
    header.writeUInt32BE(42, 4);
    client.sendRaw(Buffer.concat([header, fixed, field]));
    const failure = await client.event('FAILURE_CONF');
    assert.deepEqual([failure.invokeID, failure.failureCode], [4712, 'E_CTI_INVALID_FIELD_LENGTH']);
  });
});
