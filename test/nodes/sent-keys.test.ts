import assert from 'node:assert/strict';
import type { Node } from 'node-red';
import { KeptKeys } from '../../nodes/following/kept-keys';
import { type Claimed, type Living, SentKeys } from '../../nodes/following/sent-keys';

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

  describe('when the picture is complete', () => {
    const started = (beginning: string, ...names: string[]) => ({
      key: `${beginning}/started`,
      topic: 'call.started',
      at: 0,
      from: 'BEGIN_CALL_EVENT',
      contact: { names, legs: [] },
    });
    const over = '5000-1-20260131';
    const goesOn = '5000-2-20260131';
    const living = { call: (id: string) => id === goesOn, contact: () => false };
    function keysAfter(...changes: Claimed[]): SentKeys {
      const keys = new SentKeys();
      keys.begin({}, living);
      for (const change of changes) keys.claim(change);
      keys.once([over], 0);
      keys.once(['152000-17', goesOn], 0);
      keys.begin({}, living);
      keys.settle();
      return keys;
    }

    it('are free again where their call is over: a server that begins anew begins its numbers anew', () => {
      const keys = keysAfter(started(over, over), started(goesOn), started(`${over}/-`));
      assert.equal(keys.claim(started(over, over)), `${over}/started#2`);
      assert.equal(keys.claim(started(goesOn)), undefined);
      assert.equal(keys.claim(started(`${over}/-`)), `${over}/-/started#2`);
      assert.equal(keys.once([over], 0), true);
      assert.equal(keys.once([goesOn], 0), false);
    });

    it('stay taken under other names, though the picture does not show the call', () => {
      const keys = keysAfter(started(over, over, '152000-17'), started('c0ffee0123456789'));
      assert.equal(keys.claim(started(over, over, '152000-17')), undefined);
      assert.equal(keys.claim(started('c0ffee0123456789')), undefined);
      assert.equal(keys.once(['152000-17'], 0), false);
    });

    it('are free under other names, too, as soon as a call begins that the picture did not show', () => {
      const change = started(over, '152000-18');
      const keys = keysAfter(change);
      keys.begins({ ...change, synthetic: true }, []);
      assert.equal(keys.claim({ ...change, synthetic: true }), undefined);
      const again = keysAfter(change);
      again.once(['152000-18'], 0);
      again.begin({}, living);
      again.settle();
      again.begins(change, ['152000-18']);
      assert.equal(again.claim(change), `${over}/started#2`);
      assert.equal(again.once(['152000-18'], 0), true);
    });
  });

  it('are free where the contact of a call has another name: the number is that of another call now', () => {
    const change = (...names: string[]) =>
      held('5000-1-20260131/held/2001', { synthetic: true, contact: { names, legs: [] } });
    const keysOf = (...names: string[]) => {
      const keys = new SentKeys();
      keys.begin({});
      keys.claim(change(...names));
      keys.begin({});
      return keys;
    };
    const again = '5000-1-20260131/held/2001#2';
    assert.equal(keysOf('152000-17').claim(change('152000-18')), again);
    assert.equal(keysOf('c0ffee').claim(change('c0ffed')), again);
    assert.equal(keysOf('152000-17', 'c0ffee').claim(change('152000-18', 'c0ffee')), undefined, 'routed once more');
    assert.equal(keysOf('152000-17').claim(change('5000-1-20260131')), undefined, 'not known yet');
    assert.equal(keysOf('5000-1-20260131').claim(change('152000-17')), undefined, 'known only now');
  });

  describe('of a call that was joined with another one', () => {
    const [first, consult] = ['5000-1-20260131', '5000-2-20260131'];
    const answered = (call: string, names: string[], more: object = {}) => ({
      key: `${call}/answered/2004`,
      topic: 'call.answered',
      at: 0,
      from: 'SNAPSHOT_CALL_CONF',
      synthetic: true,
      contact: { names, legs: [first, consult] },
      ...more,
    });
    const asked = answered(consult, [consult], { synthetic: false, from: 'CALL_ESTABLISHED_EVENT' });
    const joined = { names: [first, consult, '152000-17'], legs: [first, consult] };
    const after = answered(first, [first, '152000-17']);
    const nobody: Living = { call: () => false, contact: () => false };
    function told(living = nobody): SentKeys {
      const keys = new SentKeys();
      keys.begin({});
      keys.claim(asked);
      keys.joined(joined);
      const anew = new SentKeys();
      anew.begin({}, living);
      anew.load(JSON.parse(JSON.stringify(keys.stored)));
      return anew;
    }

    it('are not given again to another model, which finds the party in the call that is left', () => {
      assert.equal(told().claim(after), undefined);
      const again = told();
      again.claim(after);
      again.begin({});
      assert.equal(again.claim(after), undefined);
    });

    it('are given where it is another party or contact, an event says so, or both calls go on', () => {
      assert.equal(told().claim({ ...after, key: `${first}/answered/2005` }), `${first}/answered/2005`);
      assert.equal(told().claim(answered(first, [first, '152000-18'])), undefined, 'one of the names');
      assert.equal(told().claim(answered('5000-3-20260131', ['152000-18'])), '5000-3-20260131/answered/2004');
      assert.equal(told().claim({ ...after, synthetic: false }), after.key);
      assert.equal(told({ ...nobody, call: (id) => id === consult }).claim(after), after.key);
    });

    it('are given once the picture is complete: the model itself knows who was in which call', () => {
      const keys = told();
      keys.settle();
      assert.equal(keys.claim(after), after.key);
    });
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

  it('are counted on where another model sees a call announced, which nobody repeats', () => {
    const keys = new SentKeys();
    const change = (kind: string, from: string) => ({
      key: `152000-17/-/${kind}/2001`,
      topic: `call.${kind}`,
      at: 0,
      from,
    });
    const announced = change('preCall', 'AGENT_PRE_CALL_EVENT');
    const aborted = change('preCallAborted', 'AGENT_PRE_CALL_ABORT_EVENT');
    for (const end of ['', '#2']) {
      keys.begin({});
      assert.equal(keys.claim(announced), `${announced.key}${end}`);
      assert.equal(keys.claim(aborted), `${aborted.key}${end}`);
    }
  });

  describe('of a party that went into a state and out of it before another model begins', () => {
    const change = (end: string, from = 'SNAPSHOT_CALL_CONF') => ({
      key: `c/${end}`,
      topic: `call.${end.replace(/[/#].*/, '')}`,
      at: 0,
      synthetic: from === 'SNAPSHOT_CALL_CONF',
      from,
    });
    function keysAfter(...ends: string[]): SentKeys {
      const keys = new SentKeys();
      keys.begin({});
      for (const end of ends) keys.claim(change(end, 'an event'));
      keys.begin({});
      return keys;
    }
    const UNDONE: readonly [told: string[], found: string, key: string][] = [
      [['held/1', 'retrieved/1'], 'held/1', 'c/held/1#2'],
      [['held/1', 'retrieved/1', 'held/1#2', 'retrieved/1#2'], 'held/1', 'c/held/1#3'],
      [['held/1', 'retrieved/1', 'held/1#2'], 'retrieved/1', 'c/retrieved/1#2'],
      [['queued', 'dequeued'], 'queued', 'c/queued#2'],
      [['queued', 'dequeued', 'queued#2'], 'dequeued', 'c/dequeued#2'],
      [['ringing/1', 'partyLeft/1'], 'ringing/1', 'c/ringing/1#2'],
      [['ringing/1', 'answered/1', 'partyLeft/1'], 'answered/1', 'c/answered/1#2'],
      [['ringing/1', 'partyLeft/1', 'ringing/1#2'], 'partyLeft/1', 'c/partyLeft/1#2'],
      [['answered/1', 'held/1', 'partyLeft/1'], 'held/1', 'c/held/1#2'],
    ];
    for (const [told, found, key] of UNDONE) {
      it(`are given on if it is in it again: ${told.join(', ')}, then ${found}`, () => {
        const keys = keysAfter(...told);
        assert.equal(keys.claim(change(found)), key);
        assert.equal(keys.claim(change(found)), undefined, 'the same once more');
      });
    }

    for (const [told, found] of [
      [['held/1'], 'held/1'],
      [['held/1', 'retrieved/1', 'held/1#2'], 'held/1'],
      [['held/1', 'retrieved/2', 'partyLeft/2'], 'held/1'],
      [['queued', 'dequeued'], 'dequeued'],
      [['ringing/1', 'partyLeft/1', 'ringing/1#2'], 'ringing/1'],
      [['ringing/1', 'answered/1', 'partyLeft/1', 'ended'], 'ringing/1'],
    ] as const) {
      it(`are not given again if it still is: ${told.join(', ')}, then ${found}`, () => {
        assert.equal(keysAfter(...told).claim(change(found)), undefined);
      });
    }

    it('are given on where the new model has told the opposite since', () => {
      const keys = keysAfter('ringing/1', 'partyLeft/1');
      assert.equal(keys.claim(change('ringing/1', 'CALL_DELIVERED_EVENT')), 'c/ringing/1#2');
      assert.equal(keys.claim(change('partyLeft/1', 'CALL_CLEARED_EVENT')), 'c/partyLeft/1#2');
    });

    it('are given on where the flow does not want to hear of the way out', () => {
      const keys = new SentKeys();
      keys.begin({});
      keys.claim(change('ringing/1', 'CALL_DELIVERED_EVENT'));
      assert.equal(keys.pass(change('held/1', 'CALL_HELD_EVENT')), false, 'undoes nothing that was told');
      assert.equal(keys.pass(change('partyLeft/1', 'CALL_CONNECTION_CLEARED_EVENT')), true);
      keys.begin({});
      assert.equal(keys.claim(change('ringing/1')), 'c/ringing/1#2');
    });
  });

  it('are those of the same model after the node has been deployed anew', () => {
    const keys = new SentKeys();
    const model = {};
    keys.begin(model);
    keys.claim(held('c/held/2001'));
    keys.begin(model);
    assert.equal(keys.claim(held('c/held/2001')), undefined);
  });

  const callsOf = ({ stored }: SentKeys) => stored.calls.map(([beginning]) => beginning);

  it('are forgotten after a day, but for calls that go on', () => {
    const keys = new SentKeys();
    keys.begin({}, { call: (id) => id === 'long', contact: () => false });
    for (const [call, at] of [
      ['first', 0],
      ['long', 0],
      ['second', 23 * HOUR],
      ['third', 25 * HOUR],
    ] as const) {
      keys.claim(held(`${call}/held/2001`, { at }));
    }
    assert.deepEqual(callsOf(keys), ['long', 'second', 'third']);
  });

  it('of 50,000 calls that go on are all kept, and of those that are over the latest', () => {
    const keys = new SentKeys();
    keys.begin({}, { call: (id) => id.startsWith('live'), contact: () => false });
    for (let i = 0; i < 50_000; i++) keys.claim(held(`live${i}/held/2001`));
    for (let i = 0; i < 70_000; i++) keys.claim(held(`over${i}/held/2001`));
    const calls = callsOf(keys);
    assert.equal(calls.filter((name) => name.startsWith('live')).length, 50_000);
    assert.ok(calls.length <= 115_000, String(calls.length));
    assert.equal(calls.at(-1), 'over69999');
    assert.equal(keys.claim(held('live0/held/2001')), undefined);
  });

  it('know what was sent once only, whatever name it comes under', () => {
    const keys = new SentKeys();
    assert.equal(keys.once(['152000-17', 'leg1'], 0), true);
    assert.equal(keys.once(['152000-17'], 0), false);
    assert.equal(keys.once(['152000-18', 'leg1'], 0), false);
    keys.same(['152000-19', 'leg2'], 0);
    assert.equal(keys.once(['leg2'], 0), true);
    keys.same(['152000-20', 'leg2'], 0);
    assert.equal(keys.once(['152000-20'], 0), false);
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

    const fresh = () => new SentKeys();

    it('outlive the process', async () => {
      const disk = new Map<string, unknown>();
      const before = new KeptKeys(node('before', disk), 'file', fresh);
      await before.load();
      before.keys.begin({});
      before.keys.claim(held('c/held/2001'));
      before.changed();
      await before.close(false);
      const after = new KeptKeys(node('after', disk), 'file', fresh);
      after.keys.begin({});
      await after.load();
      assert.equal(after.keys.claim(held('c/held/2001', { synthetic: true })), undefined);
      assert.equal(after.keys.claim(held('c/held/2002', { synthetic: true })), 'c/held/2002');
      await after.close(true);
    });

    it('are not doubled by a deployment that reads them again', async () => {
      const disk = new Map<string, unknown>();
      const kept = new KeptKeys(node('again', disk), 'file', fresh);
      for (const key of ['a/held/2001', 'a/held/2001#2']) kept.keys.claim(held(key));
      kept.changed();
      await kept.close(false);
      const { stored } = kept.keys;
      const again = new KeptKeys(node('again', disk), 'file', fresh);
      await again.load();
      assert.deepEqual(again.keys.stored, stored);
      await again.close(true);
    });

    it('say when they cannot be read', async () => {
      const kept = new KeptKeys(node('broken', new Map(), new Error('disk')), 'file', fresh);
      await assert.rejects(kept.load(), /disk/);
      await kept.close(true);
    });

    it('are not written over what could not be read, but read again first', async () => {
      const disk = new Map<string, unknown>();
      const before = new KeptKeys(node('reader', disk), 'file', fresh);
      before.keys.claim(held('c/held/2001'));
      before.changed();
      await before.close(true);
      const stored = [...disk];
      const failing = new Error('disk');
      const broken = new KeptKeys(node('unread', disk, failing), 'file', fresh);
      await assert.rejects(broken.load(), failing);
      broken.keys.claim(held('c/held/2002'));
      broken.changed();
      await broken.close(false);
      assert.deepEqual([...disk], stored);
      const mended = new KeptKeys(node('unread', disk), 'file', fresh);
      mended.changed();
      await mended.close(true);
      const after = new KeptKeys(node('later', disk), 'file', fresh);
      await after.load();
      for (const key of ['c/held/2001', 'c/held/2002'])
        assert.equal(after.keys.claim(held(key, { synthetic: true })), undefined, key);
      await after.close(true);
    });

    it('go on where a store holds what nobody understands', async () => {
      const disk = new Map<string, unknown>([['file ctiSentKeys', { calls: 5 }]]);
      const kept = new KeptKeys(node('odd', disk), 'file', fresh);
      await assert.rejects(kept.load(), TypeError);
      kept.keys.claim(held('c/held/2001'));
      kept.changed();
      await kept.close(true);
      assert.deepEqual(disk.get('file ctiSentKeys'), kept.keys.stored);
    });

    it('outlive a deployment without one, and end with the node', async () => {
      const disk = new Map<string, unknown>();
      const before = new KeptKeys(node('same', disk), '', fresh);
      before.keys.claim(held('c/held/2001'));
      await before.close(false);
      const after = new KeptKeys(node('same', disk), '', fresh);
      assert.equal(after.keys, before.keys);
      await after.close(true);
      assert.notEqual(new KeptKeys(node('same', disk), '', fresh).keys, before.keys);
      assert.equal(disk.size, 0);
    });
  });
});
