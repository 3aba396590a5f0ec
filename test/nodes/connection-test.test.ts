import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import {
  CtiError,
  type ProbeReport,
  type ProbeStep,
  type probe as probeSides,
  type SessionOptions,
} from '../../lib/session';
import { Simulator } from '../../lib/simulator';
import { ConnectionTests } from '../../nodes/connection-test/connection-test';
import { readForm } from '../../nodes/connection-test/form-settings';
import type { ImpatientClock } from '../../nodes/connection-test/impatient-clock';
import { env, type HttpAnswer, helper, load, redeploy, withRuntime } from './flow';
import { serverNode } from './real-input';
import { freePort } from './real-node-red';
import { ScriptedPeer } from './scripted-peer';

const STEP: ProbeStep = {
  side: 'A',
  name: 'resolve',
  outcome: 'ok',
  seconds: 0.001,
  detail: '127.0.0.1',
  told: { what: { text: '127.0.0.1' } },
};
const REPORT: ProbeReport = { ok: true, sides: [], figures: {} as ProbeReport['figures'] };
const OPTIONS: SessionOptions = { sides: { A: { host: 'cti' } }, clientID: 'test', services: [] };

interface Running {
  readonly clock: ImpatientClock;
  tell(step: ProbeStep): void;
  end(report: ProbeReport): void;
  fail(error: Error): void;
}

/** Probes that a test lets go on. */
class Probes {
  readonly running: Running[] = [];

  run: typeof probeSides = (_options, tell = () => undefined, { clock } = {}) =>
    new Promise((end, fail) => this.running.push({ clock: clock as ImpatientClock, tell, end, fail }));
}

describe('connection tests', () => {
  let probes: Probes;
  let tests: ConnectionTests;
  beforeEach(() => {
    probes = new Probes();
    tests = new ConnectionTests(probes.run);
  });
  const probe = () => probes.running[0] ?? assert.fail('it does not run');

  it('show the steps as they come, and the report at the end', async () => {
    const id = tests.begin(OPTIONS);
    assert.deepEqual(tests.find(id), { steps: [], done: false });
    probe().tell(STEP);
    assert.deepEqual(tests.find(id), { steps: [STEP], done: false });
    probe().end(REPORT);
    await setImmediate();
    assert.deepEqual(tests.find(id), { steps: [STEP], done: true, report: { ok: true, sides: [] } });
    assert.equal(tests.find('another'), undefined);
  });

  it('run one at a time', async () => {
    tests.begin(OPTIONS);
    assert.throws(() => tests.begin(OPTIONS), { code: 'CTI_TEST_RUNNING' });
    probe().end(REPORT);
    await setImmediate();
    tests.begin(OPTIONS);
  });

  it('are forgotten with their dialog, which breaks off what they wait for', async () => {
    const first = tests.begin(OPTIONS);
    const { clock } = probe();
    let over = 0;
    clock.after(3600, () => {
      over += 1;
      // What comes next is not waited for either.
      clock.after(3600, () => {
        over += 1;
      });
    });
    clock.after(3600, () => assert.fail('it was cancelled'))();
    tests.forget('unknown');
    assert.equal(over, 0);
    tests.forget(first);
    while (over < 2) await setImmediate();
    assert.equal(tests.find(first), undefined);
    tests.begin(OPTIONS);
  });

  it('tell what settings are wrong', async () => {
    const id = tests.begin(OPTIONS);
    probe().fail(new CtiError('CTI_INVALID_OPTION', 'port: wrong'));
    await setImmediate();
    assert.deepEqual(tests.find(id), {
      steps: [],
      done: true,
      error: { code: 'CTI_INVALID_OPTION', message: 'port: wrong' },
    });
  });
});

describe('the form of a connection test', () => {
  const surroundings = {
    stored: () => ({ clientID: 'stored', password: env('SECRET') }),
    environment: (name: string) => ({ SECRET: 'from afar', HOST: 'cti', EMPTY: '' })[name],
  };
  const form = (settings: object, credentials: object = {}) => ({
    id: 'server',
    settings: {
      host: 'cti',
      services: [],
      callMsgMask: 'all',
      agentStateMask: 'all',
      configMsgMask: 'all',
      ...settings,
    },
    credentials,
  });

  it('takes environment variables, and a password that is stored already', () => {
    const { settings, credentials } = readForm(
      form({ host: env('HOST'), port: '1' }, { clientID: 'typed', password: '__PWRD__' }),
      surroundings,
    );
    assert.deepEqual([settings.host, settings.port], ['cti', '1']);
    assert.deepEqual(credentials, { clientID: 'typed', password: 'from afar' });
    assert.equal(readForm(form({}, { password: 'new' }), surroundings).credentials.password, 'new');
  });

  it('refuses an environment variable that is not set, as the deployed server does, and names it', () => {
    for (const [settings, credentials, field] of [
      [{ host: env('NIX') }, {}, 'host'],
      [{ port: env('NIX') }, {}, 'port'],
      [{ hostB: '$(NIX)' }, {}, 'hostB'],
      [{}, { password: env('NIX') }, 'password'],
    ] as const) {
      assert.throws(() => readForm(form(settings, credentials), surroundings), {
        ...{ code: 'CTI_INVALID_OPTION', field },
        message: new RegExp(`^${field}: .*NIX`),
      });
    }
    const { settings } = readForm(form({ port: env('EMPTY'), name: env('NIX') }), surroundings);
    assert.equal(settings.port, '');
  });

  it('refuses what is no form, without telling what came', () => {
    for (const body of [
      undefined,
      'x',
      [],
      {},
      { id: 'a' },
      { id: 'a', settings: 1 },
      form({ services: 'secret' }),
      form({ hostB: { secret: 1 } }),
    ]) {
      assert.throws(
        () => readForm(body, surroundings),
        (error) => error instanceof CtiError && error.code === 'CTI_INVALID_FIELD' && !/secret/.test(error.message),
      );
    }
  });
});

describe('the button Test connection', () => {
  withRuntime();
  let simulator: Simulator;
  let port: number;
  beforeEach(async () => {
    simulator = new Simulator({ port: 0, password: 'secret' });
    ({ port } = await simulator.start());
    await load([serverNode('server', port)], { server: { clientID: 'wallboard', password: 'secret' } });
  });
  afterEach(() => simulator.stop());

  const post = (body: object) => helper.request().post('/cti-server/test').send(body);
  const form = (settings: object, password = '__PWRD__') => ({
    id: 'server',
    settings: serverNode('server', port, settings),
    credentials: { clientID: 'wallboard', password },
  });

  /** Asks until it is done, as the dialog does. */
  async function done(begun: HttpAnswer): Promise<HttpAnswer['body']> {
    assert.equal(begun.status, 202, JSON.stringify(begun.body));
    for (;;) {
      const { status, body } = await helper.request().get(`/cti-server/test/${begun.body.id}`);
      assert.equal(status, 200);
      if (body.done) return body;
    }
  }

  it('tells each step of a server that is well', async () => {
    const progress = await done(await post(form({ protocolVersion: 'auto' })));
    assert.equal(progress.report.ok, true);
    const names = progress.steps.map(({ name }: ProbeStep) => name);
    assert.deepEqual(names, ['resolve', 'connect', 'open', 'services', 'peripherals', 'time', 'close']);
    assert.ok(!JSON.stringify(progress).includes('secret'));
  });

  it('tells the step that failed, with code and advice', async () => {
    const refused = await done(await post(form({}, 'wrong')));
    assert.equal(refused.report.ok, false);
    const open = refused.steps.find(({ outcome }: ProbeStep) => outcome === 'failed');
    assert.deepEqual([open.name, open.code], ['open', 'E_CTI_INVALID_PASSWORD']);
    assert.ok(open.advice);
    const away = await done(await post(form({ port: String(await freePort()) })));
    const connect = away.steps.find(({ outcome }: ProbeStep) => outcome === 'failed');
    assert.deepEqual([connect.name, connect.code], ['connect', 'CTI_CONNECT_FAILED']);
  });

  it('refuses settings that cannot be right', async () => {
    for (const [settings, field] of [
      [{ port: 'x' }, 'port'],
      [{ usetls: true, tls: 'not deployed' }, 'tls'],
    ] as const) {
      const { status, body } = await post(form(settings));
      assert.deepEqual([status, body.code], [400, 'CTI_INVALID_OPTION']);
      assert.match(body.message, new RegExp(`^${field}: `));
    }
  });

  it('finds variables where the server finds them, deployed or not, and names what is not set', async () => {
    const variable = { name: 'CTI_PORT', value: String(port), type: 'str' };
    const globals = { id: 'globals', type: 'global-config', env: [variable] };
    await redeploy([globals, serverNode('server', port)], 'full', { server: { password: 'secret' } });
    for (const id of ['server', 'not deployed']) {
      const typed = { ...form({ port: env('CTI_PORT') }, 'secret'), id };
      assert.equal((await done(await post(typed))).report.ok, true);
    }
    const { status, body } = await post(form({ port: env('NIX') }));
    assert.deepEqual([status, body.code], [400, 'CTI_INVALID_OPTION']);
    assert.match(body.message, /^port: .*NIX/);
  });

  it('is one at a time, and can be forgotten', async () => {
    const silent = new ScriptedPeer(() => []);
    const first = await post(form({ port: String(await silent.listen()) }));
    await silent.until(() => silent.count('OPEN_REQ') === 1);
    const second = await post(form({}));
    assert.deepEqual([second.status, second.body.code], [409, 'CTI_TEST_RUNNING']);
    assert.equal((await helper.request().delete(`/cti-server/test/${first.body.id}`)).status, 204);
    assert.equal((await helper.request().get(`/cti-server/test/${first.body.id}`)).status, 404);
    await silent.until(() => silent.connections === 0);
    await done(await post(form({})));
    await silent.close();
  });
});
