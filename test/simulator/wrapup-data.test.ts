import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { CONFIGURATION, connection, Site } from './site';

/** The guide's Call Data Update Service and RELEASE_CALL_REQ: wrap-up data after the call, for a time. */
describe('the end of a call for sessions that may set wrap-up data', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let watcher: TestClient;
  let callID: number;

  beforeEach(async () => {
    site = await Site.start({ configuration: { ...CONFIGURATION, endCallEvent: 'after wrap-up data' } });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    watcher = await site.connect();
    await watcher.open({ clientID: 'watcher', servicesRequested: ['CTI_SERVICE_ALL_EVENTS'] });
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001' }));
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.simulator.hangUp(callID);
    await ann.news();
    await bridge.news();
  });
  afterEach(() => site.stop());

  const wrapUp = () => ann.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), callWrapupData: 'sold' });

  it('comes after the time for wrap-up data, and they are told of the data', async () => {
    await wrapUp();
    for (const client of [ann, bridge]) {
      assert.equal((await client.event('CALL_DATA_UPDATE_EVENT')).callWrapupData, 'sold');
    }
    site.clock.advance(119_999);
    assert.deepEqual(await ann.topics(), []);
    site.clock.advance(1);
    assert.deepEqual(await ann.topics(), ['END_CALL 2001']);
    assert.deepEqual(await bridge.topics(), ['END_CALL 2001']);
  });

  it('comes when the session releases the call, and later for the others', async () => {
    await ann.request('RELEASE_CALL_REQ', connection(callID, '2001'));
    assert.deepEqual(await ann.topics(), ['END_CALL 2001']);
    assert.deepEqual(await bridge.topics(), []);
    await bridge.request('RELEASE_CALL_REQ', connection(callID, '2001'));
    assert.deepEqual(await bridge.topics(), ['END_CALL 2001']);
    site.clock.advance(120_000);
    assert.deepEqual(await ann.topics(), []);
  });

  it('comes at once for a session that has released it during the call', async () => {
    const { callID: next } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await ann.request('RELEASE_CALL_REQ', connection(next, '2001'));
    site.simulator.hangUp(next);
    assert.equal((await ann.topics()).at(-1), 'END_CALL 2001');
  });

  it('is the last message at once for a session without that service', async () => {
    assert.equal((await watcher.topics()).at(-1), 'END_CALL 2001');
    await wrapUp();
    assert.deepEqual(await watcher.topics(), []);
  });
});
