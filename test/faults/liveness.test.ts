/** A dead server, and what a session needs to find that out: never more than four heartbeat intervals. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { CtiError, SessionOptions } from '../../lib/session';
import { FAULTS, type FaultName } from './faults';
import { PROMISES, Site } from './site';
import type { Watched } from './watched';

const { dead, heartbeatInterval } = PROMISES;

/** Bytes of a large message, header excluded. */
const LARGE = 12_000;
/** Seconds between the requests, or the calls, of a busy site. */
const OFTEN = 2;

describe('a dead server', () => {
  let site: Site;
  const ends: (() => void)[] = [];

  beforeEach(async () => {
    site = await Site.start(1);
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) end();
    await site.stop();
  });

  const often = (run: () => void) => ends.push(site.pace.every(OFTEN, run));
  const begin = (fault: FaultName) => FAULTS[fault].begin(site.place());

  /** The session is lost, at the earliest and latest after so many seconds. */
  async function found(watched: Watched, codes: RegExp, earliest: number, latest: number): Promise<void> {
    const told = () => watched.statuses.find(({ code }) => code !== undefined);
    const took = await site.pace.until('the session is lost', latest + PROMISES.atOnce, () => told() !== undefined);
    assert.match(told()?.code ?? '', codes);
    assert.ok(took >= earliest, `after ${took} s already`);
  }

  /** Once the network is in order, all is well. */
  async function recovers(watched: Watched): Promise<void> {
    for (const end of ends.splice(0)) end();
    await site.heal();
    await site.reopened(watched);
    assert.equal(await watched.ask(), 'confirmed');
    await site.pace.until('every request has ended', PROMISES.requestTimeout + 1, () => watched.pending === 0);
    await site.close();
  }

  it('is found by its heartbeats while nothing else is said', async () => {
    const watched = await site.open();
    begin('half-open');
    await found(watched, /^CTI_NO_HEARTBEAT$/, 3 * heartbeatInterval, dead);
    await recovers(watched);
  });

  it('is found in the same time while requests go on', async () => {
    const watched = await site.open();
    begin('half-open');
    often(() => void watched.ask());
    await found(watched, /^CTI_NO_HEARTBEAT$/, 3 * heartbeatInterval, dead);
    await recovers(watched);
    for (const ending of watched.endings) {
      assert.match(ending, /^(confirmed|CTI_TIMEOUT|CTI_CONNECTION_LOST|CTI_NOT_CONNECTED)$/);
    }
    assert.ok(watched.endings.includes('CTI_TIMEOUT') && watched.endings.includes('CTI_CONNECTION_LOST'));
  });

  it('is found in the same time while its events still come, and nothing that is sent arrives', async () => {
    const watched = await site.open();
    begin('half-open to the server');
    often(() => site.simulator.inboundCall());
    const heard = watched.events;
    await found(watched, /^(CTI_NO_HEARTBEAT|E_CTI_TIMEOUT)$/, 3 * heartbeatInterval, dead);
    assert.ok(watched.events > heard);
    await recovers(watched);
  });

  it('is found in the same time while its events still come and requests go on', async () => {
    const watched = await site.open();
    begin('half-open to the server');
    often(() => {
      site.simulator.inboundCall();
      void watched.ask();
    });
    await found(watched, /^(CTI_NO_HEARTBEAT|E_CTI_TIMEOUT)$/, 3 * heartbeatInterval, dead);
    await recovers(watched);
  });

  it('that accepts and never speaks is left after openTimeout', async () => {
    begin('black hole');
    const watched = site.make();
    watched.session.open();
    await found(watched, /^CTI_OPEN_TIMEOUT$/, PROMISES.openTimeout - 1, PROMISES.openTimeout);
    await recovers(watched);
  });

  it('that does not answer at all is left after connectTimeout', async () => {
    begin('nobody answers');
    const watched = site.make();
    watched.session.open();
    await found(watched, /^CTI_CONNECT_FAILED$/, PROMISES.connectTimeout - 1, PROMISES.connectTimeout);
    await recovers(watched);
  });

  it('that stops in the middle of its answer to OPEN_REQ is left after openTimeout', async () => {
    site.place().proxy.onAccept(() => begin('stop in the middle of a frame'));
    const watched = site.make();
    watched.session.open();
    await found(watched, /^CTI_OPEN_TIMEOUT$/, PROMISES.openTimeout - 1, PROMISES.openTimeout);
    await recovers(watched);
  });

  it('that stops in the middle of an event is found by its heartbeats', async () => {
    const watched = await site.open();
    begin('stop in the middle of a frame');
    site.simulator.inboundCall();
    await found(watched, /^CTI_NO_HEARTBEAT$/, 3 * heartbeatInterval, dead);
    await recovers(watched);
  });

  it('that dribbles a frame byte by byte and never ends it is no better than a silent one', async () => {
    const watched = await site.open();
    begin('header without its message');
    begin('half-open to the server');
    often(() => site.place().proxy.inject('toClient', Buffer.from([0])));
    await found(watched, /^(CTI_NO_HEARTBEAT|CTI_CONNECTION_LOST)$/, 3 * heartbeatInterval, dead);
    await recovers(watched);
  });

  const full: readonly [what: string, options: Partial<SessionOptions>][] = [
    ['one at a time', { maxOutstanding: 1 }],
    ['as many as there may be', {}],
  ];
  for (const [what, options] of full) {
    it(`that reads no more is found though the queue to it is full; requests end, ${what}`, async () => {
      await site.stop();
      site = await Site.start(1, options);
      const watched = await site.open();
      const { session } = watched;
      begin('server that reads no more');
      assert.equal(fill(watched), 'CTI_SEND_QUEUE_FULL');
      for (let i = 0; i < 50; i++) void watched.ask();
      await found(watched, /^(CTI_NO_HEARTBEAT|E_CTI_TIMEOUT|CTI_CONNECTION_LOST)$/, 2 * heartbeatInterval, dead);
      await site.pace.until('every request has ended', PROMISES.atOnce, () => watched.pending === 0);
      assert.deepEqual([...new Set(watched.endings)], ['CTI_NOT_SENT']);
      assert.equal(session.counters.requestsTimedOut, 0);
      await recovers(watched);
    });
  }
});

/** Sends until there is no more room. @returns the code of the error that says so */
function fill({ session }: Watched): string | undefined {
  const body = Buffer.alloc(LARGE);
  for (;;) {
    try {
      session.send('END_TASK_IND', { body });
    } catch (error) {
      return (error as CtiError).code;
    }
  }
}
