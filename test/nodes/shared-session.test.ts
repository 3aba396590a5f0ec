import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Node } from 'node-red';
import { CtiError, Session, type SessionStatus } from '../../lib/session';
import { type CtiServerNode, SharedSession, sessionOf } from '../../nodes/shared-session';
import { ScriptedPeer } from './scripted-peer';

const node = (id: string, z: string) => ({ id, z }) as Node;

describe('a shared session', () => {
  let peer: ScriptedPeer;
  let shared: SharedSession;
  beforeEach(async () => {
    peer = new ScriptedPeer();
    const port = await peer.listen();
    shared = new SharedSession(
      new Session({ host: '127.0.0.1', port, clientID: 'test', services: ['CTI_SERVICE_ALL_EVENTS'] }),
    );
  });
  afterEach(async () => {
    await shared.close();
    await peer.close();
  });

  it('tells a node the present state and each change once, however often it registers', async () => {
    const states: string[] = [];
    const one = node('one', 'tab');
    await new Promise<void>((resolve) => {
      const listener = ({ state }: SessionStatus) => {
        states.push(state);
        if (state === 'open') resolve();
      };
      shared.register(one, listener);
      shared.register(one, listener);
    });
    assert.deepEqual(states, ['closed', 'connecting', 'opening', 'open']);
    assert.equal(peer.connections, 1);
  });

  it('tells a node nothing more when it has gone, and lets it go twice', async () => {
    const [one, two] = [node('one', 'tab'), node('two', 'tab')];
    const states: string[] = [];
    shared.register(one, ({ state }) => states.push(state));
    shared.deregister(one);
    shared.deregister(one);
    await new Promise<void>((resolve) => {
      shared.register(two, ({ state }) => {
        if (state === 'open') resolve();
      });
    });
    assert.deepEqual(states, ['closed']);
  });

  it('names one user of each flow', () => {
    for (const each of [node('a', 'tab'), node('b', 'tab'), node('c', 'other')]) shared.register(each, () => {});
    assert.deepEqual(Object.keys(shared.onePerFlow()), ['a', 'c']);
  });

  it('does not open any more when it has been closed', async () => {
    await shared.close();
    shared.register(node('late', 'tab'), () => {});
    await setImmediate();
    assert.equal(shared.status.state, 'closed');
    assert.equal(peer.connections, 0);
  });

  it('is refused where there is none, with the reason', () => {
    assert.throws(() => sessionOf(null), { code: 'CTI_NO_SERVER' });
    const problem = new CtiError('CTI_INVALID_OPTION', 'port: wrong');
    assert.throws(() => sessionOf({ problem } as CtiServerNode), { code: 'CTI_INVALID_OPTION' });
  });
});
