import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, Site } from './site';

/** The guide's AGENT_PRE_CALL_EVENT and AGENT_PRE_CALL_ABORT_EVENT. */
describe('the announcement of a routed call', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let bob: TestClient;

  const start = async (fields: Partial<SimulatorConfiguration>) => {
    site = await Site.start({ configuration: { ...CONFIGURATION, ...fields } });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    bob = await site.desktop('2002');
    await site.ready(bridge, '2001');
    await ann.news();
  };
  afterEach(() => site.stop());

  it('comes before the call, to the agent and to All Events, with the key and the data of the call', async () => {
    await start({ preCallEvents: 'before' });
    const call = {
      ani: '5551234',
      callVariables: { callVariable1: 'gold' },
      namedVariables: { 'user.account': '4711' },
    };
    const { callID } = site.simulator.inboundCall(call);
    for (const client of [bridge, ann]) {
      const announced = await client.event('AGENT_PRE_CALL_EVENT');
      assert.equal(announced.agentInstrument, '2001');
      assert.equal(announced.agentID, '1');
      assert.equal(announced.skillGroupNumber, 1);
      assert.equal(announced.mrdid, 1);
      assert.equal(announced.ani, '5551234');
      assert.equal(announced.callVariable1, 'gold');
      assert.deepEqual(announced.namedVariables, { 'user.account': '4711' });
      const begin = await client.event('BEGIN_CALL_EVENT');
      assert.equal(begin.connectionCallID, callID);
      assert.equal(begin.routerCallKeyCallID, announced.routerCallKeyCallID);
      assert.equal(begin.routerCallKeyDay, announced.routerCallKeyDay);
    }
    assert.deepEqual(await bob.topics(), []);
  });

  it('may come after the first events of the call', async () => {
    await start({ preCallEvents: 'after' });
    site.simulator.inboundCall();
    assert.deepEqual(await ann.topics(), ['1 RESERVED', 'BEGIN_CALL 2001', 'CALL_DELIVERED 2001', 'AGENT_PRE_CALL']);
  });

  it('does not come where the configuration says so', async () => {
    await start({ preCallEvents: 'none' });
    site.simulator.inboundCall();
    assert.deepEqual(await ann.topics(), ['1 RESERVED', 'BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);
  });

  it('is taken back when the caller gives up on the way; the agent is ready again', async () => {
    await start({ preCallEvents: 'before', routingTime: 2 });
    const { callID } = site.simulator.inboundCall({ ani: '5551234' });
    assert.deepEqual(await ann.topics(), ['1 RESERVED', 'AGENT_PRE_CALL']);
    site.clock.advance(1000);
    site.simulator.hangUp(callID);
    assert.deepEqual(await ann.topics(), ['AGENT_PRE_CALL_ABORT', '1 AVAILABLE']);
    site.clock.advance(5000);
    assert.deepEqual(await ann.topics(), []);
    assert.deepEqual(site.simulator.calls, []);
  });

  it('is followed by the call after its time on the way', async () => {
    await start({ preCallEvents: 'before', routingTime: 2 });
    const { callID } = site.simulator.inboundCall({ ani: '5551234' });
    site.clock.advance(1999);
    assert.deepEqual(await ann.topics(), ['1 RESERVED', 'AGENT_PRE_CALL']);
    site.clock.advance(1);
    assert.deepEqual(await ann.topics(), ['BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
  });

  it('that comes to nothing twice in a row, because the phone is busy, makes the agent not ready', async () => {
    await start({ preCallEvents: 'before', routingTime: 2 });
    for (const last of [false, true]) {
      const routed = site.simulator.inboundCall({ ani: '5551234' });
      const direct = site.simulator.inboundCall({ dialedNumber: '2001' });
      await ann.news();
      site.clock.advance(2000);
      assert.deepEqual(await ann.topics(), ['AGENT_PRE_CALL_ABORT', last ? '1 NOT_READY' : '1 AVAILABLE']);
      const waiting = site.simulator.calls.find((call) => call.callID === routed.callID);
      assert.equal(waiting?.state, 'queued');
      site.simulator.hangUp(routed.callID);
      site.simulator.hangUp(direct.callID);
    }
    const [agent] = site.simulator.agents;
    assert.equal(agent?.eventReasonCode, 50_010);
    const ready = { peripheralID: AGENTS, agentState: 'AGENT_STATE_AVAILABLE' as const, agentInstrument: '2001' };
    await bridge.request('SET_AGENT_STATE_REQ', ready);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_AVAILABLE');
  });
});
