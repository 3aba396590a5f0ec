import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { PassThrough } from 'node:stream';
import { run } from '../../lib/cli/run';
import { Session } from '../../lib/session';
import { cti, keyboard, Paper, terminalOf } from './terminal';

/** `cti simulate` while it runs: its lines as they come, and Ctrl-C. */
function start(...args: string[]) {
  const stdout = new PassThrough();
  const stderr = new Paper();
  let text = '';
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    stdout.emit('more');
  });
  const ended = run(
    ['simulate', '--port', '0', ...args],
    terminalOf(keyboard(), stdout, stderr, { interrupted: () => interrupted }),
  );
  return {
    ended,
    interrupt,
    stdout,
    stderr,
    text: () => text,
    /** Waits until the output matches. */
    shows: async (pattern: RegExp): Promise<RegExpExecArray> => {
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        await once(stdout, 'more');
      }
    },
  };
}

describe('cti simulate', () => {
  it('prints its address and its agents, and ends cleanly', async () => {
    const simulator = start();
    const [, host, port] = await simulator.shows(/^CTI Server simulator on ([\d.]+):(\d+)\n/);
    await simulator.shows(/ 1001 +Ada +2001 +AGENT_STATE_AVAILABLE +Sales\n/);
    await simulator.shows(/Ctrl-C ends it/);
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
    assert.match(simulator.text(), /The simulator has ended\.\n$/);
    const socket = connect(Number(port), host);
    const [error] = await once(socket, 'error').catch((cause: unknown) => [cause]);
    assert.equal((error as NodeJS.ErrnoException).code, 'ECONNREFUSED');
  });

  it('starts a second side with --port-b', async () => {
    const simulator = start('--port-b', '0');
    const [, portB] = await simulator.shows(
      /^CTI Server simulator on 127\.0\.0\.1:\d+, side B on standby on 127\.0\.0\.1:(\d+)\n/,
    );
    const socket = connect(Number(portB), '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
    const { code, stderr } = await cti(['simulate', '--port-b', 'x']);
    assert.equal(code, 2);
    assert.match(stderr, /--port-b is "x"; give a whole number from 0 to 65535/);
  });

  it('prints a line per session and one per call event', async () => {
    const simulator = start('--scenario', 'inbound');
    const [, port] = await simulator.shows(/simulator on 127\.0\.0\.1:(\d+)/);
    await simulator.shows(/^\d\d:\d\d:\d\d BEGIN_CALL_EVENT call \d+ from \d+ to 8001 callVariable1 gold$/m);
    await simulator.shows(/^\d\d:\d\d:\d\d CALL_DELIVERED_EVENT call \d+ .* at 2001 /m);
    const session = new Session({
      sides: { A: { host: '127.0.0.1', port: Number(port) } },
      clientID: 'desktop',
      services: ['CTI_SERVICE_ALL_EVENTS'],
    });
    session.open();
    await simulator.shows(
      /^\d\d:\d\d:\d\d session \d+ opened: desktop at 127\.0\.0\.1:\d+, protocol 25, CTI_SERVICE_ALL_EVENTS$/m,
    );
    await session.close();
    await simulator.shows(/^\d\d:\d\d:\d\d session \d+ closed: desktop at /m);
    assert.doesNotMatch(simulator.text(), /call-log/);
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
  });

  it('writes JSON Lines for machines', async () => {
    const simulator = start('--scenario', 'inbound', '--json');
    await simulator.shows(/"topic":"CALL_DELIVERED_EVENT"/);
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
    const lines = simulator
      .text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(lines[0].event, 'started');
    assert.equal(lines[0].agents.length, 6);
    assert.deepEqual(lines[0].sides, { A: { host: lines[0].host, port: lines[0].port } });
    assert.equal(lines[0].scenario, 'inbound');
    assert.deepEqual(Object.keys(lines[1]), ['event', 'time', 'topic', 'payload']);
    assert.equal(lines.at(-1).event, 'ended');
  });

  it('ends when nobody reads any more', async () => {
    const simulator = start('--scenario', 'inbound');
    await simulator.shows(/Ctrl-C/);
    simulator.stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    assert.equal(await simulator.ended, 0);
    assert.equal(simulator.stderr.text, '');
  });

  it('says so when the port is taken', async () => {
    const first = start();
    const [, port] = await first.shows(/simulator on 127\.0\.0\.1:(\d+)/);
    const { code, stderr } = await cti(['simulate', '--port', port as string]);
    assert.equal(code, 1);
    assert.match(stderr, /\(CTI_CANNOT_LISTEN\)\n$/);
    first.interrupt();
    await first.ended;
  });

  it('lists the scenarios', async () => {
    const { stdout } = await cti(['simulate', '--list']);
    assert.match(stdout, /^ {2}inbound +an inbound call at once/m);
    const { stdout: json } = await cti(['simulate', '--list', '--json']);
    assert.deepEqual(
      JSON.parse(json).map(({ name }: { name: string }) => name),
      ['quiet', 'inbound', 'rush', 'impatient'],
    );
  });
});
