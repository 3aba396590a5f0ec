import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, active, CONFIGURATION, connection, held, Site, withDeskSettings } from './site';

interface Update {
  readonly connectionCallID: number;
  readonly calledPartyDisposition: string | number;
}

/** The names are those of the guide's table "Disposition Code". */
describe('the disposition of the called party', () => {
  let site: Site;
  let bridge: TestClient;

  beforeEach(async () => {
    const configuration = { ...withDeskSettings({ ringNoAnswerTime: 10 }), dispositionUpdates: true };
    site = await Site.start({ configuration });
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  /** What has been told since the last call, as call and disposition. */
  const told = async () =>
    (await bridge.news())
      .filter(({ topic }) => topic === 'CALL_DATA_UPDATE_EVENT')
      .map(({ payload }) => payload as unknown as Update)
      .map(({ connectionCallID, calledPartyDisposition }) => [connectionCallID, calledPartyDisposition]);
  const answer = (callID: number, extension: string) =>
    bridge.request('ANSWER_CALL_REQ', connection(callID, extension));
  const queueCallID = () => site.simulator.calls[0]?.queueCallID;

  it('of a caller who gives up in the queue is told before the call is cleared', async () => {
    const { callID } = site.simulator.inboundCall();
    const inQueue = queueCallID();
    await bridge.news();
    site.simulator.hangUp(callID);
    const update = await bridge.event('CALL_DATA_UPDATE_EVENT');
    assert.equal(update.calledPartyDisposition, 'ABANDONED_IN_LOCAL_QUEUE');
    assert.equal(update.connectionCallID, inQueue);
    assert.deepEqual(await bridge.topics(), [
      `CALL_CONNECTION_CLEARED ${update.connectionDeviceID}`,
      `CALL_CLEARED ${update.connectionDeviceID}`,
      `END_CALL ${update.connectionDeviceID}`,
    ]);
  });

  it('of a caller who gives up while the phone rings is ABANDONED_RING', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.news();
    site.simulator.hangUp(callID);
    assert.deepEqual(await told(), [[callID, 'ABANDONED_RING']]);
  });

  it('of a call that an agent does not answer is RING_NO_ANSWER, and the next phone is told nothing of it', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await bridge.news();
    site.clock.advance(12_000);
    assert.deepEqual(await told(), [[callID, 'RING_NO_ANSWER']]);
    await bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2002',
    });
    assert.equal((await bridge.event('BEGIN_CALL_EVENT')).calledPartyDisposition, 0);
  });

  it('of a routed call is redirected in the queue and handled at the agent', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    const inQueue = queueCallID();
    await answer(callID, '2001');
    assert.deepEqual(await told(), [[inQueue, 'REDIRECTED']]);
    site.simulator.hangUp(callID);
    assert.deepEqual(await told(), [[callID, 'DISCONNECT_DROP_HANDLED_PRIMARY_ROUTE']]);
  });

  it('of a call that is deflected is REDIRECTED; whoever answers then handles it', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.news();
    const destination = { calledDeviceType: null, calledDeviceID: '2002' } as const;
    await bridge.request('DEFLECT_CALL_REQ', { ...connection(callID, '2001'), ...destination });
    assert.deepEqual(await told(), [[callID, 'REDIRECTED']]);
    const next = await bridge.request('SNAPSHOT_CALL_REQ', connection(callID, '2002'));
    assert.equal((next as unknown as Update).calledPartyDisposition, 0);
    await answer(callID, '2002');
    site.simulator.hangUp(callID);
    assert.deepEqual(await told(), [[callID, 'DISCONNECT_DROP_HANDLED_OTHER']]);
  });

  it('tells blind and announced transfers and conferences apart', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await answer(callID, '2001');
    const consult = async () => {
      const request = { ...active(callID, '2001'), dialedNumber: '2002' };
      const { newConnectionCallID: id } = (await bridge.request('CONSULTATION_CALL_REQ', request)) as {
        newConnectionCallID: number;
      };
      await answer(id, '2002');
      await bridge.news();
      return id;
    };
    const second = await consult();
    await bridge.request('CONFERENCE_CALL_REQ', { ...active(second, '2001'), ...held(callID, '2001') });
    const conferenced = await told();
    assert.deepEqual(conferenced.slice(0, 2), [
      [callID, 'CONFERENCED'],
      [second, 'CONFERENCED'],
    ]);
    await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2002'));
    const third = await consult();
    await bridge.request('TRANSFER_CALL_REQ', { ...active(third, '2001'), ...held(callID, '2001') });
    assert.deepEqual((await told()).slice(0, 2), [
      [callID, 'ANNOUNCED_TRANSFER'],
      [third, 'ANNOUNCED_TRANSFER'],
    ]);
    await bridge.request('TRANSFER_CALL_REQ', { ...active(callID, '2002'), dialedNumber: '2003' });
    assert.deepEqual(await told(), [[callID, 'BLIND_TRANSFER']]);
    site.simulator.hangUp(callID);
    assert.deepEqual(await told(), [[callID, 'ABANDONED_RING']]);
  });

  it('of an agent who hears a busy tone, no such number or no answer says which', async () => {
    const outcomes: (string | number)[] = [];
    site.simulator.inboundCall({ dialedNumber: '2002' });
    await bridge.news();
    for (const dialedNumber of ['2002', '77', '0015551234']) {
      const request = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber };
      const { newConnectionCallID: id } = (await bridge.request('MAKE_CALL_REQ', request)) as {
        newConnectionCallID: number;
      };
      await bridge.request('CLEAR_CONNECTION_REQ', connection(id, '2001'));
      outcomes.push(...(await told()).map(([, outcome]) => outcome as string));
    }
    assert.deepEqual(outcomes, ['DISCONNECT_DROP_BUSY', 'DISCONNECT_DROP_REORDER', 'DISCONNECT_DROP_NO_ANSWER']);
  });

  it('is what a client has set until something else becomes of the call', async () => {
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await answer(callID, '2001');
    await bridge.request('TRANSFER_CALL_REQ', { ...active(callID, '2001'), dialedNumber: '2002' });
    await answer(callID, '2002');
    assert.deepEqual(await told(), [[callID, 'BLIND_TRANSFER']]);
    await bridge.request('SET_CALL_DATA_REQ', { ...connection(callID, '2002'), calledPartyDisposition: 'SHORT' });
    assert.deepEqual(await told(), [[callID, 'SHORT']]);
    const snapshot = await bridge.request('SNAPSHOT_CALL_REQ', connection(callID, '2002'));
    assert.equal((snapshot as unknown as Update).calledPartyDisposition, 'SHORT');
    site.simulator.hangUp(callID);
    assert.deepEqual(await told(), [[callID, 'DISCONNECT_DROP_HANDLED_OTHER']]);
  });

  it('has no event of its own unless the configuration says so', async () => {
    const quiet = await Site.start({ configuration: CONFIGURATION });
    try {
      const client = await quiet.bridge();
      const { callID } = quiet.simulator.inboundCall({ dialedNumber: '2001' });
      quiet.simulator.hangUp(callID);
      assert.ok(!(await client.topics()).some((topic) => topic.startsWith('CALL_DATA_UPDATE')));
    } finally {
      await quiet.stop();
    }
  });
});
