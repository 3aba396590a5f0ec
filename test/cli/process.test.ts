import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { heartbeat } from './frames';

const SCRIPT = join(__dirname, '../../lib/cli/cti.ts');

function* endless() {
  for (;;) yield `${heartbeat(1).toString('hex')}\n`.repeat(1_000);
}

/** The command in a process of its own. */
function start(...args: string[]) {
  return spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...args]);
}

describe('the process cti', () => {
  it('reads standard input, writes standard output and sets the exit code', async () => {
    const child = start('decode');
    const [stdout, stderr, exit] = [text(child.stdout), text(child.stderr), once(child, 'exit')];
    child.stdin.end(`${heartbeat(1).toString('hex')}\nzz\n`);
    assert.deepEqual(await exit, [1, null]);
    assert.equal((await stdout).split('\n').length, 3);
    assert.equal(await stderr, '');
  });

  it('ends without noise when the reader goes before everything is written', async () => {
    const child = start('decode');
    const stderr = text(child.stderr);
    const exit = once(child, 'exit');
    child.stdin.on('error', () => undefined);
    Readable.from(endless()).pipe(child.stdin);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    assert.deepEqual(await exit, [0, null]);
    assert.equal(await stderr, '');
  });

  it('ends cleanly with Ctrl-C while it simulates', async () => {
    const child = start('simulate', '--port', '0');
    const stderr = text(child.stderr);
    const exit = once(child, 'exit');
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const before = shown.includes('Ctrl-C');
      shown += chunk.toString();
      if (!before && shown.includes('Ctrl-C')) child.kill('SIGINT');
    });
    assert.deepEqual(await exit, [0, null]);
    assert.match(shown, /The simulator has ended\.\n$/);
    assert.equal(await stderr, '');
  });
});
