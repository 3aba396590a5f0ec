import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import { deafPort, grants, outcomes, Peers, probed, refuses, sideOf, stepOf } from './probe-bench';

describe('the probe of two sides', () => {
  const peers = new Peers();

  afterEach(() => peers.stop());

  it('never asks for a standby, though the session would', async () => {
    const simulator = new Simulator({ port: 0, sideB: { port: 0 } });
    const { sides } = await simulator.start();
    const report = await probed([sides.A.port, sides.B?.port ?? 0], { hotStandby: true });
    await simulator.stop();
    assert.equal(report.ok, true);
    assert.deepEqual(
      report.sides.map(({ outcome }) => outcome),
      ['open', 'standby'],
    );
    const standby = sideOf(report, 'B');
    assert.deepEqual(outcomes(standby.steps), ['resolve', 'connect', 'open warning']);
    const { code, advice } = stepOf(standby, 'open');
    assert.equal(code, 'E_CTI_INVALID_CLIENT_FOR_STANDBY');
    assert.match(advice ?? '', /meant to be on standby/);
  });

  for (const code of ['E_CTI_CTI_SERVER_OFFLINE', 'E_CTI_SERVER_NOT_MASTER'] as const) {
    it(`takes ${code} for the answer of a standby side while the other one is open`, async () => {
      const [standby, active] = [await peers.listen(refuses(code)), await peers.listen((c, m) => grants(c, m, {}))];
      const report = await probed([standby.port, active.port]);
      assert.equal(report.ok, true);
      assert.equal(sideOf(report, 'A').outcome, 'standby');
    });
  }

  it('takes a standby session that nobody asked for as the answer of a standby side, and closes it', async () => {
    const standby = await peers.listen((client, message) => grants(client, message, { sessionType: 'STANDBY' }));
    const active = await peers.listen((client, message) => grants(client, message, {}));
    const report = await probed([standby.port, active.port]);
    assert.equal(report.ok, true);
    assert.deepEqual(outcomes(sideOf(report).steps), ['resolve', 'connect', 'open warning', 'close']);
    await (await standby.client(0)).message('CLOSE_REQ');
  });

  it('fails when neither side is the active one', async () => {
    const peer = await peers.listen(refuses('E_CTI_INVALID_CLIENT_FOR_STANDBY'));
    const report = await probed([peer.port, peer.port]);
    assert.equal(report.ok, false);
    for (const side of report.sides) {
      assert.equal(side.outcome, 'failed');
      assert.match(stepOf(side, 'open').advice ?? '', /The other side is not open either/);
    }
    const alone = await probed(peer.port);
    assert.equal(alone.ok, false);
    assert.match(stepOf(sideOf(alone), 'open').advice ?? '', /try the other side as well/);
  });

  it('is not ok with one side gone, unless the other speaks a version of before standby sides listened', async () => {
    const port = await deafPort();
    const simulator = new Simulator({ port: 0 });
    const { port: good } = await simulator.start();
    const [now, before] = [await probed([good, port]), await probed([good, port], { protocolVersion: 20 })];
    await simulator.stop();
    assert.equal(now.ok, false);
    assert.deepEqual(outcomes(sideOf(now, 'B').steps), ['resolve', 'connect failed']);
    assert.equal(before.ok, true);
    assert.equal(sideOf(before, 'B').outcome, 'standby');
    assert.deepEqual(outcomes(sideOf(before, 'B').steps), ['resolve', 'connect warning']);
  });
});
