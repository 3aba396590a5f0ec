import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { CtiError } from '../../lib/codec';
import type { OutboundReservation } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, connection, Site, withDeskSettings } from './site';

/** As the outside number that is dialled takes to answer: outsideRingTime. */
const RING_TIME = 3000;
const ORDER: OutboundReservation = {
  agentID: '1',
  campaign: 'Spring',
  mode: 'preview',
  customerNumber: '5551234',
  customerName: 'Doe,Jane',
  accountNumber: '4711',
};

/** Unified CCX CTI guide, "The Outbound Subsystem Picks an Agent to Place a Call to a Customer Contact". */
describe('a reservation by the dialer', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;

  beforeEach(async () => {
    site = await Site.start({ configuration: withDeskSettings({ wrapupOutgoing: 'REQUIRED', workModeTimer: 5 }) });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    await site.ready(bridge, '2001');
    await ann.news();
  });
  afterEach(() => site.stop());

  const respond = (callID: number, BAResponse: string) =>
    ann.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), namedVariables: { BAResponse } });
  const state = () => site.simulator.agents[0]?.state;
  const statistics = async () =>
    (await bridge.request('QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS, agentID: '1' })) as unknown as {
      [key: string]: number;
    };

  it('reserves the agent and shows whom the campaign wants to call', async () => {
    const { callID } = site.simulator.outboundReservation(ORDER);
    const events = await ann.news();
    assert.deepEqual(
      events.map(({ topic }) => topic),
      ['AGENT_STATE_EVENT', 'BEGIN_CALL_EVENT', 'CALL_DELIVERED_EVENT'],
    );
    const [reserved, begun, delivered] = events.map(({ payload }) => payload as unknown as { [key: string]: unknown });
    assert.equal(reserved?.agentState, 'AGENT_STATE_RESERVED');
    assert.equal(begun?.callType, 'RESERVATION_PREVIEW');
    assert.equal(begun?.connectionCallID, callID);
    assert.deepEqual(begun?.namedVariables, {
      BACampaign: 'Spring',
      BAStatus: 'VO',
      BAResponse: '',
      BACustomerNumber: '5551234',
      BABuddyName: 'Doe,Jane',
      BAAccountNumber: '4711',
    });
    assert.equal(delivered?.localConnectionState, 'LCS_ALERTING');
    assert.equal(delivered?.eventCause, 'CEC_NEW_CALL');
    for (const key of ['alertingDeviceID', 'calledDeviceID', 'connectionDeviceID'])
      assert.equal(delivered?.[key], '2001');
  });

  it('that is accepted ends when the customer comes, in a call of its own', async () => {
    const { callID } = site.simulator.outboundReservation(ORDER);
    await ann.news();
    await respond(callID, 'Accept');
    assert.deepEqual(await ann.topics(), [
      'CALL_DATA_UPDATE 2001',
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2001',
      'END_CALL 2001',
    ]);
    assert.equal(state(), 'AGENT_STATE_RESERVED');
    site.clock.advance(RING_TIME);
    const begun = await ann.event('BEGIN_CALL_EVENT');
    assert.equal(begun.callType, 'CUSTOMER_PREVIEW');
    assert.notEqual(begun.connectionCallID, callID);
    assert.equal((begun as { namedVariables?: { BAStatus?: string } }).namedVariables?.BAStatus, 'CO');
    assert.deepEqual(await ann.topics(), ['CALL_DELIVERED 2001', 'CALL_ESTABLISHED 2001', '1 TALKING']);
    const group = { peripheralID: AGENTS, skillGroupNumber: 1, skillGroupID: null };
    const now = (await bridge.request('QUERY_SKILL_GROUP_STATISTICS_REQ', group)) as unknown as {
      [key: string]: number;
    };
    assert.deepEqual([now.agentsTalkingPreview, now.agentsTalkingOut, now.agentsTalkingOther], [1, 0, 0]);
    site.simulator.hangUp(begun.connectionCallID ?? 0);
    assert.equal(state(), 'AGENT_STATE_WORK_READY');
    site.clock.advance(5000);
    assert.equal(state(), 'AGENT_STATE_AVAILABLE');
    const counts = await statistics();
    const { previewCallsToday, reservationCallsToday, handledCallsToday } = counts;
    assert.deepEqual([previewCallsToday, reservationCallsToday, handledCallsToday], [1, 1, 0]);
  });

  for (const response of ['Reject', 'Skip', 'Reject-Close', 'Skip-Close']) {
    it(`that is answered with ${response} is over; the agent is ready`, async () => {
      const { callID } = site.simulator.outboundReservation({ ...ORDER, mode: 'direct preview' });
      assert.equal((await ann.event('BEGIN_CALL_EVENT')).callType, 'RESERVATION_PREVIEW_DIRECT');
      await ann.news();
      await respond(callID, response);
      assert.deepEqual(await ann.topics(), [
        'CALL_DATA_UPDATE 2001',
        '1 AVAILABLE',
        'CALL_CONNECTION_CLEARED 2001',
        'CALL_CLEARED 2001',
        'END_CALL 2001',
      ]);
      site.clock.advance(RING_TIME);
      assert.deepEqual(site.simulator.calls, []);
    });
  }

  it('by a predictive campaign needs no answer', async () => {
    site.simulator.outboundReservation({ ...ORDER, mode: 'predictive' });
    const { callType, connectionCallID } = await ann.event('BEGIN_CALL_EVENT');
    assert.equal(callType, 'RESERVATION_PREDICTIVE');
    await ann.news();
    await respond(connectionCallID ?? 0, 'Accept');
    assert.deepEqual(await ann.topics(), ['CALL_DATA_UPDATE 2001']);
    site.clock.advance(RING_TIME);
    assert.deepEqual(await ann.topics(), [
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2001',
      'END_CALL 2001',
      'BEGIN_CALL 2001',
      'CALL_DELIVERED 2001',
      'CALL_ESTABLISHED 2001',
      '1 TALKING',
    ]);
    const [call] = site.simulator.calls;
    await ann.request('CLEAR_CONNECTION_REQ', connection(call?.callID ?? 0, '2001'));
    site.clock.advance(5000);
    const counts = await statistics();
    assert.deepEqual([counts.autoOutCallsToday, counts.previewCallsToday], [1, 0]);
  });

  it('may be left by not ready, at any time before the customer comes', async () => {
    for (const accepted of [false, true]) {
      const { callID } = site.simulator.outboundReservation(ORDER);
      if (accepted) await respond(callID, 'Accept');
      await ann.request('SET_AGENT_STATE_REQ', {
        peripheralID: AGENTS,
        agentState: 'AGENT_STATE_NOT_READY',
        agentInstrument: '2001',
      });
      assert.equal(state(), 'AGENT_STATE_NOT_READY');
      site.clock.advance(RING_TIME);
      assert.deepEqual(site.simulator.calls, []);
      await site.ready(bridge, '2001');
    }
  });

  it('is neither answered nor deflected', async () => {
    const { callID } = site.simulator.outboundReservation(ORDER);
    const call = connection(callID, '2001');
    const refused = 'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE';
    assert.equal(await ann.refused('ANSWER_CALL_REQ', call), refused);
    const destination = { calledDeviceType: null, calledDeviceID: '2002' };
    assert.equal(await ann.refused('DEFLECT_CALL_REQ', { ...call, ...destination }), refused);
  });

  it('keeps callers from the queue waiting meanwhile; they come when it is over', async () => {
    const { callID } = site.simulator.outboundReservation(ORDER);
    site.simulator.inboundCall();
    assert.deepEqual(
      site.simulator.calls.map((call) => call.state),
      ['queued', 'ringing'],
    );
    await respond(callID, 'Reject');
    assert.deepEqual(
      site.simulator.calls.map((call) => call.state),
      ['ringing'],
    );
  });

  it('is for a ready agent, a known mode and configured variables', async () => {
    const code = (order: object) => {
      try {
        site.simulator.outboundReservation({ ...ORDER, ...order } as OutboundReservation);
      } catch (error) {
        return error instanceof CtiError ? `${error.code} ${error.field}` : String(error);
      }
      return undefined;
    };
    assert.equal(code({ agentID: '9' }), 'CTI_UNKNOWN_AGENT agentID');
    assert.equal(code({ agentID: '2' }), 'CTI_BUSY agentID');
    assert.equal(code({ mode: 'progressive' }), 'CTI_INVALID_OPTION mode');
    assert.equal(code({ campaign: 'x'.repeat(40) }), 'E_CTI_VALUE_TOO_LONG namedVariables.BACampaign');
    assert.equal(code({}), undefined);
  });
});
