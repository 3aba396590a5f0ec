import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Node } from 'node-red';
import { CtiError, Session, type SessionStatus } from '../../lib/session';
import { type CtiServerNode, SharedSession, sessionOf } from '../../nodes/session/shared-session';
import { ScriptedPeer } from './scripted-peer';

const node = (id: string, z: string) => ({ id, z }) as Node;

describe('a shared session', () => {
  let peer: ScriptedPeer;
  let shared: SharedSession;
  beforeEach(async () => {
    peer = new ScriptedPeer();
    const port = await peer.listen();
    shared = new SharedSession(
      new Session({
        sides: { A: { host: '127.0.0.1', port } },
        clientID: 'test',
        services: ['CTI_SERVICE_ALL_EVENTS'],
      }),
    );
  });
  afterEach(async () => {
    await shared.close();
    await peer.close();
  });

  /** What a node is shown, until a state has been seen so many times. */
  function watch(user: Node, wanted: SessionStatus['state'], times = 1) {
    const shown: string[] = [];
    const changes: string[] = [];
    const seen = new Promise<void>((resolve) => {
      shared.register(user, {
        shows: ({ state }) => {
          shown.push(state);
          if (shown.filter((each) => each === wanted).length === times) resolve();
        },
        changed: ({ state }) => changes.push(state),
      });
    });
    return { shown, changes, seen };
  }

  it('tells a node each change once, however often it registers, and the present state when it comes later', async () => {
    const one = node('one', 'tab');
    const first = watch(one, 'open');
    shared.register(one, { shows: () => assert.fail('registered twice') });
    await first.seen;
    assert.deepEqual([...new Set(first.shown)], ['connecting', 'opening', 'open']);
    assert.deepEqual(first.changes, first.shown);
    const late = watch(node('late', 'tab'), 'open');
    await late.seen;
    assert.deepEqual([late.shown, late.changes], [['open'], []]);
    assert.equal(peer.connections, 1);
  });

  it('tells a node nothing more when it has gone, and lets it go twice', async () => {
    const [one, two] = [node('one', 'tab'), node('two', 'tab')];
    const gone = watch(one, 'open');
    shared.deregister(one);
    shared.deregister(one);
    await watch(two, 'open').seen;
    assert.deepEqual(gone.shown, []);
  });

  it('stays closed after disconnect, whoever comes, until connect', async () => {
    await watch(node('one', 'tab'), 'open').seen;
    await shared.disconnect();
    const later = watch(node('later', 'tab'), 'open');
    await setImmediate();
    assert.deepEqual([later.shown, shared.status.state], [['closed'], 'closed']);
    shared.connect();
    await later.seen;
    assert.deepEqual([peer.count('OPEN_REQ'), peer.count('CLOSE_REQ')], [2, 1]);
  });

  it('stays closed when it is disconnected before it has begun to open', async () => {
    const one = watch(node('one', 'tab'), 'closed');
    await shared.disconnect();
    await one.seen;
    await setImmediate();
    assert.deepEqual([one.shown, peer.connections], [['closed'], 0]);
  });

  it('names one user of each flow', () => {
    for (const each of [node('a', 'tab'), node('b', 'tab'), node('c', 'other')])
      shared.register(each, { shows: () => {} });
    assert.deepEqual(Object.keys(shared.onePerFlow()), ['a', 'c']);
  });

  it('does not open any more when it has been closed', async () => {
    await shared.close();
    shared.register(node('late', 'tab'), { shows: () => {} });
    await setImmediate();
    assert.equal(shared.status.state, 'closed');
    assert.equal(peer.connections, 0);
  });

  it('lends a dialog a model, ends it ten minutes after the last question, and keeps one that nodes need', async () => {
    assert.equal(shared.lendModel(), undefined);
    await watch(node('one', 'tab'), 'open').seen;
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const lent = shared.lendModel();
      assert.ok(lent);
      await setImmediate();
      mock.timers.tick(599_999);
      assert.equal(shared.lendModel(), lent);
      mock.timers.tick(599_999);
      assert.equal(shared.lendModel(), lent);
      mock.timers.tick(600_000);
      const next = shared.lendModel();
      assert.notEqual(next, lent);
      assert.equal(shared.model, next);
      mock.timers.tick(600_000);
      assert.equal(shared.lendModel(), next);
    } finally {
      mock.timers.reset();
    }
  });

  it('is refused where there is none, with the reason', () => {
    assert.throws(() => sessionOf(null), { code: 'CTI_NO_SERVER' });
    const problem = new CtiError('CTI_INVALID_OPTION', 'port: wrong');
    assert.throws(() => sessionOf({ problem } as CtiServerNode), { code: 'CTI_INVALID_OPTION' });
  });
});
