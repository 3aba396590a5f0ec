import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Message } from '../../lib/codec';
import type { TestClient } from './client';
import { AGENTS, active, connection, held, Site } from './site';

type Clients = Message<'BEGIN_CALL_EVENT'>['payload']['ctiClients'];

/** BEGIN_CALL_EVENT, CALL_DATA_UPDATE_EVENT, SNAPSHOT_CALL_CONF: NumCTIClients, CTIClientSignature, CTIClientTimestamp. */
describe("the CTI clients of a call's parties", () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let bob: TestClient;
  let callID: number;
  let came: string;

  const sign = (extension: string, clientSignature: string) => site.desktop(extension, { clientSignature });
  const now = () => new Date(site.clock.now()).toISOString();
  const snapshot = async () => {
    const { numCTIClients, ctiClients } = (await bridge.request(
      'SNAPSHOT_CALL_REQ',
      connection(callID, '2001'),
    )) as Message<'SNAPSHOT_CALL_CONF'>['payload'];
    assert.equal(numCTIClients, names(ctiClients).length);
    return names(ctiClients);
  };
  const blindTransfer = () => bridge.request('TRANSFER_CALL_REQ', { ...active(callID, '2001'), dialedNumber: '2002' });

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    ann = await sign('2001', 'Sig-A');
    bob = await sign('2002', 'Sig-B');
    came = now();
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001' }));
    site.clock.advance(5000);
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
  });
  afterEach(() => site.stop());

  it('are none at first, for all who are told of its beginning alike', async () => {
    for (const client of [bridge, ann]) {
      const begin = await client.event('BEGIN_CALL_EVENT');
      assert.equal(begin.numCTIClients, 0);
      assert.deepEqual(begin.ctiClients ?? [], []);
    }
  });

  it('are told to whoever gets the call by a blind transfer, with the time since when', async () => {
    await blindTransfer();
    const begin = await bob.event('BEGIN_CALL_EVENT');
    assert.equal(begin.numCTIClients, 1);
    assert.deepEqual(begin.ctiClients, [{ ctiClientSignature: 'Sig-A', ctiClientTimestamp: came }]);
  });

  it('are those who are there now in a snapshot, and all who ever were in an update', async () => {
    assert.deepEqual(await snapshot(), ['Sig-A']);
    await blindTransfer();
    assert.deepEqual(await snapshot(), ['Sig-B']);
    await bridge.news();
    await bridge.request('SET_CALL_DATA_REQ', { ...connection(callID, '2002'), callVariable1: 'gold' });
    const update = await bridge.event('CALL_DATA_UPDATE_EVENT');
    assert.equal(update.numCTIClients, 2);
    assert.deepEqual(names(update.ctiClients), ['Sig-A', 'Sig-B']);
    bob.close();
    await bob.closed;
    assert.deepEqual(await snapshot(), []);
  });

  it('go along when two calls become one', async () => {
    await bob.news();
    const consult = { ...active(callID, '2001'), dialedNumber: '2002' };
    const made = (await bridge.request('CONSULTATION_CALL_REQ', consult)) as { newConnectionCallID: number };
    const second = made.newConnectionCallID;
    assert.deepEqual(names((await bob.event('BEGIN_CALL_EVENT')).ctiClients), ['Sig-A']);
    await bridge.request('ANSWER_CALL_REQ', connection(second, '2002'));
    await bridge.request('TRANSFER_CALL_REQ', { ...active(second, '2001'), ...held(callID, '2001') });
    assert.deepEqual(names((await bob.event('CALL_DATA_UPDATE_EVENT')).ctiClients), ['Sig-A', 'Sig-B']);
    assert.deepEqual(await snapshot(), ['Sig-B']);
  });

  it('count once though they come back, and only from the time they first came', async () => {
    ann.close();
    await ann.closed;
    site.clock.advance(5000);
    const again = await sign('2001', 'Sig-A');
    assert.deepEqual(await snapshot(), ['Sig-A']);
    await again.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), callVariable1: 'gold' });
    const update = await again.event('CALL_DATA_UPDATE_EVENT');
    assert.deepEqual(update.ctiClients, [{ ctiClientSignature: 'Sig-A', ctiClientTimestamp: came }]);
  });

  it('are the latest 16 when there were more', async () => {
    let last = ann;
    for (let i = 1; i <= 17; i++) {
      last.close();
      await last.closed;
      last = await sign('2001', `Sig-${i}`);
    }
    assert.deepEqual(await snapshot(), ['Sig-17']);
    await last.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), callVariable1: 'gold' });
    const { numCTIClients, ctiClients } = await last.event('CALL_DATA_UPDATE_EVENT');
    assert.equal(numCTIClients, 16);
    assert.deepEqual(
      names(ctiClients),
      Array.from({ length: 16 }, (_, i) => `Sig-${i + 2}`),
    );
  });

  it('are there when their peripheral is back, though they came while it was off line', async () => {
    site.simulator.peripheralOffline(AGENTS);
    ann.close();
    await ann.closed;
    await sign('2001', 'Sig-C');
    site.simulator.peripheralOnline(AGENTS);
    assert.deepEqual(await snapshot(), ['Sig-C']);
  });
});

const names = (clients: Clients) => (clients ?? []).map(({ ctiClientSignature }) => ctiClientSignature);
