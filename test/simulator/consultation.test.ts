import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, active, connection, held, other, Site } from './site';

/** CTI OS Developer Guide, Call Object: MakeConsultCall, Alternate, Reconnect; the guide's CONSULTATION_CALL_REQ. */
describe('a call for advice', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let bob: TestClient;
  let first: number;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    bob = await site.desktop('2002');
    await site.ready(bridge, '2001');
    ({ callID: first } = site.simulator.inboundCall({ ani: '5551234', callVariables: { callVariable1: 'gold' } }));
    await bridge.request('ANSWER_CALL_REQ', connection(first, '2001'));
    for (const client of [bridge, ann, bob]) await client.news();
  });
  afterEach(() => site.stop());

  const consult = async (dialedNumber = '2002', fields: object = {}) => {
    const payload = { ...active(first, '2001'), dialedNumber, ...fields };
    const made = (await bridge.request('CONSULTATION_CALL_REQ', payload)) as { newConnectionCallID: number };
    return made.newConnectionCallID;
  };
  const consulted = async () => {
    const second = await consult();
    await bridge.request('ANSWER_CALL_REQ', connection(second, '2002'));
    for (const client of [bridge, ann, bob]) await client.news();
    return second;
  };

  it('has an id of its own; the first call is held', async () => {
    const second = await consult();
    assert.notEqual(second, first);
    const begins = ['CALL_HELD 2001', 'BEGIN_CALL 2001', 'CALL_SERVICE_INITIATED 2001', 'CALL_ORIGINATED 2001'];
    assert.deepEqual(await bridge.topics(), [...begins, 'CALL_DELIVERED 2002']);
    assert.deepEqual(await ann.topics(), [...begins, 'CALL_DELIVERED 2002']);
    assert.deepEqual(await bob.topics(), ['BEGIN_CALL 2002', 'CALL_DELIVERED 2002']);
    await bob.request('ANSWER_CALL_REQ', connection(second, '2002'));
    assert.deepEqual(await ann.topics(), ['CALL_ESTABLISHED 2002']);
    assert.deepEqual(await bob.topics(), ['CALL_ESTABLISHED 2002', '2 TALKING']);
  });

  it('tells which call it belongs to and takes its data along', async () => {
    const second = await consult('2002', { callVariable2: 'help' });
    const hold = await bridge.event('CALL_HELD_EVENT');
    assert.equal(hold.connectionCallID, first);
    const begin = await bridge.event('BEGIN_CALL_EVENT');
    assert.equal(begin.connectionCallID, second);
    assert.equal(begin.callType, 'CALLTYPE_CONSULT');
    assert.equal(begin.callVariable1, 'gold');
    assert.equal(begin.callVariable2, 'help');
    const initiated = await bridge.event('CALL_SERVICE_INITIATED_EVENT');
    assert.equal(initiated.cocConnectionCallID, first);
    assert.equal(initiated.cocCallConnectionDeviceID, '2001');
    const snapshot = (await bridge.request('SNAPSHOT_CALL_REQ', connection(first, '2001'))) as {
      callVariable2?: string;
      callDevices: { callDeviceConnectionState: string }[];
    };
    assert.equal(snapshot.callVariable2, undefined, 'the first call keeps its own data');
    assert.deepEqual(
      snapshot.callDevices.map((device) => device.callDeviceConnectionState),
      ['LCS_HOLD', 'LCS_CONNECT'],
    );
  });

  it('reserves a colleague who is ready, and leaves him ready when it is given up', async () => {
    await site.ready(bridge, '2002');
    await bob.news();
    const second = await consult();
    assert.deepEqual(await bob.topics(), ['2 RESERVED', 'BEGIN_CALL 2002', 'CALL_DELIVERED 2002']);
    await bridge.request('CLEAR_CONNECTION_REQ', connection(second, '2001'));
    assert.deepEqual(await bob.topics(), [
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2002',
      '2 AVAILABLE',
      'END_CALL 2002',
    ]);
  });

  it('shows both calls at the phone', async () => {
    const second = await consulted();
    const device = (await bridge.request('SNAPSHOT_DEVICE_REQ', {
      peripheralID: AGENTS,
      snapshotDeviceType: 'DEVID_AGENT_DEVICE',
      agentInstrument: '2001',
    })) as { calls: { callConnectionCallID: number; callState: string }[] };
    assert.deepEqual(
      device.calls.map((one) => [one.callConnectionCallID, one.callState]),
      [
        [first, 'LCS_HOLD'],
        [second, 'LCS_CONNECT'],
      ],
    );
  });

  it('alternates with the first: one is held, the other retrieved, the agent talks on', async () => {
    const second = await consulted();
    await ann.request('ALTERNATE_CALL_REQ', { ...active(second, '2001'), ...other(first, '2001') });
    const hold = await ann.event('CALL_HELD_EVENT');
    assert.equal(hold.connectionCallID, second);
    assert.equal(hold.localConnectionState, 'LCS_HOLD');
    const retrieved = await ann.event('CALL_RETRIEVED_EVENT');
    assert.equal(retrieved.connectionCallID, first);
    assert.equal(retrieved.localConnectionState, 'LCS_CONNECT');
    assert.deepEqual(await ann.topics(), []);
    assert.deepEqual(await bob.topics(), ['CALL_HELD 2001']);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_TALKING');
  });

  it('is dropped by a reconnect, which takes the first call back', async () => {
    const second = await consulted();
    await ann.request('RECONNECT_CALL_REQ', { ...active(second, '2001'), ...held(first, '2001') });
    assert.deepEqual(await ann.topics(), [
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CONNECTION_CLEARED 2002',
      'CALL_CLEARED 2001',
      'END_CALL 2001',
      'CALL_RETRIEVED 2001',
    ]);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_TALKING');
    assert.equal(site.simulator.agents[1]?.state, 'AGENT_STATE_NOT_READY');
  });

  it('can be dropped while it rings or has failed', async () => {
    for (const number of ['2003', '2999']) {
      const second = await consult(number);
      await bridge.request('RECONNECT_CALL_REQ', { ...active(second, '2001'), ...held(first, '2001') });
      assert.equal((await bridge.event('CALL_RETRIEVED_EVENT')).connectionCallID, first);
    }
    assert.deepEqual(
      site.simulator.calls.map((call) => call.callID),
      [first],
    );
  });

  it('is refused where there is no talking call, or not two calls of one phone', async () => {
    const failure = 'CONTROL_FAILURE_CONF';
    const payload = { ...active(first, '2001'), dialedNumber: '2002' };
    const refused = (topic: string, fields: object) => bridge.refused(topic, { ...fields });
    assert.equal(
      await refused('CONSULTATION_CALL_REQ', { ...payload, activeConnectionCallID: 1 }),
      `${failure} CF_NO_ACTIVE_CALL`,
    );
    assert.equal(
      await refused('CONSULTATION_CALL_REQ', { ...payload, dialedNumber: 'Bob' }),
      `${failure} CF_INVALID_CALLED_DEVICE`,
    );
    assert.equal(
      await refused('CONSULTATION_CALL_REQ', { ...payload, namedVariables: { nobody: 'x' } }),
      'FAILURE_CONF E_CTI_NAMED_VARIABLE_NOT_CONFIGURED',
    );
    const second = await consulted();
    assert.equal(await refused('CONSULTATION_CALL_REQ', payload), `${failure} CF_INVALID_OBJECT_STATE`);
    const both = { ...active(second, '2001'), ...held(first, '2001') };
    assert.equal(
      await refused('RECONNECT_CALL_REQ', { ...both, ...active(second, '2002') }),
      `${failure} CF_INVALID_CSTA_CONNECTION_IDENTIFIER`,
    );
    assert.equal(
      await refused('RECONNECT_CALL_REQ', { ...both, heldConnectionCallID: 1 }),
      `${failure} CF_NO_HELD_CALL`,
    );
    const turned = { ...active(first, '2001'), ...other(second, '2001') };
    assert.equal(await refused('ALTERNATE_CALL_REQ', turned), `${failure} CF_NO_ACTIVE_CALL`);
    assert.equal(
      await bob.refused('RECONNECT_CALL_REQ', both),
      `${failure} CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE`,
    );
  });

  it('sends tones into a call that is connected', async () => {
    await bridge.request('SEND_DTMF_SIGNAL_REQ', { ...connection(first, '2001'), dtmfString: '0123ABCD*#,' });
    const wrong = { ...connection(first, '2001'), dtmfString: 'hello' };
    assert.equal(await bridge.refused('SEND_DTMF_SIGNAL_REQ', wrong), 'CONTROL_FAILURE_CONF CF_VALUE_OUT_OF_RANGE');
    await bridge.request('HOLD_CALL_REQ', connection(first, '2001'));
    assert.equal(
      await bridge.refused('SEND_DTMF_SIGNAL_REQ', { ...connection(first, '2001'), dtmfString: '1' }),
      'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE',
    );
  });
});
