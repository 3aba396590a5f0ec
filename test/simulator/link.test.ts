import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Action } from '../../lib/simulator';
import type { TestClient } from './client';
import { random, SEED } from './random';
import { HOT, Site } from './site';

const calls = async (client: TestClient) => (await client.topics()).filter((topic) => topic.includes('CALL'));

describe('the link between the sides', () => {
  let site: Site;

  const perform = (action: string, fields: object = {}) => site.simulator.perform({ action, ...fields } as Action);

  beforeEach(async () => {
    site = await Site.start({ sideB: { port: 0 } });
  });
  afterEach(() => site.stop());

  it('is needed to hand over', async () => {
    await perform('cutLink');
    await perform('cutLink');
    const noLink = { code: 'CTI_NO_LINK', message: /restore it/ };
    await assert.rejects(perform('switchSides'), noLink);
    await assert.rejects(perform('maintenance'), noLink);
    assert.equal(site.simulator.active, 'A');
    await perform('restoreLink');
    await perform('restoreLink');
    await perform('switchSides');
    assert.equal(site.simulator.active, 'B');
  });

  it('makes no difference to the clients of either side while it is cut', async () => {
    const active = await site.hot('A');
    const waiting = await site.hot('B');
    await perform('cutLink');
    site.simulator.inboundCall({ dialedNumber: '2001' });
    assert.deepEqual(await active.topics(), ['BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);
    assert.deepEqual(await waiting.topics(), []);
    assert.equal((await (await site.connect(25, 'B')).open({ servicesRequested: HOT })).sessionType, 'STANDBY');
  });

  it('gives a maintenance up when it is cut while clients are asked', async () => {
    const old = await site.hot('A');
    const result = perform('maintenance');
    const { invokeID } = await old.event('ACTIVE_MAINTENANCE_REQ_MSG');
    await perform('cutLink');
    old.sendRaw(old.encode('ACTIVE_MAINTENANCE_RESP_MSG', { invokeID, maintenanceModeAccepted: true }));
    assert.equal((await old.event('ACTIVE_MAINTENANCE_EVENT_MSG')).maintenanceModeStatus, false);
    assert.deepEqual(await result, { accepted: false, refusedBy: [] });
    assert.equal(site.simulator.active, 'A');
  });

  it('lets the other side take over from a dead one, with the calls that it has heard of', async () => {
    const waiting = await site.hot('B');
    site.simulator.inboundCall({ dialedNumber: '2001' });
    await perform('cutLink');
    const unheard = site.simulator.inboundCall({ dialedNumber: '2002' });
    await perform('stopSide', { side: 'A' });
    assert.equal(site.simulator.active, 'B');
    assert.deepEqual(await calls(waiting), ['BEGIN_CALL 2001', 'CALL_DELIVERED 5550001', 'CALL_DELIVERED 2001']);
    // It learns of the others when something happens to them.
    await perform('answer', { agent: '2' });
    assert.deepEqual(await calls(waiting), ['BEGIN_CALL 2002', 'CALL_ESTABLISHED 2002']);
    site.simulator.hangUp(unheard.callID);
    assert.equal((await calls(waiting)).at(-1), 'END_CALL 2002');
  });

  it('has a side that starts without it know of nothing', async () => {
    await perform('cutLink');
    site.simulator.inboundCall({ dialedNumber: '2001' });
    await perform('stopSide', { side: 'B' });
    await perform('startSide', { side: 'B' });
    const waiting = await site.hot('B');
    await perform('stopSide', { side: 'A' });
    assert.deepEqual(await calls(waiting), []);
    await perform('startSide', { side: 'A' });
    assert.equal(site.simulator.active, 'B');
    await perform('restoreLink');
    const back = await site.hot('A');
    await perform('switchSides');
    assert.deepEqual(await calls(back), ['BEGIN_CALL 2001', 'CALL_DELIVERED 5550001', 'CALL_DELIVERED 2001']);
  });

  it('is there again after a stop', async () => {
    await perform('cutLink');
    await site.simulator.stop();
    await site.open();
    await perform('switchSides');
  });

  it('is none where there is one side only', async () => {
    await site.stop();
    site = await Site.start();
    await assert.rejects(perform('cutLink'), { code: 'CTI_NO_OTHER_SIDE' });
    await assert.rejects(perform('restoreLink'), { code: 'CTI_NO_OTHER_SIDE' });
  });

  it(`never makes two active sides, whatever happens (seed ${SEED})`, async () => {
    const { pick } = random(SEED);
    const steps = ['cutLink', 'restoreLink', 'switchSides', 'stopSide A', 'stopSide B', 'startSide A', 'startSide B'];
    const roles: Record<string, string> = { A: 'active', B: 'standby' };
    site.simulator.on('trace', (line) => {
      const [, side, role] = /^SIDE (\w): (\w+)$/.exec(line) ?? [];
      if (side && role) roles[side] = role;
      assert.ok(roles.A !== 'active' || roles.B !== 'active', line);
    });
    for (let i = 0; i < 60; i++) {
      const [action, side] = (pick(steps) ?? '').split(' ');
      await perform(action ?? '', side ? { side } : {}).catch(({ code }) => {
        assert.match(code, /^CTI_(NO_LINK|NO_OTHER_SIDE|ALREADY_STARTED)$/);
      });
      const alive = Object.values(roles).filter((role) => role !== 'down').length;
      assert.equal(site.simulator.active !== undefined, alive > 0, 'and none is left without one');
    }
  });
});
