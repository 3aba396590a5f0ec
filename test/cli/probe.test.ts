import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from '../../lib/cli/run';
import { type SessionNotice, Simulator, type SimulatorOptions } from '../../lib/simulator';
import { certificate } from '../certificates';
import { cti, keyboard, Paper, type Result, terminalOf } from './terminal';

describe('cti probe', () => {
  const simulators: Simulator[] = [];
  const notices: SessionNotice[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'cti-probe-'));
  const password = process.env.CTI_PASSWORD;

  async function start(options: SimulatorOptions = {}) {
    const simulator = new Simulator({ port: 0, ...options });
    simulators.push(simulator);
    simulator.on('session', (notice) => notices.push(notice));
    return (await simulator.start()).sides;
  }

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  beforeEach(() => {
    delete process.env.CTI_PASSWORD;
  });

  afterEach(async () => {
    for (const simulator of simulators.splice(0)) await simulator.stop();
    notices.splice(0);
    if (password === undefined) delete process.env.CTI_PASSWORD;
    else process.env.CTI_PASSWORD = password;
  });

  after(() => rmSync(folder, { recursive: true }));

  it('prints a line per step, a summary and the counters', async () => {
    const { A } = await start();
    const { code, stdout, stderr } = await cti(['probe', `127.0.0.1:${A.port}`]);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    const steps = ['resolve', 'connect', 'open', 'services', 'peripherals', 'time', 'close'];
    const lines = stdout.split('\n');
    for (const [at, step] of steps.entries())
      assert.match(lines[at] ?? '', new RegExp(`^A {2}✔ ${step} +\\d+ ms {2}\\S`));
    assert.match(
      stdout,
      /\n\nSide A {2}127\.0\.0\.1:\d+ {2}open, protocol version 25\n {2}services +CTI_SERVICE_ALL_EVENTS\n/,
    );
    assert.match(stdout, /\n {2}peripherals +5000 on line, 5001 on line\n/);
    assert.match(stdout, /^Sent 2 frames, \d+ bytes; received 4 frames, \d+ bytes; round trip [\d.]+ ms \(median\)/m);
    assert.match(stdout, /\nA session can be opened\.\n$/);
    assert.deepEqual(
      notices.map(({ event, clientID }) => [event, clientID]),
      [
        ['opened', 'cti-probe'],
        ['closed', 'cti-probe'],
      ],
    );
  });

  it('takes a side on standby for well', async () => {
    const { A, B } = await start({ sideB: { port: 0 } });
    const { code, stdout } = await cti(['probe', `127.0.0.1:${A.port}`, `127.0.0.1:${B?.port}`]);
    assert.equal(code, 0);
    assert.match(stdout, /^B {2}! open .*\(E_CTI_INVALID_CLIENT_FOR_STANDBY\).*\n {30}Nothing, if /m);
    assert.match(stdout, /^Side B {2}127\.0\.0\.1:\d+ {2}on standby$/m);
  });

  it('advises below the step that failed, and ends with 1', async () => {
    const { A } = await start({ password: 'sesame' });
    const { code, stdout, stderr } = await cti(['probe', `127.0.0.1:${A.port}`]);
    assert.equal(code, 1);
    assert.equal(stderr, '');
    assert.match(
      stdout,
      /^A {2}✘ open .*E_CTI_INVALID_PASSWORD \(wrong client ID or password\)\n {30}Check client ID and password\n/m,
    );
    assert.match(stdout, /^Side A .* failed$/m);
    assert.match(stdout, /\nNot as it should be: see the steps marked ✘\.\n$/);
  });

  it('writes JSON Lines for machines, the report last', async () => {
    const { A } = await start();
    const { code, lines } = await cti(['probe', `127.0.0.1:${A.port}`, '--json', '--client-id', 'watchdog']);
    assert.equal(code, 0);
    const parsed = lines.map((line) => JSON.parse(line));
    const report = parsed.at(-1);
    assert.equal(report.event, 'report');
    assert.equal(report.ok, true);
    assert.deepEqual(
      parsed.slice(0, -1).map(({ event, ...step }) => [event, step]),
      report.sides[0].steps.map((step: object) => ['step', step]),
    );
    assert.equal(report.figures.framesOut, 2);
    assert.equal(notices[0]?.clientID, 'watchdog');
  });

  it('asks for the services and the protocol version it is told', async () => {
    const { A } = await start();
    const { stdout } = await cti([
      ...['probe', `[::ffff:127.0.0.1]:${A.port}`, '--protocol', '21', '--timeout', '5'],
      ...['--services', 'CTI_SERVICE_CLIENT_CONTROL,CTI_SERVICE_DEBUG'],
    ]);
    assert.match(stdout, /^A {2}! services .*not granted: CTI_SERVICE_DEBUG .*\(CTI_SERVICE_NOT_GRANTED\)$/m);
    assert.match(stdout, /^Side A {2}\[::ffff:127\.0\.0\.1\]:\d+ {2}open, protocol version 21, 1 warning\n/m);
  });

  for (const [how, args, typed, environment] of [
    ['a file', ['--password-file', 'FILE'], '', undefined],
    ['standard input', ['--password-file', '-'], 'sesame\r\n', 'wrong'],
    ['the environment', [], '', 'sesame'],
  ] as const) {
    it(`takes the password from ${how}`, async () => {
      const { A } = await start({ password: 'sesame' });
      const path = file('password', 'sesame\n');
      if (environment !== undefined) process.env.CTI_PASSWORD = environment;
      const given = args.map((one) => (one === 'FILE' ? path : one));
      const { code, stdout } = await cti(['probe', `127.0.0.1:${A.port}`, ...given], typed);
      assert.equal(code, 0);
      assert.doesNotMatch(stdout, /sesame/);
    });
  }

  it('trusts each side with a file of its own', async () => {
    const identity = certificate({ names: ['IP:127.0.0.1'] });
    const { cert, key, certFile } = identity;
    const other = certificate({ names: ['IP:127.0.0.1'], name: 'pg1b.example.com' });
    const { A, B } = await start({ sideB: { port: 0 }, tls: { cert, key, port: 0, portB: 0 } });
    const hosts = [`127.0.0.1:${A.securePort}`, `127.0.0.1:${B?.securePort}`];
    const same = await cti(['probe', ...hosts, '--tls', '--ca', certFile]);
    assert.equal(same.code, 0);
    assert.match(same.stdout, /^A {2}✔ tls /m);
    const mistaken = await cti(['probe', ...hosts, '--tls', '--ca', certFile, '--ca-b', other.certFile]);
    assert.equal(mistaken.code, 1);
    assert.match(mistaken.stdout, /^A {2}✔ tls /m);
    assert.match(mistaken.stdout, /^B {2}✘ tls .*\(CTI_TLS_NOT_TRUSTED\)\n {30}Take host\.pem /m);
  });

  it('relaxes the name check, and gives a client certificate, when it is told so', async () => {
    const identity = certificate({ name: 'somewhere.else' });
    const { cert, key, certFile, keyFile } = identity;
    const { A } = await start({ tls: { cert, key, port: 0 } });
    const tls = ['probe', `127.0.0.1:${A.securePort}`, '--tls', '--ca', certFile];
    assert.match((await cti(tls)).stdout, /CTI_TLS_WRONG_NAME/);
    const own = ['--cert', certFile, '--key', keyFile, '--tls-min', '1.3'];
    const { code, stdout } = await cti([...tls, '--no-name-check', ...own]);
    assert.equal(code, 0);
    assert.match(stdout, /^A {2}✔ tls +\d+ ms {2}TLSv1\.3, /m);
  });

  it('closes politely when nobody reads any more', async () => {
    const { A } = await start();
    const stdout = new PassThrough();
    stdout.once('data', () => stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })));
    const stderr = new Paper();
    const code = await run(['probe', `127.0.0.1:${A.port}`], terminalOf(keyboard(), stdout, stderr));
    assert.equal(code, 0);
    assert.equal(stderr.text, '');
    assert.deepEqual(
      notices.map(({ event }) => event),
      ['opened', 'closed'],
    );
  });

  function refused({ code, stdout, stderr }: Result, error: string, advice: RegExp): void {
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, advice);
    assert.match(stderr, new RegExp(`\\(${error}\\)\\nTry 'cti probe --help'\\.\\n$`));
  }

  for (const [args, advice] of [
    [['pg1a:0'], /"pg1a:0" is no address; give HOST or HOST:PORT with a port from 1 to 65535/],
    [['pg1a:'], /is no address/],
    [['[pg1a]:42027'], /an IPv6 address in brackets/],
    [['pg1a', '--instance', '25'], /--instance is "25"; give a whole number from 0 to 24/],
    [['pg1a', '--ca', 'pg1a.pem'], /--ca is about TLS; give --tls as well/],
    [['pg1a', '--tls', '--ca-b', 'pg1b.pem'], /--ca-b is for side B; give HOST_B/],
    [['pg1a', '--tls', '--cert', 'me.pem'], /--cert is given without --key; give both or none/],
    [['pg1a', '--tls', '--tls-min', '1.1'], /--tls-min is "1\.1"; give 1\.2 or 1\.3/],
    [['pg1a', '--services', 'CTI_SERVICE_ALL_EVENT'], /did you mean CTI_SERVICE_ALL_EVENTS\?/],
    [['pg1a', '--services', 'CTI_SERVICE_ACTIVE_STANDBY'], /never asks for CTI_SERVICE_ACTIVE_STANDBY/],
    [['pg1a', '--services', 'CTI_SERVICE_CLIENT_EVENTS'], /never asks for CTI_SERVICE_CLIENT_EVENTS/],
    [['pg1a', '--timeout', '0'], /--timeout is "0"; give a whole number from 1 to 3600/],
    [['pg1a', '--client-id', 'x'.repeat(64)], /clientID: /],
  ] as const) {
    it(`refuses ${args.join(' ').slice(0, 60)}`, async () => {
      refused(await cti(['probe', ...args]), 'CTI_INVALID_OPTION', advice);
    });
  }

  it('wants a host', async () => {
    refused(await cti(['probe', '--tls']), 'CTI_MISSING_ARGUMENT', /there is no host; give HOST or HOST:PORT/);
  });

  it('says which file it cannot read', async () => {
    const { code, stderr } = await cti(['probe', 'pg1a', '--password-file', join(folder, 'none')]);
    assert.equal(code, 1);
    assert.match(stderr, /none cannot be read: .*\(CTI_INPUT_FAILED\)\n$/);
  });
});
