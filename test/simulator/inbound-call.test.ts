import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { short, type TestClient } from './client';
import { AGENTS, connection, Site, VRU, withDeskSettings } from './site';

/** The guide: All Events Service, Client Events Service; order of events as in the typical message flow. */
describe('an inbound call', () => {
  let site: Site;
  let bridge: TestClient;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  it('reaches a ready agent, is answered and hung up by the caller', async () => {
    const ann = await site.desktop('2001');
    await site.ready(bridge, '2001');
    await ann.news();

    const { callID } = site.simulator.inboundCall({ ani: '5551234' });
    assert.deepEqual(await bridge.topics(), [
      'BEGIN_CALL 5551234',
      'CALL_DELIVERED 5551234',
      'CALL_ESTABLISHED VRU000',
      '1 RESERVED',
      'BEGIN_CALL 2001',
      'CALL_DELIVERED 2001',
    ]);
    assert.deepEqual(await ann.topics(), ['1 RESERVED', 'BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);

    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.deepEqual(await ann.topics(), ['CALL_ESTABLISHED 2001', '1 TALKING']);
    assert.deepEqual(await bridge.topics(), ['CALL_ESTABLISHED 2001', '1 TALKING', 'CALL_CONNECTION_CLEARED VRU000']);

    site.simulator.hangUp(callID);
    assert.deepEqual(await ann.topics(), [
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2001',
      '1 AVAILABLE',
      'END_CALL 2001',
    ]);
    assert.deepEqual(await bridge.topics(), [
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2001',
      '1 AVAILABLE',
      'END_CALL 2001',
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CLEARED 5551234',
      'END_CALL 5551234',
    ]);
    assert.deepEqual(site.simulator.calls, []);
  });

  it('is hung up by the agent', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
    await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    const [first, second, third] = await bridge.topics();
    assert.deepEqual(
      [first, second, third],
      ['CALL_CONNECTION_CLEARED 2001', 'CALL_CONNECTION_CLEARED 5550001', 'CALL_CLEARED 2001'],
    );
  });

  it('confirms a request before the events that it causes', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await bridge.news();
    bridge.received.length = 0;
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.settled();
    assert.equal(bridge.received[0]?.topic, 'ANSWER_CALL_CONF');
  });

  it('tells who calls whom, with which data, and keeps one router call key on both peripherals', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall({
      ani: '5551234',
      dialedNumber: '8001',
      callVariables: { callVariable1: 'gold', callVariable10: 'ten' },
      namedVariables: { 'user.account': '4711' },
    });
    const inQueue = await bridge.event('BEGIN_CALL_EVENT');
    assert.equal(inQueue.peripheralID, VRU);
    assert.equal(inQueue.callType, 'CALLTYPE_ACD_IN');
    const trunk = await bridge.event('CALL_DELIVERED_EVENT');
    assert.equal(trunk.localConnectionState, 'LCS_INITIATE');
    assert.equal(trunk.alertingDeviceType, null);
    assert.equal(trunk.calledDeviceID, '8001');

    const begin = await bridge.event('BEGIN_CALL_EVENT');
    assert.equal(begin.peripheralID, AGENTS);
    assert.equal(begin.connectionCallID, callID);
    assert.equal(begin.callType, 'CALLTYPE_PREROUTE_ACD_IN');
    assert.equal(begin.ani, '5551234');
    assert.equal(begin.dnis, '8001');
    assert.equal(begin.callVariable1, 'gold');
    assert.equal(begin.callVariable10, 'ten');
    assert.deepEqual(begin.namedVariables, { 'user.account': '4711' });
    assert.notEqual(begin.connectionCallID, inQueue.connectionCallID);
    assert.equal(begin.routerCallKeyCallID, inQueue.routerCallKeyCallID);
    assert.equal(begin.routerCallKeyDay, inQueue.routerCallKeyDay);
    // 2026-01-31 counted from 1601.
    assert.equal(begin.routerCallKeyDay, 155_258);

    const ringing = await bridge.event('CALL_DELIVERED_EVENT');
    assert.equal(ringing.connectionCallID, callID);
    assert.equal(ringing.localConnectionState, 'LCS_ALERTING');
    assert.equal(ringing.eventCause, 'CEC_NEW_CALL');
    assert.equal(ringing.alertingDeviceType, 'DEVID_AGENT_DEVICE');
    assert.equal(ringing.alertingDeviceID, '2001');
    assert.equal(ringing.callingDeviceType, 'DEVID_EXTERNAL');
    assert.equal(ringing.callingDeviceID, '5551234');
    assert.equal(ringing.lastRedirectDeviceID, '8001');
    assert.equal(ringing.skillGroupNumber, 1);
    assert.equal(ringing.monitorID, 0);
  });

  it('releases the VRU port when the agent answers, with the cause of a redirect', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    const cleared = await bridge.event('CALL_CONNECTION_CLEARED_EVENT');
    assert.equal(cleared.eventCause, 'CEC_REDIRECTED');
    assert.equal(cleared.peripheralID, VRU);
    assert.equal(cleared.localConnectionState, 'LCS_NULL');
  });

  it('may be answered without its id by who knows the phone that rings', async () => {
    await site.ready(bridge, '2001');
    site.simulator.inboundCall();
    await bridge.request('ANSWER_CALL_REQ', {
      peripheralID: AGENTS,
      connectionCallID: null,
      connectionDeviceIDType: null,
      connectionDeviceID: '2001',
    });
    assert.equal((await bridge.event('CALL_ESTABLISHED_EVENT')).answeringDeviceID, 'VRU000');
    assert.equal((await bridge.event('CALL_ESTABLISHED_EVENT')).answeringDeviceID, '2001');
  });

  it('rings at an extension directly without a reservation, and leaves the agent not ready', async () => {
    const { callID } = site.simulator.inboundCall({ ani: '5551234', dialedNumber: '2001' });
    const begin = await bridge.event('BEGIN_CALL_EVENT');
    assert.equal(begin.callType, 'CALLTYPE_OTHER_IN');
    assert.equal(begin.routerCallKeyDay, undefined);
    await bridge.news();
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    const talking = await bridge.event('AGENT_STATE_EVENT');
    assert.equal(talking.agentState, 'AGENT_STATE_TALKING');
    assert.equal(talking.direction, 'OTHER_IN');
    site.simulator.hangUp(callID);
    assert.equal((await bridge.event('AGENT_STATE_EVENT')).agentState, 'AGENT_STATE_NOT_READY');
  });

  it('has a router call key that comes from no earlier run of the simulator', async () => {
    const keyOf = async (client: TestClient) => {
      site.simulator.inboundCall();
      return (await client.event('BEGIN_CALL_EVENT')).routerCallKeyCallID;
    };
    const first = await keyOf(bridge);
    await site.simulator.stop();
    site.clock.advance(1000);
    await site.open();
    assert.notEqual(await keyOf(await site.bridge()), first);
  });

  it('has a router call key and a port of the VRU of its own', async () => {
    for (let i = 0; i < 3; i++) site.simulator.inboundCall();
    const events = await bridge.news();
    const keys = events.filter(({ topic }) => topic === 'BEGIN_CALL_EVENT').map(({ payload }) => payload);
    assert.equal(new Set(keys.map((one) => (one as { routerCallKeyCallID: number }).routerCallKeyCallID)).size, 3);
    const ports = events.map(short).filter((one) => one.startsWith('CALL_ESTABLISHED'));
    assert.deepEqual(
      ports,
      ['VRU000', 'VRU001', 'VRU002'].map((port) => `CALL_ESTABLISHED ${port}`),
    );
  });

  it('is followed by work when the desk settings say so, until the timer ends it', async () => {
    await site.stop();
    site = await Site.start({ configuration: withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 30 }) });
    bridge = await site.bridge();
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.simulator.hangUp(callID);
    const topics = await bridge.topics();
    assert.deepEqual(topics.slice(topics.indexOf('CALL_CLEARED 2001'), topics.indexOf('END_CALL 2001') + 1), [
      'CALL_CLEARED 2001',
      '1 WORK_READY',
      'END_CALL 2001',
    ]);
    site.clock.advance(29_999);
    assert.deepEqual(await bridge.topics(), []);
    site.clock.advance(1);
    assert.deepEqual(await bridge.topics(), ['1 AVAILABLE']);
  });

  it('is refused with a clear error when the number does not exist or the data do not fit', () => {
    const fails = (call: object, code: string, field?: string) => {
      assert.throws(() => site.simulator.inboundCall(call), { code, ...(field && { field }) });
    };
    fails({ dialedNumber: '9999' }, 'CTI_UNKNOWN_NUMBER', 'dialedNumber');
    fails({ callVariables: { callVariable11: 'x' } }, 'CTI_UNKNOWN_FIELD', 'callVariables.callVariable11');
    fails({ callVariables: { callVariable1: 'x'.repeat(41) } }, 'CTI_FIELD_TOO_LONG', 'callVariable1');
    fails({ ani: '漢' }, 'CTI_INVALID_FIELD', 'ani');
    fails({ namedVariables: { nobody: 'x' } }, 'E_CTI_NAMED_VARIABLE_NOT_CONFIGURED', 'namedVariables.nobody');
    site.simulator.inboundCall({ dialedNumber: '2001' });
    fails({ dialedNumber: '2001' }, 'CTI_BUSY', 'dialedNumber');
    assert.throws(() => site.simulator.hangUp(1), { code: 'CTI_UNKNOWN_CALL' });
  });
});
