import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { CONFIGURATION, connection, Site } from './site';

const NAMES = Array.from({ length: 12 }, (_, i) => `user.part${i}`);
const eccVariables = NAMES.map((name) => ({ name, maxLength: 200 }));
const filled = (count: number) => Object.fromEntries(NAMES.slice(0, count).map((name) => [name, 'x'.repeat(200)]));

interface Named {
  readonly namedVariables?: { readonly [name: string]: string };
}

/** Configuration Guide, "ECC Payloads": an event that would have too many ECC data goes without them. */
describe('a call with more ECC data than a message holds', () => {
  let site: Site;
  let bridge: TestClient;

  beforeEach(async () => {
    site = await Site.start({ configuration: { ...CONFIGURATION, eccVariables } });
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  it('is announced without any of them, with its call variables', async () => {
    site.simulator.inboundCall({
      dialedNumber: '2001',
      callVariables: { callVariable1: 'gold' },
      namedVariables: filled(12),
    });
    const begun = await bridge.event('BEGIN_CALL_EVENT');
    assert.equal(begun.callVariable1, 'gold');
    assert.deepEqual((begun as Named).namedVariables ?? {}, {});
  });

  it('is updated without them, too, and takes no more of them', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001', namedVariables: filled(12) });
    await bridge.news();
    const call = connection(callID, '2001');
    await bridge.request('SET_CALL_DATA_REQ', { ...call, callVariable2: 'silver' });
    const update = await bridge.event('CALL_DATA_UPDATE_EVENT');
    assert.equal(update.callVariable2, 'silver');
    assert.deepEqual((update as Named).namedVariables ?? {}, {});
    const more = { ...call, namedVariables: { 'user.part1': 'y'.repeat(200) } };
    assert.equal(await bridge.refused('SET_CALL_DATA_REQ', more), 'FAILURE_CONF E_CTI_TOO_MUCH_DATA');
  });

  it('has them again when a client makes them few enough', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001', namedVariables: filled(10) });
    await bridge.news();
    const shorter = { 'user.part0': 'a', 'user.part1': 'b' };
    await bridge.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), namedVariables: shorter });
    const { namedVariables } = (await bridge.event('CALL_DATA_UPDATE_EVENT')) as Named;
    assert.equal(Object.keys(namedVariables ?? {}).length, 10);
    assert.equal(namedVariables?.['user.part0'], 'a');
  });

  it('has all of them as long as they fit', async () => {
    site.simulator.inboundCall({ dialedNumber: '2001', namedVariables: filled(9) });
    const { namedVariables } = (await bridge.event('BEGIN_CALL_EVENT')) as Named;
    assert.deepEqual(Object.keys(namedVariables ?? {}), NAMES.slice(0, 9));
  });
});
