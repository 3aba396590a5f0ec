import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from '../../lib/session';
import { readRecording, Simulator } from '../../lib/simulator';
import { running } from './running';
import { cti } from './terminal';

describe('cti record', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cti-record-'));
  const simulator = new Simulator({ port: 0 });
  let server = '';

  before(async () => {
    const { host, port } = await simulator.start();
    server = `${host}:${port}`;
  });
  after(async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true });
  });

  /** Opens a session through the proxy and closes it again. */
  async function pass(port: number): Promise<void> {
    const session = new Session({
      sides: { A: { host: '127.0.0.1', port } },
      clientID: 'flow',
      clientPassword: 'hunter22',
      services: ['CTI_SERVICE_ALL_EVENTS'],
    });
    const open = new Promise<void>((resolve) => {
      session.on('status', ({ state }) => state === 'open' && resolve());
    });
    session.open();
    await open;
    await session.close();
  }

  it('lists what passes, ends with Ctrl-C and leaves the file', async () => {
    const file = join(folder, 'listed.jsonl');
    const command = running(['record', server, '--listen', '0', '--file', file]);
    const [, port] = await command.shows(/^Records what passes between 127\.0\.0\.1:(\d+) and 127\.0\.0\.1:\d+ in /);
    await pass(Number(port));
    await command.shows(/^\d\d:\d\d:\d\d SESSION 1: <- MsgType:OPEN_REQ \(.*ClientPassword:\*\*\*/m);
    await command.shows(/SESSION 1: -> MsgType:CLOSE_CONF /);
    await command.shows(/SESSION 1: closed/);
    command.interrupt();
    assert.equal(await command.ended, 0);
    const [, count] = /The recording has ended: (\d+) messages in .*\n$/.exec(command.text()) ?? [];
    const { entries } = await readRecording(file);
    assert.equal(entries.filter((entry) => 'hex' in entry).length, Number(count));
    assert.doesNotMatch(command.text(), /hunter22/);
  });

  it('lists nothing with --quiet, and closes what is open at Ctrl-C', async () => {
    const file = join(folder, 'quiet.jsonl');
    const command = running(['record', server, '--listen', '127.0.0.1:0', '--file', file, '--quiet']);
    const [, port] = await command.shows(/between 127\.0\.0\.1:(\d+)/);
    await pass(Number(port));
    command.interrupt();
    assert.equal(await command.ended, 0);
    assert.doesNotMatch(command.text(), /SESSION/);
    const { entries } = await readRecording(file);
    assert.match(JSON.stringify(entries.at(-1)), /"event":"closed"/);
  });

  it('leaves a file alone that exists, and writes none when it cannot listen', async () => {
    const file = join(folder, 'mine');
    writeFileSync(file, 'mine');
    const taken = await cti(['record', server, '--listen', '0', '--file', file]);
    assert.equal(taken.code, 1);
    assert.match(taken.stderr, /it exists already; give the name of a new file \(CTI_CANNOT_WRITE\)\n$/);
    const other = join(folder, 'other');
    const busy = await cti(['record', server, '--listen', server, '--file', other]);
    assert.equal(busy.code, 1);
    assert.match(busy.stderr, /cannot listen on .*EADDRINUSE.*\(CTI_CANNOT_LISTEN\)\n$/);
    assert.ok(!existsSync(other));
  });

  for (const [args, code, advice] of [
    [[], 'CTI_MISSING_ARGUMENT', /give HOST or HOST:PORT/],
    [['pg1a'], 'CTI_MISSING_ARGUMENT', /give --file FILE/],
    [['pg1a:0', '--file', 'x'], 'CTI_INVALID_OPTION', /"pg1a:0" is no address/],
    [['[pg1a]:1', '--file', 'x'], 'CTI_INVALID_OPTION', /"\[pg1a\]:1" is no address/],
    [['pg1a', '--file', 'x', '--listen', '65536'], 'CTI_INVALID_OPTION', /from 0 to 65535/],
    [['pg1a', '--file', 'x', '--listen', 'here'], 'CTI_INVALID_OPTION', /give PORT or HOST:PORT/],
  ] as const) {
    it(`refuses ${args.join(' ') || 'nothing'}`, async () => {
      const { code: exit, stderr } = await cti(['record', ...args]);
      assert.equal(exit, 2);
      assert.match(stderr, new RegExp(`\\(${code}\\)`));
      assert.match(stderr, advice);
    });
  }
});
