import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, held, Site, VRU, withDeskSettings } from './site';

type Counts = { readonly [key: string]: number };

/** Expectations follow the guide's headings QUERY_AGENT_STATISTICS_REQ and QUERY_SKILL_GROUP_STATISTICS_REQ. */
describe('the statistics', () => {
  let site: Site;
  let bridge: TestClient;

  const ofAgent = async (agentID = '1') =>
    (await bridge.request('QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS, agentID })) as unknown as Counts;
  const ofGroup = async (skillGroupNumber = 1, peripheralID = AGENTS) =>
    (await bridge.request('QUERY_SKILL_GROUP_STATISTICS_REQ', {
      peripheralID,
      skillGroupNumber,
      skillGroupID: null,
    })) as unknown as Counts;
  const pick = (counts: Counts, ...keys: string[]) => keys.map((key) => counts[key]);
  const seconds = (count: number) => site.clock.advance(count * 1000);
  const setState = (agentState: string, agentInstrument = '2001') =>
    bridge.request('SET_AGENT_STATE_REQ', { peripheralID: AGENTS, agentState, agentInstrument } as never);
  const answer = (callID: number, extension = '2001') =>
    bridge.request('ANSWER_CALL_REQ', connection(callID, extension));

  beforeEach(async () => {
    site = await Site.start({ configuration: withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 0 }) });
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  /** A call from the queue: talk, hold, talk, work. Resolves when the agent is ready again. */
  const handle = async (talk: number, hold: number, work: number) => {
    await setState('AGENT_STATE_AVAILABLE');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
    await answer(callID);
    seconds(talk);
    if (hold > 0) {
      await bridge.request('HOLD_CALL_REQ', connection(callID, '2001'));
      seconds(hold);
      await bridge.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
    }
    site.simulator.hangUp(callID);
    seconds(work);
    await setState('AGENT_STATE_AVAILABLE');
  };

  it('count the time in each state, and the session adds up', async () => {
    seconds(30);
    await setState('AGENT_STATE_AVAILABLE');
    seconds(20);
    const counts = await ofAgent();
    const keys = ['loggedOnTimeSession', 'notReadyTimeSession', 'availTimeSession', 'icmAvailableTimeSession'];
    assert.deepEqual(pick(counts, ...keys), [50, 30, 20, 20]);
    assert.equal(counts.routableTimeSession, 50);
    assert.equal(counts.loggedOnTimeToday, 50);
    assert.equal(counts.agentExtension, '2001');
  });

  it('count a call with its times when the work after it is done, not before', async () => {
    const keys = [
      'handledCallsSession',
      'handledCallsTalkTimeSession',
      'handledCallsAfterCallTimeSession',
      'handledCallsTimeSession',
      'incomingCallsHeldSession',
      'incomingCallsHeldTimeSession',
    ];
    await setState('AGENT_STATE_AVAILABLE');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
    await answer(callID);
    seconds(40);
    assert.deepEqual(pick(await ofAgent(), ...keys), [0, 0, 0, 0, 0, 0]);
    await bridge.request('HOLD_CALL_REQ', connection(callID, '2001'));
    seconds(10);
    site.simulator.hangUp(callID);
    seconds(5);
    assert.deepEqual(pick(await ofAgent(), ...keys), [0, 0, 0, 0, 0, 0]);
    await setState('AGENT_STATE_AVAILABLE');
    assert.deepEqual(pick(await ofAgent(), ...keys), [1, 50, 5, 55, 1, 10]);
  });

  it('of a skill group are the sums of its agents', async () => {
    await handle(60, 0, 10);
    await handle(30, 5, 20);
    const group = await ofGroup();
    const agents = [await ofAgent('1'), await ofAgent('2')];
    for (const name of ['handledCalls', 'handledCallsTime', 'handledCallsTalkTime', 'availTime', 'loggedOnTime']) {
      const sum = agents.reduce((total, counts) => total + (counts[`${name}Today`] ?? 0), 0);
      assert.equal(group[`${name}Today`], sum, name);
      assert.equal(group[`${name}ToHalf`], sum, name);
    }
    assert.deepEqual(pick(group, 'handledCallsToday', 'handledCallsTimeToday'), [2, 125]);
    assert.equal((await ofGroup(2)).handledCallsToday, 0);
  });

  it('tell calls to the outside and to colleagues apart', async () => {
    const call = { peripheralID: AGENTS, agentInstrument: '2001' };
    const out = (await bridge.request('MAKE_CALL_REQ', { ...call, dialedNumber: '0015551234' })) as {
      newConnectionCallID: number;
    };
    seconds(10);
    await bridge.request('CLEAR_CONNECTION_REQ', connection(out.newConnectionCallID, '2001'));
    const inside = (await bridge.request('MAKE_CALL_REQ', { ...call, dialedNumber: '2002' })) as {
      newConnectionCallID: number;
    };
    seconds(2);
    await answer(inside.newConnectionCallID, '2002');
    seconds(8);
    await bridge.request('CLEAR_CONNECTION_REQ', connection(inside.newConnectionCallID, '2001'));
    const ann = await ofAgent('1');
    assert.deepEqual(pick(ann, 'agentOutCallsToday', 'agentOutCallsTimeToday'), [1, 10]);
    assert.deepEqual(pick(ann, 'internalCallsToday', 'internalCallsTimeToday'), [1, 10]);
    const bob = await ofAgent('2');
    assert.deepEqual(pick(bob, 'internalCallsRcvdToday', 'internalCallsRcvdTimeToday'), [1, 8]);
    assert.deepEqual(pick(bob, 'internalCallsToday', 'handledCallsToday'), [0, 0]);
  });

  it('do not count what nobody answered', async () => {
    const call = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber: '2002' };
    const { newConnectionCallID } = (await bridge.request('MAKE_CALL_REQ', call)) as { newConnectionCallID: number };
    await bridge.request('CLEAR_CONNECTION_REQ', connection(newConnectionCallID, '2001'));
    assert.equal((await ofAgent('1')).internalCallsToday, 0);
    assert.equal((await ofAgent('2')).internalCallsRcvdToday, 0);
  });

  it('begin anew with each half hour and each day, and every client is told of the half hour', async () => {
    await handle(60, 0, 10);
    await bridge.news();
    seconds(1800);
    const event = await bridge.event('SYSTEM_EVENT');
    assert.equal(event.systemEventID, 'SYS_HALF_HOUR_CHANGE');
    const next = await ofGroup();
    assert.deepEqual(pick(next, 'handledCallsTo5', 'handledCallsToHalf', 'handledCallsToday'), [0, 0, 1]);
    // Of the time that goes on, only what belongs to the new half hour. Two agents are logged on.
    assert.equal(next.loggedOnTimeToHalf, 2 * 70);
    assert.equal(next.loggedOnTimeToday, 2 * 1870);
    seconds(86_400);
    assert.equal((await ofGroup()).handledCallsToday, 0);
    assert.equal((await ofAgent()).handledCallsSession, 1);
  });

  it('of a session begin anew when the agent logs in', async () => {
    seconds(30);
    await bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_LOGOUT',
      agentInstrument: '2001',
    });
    const query = { peripheralID: AGENTS, agentID: '1' };
    assert.equal(await bridge.refused('QUERY_AGENT_STATISTICS_REQ', query), 'FAILURE_CONF E_CTI_AGENT_NOT_LOGGED_ON');
    seconds(60);
    await setStateLogin();
    seconds(5);
    const counts = await ofAgent();
    assert.deepEqual(pick(counts, 'loggedOnTimeSession', 'loggedOnTimeToday'), [5, 35]);
  });
  const setStateLogin = () =>
    bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_LOGIN',
      agentInstrument: '2001',
      agentID: '1',
      agentPassword: '',
    });

  it('of a skill group show what its agents do now', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
    await answer(callID);
    const keys = ['agentsLoggedOn', 'agentsReady', 'agentsNotReady', 'agentsTalkingIn', 'agentsAvail'];
    assert.deepEqual(pick(await ofGroup(), ...keys), [2, 1, 1, 1, 0]);
    site.simulator.hangUp(callID);
    assert.equal((await ofGroup()).agentsWorkReady, 1);
  });

  it('know nothing of queues on the peripheral of the agents, as Unified CCE does not', async () => {
    const counts = (await ofGroup()) as { [key: string]: number | null };
    for (const key of ['routerCallsQNow', 'callsQNow', 'longestCallQNow', 'callsQTo5', 'callsQ5', 'callsQTimeToday']) {
      if (key in counts) assert.equal(counts[key], null, key);
    }
    assert.equal(counts.callsQHalf, null);
  });

  it('of the queues are with the peripheral on which calls wait', async () => {
    site.simulator.inboundCall({ dialedNumber: '8001' });
    seconds(10);
    const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
    seconds(5);
    const keys = ['callsQNow', 'callsQTimeNow', 'longestCallQNow', 'callsQToday', 'callsQTimeToday'];
    assert.deepEqual(pick(await ofGroup(1, VRU), ...keys), [2, 20, 15, 2, 0]);
    site.simulator.hangUp(callID);
    const after = await ofGroup(1, VRU);
    assert.deepEqual(pick(after, ...keys, 'longestCallQToday'), [1, 15, 15, 2, 5, 5]);
    assert.equal(after.handledCallsToday, 0);
  });

  it("are a Client Events session's own", async () => {
    const ann = await site.desktop('2001');
    const own = (await ann.request('QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS })) as { agentID: string };
    assert.equal(own.agentID, '1');
    assert.equal(
      await ann.refused('QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS, agentID: '2' }),
      'FAILURE_CONF E_CTI_INVALID_AGENT_DATA',
    );
  });

  it('are refused for what there is not', async () => {
    const group = (fields: object) =>
      bridge.refused('QUERY_SKILL_GROUP_STATISTICS_REQ', {
        peripheralID: AGENTS,
        skillGroupNumber: null,
        skillGroupID: null,
        ...fields,
      });
    assert.equal(await group({ skillGroupNumber: 99 }), 'FAILURE_CONF E_CTI_INVALID_SKILL_GROUP');
    assert.equal(await group({}), 'FAILURE_CONF E_CTI_INVALID_SKILL_GROUP');
    assert.equal(await group({ skillGroupNumber: 1, peripheralID: 99 }), 'FAILURE_CONF E_CTI_INVALID_PERIPHERAL_ID');
    assert.equal(
      await bridge.refused('QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS }),
      'FAILURE_CONF E_CTI_REQUIRED_DATA_MISSING',
    );
  });
});
