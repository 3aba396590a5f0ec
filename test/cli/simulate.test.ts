import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from '../../lib/session';
import { CONTACT_CENTRE, SCENARIOS } from '../../lib/simulator';
import { certificate } from '../certificates';
import { TestClient } from '../simulator/client';
import { running } from './running';
import { cti } from './terminal';

const start = (...args: string[]) => running(['simulate', '--port', '0', ...args]);

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

  it('shows a line per message with --trace -, and writes them into a file', async () => {
    const simulator = start('--trace', '-', '--scenario', 'agent-ready-and-not-ready');
    assert.equal(await simulator.ended, 0);
    const text = simulator.text();
    assert.match(text, /^\d\d:\d\d:\d\d:\d{3} ctisvr Trace: DESKTOP \d+: <- MsgType:SET_AGENT_STATE_REQ/m);
    assert.match(text, /^\d\d:\d\d:\d\d:\d{3} ctisvr Trace: VIEW allEvents: -> MsgType:AGENT_STATE_EVENT/m);
    assert.doesNotMatch(text, /HEARTBEAT|SESSION/);
    const folder = mkdtempSync(join(tmpdir(), 'cti-simulate-'));
    const file = join(folder, 'trace.log');
    const quiet = start('--trace', file);
    await quiet.shows(/Ctrl-C ends it/);
    quiet.keys.write('ready 1002\n');
    await quiet.shows(/ready: done/);
    quiet.interrupt();
    assert.equal(await quiet.ended, 0);
    assert.doesNotMatch(quiet.text(), /MsgType/);
    assert.match(readFileSync(file, 'utf8'), /ctisvr Trace: DESKTOP 1002: <- MsgType:SET_AGENT_STATE_REQ/);
    rmSync(folder, { recursive: true });
  });

  it('has secured ports with --cert and --key', async () => {
    const { certFile: cert, keyFile: key } = certificate();
    const simulator = start('--cert', cert, '--key', key);
    const [, port] = await simulator.shows(/simulator on 127\.0\.0\.1:\d+ \(TLS on (\d+)\)/);
    const client = await TestClient.secure(Number(port));
    await client.open();
    client.close();
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
    for (const [option, advice] of [
      ['--cert', /--cert is given without --key/],
      ['--ca', /give --cert and --key as well/],
    ] as const) {
      const { code, stderr } = await cti(['simulate', option, cert]);
      assert.equal(code, 2);
      assert.match(stderr, advice);
    }
  });

  it('sends messages in disorder with --disorder, and says the seed when a scenario fails', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cti-simulate-'));
    const file = join(folder, 'wrong.json');
    const step = { expect: ['CALL_HELD_EVENT'], in: 'allEvents' };
    const follows = SCENARIOS[0]?.follows;
    writeFileSync(
      file,
      JSON.stringify({ name: 'wrong', title: 'Nothing is held', follows, steps: [{ do: 'call' }, step] }),
    );
    const simulator = start('--disorder', '42', '--scenario', file);
    assert.equal(await simulator.ended, 1);
    assert.match(simulator.text(), /--disorder 42 repeats it/);
    rmSync(folder, { recursive: true });
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

  it('makes up a contact centre of any size with --agents, and shows the first of it', async () => {
    const simulator = start('--agents', '60');
    await simulator.shows(/ 10001 +\w+ \w+ +40001 +AGENT_STATE_NOT_READY +Skill 1\b/);
    await simulator.shows(/\nand 35 more\n\nCtrl-C/);
    simulator.interrupt();
    assert.equal(await simulator.ended, 0);
    const { code, stderr } = await cti(['simulate', '--agents', '2001']);
    assert.equal(code, 2);
    assert.match(stderr, /--agents is "2001"; give a whole number from 1 to 2000/);
  });

  describe('with --config', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cti-simulate-'));
    const fileWith = (configuration: unknown): string => {
      const file = join(folder, 'centre.json');
      writeFileSync(file, JSON.stringify(configuration));
      return file;
    };

    after(() => rmSync(folder, { recursive: true }));

    it('has the contact centre of a file', async () => {
      const [first] = CONTACT_CENTRE.agents;
      const simulator = start(
        '--config',
        fileWith({ ...CONTACT_CENTRE, agents: [{ ...first, name: 'Zoe' }], teams: [] }),
      );
      await simulator.shows(/ 1001 +Zoe +2001 .*\n\nCtrl-C/);
      simulator.interrupt();
      assert.equal(await simulator.ended, 0);
    });

    it('names the place of a mistake in the file', async () => {
      const file = fileWith({ ...CONTACT_CENTRE, outsideRingTime: 'soon' });
      const { code, stderr } = await cti(['simulate', '--config', file]);
      assert.equal(code, 1);
      assert.match(stderr, /centre\.json: outsideRingTime: "soon" is not a whole number .*CTI_INVALID_CONFIGURATION/);
    });

    it('is refused beside --agents, and without a number for a scenario with calls', async () => {
      const both = await cti(['simulate', '--config', fileWith(CONTACT_CENTRE), '--agents', '5']);
      assert.equal(both.code, 2);
      assert.match(both.stderr, /--agents and --config/);
      const file = fileWith({ ...CONTACT_CENTRE, dialedNumbers: [] });
      const silent = await cti(['simulate', '--config', file, '--scenario', 'inbound']);
      assert.equal(silent.code, 2);
      assert.match(silent.stderr, /scenario inbound needs a number to dial/);
    });
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
    assert.equal(lines[0].agents.length, 20);
    assert.deepEqual(lines[0].sides, { A: { host: lines[0].host, port: lines[0].port } });
    assert.equal(lines[0].scenario, 'inbound');
    const message = lines.find(({ event }) => event === 'message');
    assert.deepEqual(Object.keys(message), ['event', 'time', 'topic', 'payload']);
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

  it('lists the scenarios with the headings that they follow', async () => {
    const { stdout } = await cti(['simulate', '--list']);
    assert.match(stdout, /^ {2}inbound +an inbound call at once/m);
    assert.match(stdout, /^ {2}reconnect .* CO Reconnect/m);
    assert.match(stdout, /^ {2}CO +CTI OS Developer Guide/m);
    const { stdout: json } = await cti(['simulate', '--list', '--json']);
    const listed = JSON.parse(json) as { name: string; follows: string[]; cast: object }[];
    assert.deepEqual(
      listed.slice(-4).map(({ name }) => name),
      ['quiet', 'inbound', 'rush', 'impatient'],
    );
    const { follows, cast } = listed.find(({ name }) => name === 'consult') ?? assert.fail();
    assert.ok(follows.includes('CO MakeConsultCall'));
    assert.deepEqual(Object.keys(cast), ['A', 'B', 'N']);
  });

  it('prints the JSON Schema of a configuration and of a scenario', async () => {
    for (const which of ['configuration', 'scenario']) {
      const { code, stdout } = await cti(['simulate', '--schema', which]);
      assert.equal(code, 0);
      assert.equal(JSON.parse(stdout).$schema, 'http://json-schema.org/draft-07/schema#');
    }
    const { code, stderr } = await cti(['simulate', '--schema', 'agents']);
    assert.equal(code, 2);
    assert.match(stderr, /give configuration or scenario/);
  });

  describe('with a scenario', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cti-scenario-'));
    const file = join(folder, 'own.yaml');

    after(() => rmSync(folder, { recursive: true }));

    it('shows its steps and ends when it has passed', async () => {
      const simulator = start('--scenario', 'hold-and-retrieve');
      assert.equal(await simulator.ended, 0);
      assert.match(simulator.text(), /^Scenario hold-and-retrieve: /m);
      // What comes of a step is shown before the next.
      assert.match(simulator.text(), / step 3: hold agent=\$A\n\S+ CALL_HELD_EVENT .*\n\S+ step 4: /);
      assert.match(simulator.text(), /\nPASSED: hold-and-retrieve, \d+ steps in [\d.]+ seconds\n/);
      assert.match(simulator.text(), /The simulator has ended\.\n$/);
    });

    it('starts a second side for one that needs it', async () => {
      const simulator = start('--scenario', 'side-switch', '--json');
      assert.equal(await simulator.ended, 0);
      const lines = simulator
        .text()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      assert.ok(lines[0].sides.B);
      const { passed, name } = lines.find(({ event }) => event === 'scenario ended');
      assert.deepEqual([name, passed], ['side-switch', true]);
      assert.ok(lines.some(({ event, state }) => event === 'step' && state === 'running'));
    });

    it("of one's own says which step failed, and goes on with --keep", async () => {
      writeFileSync(
        file,
        `name: own
title: An agent gets a call that never comes
follows: []
cast: { A: '1001' }
steps:
  - do: ready
    agent: $A
  - expect: BEGIN_CALL_EVENT
    note: only an example
`,
      );
      const simulator = start('--scenario', file, '--cast', 'A=1002', '--keep');
      await simulator.shows(/step 2 FAILED: expect in allEvents: BEGIN_CALL_EVENT\n {4}BEGIN_CALL_EVENT has not come/);
      await simulator.shows(/\nFAILED: own, after 1 of 2 steps\n/);
      assert.match(simulator.text(), /what came instead: .*AGENT_STATE_EVENT/);
      simulator.interrupt();
      assert.equal(await simulator.ended, 1);
    });

    it('is refused when there is none such, and with a cast that is not there', async () => {
      const misspelt = await cti(['simulate', '--scenario', 'hold-and-retreive']);
      assert.equal(misspelt.code, 2);
      assert.match(misspelt.stderr, /did you mean hold-and-retrieve\?/);
      const badCast = await cti(['simulate', '--scenario', 'consult', '--cast', 'A']);
      assert.match(badCast.stderr, /--cast is "A"; give roles and agents like A=1003,B=1004/);
      const nobody = start('--scenario', 'consult', '--cast', 'A=nobody');
      assert.equal(await nobody.ended, 2);
      assert.match(nobody.stderr.text, /cast\.A: "nobody" is not .*\(CTI_INVALID_CAST\)/);
    });
  });
});
