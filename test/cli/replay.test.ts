import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from '../../lib/session';
import { RecordingProxy, Simulator } from '../../lib/simulator';
import { running } from './running';
import { cti } from './terminal';

describe('cti replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cti-replay-'));
  const file = join(folder, 'call.jsonl');

  const sessionAt = (port: number) =>
    new Session({ sides: { A: { host: '127.0.0.1', port } }, clientID: 'flow', services: ['CTI_SERVICE_ALL_EVENTS'] });

  /** The CallIDs of the calls a client hears of, up to the first. */
  function firstCall(session: Session): Promise<number> {
    return new Promise((resolve) => {
      session.subscribe(['BEGIN_CALL_EVENT'], ({ payload }) => {
        resolve((payload as { connectionCallID: number }).connectionCallID);
      });
      session.open();
    });
  }

  let callID = 0;

  before(async () => {
    const simulator = new Simulator({ port: 0 });
    const server = await simulator.start();
    const proxy = new RecordingProxy({ listen: { host: '127.0.0.1', port: 0 }, server, file });
    const { port } = await proxy.start();
    const session = sessionAt(port);
    session.on('status', ({ state }) => state === 'open' && simulator.inboundCall());
    callID = await firstCall(session);
    await session.close();
    await proxy.stop();
    await simulator.stop();
  });
  after(() => rmSync(folder, { recursive: true }));

  it('plays to a session what another one was told by the simulator, and ends with Ctrl-C', async () => {
    const command = running(['replay', file, '--listen', '0', '--speed', 'max']);
    const [, port] = await command.shows(
      /^Plays .*call\.jsonl on 127\.0\.0\.1:(\d+)\n {2}connection \d+: protocol 25, \d+ /,
    );
    for (const client of [1, 2]) {
      const session = sessionAt(Number(port));
      assert.equal(await firstCall(session), callID);
      await command.shows(
        new RegExp(`SESSION ${client}: the recording is over, \\d+ events sent; the session stays open\\n`),
      );
      await session.close();
    }
    await command.shows(/^\d\d:\d\d:\d\d SESSION 1: -> MsgType:BEGIN_CALL_EVENT \(/m);
    command.interrupt();
    assert.equal(await command.ended, 0);
    assert.match(command.text(), /The replay has ended\.\n$/);
  });

  it('tells the line that is wrong in a file', async () => {
    const wrong = join(folder, 'wrong.jsonl');
    writeFileSync(wrong, '{"format":"cti-recording","version":1,"start":"2026-01-31T12:00:00Z"}\n{}\n');
    const { code, stderr } = await cti(['replay', wrong, '--listen', '0']);
    assert.equal(code, 1);
    assert.match(stderr, /wrong\.jsonl, line 2: t: undefined is no number.*\(CTI_INVALID_RECORDING\)\n$/);
  });

  for (const [args, code, advice] of [
    [[], 'CTI_MISSING_ARGUMENT', /give the FILE/],
    [['x', '--speed', '0'], 'CTI_INVALID_OPTION', /--speed is "0"; give a number above 0, or max/],
    [['x', '--speed', 'fast'], 'CTI_INVALID_OPTION', /--speed is "fast"/],
    [['x', '--listen', ''], 'CTI_INVALID_OPTION', /give PORT or HOST:PORT/],
  ] as const) {
    it(`refuses ${args.join(' ') || 'nothing'}`, async () => {
      const { code: exit, stderr } = await cti(['replay', ...args]);
      assert.equal(exit, 2);
      assert.match(stderr, new RegExp(`\\(${code}\\)`));
      assert.match(stderr, advice);
    });
  }
});
