import assert from 'node:assert/strict';
import type { Node } from 'node-red';
import { KeptKeys } from '../../nodes/kept-keys';
import { SentKeys } from '../../nodes/sent-keys';

const HOUR = 3600 * 1000;
const held = (key: string, more: object = {}) => ({
  key,
  topic: 'call.held',
  at: 0,
  from: 'CALL_HELD_EVENT',
  ...more,
});

describe('keys that have been sent', () => {
  it('are given once', () => {
    const keys = new SentKeys();
    assert.equal(keys.claim(held('c/held/2001')), 'c/held/2001');
    assert.equal(keys.claim(held('c/held/2001')), undefined);
    assert.equal(keys.claim(held('c/held/2001#2')), 'c/held/2001#2');
  });

  it('are not given again to what another model finds by asking', () => {
    const keys = new SentKeys();
    keys.begin({});
    keys.claim(held('c/held/2001'));
    keys.begin({});
    assert.equal(keys.claim(held('c/held/2001', { synthetic: true, from: 'SNAPSHOT_CALL_CONF' })), undefined);
    const started = { key: 'c/started', topic: 'call.started', at: 0, from: 'BEGIN_CALL_EVENT' };
    assert.equal(keys.claim(started), 'c/started');
    keys.begin({});
    assert.equal(keys.claim(started), undefined);
  });

  it('are free again when their call is over: a server that begins anew begins its numbers anew', () => {
    const keys = new SentKeys();
    const started = (call: string) => ({
      key: `c/${call}/started`,
      topic: 'call.started',
      at: 0,
      from: 'BEGIN_CALL_EVENT',
    });
    keys.begin({});
    keys.claim(started('1'));
    keys.claim(started('2'));
    keys.claim({ ...started('-'), key: 'c/-/abandoned' });
    keys.once('c', 0);
    keys.begin({});
    keys.settle({ call: (id) => id === '2', contact: () => false });
    assert.equal(keys.claim(started('1')), 'c/1/started#2');
    assert.equal(keys.claim(started('2')), undefined);
    assert.equal(keys.claim({ ...started('-'), key: 'c/-/abandoned' }), 'c/-/abandoned#2');
    assert.equal(keys.once('c', 0), true);
  });

  it('are counted on where another model, which counts anew, sees what is new', () => {
    const keys = new SentKeys();
    keys.begin({});
    keys.claim(held('c/held/2001'));
    keys.claim(held('c/held/2001#2'));
    keys.begin({});
    assert.equal(keys.claim(held('c/held/2001')), 'c/held/2001#3');
    assert.equal(keys.claim(held('c/held/2001')), undefined, 'the same once more');
    assert.equal(keys.claim(held('c/held/2001#2')), 'c/held/2001#4');
  });

  it('are those of the same model after the node has been deployed anew', () => {
    const keys = new SentKeys();
    const model = {};
    keys.begin(model);
    keys.claim(held('c/held/2001'));
    keys.begin(model);
    assert.equal(keys.claim(held('c/held/2001')), undefined);
  });

  it('are forgotten after a day, and when there are too many', () => {
    const keys = new SentKeys();
    keys.claim(held('a', { at: 0 }));
    keys.claim(held('b', { at: 23 * HOUR }));
    keys.claim(held('c', { at: 25 * HOUR }));
    assert.deepEqual(keys.stored, [
      ['b', 23 * HOUR],
      ['c', 25 * HOUR],
    ]);
    for (let i = 0; i < 50_000; i++) keys.claim(held(`many ${i}`, { at: 25 * HOUR }));
    assert.equal(keys.stored.length, 50_000);
    assert.equal(keys.stored[0]?.[0], 'many 0');
  });

  it('know what was sent once only', () => {
    const keys = new SentKeys();
    assert.equal(keys.once('1', 0), true);
    assert.equal(keys.once('1', 0), false);
  });

  describe('in a context store', () => {
    /** A node of its own for each process that there has been. */
    function node(id: string, disk: Map<string, unknown>, failure?: Error): Node {
      const context = {
        get: (name: string, store: string, done: (error: Error | null, value: unknown) => void) =>
          done(failure ?? null, disk.get(`${store} ${name}`)),
        set: (name: string, value: unknown, store: string, done: (error?: Error) => void) => {
          disk.set(`${store} ${name}`, JSON.parse(JSON.stringify(value)));
          done();
        },
      };
      return { id, context: () => context } as object as Node;
    }

    it('outlive the process', async () => {
      const disk = new Map<string, unknown>();
      const before = new KeptKeys(node('before', disk), 'file');
      await before.load();
      before.keys.begin({});
      before.keys.claim(held('c/held/2001'));
      before.changed();
      await before.close(false);
      const after = new KeptKeys(node('after', disk), 'file');
      after.keys.begin({});
      await after.load();
      assert.equal(after.keys.claim(held('c/held/2001', { synthetic: true })), undefined);
      assert.equal(after.keys.claim(held('c/held/2002', { synthetic: true })), 'c/held/2002');
      await after.close(true);
    });

    it('say when they cannot be read', async () => {
      const kept = new KeptKeys(node('broken', new Map(), new Error('disk')), 'file');
      await assert.rejects(kept.load(), /disk/);
      await kept.close(true);
    });

    it('outlive a deployment without one, and end with the node', async () => {
      const disk = new Map<string, unknown>();
      const before = new KeptKeys(node('same', disk), '');
      before.keys.claim(held('c/held/2001'));
      await before.close(false);
      const after = new KeptKeys(node('same', disk), '');
      assert.equal(after.keys, before.keys);
      await after.close(true);
      assert.notEqual(new KeptKeys(node('same', disk), '').keys, before.keys);
      assert.equal(disk.size, 0);
    });
  });
});
