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
  servicesFor,
} from '../../lib/protocol';
import type { TestClient } from './client';
import { Site } from './site';

/** Requests of the guide that Unified CCE does not serve, whoever asks. */
const NOT_FOR_CCE = {
  CLEAR_CALL_REQ: 'CONTROL_FAILURE_CONF CF_REQUEST_INCOMPATIBLE_WITH_OBJECT',
  MAKE_PREDICTIVE_CALL_REQ: 'CONTROL_FAILURE_CONF CF_INVALID_FEATURE',
} as const;

const requests = (Object.entries(MESSAGES) as [string, MessageDefinition][]).filter(
  ([, { kind, direction }]) => kind === 'request' && direction !== 'server-to-client',
);
const undocumented = requests.filter(([, definition]) => definition.fixed === undefined);

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

describe('every request of the guide', () => {
  let site: Site;
  let client: TestClient;

  before(async () => {
    site = await Site.start();
    client = await site.bridge();
  });
  after(() => site.stop());

  it('comes from the tables', () => {
    assert.ok(requests.length > 60 && undocumented.length > 10);
  });

  for (const [topic, definition] of undocumented) {
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
  }

  for (const [topic, expected] of Object.entries(NOT_FOR_CCE) as [keyof typeof NOT_FOR_CCE, string][]) {
    it(`${topic} is refused with ${expected}`, async () => {
      assert.equal(await client.refused(topic, sampleOf(MESSAGES[topic])), expected);
    });
  }

  it('is refused for a peripheral that is not there', async () => {
    const services = [
      'CTI_SERVICE_ALL_EVENTS',
      'CTI_SERVICE_CLIENT_CONTROL',
      'CTI_SERVICE_CALL_DATA_UPDATE',
      'CTI_SERVICE_PERIPHERAL_MONITOR',
    ];
    const everything = await site.connect();
    await everything.open({ servicesRequested: services });
    const asked = requests.filter(([topic, { fixed }]) => {
      const needed = servicesFor(topic);
      const may = needed.length === 0 || needed.some((service) => services.includes(service));
      // A text finds its receivers on any peripheral.
      const elsewhere = topic === 'OPEN_REQ' || topic === 'USER_MESSAGE_REQ' || topic in NOT_FOR_CCE;
      return fixed && 'PeripheralID' in fixed && may && !elsewhere;
    });
    assert.ok(asked.length > 30, `${asked.length} requests`);
    for (const [topic, definition] of asked as [string, DocumentedMessage][]) {
      const failure = await everything.refused(topic, { ...sampleOf(definition), peripheralID: 4 });
      assert.equal(failure, 'FAILURE_CONF E_CTI_INVALID_PERIPHERAL_ID', topic);
    }
  });

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
