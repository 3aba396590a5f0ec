import assert from 'node:assert/strict';
import { progressText, textLoad } from '../../lib/cli/load-news';
import { Session } from '../../lib/session';
import type { LoadReport } from '../../lib/simulator';
import { running } from './running';
import { cti } from './terminal';

const LOAD = ['--agents', '20', '--cps', '20', '--duration', '1', '--talk', '0.2', '--wrap', '0.1'];
const start = (...args: string[]) => running(['simulate', '--port', '0', ...args]);

const spread = { p50: 1, p95: 2, p99: 3, max: 450 };
const REPORT: LoadReport = {
  phase: 'calls',
  seconds: 12.3,
  agents: { all: 50, signedIn: 50, ready: 7, needed: 40 },
  calls: { offered: 100, answered: 80, abandoned: 3, queued: 4, inProgress: 17 },
  means: { talk: 10, wrap: 2 },
  messages: { BEGIN_CALL_EVENT: 200, END_CALL_EVENT: 160 },
  clients: [{ sessionID: 3, clientID: 'desk', messages: 360, average: 30, peak: 55 }],
  latency: spread,
  lateness: { ...spread, latest: 20 },
  behind: false,
  slowClients: [],
};

describe('cti simulate --cps', () => {
  it('runs to its end by itself and sums up', async () => {
    const simulator = start(...LOAD);
    const [, port] = await simulator.shows(/^CTI Server simulator on 127\.0\.0\.1:(\d+)\n/);
    const session = new Session({
      sides: { A: { host: '127.0.0.1', port: Number(port) } },
      clientID: 'watcher',
      services: ['CTI_SERVICE_ALL_EVENTS'],
      callMsgMask: 0xffffffff,
    });
    session.open();
    assert.equal(await simulator.ended, 0);
    await session.close();
    const text = simulator.text();
    assert.match(text, /^20 agents sign in, then 20 calls a second for 1 s, seed 1$/m);
    assert.match(text, /session 1 opened: watcher at /);
    assert.match(text, /^After 1\.\d s: \d+ calls offered, \d+ answered, \d+ abandoned, \d+ in progress$/m);
    assert.match(text, /^ {2}watcher \(session 1\) +\d+ +\d+ +\d+$/m);
    assert.match(text, /^ {2}BEGIN_CALL_EVENT +\d+$/m);
    assert.match(text, /^ {2}from the event to the socket( +[\d.]+){4}$/m);
    assert.match(text, /^ {2}calls came late by( +[\d.]+){4}$/m);
  });

  it('sums up after Ctrl-C, too, as JSON for machines', async () => {
    const simulator = start('--json', '--agents', '4', '--cps', '0.5', '--duration', '3600', '--seed', '9');
    await simulator.shows(/"event":"started".*\n/);
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
    const [started, summary] = simulator
      .text()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(started.load, { callsPerSecond: 0.5, duration: 3600, seed: 9 });
    assert.equal(summary.event, 'summary');
    assert.equal(summary.phase, 'over');
    assert.equal(summary.agents.all, 4);
  });

  it('writes one line of progress again and again on a screen', async () => {
    const simulator = start('--agents', '4', '--cps', '1', '--duration', '3600');
    Object.assign(simulator.stdout, { isTTY: true });
    await simulator.shows(/\r.\[K\d+ s: \d+ calls, /);
    simulator.interrupt();
    await simulator.ended;
    assert.match(simulator.text(), /\r.\[KAfter \d/);
  });

  it('tells how it goes', () => {
    assert.equal(
      progressText(REPORT),
      '12 s: 100 calls, 80 answered, 3 abandoned, 4 in the queue, 7 agents ready, 30 messages/s',
    );
    assert.match(progressText({ ...REPORT, lateness: { ...spread, latest: 320 } }), /, 320 ms behind$/);
    assert.equal(progressText({ ...REPORT, phase: 'signing in' }), 'agents sign in: 50 of 50');
  });

  it('says in the end whether it has kept up', () => {
    const told = (report: Partial<LoadReport>) => textLoad({ kind: 'summary', report: { ...REPORT, ...report } });
    assert.match(told({}), /\nThe simulator has kept up\.\n$/);
    assert.match(told({ behind: true }), /\nThe simulator has fallen behind: calls came up to 450 ms late, /);
    assert.match(
      told({ slowClients: ['desk'] }),
      /\nClient desk read too slowly and was closed\. The simulator has kept/,
    );
    assert.match(told({ clients: [] }), /\nNo client was connected\.\n/);
  });

  it('refuses a wrong command line', async () => {
    const refused = async (pattern: RegExp, ...args: string[]) => {
      const { code, stderr } = await cti(['simulate', ...args]);
      assert.equal(code, 2);
      assert.match(stderr, pattern);
    };
    await refused(/--cps is "0"; give a number above 0 and up to 1000/, '--cps', '0');
    await refused(/--talk is "x"; give a number above 0/, '--cps', '1', '--talk', 'x');
    await refused(/--duration is about a load; give --cps, too/, '--duration', '60');
    await refused(/--cps makes the calls of a load, --scenario/, '--cps', '1', '--scenario', 'rush');
  });
});
