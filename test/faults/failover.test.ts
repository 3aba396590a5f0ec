import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { SessionOptions } from '../../lib/session';
import { FAULTS } from './faults';
import { PROMISES, Site } from './site';
import type { Watched } from './watched';

/** Seconds in which a session is open with the other side after a reset. */
const FAILOVER = 1;

/**
 * The session's own clock stands still from the reset on: so no pause and no time limit has any part in the failover,
 * and what is left is the round trips, whose time on this machine is shown.
 */
async function failsOver(site: Site, watched: Watched, fail: () => unknown): Promise<number> {
  const { session } = watched;
  const gaps = watched.gaps.length;
  site.pace.hold();
  const begun = performance.now();
  await fail();
  await site.pace.until('the session is open with the other side', 10, () => watched.gaps.length > gaps);
  const took = performance.now() - begun;
  site.pace.goOn();
  const gap = watched.gaps.at(-1);
  assert.deepEqual([gap?.side, gap?.newSide, session.status.state], ['A', 'B', 'open']);
  assert.ok(gap !== undefined && gap.seconds < FAILOVER, `${gap?.seconds} s`);
  assert.equal(gap.seconds, 0);
  return took;
}

describe('failover while the other side is up', () => {
  let site: Site;

  afterEach(() => site.stop());

  const causes: readonly [string, Partial<SessionOptions>, (site: Site) => unknown][] = [
    ['the network resets it, and the server is gone', {}, resetAndStop],
    ["the server's process dies", {}, ({ simulator }) => simulator.stopSide('A')],
    ['the servers change roles', {}, ({ simulator }) => simulator.switchSides()],
    ['the network resets it, with hot standby', { hotStandby: true }, resetAndStop],
    ["the server's process dies, with hot standby", { hotStandby: true }, ({ simulator }) => simulator.stopSide('A')],
    ['the servers change roles, with hot standby', { hotStandby: true }, ({ simulator }) => simulator.switchSides()],
  ];
  for (const [cause, options, fail] of causes) {
    it(`takes no pause when ${cause}`, async function () {
      site = await Site.start(2, options);
      const watched = await site.open();
      const took = await failsOver(site, watched, () => fail(site));
      assert.equal(await watched.ask(), 'confirmed');
      await site.close();
      this.test!.title += `: open again after ${took.toFixed(1)} ms of the ${FAILOVER} s promised`;
    });
  }

  it('takes no pause either when the side that is left is a dead host: that was its heartbeats to find', async function () {
    site = await Site.start(2);
    const watched = await site.open();
    FAULTS['nobody answers'].begin(site.place('A'));
    site.simulator.switchSides();
    const took = await site.pace.until('open with B', PROMISES.dead + PROMISES.atOnce, () => watched.gaps.length > 0);
    const [gap] = watched.gaps;
    assert.equal(gap?.code, 'CTI_NO_HEARTBEAT');
    assert.ok(gap.seconds <= FAILOVER, `${gap.seconds} s`);
    await site.close();
    this.test!.title += ` (within ${took.toFixed(0)} s of ${PROMISES.dead} s)`;
  });
});

function resetAndStop({ proxies: [first], simulator }: Site): Promise<void> {
  first?.reset();
  return simulator.stopSide('A');
}
