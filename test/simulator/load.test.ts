import assert from 'node:assert/strict';
import { generateContactCentre, Load, type LoadOptions, type LoadReport } from '../../lib/simulator';
import type { SimulatorConfiguration } from '../../lib/simulator/configuration/configuration';
import { Site, TIMERS_AT_REST } from './site';

const CENTRE = generateContactCentre({ agents: 0, configured: 40 });
const LOAD: LoadOptions = { callsPerSecond: 2, duration: 300 };

/** Runs a load to its end on a clock that is moved by hand. */
async function loaded(
  options: Partial<LoadOptions>,
  {
    configuration = CENTRE,
    watch,
  }: { configuration?: SimulatorConfiguration; watch?: (site: Site) => Promise<void> } = {},
): Promise<LoadReport> {
  const site = await Site.start({ configuration });
  try {
    await watch?.(site);
    const wanted = { ...LOAD, ...options };
    const load = new Load(site.simulator, wanted, site.clock, () => site.clock.now());
    const over = load.run();
    // In steps, so that a client can take what it is sent.
    for (let i = 0; i <= wanted.duration; i += 10) {
      site.clock.advance(10_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return await over;
  } finally {
    await site.stop();
  }
}

describe('a load', () => {
  it('has agents sign in, answer, talk and wrap up by themselves', async () => {
    const report = await loaded({});
    assert.equal(report.phase, 'over');
    assert.equal(report.seconds, 300);
    assert.equal(report.agents.signedIn, 40);
    const { offered, answered, abandoned, inProgress } = report.calls;
    assert.ok(offered > 500 && offered < 700, `${offered} calls`);
    assert.ok(answered + abandoned + inProgress >= offered);
    // The default times keep most of the agents busy and nearly nobody gives up.
    assert.ok(abandoned < offered / 20, `${abandoned} of ${offered} gave up`);
    assert.ok(report.agents.needed > 30 && report.agents.needed < 34);
    assert.equal(report.behind, false);
    assert.equal(report.lateness.max, 0);
  });

  it('has callers give up when there are too few agents', async () => {
    const { calls } = await loaded({ talk: 120 });
    assert.ok(calls.abandoned > 100, `${calls.abandoned} gave up`);
    assert.ok(calls.answered > 50);
    assert.ok(calls.queued > 10);
    assert.ok(calls.queued <= calls.inProgress);
  });

  it('is the same for the same seed', async () => {
    const first = await loaded({ seed: 5 });
    assert.deepEqual(await loaded({ seed: 5 }), first);
    assert.notDeepEqual((await loaded({ seed: 6 })).calls, first.calls);
  });

  it('counts what a client is sent, by message and by second', async () => {
    const report = await loaded(
      { duration: 60 },
      {
        watch: async (site) => {
          await site.bridge();
        },
      },
    );
    const [client] = report.clients;
    assert.equal(report.clients.length, 1);
    const total = Object.values(report.messages).reduce((sum, one) => sum + one, 0);
    assert.equal(client?.messages, total);
    assert.ok(total > 1_000, `${total} messages`);
    assert.ok((report.messages.BEGIN_CALL_EVENT as number) >= report.calls.offered);
    for (const topic of ['CALL_ESTABLISHED_EVENT', 'CALL_HELD_EVENT', 'CALL_RETRIEVED_EVENT', 'END_CALL_EVENT']) {
      assert.ok(report.messages[topic], topic);
    }
    assert.ok(client.average > 10 && client.peak > client.average);
  });

  it('measures from the event in the switch to the socket', async () => {
    const site = await Site.start({ configuration: CENTRE });
    let time = 0;
    await site.bridge();
    // Each look at the stopwatch takes a millisecond: one at the event, one at its message.
    const load = new Load(site.simulator, { callsPerSecond: 1, duration: 1 }, site.clock, () => ++time);
    const over = load.run();
    site.clock.advance(10_000);
    const { latency } = await over;
    assert.ok(latency.p50 >= 0.95 && latency.p50 <= 1.05, String(latency.p50));
    assert.ok(latency.max >= 1);
    await site.stop();
  });

  it('leaves nothing behind when it is stopped before its time', async () => {
    const site = await Site.start({ configuration: { ...CENTRE, wrapupDataTime: 0 } });
    const load = new Load(site.simulator, LOAD, site.clock, () => site.clock.now());
    const over = load.run();
    site.clock.advance(100);
    assert.equal(load.report.phase, 'signing in');
    assert.ok(load.report.agents.signedIn > 0);
    assert.equal(load.report.calls.offered, 0);
    site.clock.advance(900);
    assert.equal(load.report.phase, 'calls');
    load.stop();
    const report = await over;
    assert.equal(report.phase, 'over');
    assert.ok(report.seconds < 1);
    assert.equal(load.report, report);
    assert.equal(site.clock.pending, TIMERS_AT_REST);
    await assert.rejects(load.run(), { code: 'CTI_ALREADY_STARTED' });
    // The place is free for another one.
    const next = new Load(site.simulator, LOAD, site.clock);
    const nextOver = next.run();
    next.stop();
    await nextOver;
    await site.stop();
  });

  it('lets a client be faster than an agent', async () => {
    const site = await Site.start({ configuration: CENTRE });
    const load = new Load(site.simulator, { ...LOAD, talk: 30 }, site.clock);
    const over = load.run();
    for (let i = 0; i < 60; i++) {
      site.clock.advance(1_000);
      for (const { callID } of site.simulator.calls.slice(0, 2)) site.simulator.hangUp(callID);
    }
    assert.ok(load.report.calls.offered > 60);
    load.stop();
    await over;
    await site.stop();
  });

  it('refuses what makes no load', async () => {
    const site = await Site.start({ configuration: CENTRE });
    const refused = (options: Partial<LoadOptions>, field: string) =>
      assert.throws(() => new Load(site.simulator, { ...LOAD, ...options }), { code: 'CTI_INVALID_OPTION', field });
    refused({ callsPerSecond: 0 }, 'callsPerSecond');
    refused({ callsPerSecond: 1_001 }, 'callsPerSecond');
    refused({ duration: Number.NaN }, 'duration');
    refused({ talk: -1 }, 'talk');
    refused({ wrap: 0 }, 'wrap');
    refused({ seed: 1.5 }, 'seed');
    await site.stop();
    const silent = await Site.start({ configuration: { ...CENTRE, dialedNumbers: [] } });
    await assert.rejects(new Load(silent.simulator, LOAD, silent.clock).run(), { field: 'dialedNumbers' });
    await silent.stop();
  });
});
