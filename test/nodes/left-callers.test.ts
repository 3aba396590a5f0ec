/** Who gave up shortly before everything begins anew, and is told late: by whoever comes then. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Simulator } from '../../lib/simulator';
import { leftCallers, recall } from '../../nodes/following/left-callers';
import { SentKeys } from '../../nodes/following/sent-keys';
import type { CtiServerNode } from '../../nodes/session/shared-session';
import { Feed } from '../model/feed';
import { at, type FlowMessage, Inbox, load, nodeOf, pictured, redeploy, withRuntime } from './flow';
import { callNode } from './model-nodes';
import { serverNode } from './real-input';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];

describe('callers who gave up, and are not told yet', () => {
  const gaveUp = () => {
    const feed = new Feed();
    feed.begin(7, 'C', {
      routerCallKeyDay: 152000,
      routerCallKeyCallID: 17,
      callReferenceID: Buffer.from('beef', 'hex'),
    });
    feed.ring(7, '2001');
    feed.wait(9000);
    feed.clear(7, '2001');
    feed.wait(2000);
    return feed;
  };
  const source = 'server';
  const all = () => true;

  it('are stored with the keys as JSON, and are told as they were', () => {
    const { model, at: now } = gaveUp();
    const keys = new SentKeys();
    keys.left = leftCallers({ source, model }, all, now);
    const stored = JSON.parse(JSON.stringify(keys.stored));
    const later = new SentKeys();
    later.load(stored);
    const feed = new Feed();
    feed.at = now;
    recall({ source, model: feed.model }, later.left);
    assert.deepEqual(feed.rest(), ['abandoned']);
    assert.deepEqual(feed.changes[0]?.call.callReferenceID, Buffer.from('beef', 'hex'));
  });

  it('are stored only where the flow wants them, and recalled only for the same server', () => {
    const { model, at: now } = gaveUp();
    assert.equal(
      leftCallers({ source, model }, ({ topic }) => topic !== 'call.abandoned', now),
      undefined,
    );
    const feed = new Feed();
    feed.at = now;
    recall({ source: 'other', model: feed.model }, leftCallers({ source, model }, all, now));
    recall({ source, model: feed.model }, undefined);
    assert.deepEqual(feed.rest(), []);
  });

  it('are no part of what is stored while the node runs: after a crash nobody could say whether they were told', () => {
    assert.ok(!('left' in new SentKeys().stored));
  });

  describe('when a deployment begins anew with the calls', () => {
    withRuntime();
    let simulator: Simulator;
    let port: number;
    beforeEach(async () => {
      simulator = new Simulator({ port: 0 });
      ({ port } = await simulator.start());
    });
    afterEach(() => simulator.stop());

    const call = (id: string, more: object = {}) => at(id, 'cti-call', { ...callNode(more), wires: [[`${id} out`]] });
    const flow = (...nodes: object[]) => [
      serverNode('server', port, { peripheralID: '5000', expectedClients: '0', services: SERVICES }),
      ...nodes,
      ...nodes.map((node) => at(`${(node as { id: string }).id} out`, 'helper')),
    ];
    const shared = () => {
      const { shared: session } = nodeOf<CtiServerNode>('server');
      assert.ok(session);
      return session.model;
    };
    const is =
      (wanted: string) =>
      ({ topic }: FlowMessage) =>
        topic === wanted;

    it('are told once by a node that has followed, also where it tells a contact once', async () => {
      const before = [
        call('call'),
        call('once', { oncePerContact: true, changes: ['call.ringing', 'call.abandoned'] }),
      ];
      await load(flow(...before));
      await pictured();
      const out = new Inbox('call out');
      const { callID } = simulator.inboundCall({ ani: '5551234' });
      await out.first(is('call.ringing'));
      simulator.hangUp(callID);
      await out.first(is('call.ended'));
      while (shared().model.callersWhoGaveUp(Date.now()).length === 0) await setImmediate();
      const { model } = shared();

      await redeploy(flow(...before, call('new')), 'full');
      await pictured();
      assert.notEqual(shared().model, model, 'the calls are known anew');
      const boxes = ['call', 'once', 'new'].map((id) => new Inbox(`${id} out`));
      shared().tell((one, now) => one.sweep(now + 15_000));
      shared().tell((one, now) => one.sweep(now + 16_000));
      // Of a node that is told nothing, what it would have sent came before that.
      await Promise.all([boxes[0], boxes[2]].map((box) => box?.first(is('call.abandoned'))));
      const told = boxes.map(({ messages }) => messages.filter(is('call.abandoned')));
      assert.deepEqual(
        told.map(({ length }) => length),
        [1, 0, 1],
        'whose ringing was told is told no more',
      );
      const [message] = told[0] ?? [];
      assert.equal(message?.payload.ani, '5551234');
      assert.deepEqual([message?.cti.synthetic, message?.cti.reason], [true, 'restart']);

      await redeploy(flow(...before, call('new'), call('newer')), 'full');
      await pictured();
      const again = new Inbox('call out');
      shared().tell((one, now) => one.sweep(now + 15_000));
      simulator.inboundCall({ ani: '5551235' });
      await again.first(is('call.ringing'));
      assert.deepEqual(again.messages.filter(is('call.abandoned')), []);
    });
  });
});
