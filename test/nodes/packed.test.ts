/** The package as it is published: packed, installed into an empty user folder, loaded by a real Node-RED. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ACTIONS, Simulator } from '../../lib/simulator';
import { narrowTables } from '../../nodes/editor/narrow-tables';
import { protocolWords } from '../../nodes/editor/protocol-words';
import { examplePaths } from '../examples/files';
import { ownSession } from './own-session';
import { receiveInFlow, serverNode } from './real-input';
import { collector, freePort, type RealNodeRed, startNodeRed } from './real-node-red';

const NAME = '@ged188/node-red-cti';
const RESOURCES = resolve(__dirname, '../../resources');
const TYPES = Object.keys((require('../../package.json') as Package)['node-red'].nodes);

interface Package {
  readonly 'node-red': { readonly nodes: Readonly<Record<string, string>> };
}

/** A script that is missing would hang the editor at its loading screen, for every user. */
async function serves(nodeRed: RealNodeRed, root: string, file: string): Promise<void> {
  const response = await nodeRed.get(`${root}resources/${NAME}/${file}`);
  assert.equal(response.status, 200, file);
  assert.match(response.headers.get('content-type') ?? '', file.endsWith('.css') ? /css/ : /javascript/, file);
  assert.equal(await response.text(), readFileSync(join(RESOURCES, file), 'utf8'), file);
}

describe('the packed package in a real Node-RED', () => {
  let nodeRed: RealNodeRed;
  before(async () => {
    nodeRed = await startNodeRed();
  });
  after(() => nodeRed?.stop());

  it('loads without an error', async () => {
    const sets = (await (await nodeRed.get('/nodes')).json()) as { module: string; types: string[]; err?: string }[];
    const ours = sets.filter(({ module }) => module === NAME);
    assert.deepEqual(
      ours.flatMap(({ types }) => types),
      TYPES,
    );
    for (const { types, err } of ours) assert.equal(err, undefined, types[0]);
    assert.doesNotMatch(nodeRed.output(), /\[error\]/);
  });

  it('has its catalogs', async () => {
    const catalogs = (await (await nodeRed.get('/nodes/messages?lng=en-US')).json()) as Record<string, unknown>;
    for (const type of TYPES) {
      const catalog = catalogs[`${NAME}/${type}`] as Record<string, { label: { paletteLabel: string } }> | undefined;
      assert.match(catalog?.[type]?.label.paletteLabel ?? '', /\w/, type);
    }
    const { protocol } = catalogs[`${NAME}/cti-server`] as { protocol: unknown };
    assert.deepEqual(protocol, protocolWords());
  });

  it('has its examples in the Import menu', async () => {
    const entries = async (path: string) => (await nodeRed.get(`/library/examples/flows/${NAME}${path}`)).json();
    const folders = (await entries('')) as string[];
    const files: string[] = [];
    for (const folder of folders) {
      for (const { fn } of (await entries(`/${encodeURIComponent(folder)}`)) as { fn: string }[])
        files.push(`${folder}/${fn}`);
    }
    assert.deepEqual(files.sort(), examplePaths());
    const path = `/library/examples/flows/${NAME}/Screen%20pop/01%20-%20A%20call%20rings`;
    const flow = (await (await nodeRed.get(path)).json()) as { type: string }[];
    assert.ok(flow.some(({ type }) => type === 'cti-simulator'));
  });

  it('has its icons', async () => {
    for (const type of TYPES) {
      const icon = await nodeRed.get(`/icons/${NAME}/${type}.svg`);
      assert.match(icon.headers.get('content-type') ?? '', /svg/);
      assert.match(await icon.text(), /^<svg /, type);
    }
  });

  const editorCode = async () => (await nodeRed.get('/nodes', { Accept: 'text/html' })).text();

  it('has help', async () => {
    const html = await editorCode();
    for (const type of TYPES) {
      assert.ok(html.includes(`data-template-name="${type}"`), type);
      assert.match(html, new RegExp(`<script type="text/markdown" data-help-name="${type}"[^>]*>\\n\\w`));
    }
  });

  it('has a table of actions in the help of the simulator', async () => {
    const html = await editorCode();
    for (const { name } of ACTIONS) assert.ok(html.includes(narrowTables(`\n| \`${name}\` | `)), name);
    assert.doesNotMatch(html, /\{\{actions\}\}/);
  });

  it('serves every script and style that its editor code names, and names each in its folder', async () => {
    const html = await editorCode();
    const ours = html.split(/(?=<!-- --- \[red-module:)/).filter((part) => part.includes(`[red-module:${NAME}/`));
    assert.equal(ours.length, TYPES.length);
    const prefix = `resources/${NAME}/`;
    const files = ours.flatMap((part) =>
      [...part.matchAll(/<(?:script|link)[^>]*\s(?:src|href)=["']?([^"'\s>]+)/g)].map(([, address = '']) => {
        assert.ok(address.startsWith(prefix), `${address}: not relative, or not ours`);
        return address.slice(prefix.length);
      }),
    );
    assert.deepEqual(files.sort(), readdirSync(RESOURCES).sort());
    for (const file of files) await serves(nodeRed, '/', file);
  });

  it('gives the dialogs their definitions', async () => {
    const response = await nodeRed.get('/cti-server/definitions');
    assert.equal(response.status, 200);
    assert.ok(JSON.stringify(await response.json()).includes('ANSWER_CALL_REQ'));
  });

  for (const version of [15, 25]) {
    it(`brings a recorded session of protocol version ${version} to a flow`, async () => {
      const received = await receiveInFlow(nodeRed, ownSession(version), version);
      assert.equal(
        received.find(({ topic }) => topic === 'BEGIN_CALL_EVENT')?.payload.callVariable1,
        'Jürgen Groß, 50 €',
      );
    });
  }

  it('survives a server that is not there, and logs no password', async () => {
    const port = await freePort();
    await nodeRed.deploy([
      { id: 'tab', type: 'tab', label: 'Trouble' },
      { ...serverNode('server', port), credentials: { clientID: 'wallboard', password: 'top-secret' } },
      {
        id: 'event',
        z: 'tab',
        type: 'cti-event',
        server: 'server',
        messages: ['session'],
        x: 1,
        y: 1,
        wires: [['states']],
      },
      collector('states', 'tab'),
    ]);
    const states = () => nodeRed.collected.filter(({ from }) => from === 'states').map(({ msg }) => msg.payload);
    await nodeRed.until('a failed connection', () => states().some(({ code }) => code === 'CTI_CONNECT_FAILED'));
    await nodeRed.deploy([]);
    assert.match(nodeRed.output(), /no session, next try with 127\.0\.0\.1/);
    assert.ok(!nodeRed.output().includes('top-secret'));
  });

  describe('with a session that lives long', () => {
    let simulator: Simulator;
    let port: number;
    const clients = { opened: 0, closed: 0 };
    let closed = () => {};
    before(async () => {
      simulator = new Simulator({ port: 0 });
      simulator.on('session', ({ event }) => {
        clients[event] += 1;
        if (event === 'closed') closed();
      });
      ({ port } = await simulator.start());
    });
    after(() => simulator.stop());

    const flow = (name = '') => [
      { id: 'life', type: 'tab', label: 'A long life' },
      serverNode('long', port, { expectedClients: '0' }),
      {
        id: 'session',
        z: 'life',
        type: 'cti-session',
        name,
        server: 'long',
        answersMaintenance: false,
        x: 100,
        y: 100,
        wires: [['life states']],
      },
      collector('life states', 'life'),
    ];
    const told = () => nodeRed.collected.filter(({ from }) => from === 'life states').map(({ msg }) => msg);
    const opened = (epoch: number) => () =>
      told().some(({ topic, payload }) => topic === 'session' && payload.state === 'open' && payload.epoch === epoch);

    it('tells the flow of a restart of the server, and the gap once the session is back', async () => {
      await nodeRed.deploy(flow());
      await nodeRed.until('an open session', opened(1));
      await simulator.stopSide('A');
      await nodeRed.until('a lost session', () => told().some(({ payload }) => payload.code === 'CTI_CONNECTION_LOST'));
      await simulator.startSide('A');
      await nodeRed.until('a session again', opened(2));
      await nodeRed.until('the gap', () => told().some(({ topic }) => topic === 'gap'));
      const gaps = told().filter(({ topic }) => topic === 'gap');
      assert.deepEqual(
        gaps.map(({ payload }) => [payload.side, payload.newSide, payload.lastEpoch, payload.epoch]),
        [['A', 'A', 1, 2]],
      );
      // Messages and the log come by ways of their own.
      await nodeRed.until('the gap in the log', () =>
        /\[warn\] \[cti-server:long\] events of [\d.]+ s were missed/.test(nodeRed.output()),
      );
    });

    it('keeps the session over a deployment of flow nodes', async () => {
      const before = { ...clients };
      await nodeRed.deploy(flow('changed'), 'nodes');
      const asked = await nodeRed.get('/flows');
      assert.ok((await asked.text()).includes('changed'));
      assert.deepEqual(clients, before);
    });

    it('ends the session within two seconds in a full deployment', async () => {
      const ended = new Promise<void>((resolve) => {
        closed = resolve;
      });
      const begun = performance.now();
      await nodeRed.deploy([]);
      await ended;
      assert.ok(performance.now() - begun < 2000);
    });
  });
});

describe('the packed package with users who log in', () => {
  let nodeRed: RealNodeRed;
  before(async () => {
    const settings = `httpAdminRoot: '/red', adminAuth: { type: 'credentials',
      users: async (username) => ({ username, permissions: username === 'reader' ? 'read' : 'status.read' }),
      authenticate: async (username) => ({ username, permissions: username === 'reader' ? 'read' : 'status.read' }) },`;
    nodeRed = await startNodeRed({ settings });
  });
  after(() => nodeRed?.stop());

  async function authorised(username?: string): Promise<Record<string, string>> {
    const headers: Record<string, string> = {};
    if (username !== undefined) {
      const response = await fetch(`${nodeRed.url}/red/auth/token`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          client_id: 'node-red-editor',
          grant_type: 'password',
          scope: username === 'reader' ? 'read' : 'status.read',
          username,
          password: 'x',
        }),
      });
      const { access_token } = (await response.json()) as { access_token: string };
      headers.Authorization = `Bearer ${access_token}`;
    }
    return headers;
  }
  const status = async (path: string, username?: string) =>
    (await nodeRed.get(`/red/cti-server/${path}`, await authorised(username))).status;

  it('gives the definitions, lists to pick from and what the sidebar shows to those who may read, and to nobody else', async () => {
    for (const path of ['definitions', 'known/1?kind=agents', 'live?id=1&traffic=0']) {
      assert.equal(await status(path), 401);
      assert.equal(await status(path, 'other'), 401);
      assert.equal(await status(path, 'reader'), 200);
    }
  });

  it('serves scripts and styles of its dialogs to all: their elements send no token', async () => {
    for (const file of readdirSync(RESOURCES)) await serves(nodeRed, '/red/', file);
  });

  it('shows a simulator to those who may read, and lets only those act who may change things', async () => {
    for (const [username, wanted] of [
      [undefined, 401],
      ['other', 401],
      ['reader', 200],
    ] as const) {
      const headers = { 'Content-Type': 'application/json', ...(await authorised(username)) };
      for (const path of ['definitions', '1/state']) {
        assert.equal((await nodeRed.get(`/red/cti-simulator/${path}`, headers)).status, wanted, `${username} ${path}`);
      }
      for (const path of ['check', '1/perform']) {
        const response = await fetch(`${nodeRed.url}/red/cti-simulator/${path}`, {
          method: 'POST',
          headers,
          body: '{}',
        });
        assert.equal(response.status, 401, `${username} ${path}`);
      }
    }
  });

  it('lets only those test a connection who may change settings', async () => {
    for (const username of [undefined, 'other', 'reader']) {
      const headers = { 'Content-Type': 'application/json', ...(await authorised(username)) };
      for (const [method, path] of [
        ['POST', ''],
        ['GET', '/1'],
        ['DELETE', '/1'],
      ]) {
        const response = await fetch(`${nodeRed.url}/red/cti-server/test${path}`, {
          method: method as string,
          headers,
        });
        assert.equal(response.status, 401, `${username} ${method}`);
      }
    }
  });
});
