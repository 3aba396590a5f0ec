import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { CONFIGURATION, connection, Site } from './site';

describe('the queue', () => {
  let site: Site;
  let bridge: TestClient;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  it('keeps a caller waiting until an agent is ready', async () => {
    const { callID } = site.simulator.inboundCall({ ani: '5551234' });
    assert.deepEqual(await bridge.topics(), [
      'BEGIN_CALL 5551234',
      'CALL_DELIVERED 5551234',
      'CALL_ESTABLISHED VRU000',
      'CALL_QUEUED 5551234',
    ]);
    assert.equal(site.simulator.calls[0]?.state, 'queued');
    assert.equal(site.simulator.calls[0]?.callID, callID);

    await bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: 5000,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2001',
    });
    assert.deepEqual(await bridge.topics(), [
      '1 AVAILABLE',
      '1 RESERVED',
      'CALL_DEQUEUED 5551234',
      'BEGIN_CALL 2001',
      'CALL_DELIVERED 2001',
    ]);
    assert.equal(site.simulator.calls.length, 1);
    assert.equal(site.simulator.calls[0]?.state, 'ringing');
  });

  it('tells its length and skill group', async () => {
    site.simulator.inboundCall();
    const first = await bridge.event('CALL_QUEUED_EVENT');
    assert.equal(first.numQueued, 1);
    assert.equal(first.localConnectionState, 'LCS_QUEUED');
    assert.equal(first.queueDeviceType, 'DEVID_QUEUE');
    assert.deepEqual(first.skillGroups, [{ skillGroupNumber: 1, skillGroupID: 5101, skillGroupPriority: 0 }]);
    site.simulator.inboundCall();
    assert.equal((await bridge.event('CALL_QUEUED_EVENT')).numQueued, 2);
    await site.ready(bridge, '2003');
    assert.equal(
      site.simulator.calls.filter((call) => call.state === 'queued').length,
      2,
      'support takes no sales calls',
    );
  });

  it('serves callers in the order of their arrival', async () => {
    const first = site.simulator.inboundCall();
    const second = site.simulator.inboundCall();
    await site.ready(bridge, '2001', '2002');
    const agentOf = (callID: number) => site.simulator.calls.find((call) => call.callID === callID)?.parties[0]?.number;
    assert.equal(agentOf(first.callID), '2001');
    assert.equal(agentOf(second.callID), '2002');
  });

  it('picks the agent who has been ready longest', async () => {
    await site.ready(bridge, '2002', '2001');
    site.simulator.inboundCall();
    assert.equal((await bridge.event('AGENT_STATE_EVENT')).agentID, '2');
    site.simulator.inboundCall();
    assert.equal((await bridge.event('AGENT_STATE_EVENT')).agentID, '1');
  });

  it('gives the next caller to an agent whose call is over', async () => {
    await site.ready(bridge, '2001');
    const first = site.simulator.inboundCall();
    site.simulator.inboundCall({ ani: '5559999' });
    await bridge.request('ANSWER_CALL_REQ', connection(first.callID, '2001'));
    await bridge.news();
    site.simulator.hangUp(first.callID);
    const topics = await bridge.topics();
    assert.deepEqual(topics.slice(topics.indexOf('1 RESERVED')), [
      '1 RESERVED',
      'CALL_DEQUEUED 5559999',
      'BEGIN_CALL 2001',
      'CALL_DELIVERED 2001',
    ]);
    assert.ok(topics.indexOf('END_CALL 2001') < topics.indexOf('BEGIN_CALL 2001'));
  });

  it('lets a caller abandon', async () => {
    const { callID } = site.simulator.inboundCall({ ani: '5551234' });
    await bridge.news();
    site.simulator.hangUp(callID);
    assert.deepEqual(await bridge.topics(), [
      'CALL_DEQUEUED 5551234',
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CLEARED 5551234',
      'END_CALL 5551234',
    ]);
    await site.ready(bridge, '2001');
    assert.deepEqual(site.simulator.calls, []);
    assert.throws(() => site.simulator.hangUp(callID), { code: 'CTI_UNKNOWN_CALL' });
  });

  it('says on abandoning that the call is out of all queues', async () => {
    const { callID } = site.simulator.inboundCall();
    site.simulator.hangUp(callID);
    const dequeued = await bridge.event('CALL_DEQUEUED_EVENT');
    assert.equal(dequeued.numSkillGroups, 0);
    assert.equal(dequeued.numQueued, 0);
    assert.equal(dequeued.localConnectionState, null);
    assert.equal((await bridge.event('CALL_CLEARED_EVENT')).eventCause, 'CEC_CALL_CANCELLED');
  });

  it('lets a caller abandon while the phone rings; the agent is ready again', async () => {
    await site.ready(bridge, '2001');
    const ann = await site.desktop('2001');
    const { callID } = site.simulator.inboundCall({ ani: '5551234' });
    await ann.news();
    site.simulator.hangUp(callID);
    assert.deepEqual(await ann.topics(), [
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CLEARED 2001',
      '1 AVAILABLE',
      'END_CALL 2001',
    ]);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_AVAILABLE');
  });

  it('is invisible to agents', async () => {
    const ann = await site.desktop('2001');
    const { callID } = site.simulator.inboundCall();
    site.simulator.hangUp(callID);
    assert.deepEqual(await ann.topics(), []);
  });

  it('is invisible to everybody where no queueing peripheral is configured', async () => {
    await site.stop();
    site = await Site.start({
      configuration: { ...CONFIGURATION, dialedNumbers: [{ number: '8001', skillGroupNumber: 1 }] },
    });
    bridge = await site.bridge();
    site.simulator.inboundCall();
    assert.deepEqual(await bridge.topics(), []);
    assert.equal(site.simulator.calls[0]?.state, 'queued');
    await bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: 5000,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2001',
    });
    assert.deepEqual(await bridge.topics(), ['1 AVAILABLE', '1 RESERVED', 'BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);
  });
});
