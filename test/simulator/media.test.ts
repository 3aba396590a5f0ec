import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, active, CONFIGURATION, connection, held, Site } from './site';

/** The guide's RTP_STARTED_EVENT and RTP_STOPPED_EVENT: two of each, in no order against the events of the call. */
describe('the sound of a call', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let bob: TestClient;
  let callID: number;

  beforeEach(async () => {
    site = await Site.start({ configuration: { ...CONFIGURATION, rtpEvents: true } });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    bob = await site.desktop('2002');
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001' }));
    for (const client of [bridge, ann, bob]) await client.news();
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
  });
  afterEach(() => site.stop());

  /** What begins (+) and ends (-), by direction, call and phone. */
  const sound = async (client: TestClient) =>
    (await client.news()).flatMap(({ topic, payload }) => {
      const { direction, connectionDeviceID } = payload as { direction: string; connectionDeviceID: string };
      if (!topic.startsWith('RTP_')) return [];
      return [`${topic === 'RTP_STARTED_EVENT' ? '+' : '-'}${direction} ${connectionDeviceID}`];
    });

  it('flows both ways from the answer to the end', async () => {
    const started = await ann.event('RTP_STARTED_EVENT');
    assert.equal(started.connectionCallID, callID);
    assert.equal(started.direction, 'INPUT');
    assert.equal(started.rtpType, 'AUDIO');
    assert.equal(started.agentID, '1');
    assert.match(started.clientAddress ?? '', /^10\./);
    assert.equal((await ann.event('RTP_STARTED_EVENT')).direction, 'OUTPUT');
    site.simulator.hangUp(callID);
    assert.deepEqual(await sound(ann), ['-INPUT 2001', '-OUTPUT 2001']);
  });

  it('stops on hold and starts when the call is taken back', async () => {
    await ann.news();
    await ann.request('HOLD_CALL_REQ', connection(callID, '2001'));
    assert.deepEqual(await sound(ann), ['-INPUT 2001', '-OUTPUT 2001']);
    await ann.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
    assert.deepEqual(await sound(ann), ['+INPUT 2001', '+OUTPUT 2001']);
  });

  it('is told to each desktop of its own phone only, and to All Events of every phone', async () => {
    const payload = { ...active(callID, '2001'), dialedNumber: '2002' };
    const made = (await ann.request('CONSULTATION_CALL_REQ', payload)) as { newConnectionCallID: number };
    for (const client of [bridge, ann]) await client.news();
    await bob.request('ANSWER_CALL_REQ', connection(made.newConnectionCallID, '2002'));
    const [one, two] = [
      ['+INPUT 2001', '+OUTPUT 2001'],
      ['+INPUT 2002', '+OUTPUT 2002'],
    ];
    assert.deepEqual(await sound(ann), one);
    assert.deepEqual(await sound(bob), two);
    assert.deepEqual(await sound(bridge), [...(one ?? []), ...(two ?? [])]);
    const both = { ...active(made.newConnectionCallID, '2001'), ...held(callID, '2001') };
    await ann.request('TRANSFER_CALL_REQ', both);
    assert.deepEqual(await sound(ann), ['-INPUT 2001', '-OUTPUT 2001']);
    assert.deepEqual(await sound(bob), ['-INPUT 2002', '-OUTPUT 2002', '+INPUT 2002', '+OUTPUT 2002']);
  });

  it('is not told where the configuration says so', async () => {
    await site.stop();
    site = await Site.start({ configuration: { ...CONFIGURATION, rtpEvents: false } });
    bridge = await site.bridge();
    const call = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber: '2002' };
    const made = (await bridge.request('MAKE_CALL_REQ', call)) as { newConnectionCallID: number };
    await bridge.request('ANSWER_CALL_REQ', connection(made.newConnectionCallID, '2002'));
    assert.deepEqual(await sound(bridge), []);
  });
});
