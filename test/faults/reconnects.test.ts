import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { FAULTS, type FaultName } from './faults';
import { compile, heapInUse } from './heap';
import { Site } from './site';
import type { Watched } from './watched';

/** Until then everything has been used that is made once. */
const WARM_UP = 300;
const RECONNECTS = 1000;
/** Bytes. A connection that is kept would be some thousand, a thousand of them some million. */
const GROWTH = 200_000;
/** Seconds after which a session counts as one that lasted, so that the next one needs no pause. */
const LASTS = 11;

const WAYS: readonly FaultName[] = ['reset', 'cut', 'garbage to the client', 'garbage to the server'];

/** What a process holds, apart from memory. */
function held(site: Site) {
  const resources = process.getActiveResourcesInfo().filter((kind) => kind !== 'Immediate');
  return {
    resources: resources.length,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    timers: site.pace.session.waiting,
    sockets: site.proxies.reduce((sum, proxy) => sum + proxy.sockets, 0),
  };
}

async function reconnect(site: Site, watched: Watched, times: number): Promise<void> {
  const { session } = watched;
  for (let time = 0; time < times; time++) {
    const { epoch } = session.status;
    site.pace.session.advance(LASTS);
    void watched.ask();
    FAULTS[WAYS[time % WAYS.length] as FaultName].begin(site.place());
    await site.pace.until('it is open again', 5, () => session.status.epoch > epoch && watched.isOpen);
    // Kept by the test, not by the session.
    for (const list of [watched.statuses, watched.gaps, watched.problems]) list.length = 0;
  }
  await site.pace.until('every request has ended', 10, () => watched.pending === 0);
  watched.endings.length = 0;
  watched.asked = 0;
}

/** Connections that are over are closed in the turns of the event loop that follow. */
async function settled(site: Site) {
  await site.pace.until('only the present connection is left', 5, () => held(site).sockets === 2);
  return held(site);
}

describe('a thousand reconnects in one process', () => {
  before(() => compile(false));
  after(() => compile(true));

  it('leave no memory, listeners, timers or handles behind', async function () {
    const site = await Site.start(1);
    try {
      const watched = await site.open();
      await reconnect(site, watched, WARM_UP);
      const before = await settled(site);
      const heapBefore = await heapInUse();
      const begun = performance.now();
      await reconnect(site, watched, RECONNECTS);
      const took = (performance.now() - begun) / RECONNECTS;
      assert.deepEqual(await settled(site), before);
      const growth = (await heapInUse()) - heapBefore;
      assert.equal(watched.session.counters.reconnects, WARM_UP + RECONNECTS);
      assert.ok(growth < GROWTH, `${growth} bytes`);
      this.test!.title += `: ${(growth / RECONNECTS).toFixed(0)} bytes of heap and ${took.toFixed(1)} ms for each`;
    } finally {
      await site.stop();
    }
  });
});
