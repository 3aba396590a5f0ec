import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { CONFIGURATION, connection, Site } from './site';

describe('the data of a call', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let callID: number;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    await site.ready(bridge, '2001');
    ann = await site.desktop('2001');
    ({ callID } = site.simulator.inboundCall({
      callVariables: { callVariable1: 'one', callVariable2: 'two' },
      namedVariables: { 'user.account': '4711' },
    }));
    await bridge.news();
    await ann.news();
  });
  afterEach(() => site.stop());

  const set = (fields: object, client = ann) =>
    client.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), ...fields });
  const refused = (fields: object, client = ann) =>
    client.refused('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), ...fields });

  it('are set, confirmed and told to everybody with the call: what changed, and all ECC data', async () => {
    ann.received.length = 0;
    await set({ callVariable2: 'zwei', callWrapupData: 'sold', namedVariables: { 'user.segment': 'gold' } });
    for (const client of [ann, bridge]) {
      const update = await client.event('CALL_DATA_UPDATE_EVENT');
      assert.equal(update.connectionCallID, callID);
      assert.equal(update.newConnectionCallID, callID);
      assert.equal(update.newConnectionDeviceID, '2001');
      assert.equal(update.callType, 'CALLTYPE_PREROUTE_ACD_IN');
      assert.equal(update.callVariable1, undefined);
      assert.equal(update.callVariable2, 'zwei');
      assert.equal(update.callWrapupData, 'sold');
      assert.deepEqual(update.namedVariables, { 'user.account': '4711', 'user.segment': 'gold' });
    }
    assert.deepEqual(
      ann.received.map((message) => message.topic),
      ['SET_CALL_DATA_CONF', 'CALL_DATA_UPDATE_EVENT'],
    );
    assert.deepEqual(site.simulator.calls[0]?.callVariables, { callVariable1: 'one', callVariable2: 'zwei' });
    assert.deepEqual(site.simulator.calls[0]?.namedVariables, { 'user.account': '4711', 'user.segment': 'gold' });
  });

  it('keep the elements of an array that are left out', async () => {
    await set({ namedArrays: { 'user.history': ['a', null, 'c'] } });
    await set({ namedArrays: { 'user.history': [null, 'b'] } });
    await ann.event('CALL_DATA_UPDATE_EVENT');
    const update = await ann.event('CALL_DATA_UPDATE_EVENT');
    assert.deepEqual(update.namedArrays, { 'user.history': ['a', 'b', 'c'] });
  });

  it('may change the type and the fixed items of the call', async () => {
    await set({ callType: 'CALLTYPE_PREVIEW', calledPartyDisposition: 'SHORT', campaignID: 5, queryRuleID: 6 });
    const update = await ann.event('CALL_DATA_UPDATE_EVENT');
    assert.equal(update.callType, 'CALLTYPE_PREVIEW');
    assert.equal(update.calledPartyDisposition, 'SHORT');
    assert.equal(update.campaignID, 5);
    assert.equal(update.queryRuleID, 6);
  });

  it('are in the messages that follow', async () => {
    await set({ callVariable1: 'eins' });
    const late = await site.connect();
    await late.open({ clientID: 'late' });
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.equal((await late.event('BEGIN_CALL_EVENT')).callVariable1, 'eins');
  });

  it('are refused when they are not configured or do not fit', async () => {
    const code = async (fields: object, expected: string) =>
      assert.equal(await refused(fields), `FAILURE_CONF ${expected}`);
    await code({ namedVariables: { nobody: 'x' } }, 'E_CTI_NAMED_VARIABLE_NOT_CONFIGURED');
    await code({ namedArrays: { nobody: ['x'] } }, 'E_CTI_NAMED_ARRAY_NOT_CONFIGURED');
    await code({ namedVariables: { 'user.account': 'x'.repeat(41) } }, 'E_CTI_VALUE_TOO_LONG');
    await code({ namedArrays: { 'user.history': ['x'.repeat(41)] } }, 'E_CTI_VALUE_TOO_LONG');
    await code({ namedArrays: { 'user.history': [null, null, null, null, null, 'x'] } }, 'E_CTI_INVALID_ARRAY_INDEX');
    assert.deepEqual(await bridge.topics(), []);
  });

  it('are refused for a call that does not exist or is not the own one', async () => {
    assert.equal(await refused({ connectionCallID: 1 }), 'FAILURE_CONF E_CTI_INVALID_CALLID');
    assert.equal(await refused({ connectionDeviceID: '9' }), 'FAILURE_CONF E_CTI_INVALID_CALLID');
    const bob = await site.desktop('2002');
    assert.equal(await refused({}, bob), 'FAILURE_CONF E_CTI_NOT_CALL_PARTY');
  });

  it('are completed within the time for wrap-up data after the call, and refused later', async () => {
    site.simulator.hangUp(callID);
    for (const client of [ann, bridge]) await client.news();
    site.clock.advance(119_000);
    await set({ callWrapupData: 'sold' });
    for (const client of [ann, bridge]) assert.deepEqual(await client.topics(), [], 'END_CALL_EVENT was the last');
    site.clock.advance(1000);
    assert.equal(await refused({ callVariable1: 'late' }), 'FAILURE_CONF E_CTI_INVALID_CALLID');
  });

  it('are refused after the call and its release', async () => {
    site.simulator.hangUp(callID);
    await ann.request('RELEASE_CALL_REQ', connection(callID, '2001'));
    assert.equal(await refused({ callWrapupData: 'late' }), 'FAILURE_CONF E_CTI_NOT_CALL_PARTY');
  });

  it('are refused at once after the call where there is no time for wrap-up data', async () => {
    await site.stop();
    site = await Site.start({ configuration: { ...CONFIGURATION, wrapupDataTime: 0 } });
    bridge = await site.bridge();
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001' }));
    site.simulator.hangUp(callID);
    assert.equal(await refused({ callVariable1: 'late' }, bridge), 'FAILURE_CONF E_CTI_INVALID_CALLID');
  });

  it('are final for a session that has released the call, not for the others', async () => {
    await ann.request('RELEASE_CALL_REQ', connection(callID, '2001'));
    assert.equal(await refused({ callVariable1: 'late' }), 'FAILURE_CONF E_CTI_NOT_CALL_PARTY');
    await set({ callVariable1: 'mine' }, bridge);
  });
});

describe('too much ECC data', () => {
  it('are refused, counting what the call has already', async () => {
    const eccVariables = Array.from({ length: 12 }, (_, i) => ({ name: `user.long${i}`, maxLength: 200 }));
    const site = await Site.start({ configuration: { ...CONFIGURATION, eccVariables } });
    try {
      const bridge = await site.bridge();
      const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
      for (let i = 0; i < 9; i++) {
        await bridge.request('SET_CALL_DATA_REQ', {
          ...connection(callID, '2001'),
          namedVariables: { [`user.long${i}`]: 'x'.repeat(200) },
        });
      }
      const code = await bridge.refused('SET_CALL_DATA_REQ', {
        ...connection(callID, '2001'),
        namedVariables: { 'user.long9': 'x'.repeat(200) },
      });
      assert.equal(code, 'FAILURE_CONF E_CTI_TOO_MUCH_DATA');
      const updates = (await bridge.topics()).filter((topic) => topic.startsWith('CALL_DATA_UPDATE'));
      assert.equal(updates.length, 9);
    } finally {
      await site.stop();
    }
  });
});
