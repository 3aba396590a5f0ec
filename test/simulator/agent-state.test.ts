import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, Site, withAgents, withDeskSettings } from './site';

const LOGGED_OUT = { initialState: 'AGENT_STATE_LOGOUT' } as const;

describe('an agent', () => {
  let site: Site;
  let bridge: TestClient;

  const start = async (configuration = CONFIGURATION) => {
    if (site) await site.stop();
    site = await Site.start({ configuration });
    bridge = await site.bridge();
  };
  const request = (agentState: string, fields: object = {}) => ({
    peripheralID: AGENTS,
    agentState: `AGENT_STATE_${agentState}`,
    agentInstrument: '2001',
    ...fields,
  });
  const set = (agentState: string, fields: object = {}) =>
    bridge.request('SET_AGENT_STATE_REQ', request(agentState, fields) as never);
  const refused = (agentState: string, fields: object = {}) =>
    bridge.refused('SET_AGENT_STATE_REQ', request(agentState, fields));

  beforeEach(() => start());
  afterEach(() => site.stop());

  it('logs in and is not ready by itself', async () => {
    await start(withAgents(LOGGED_OUT));
    await set('LOGIN', { agentID: '1', agentPassword: '' });
    assert.deepEqual(await bridge.topics(), ['1 LOGIN', '1 NOT_READY']);
    assert.equal(site.simulator.agents[0]?.extension, '2001');
  });

  it('logs in at another phone, and the phone with a mobile number behind it', async () => {
    await start(withAgents(LOGGED_OUT));
    await set('LOGIN', { agentID: '1', agentPassword: '', agentInstrument: '2003;0015551234' });
    assert.equal(site.simulator.agents[0]?.extension, '2003');
  });

  it('is not logged in twice, with a wrong password or at a phone in use', async () => {
    await start(withAgents({ password: 'secret', ...LOGGED_OUT }));
    const wrong = 'CONTROL_FAILURE_CONF CF_INVALID_AGENT_ID_OR_PASSWORD_SPECIFIED';
    assert.equal(await refused('LOGIN', { agentID: '99', agentPassword: 'secret' }), wrong);
    assert.equal(await refused('LOGIN', { agentID: '1', agentPassword: 'guess' }), wrong);
    assert.equal(await refused('LOGIN', { agentPassword: 'secret' }), 'FAILURE_CONF E_CTI_REQUIRED_DATA_MISSING');
    assert.equal(
      await refused('LOGIN', { agentID: '1', agentPassword: 'secret', agentInstrument: '9' }),
      'CONTROL_FAILURE_CONF CF_INVALID_LOGON_DEVICE_SPECIFIED',
    );
    await set('LOGIN', { agentID: '1', agentPassword: 'secret' });
    assert.equal(
      await refused('LOGIN', { agentID: '1', agentPassword: 'secret', agentInstrument: '2002' }),
      'CONTROL_FAILURE_CONF CF_SPECIFIED_AGENT_ALREADY_SIGNED_ON',
    );
    assert.equal(
      await refused('LOGIN', { agentID: '2', agentPassword: 'secret' }),
      'CONTROL_FAILURE_CONF CF_SPECIFIED_EXTENSION_ALREADY_IN_USE',
    );
  });

  it('needs no password with single sign-on', async () => {
    await start(withAgents({ password: 'secret', ...LOGGED_OUT }));
    await set('LOGIN', { agentID: '1', ssoEnabled: 'ENABLED' });
  });

  it('gets ready and not ready with a reason, and with another reason', async () => {
    await set('AVAILABLE');
    await set('NOT_READY', { eventReasonCode: 7 });
    await set('NOT_READY', { eventReasonCode: 8 });
    assert.equal((await bridge.event('AGENT_STATE_EVENT')).agentState, 'AGENT_STATE_AVAILABLE');
    assert.equal((await bridge.event('AGENT_STATE_EVENT')).eventReasonCode, 7);
    assert.equal((await bridge.event('AGENT_STATE_EVENT')).eventReasonCode, 8);
    await set('NOT_READY', { eventReasonCode: 8 });
    assert.deepEqual(await bridge.topics(), []);
  });

  it('is described in full', async () => {
    await set('AVAILABLE');
    const { unknownFields: _, ...event } = await bridge.event('AGENT_STATE_EVENT');
    const given = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined));
    assert.deepEqual(given, {
      monitorID: 0,
      peripheralID: AGENTS,
      sessionID: 0,
      peripheralType: 'PT_ENTERPRISE_AGENT',
      skillGroupState: 'AGENT_STATE_AVAILABLE',
      stateDuration: 0,
      skillGroupNumber: 1,
      skillGroupID: 5101,
      skillGroupPriority: 0,
      agentState: 'AGENT_STATE_AVAILABLE',
      eventReasonCode: 0,
      mrdid: 1,
      numTasks: 0,
      agentMode: 'ROUTABLE',
      maxTaskLimit: 1,
      icmAgentID: 4001,
      agentAvailabilityStatus: 'ICM_AVAILABLE',
      numFltSkillGroups: 1,
      departmentID: 0,
      agentID: '1',
      agentExtension: '2001',
      agentInstrument: '2001',
      direction: 'NONE',
      fltSkillGroups: [
        {
          fltSkillGroupNumber: 1,
          fltSkillGroupID: 5101,
          fltSkillGroupPriority: 0,
          fltSkillGroupState: 'AGENT_STATE_AVAILABLE',
        },
      ],
    });
  });

  it("tells the agent's own session", async () => {
    const ann = await site.desktop('2001', { clientSignature: 'Ann at her desk' });
    await set('AVAILABLE');
    const event = await bridge.event('AGENT_STATE_EVENT');
    const own = await ann.event('AGENT_STATE_EVENT');
    assert.equal(event.ctiClientSignature, 'Ann at her desk');
    assert.notEqual(event.sessionID, 0);
    assert.equal(own.sessionID, event.sessionID);
    assert.notEqual(own.monitorID, 0);
  });

  it('is busy elsewhere for the other skill groups while a call is in hand', async () => {
    await start(withAgents({ skillGroups: [1, 2] }));
    await site.ready(bridge, '2001');
    site.simulator.inboundCall({ dialedNumber: '8002' });
    const reserved = await bridge.event('AGENT_STATE_EVENT');
    assert.equal(reserved.skillGroupNumber, 2);
    assert.deepEqual(
      reserved.fltSkillGroups?.map((group) => group.fltSkillGroupState),
      ['AGENT_STATE_BUSY_OTHER', 'AGENT_STATE_RESERVED'],
    );
    assert.equal(reserved.numTasks, 1);
    assert.equal(reserved.direction, 'IN');
  });

  it('has no direction any more when neither the call nor the work after it is left', async () => {
    await start(withDeskSettings({ wrapupIncoming: 'REQUIRED' }));
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.simulator.hangUp(callID);
    await set('AVAILABLE');
    const states = (await bridge.news()).filter(({ topic }) => topic === 'AGENT_STATE_EVENT');
    assert.deepEqual(
      states.map(({ payload }) => {
        const { agentState, direction } = payload as { agentState: string; direction: string };
        return [agentState, direction];
      }),
      [
        ['AGENT_STATE_RESERVED', 'IN'],
        ['AGENT_STATE_TALKING', 'IN'],
        ['AGENT_STATE_WORK_READY', 'IN'],
        ['AGENT_STATE_AVAILABLE', 'NONE'],
      ],
    );
  });

  it('keeps a state asked for during a call until it is over', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
    await set('NOT_READY', { eventReasonCode: 9 });
    const pending = await bridge.event('AGENT_STATE_EVENT');
    assert.equal(pending.agentState, 'AGENT_STATE_TALKING');
    assert.equal(pending.nextAgentState, 'AGENT_STATE_NOT_READY');
    site.simulator.hangUp(callID);
    const after = await bridge.event('AGENT_STATE_EVENT');
    assert.equal(after.agentState, 'AGENT_STATE_NOT_READY');
    assert.equal(after.eventReasonCode, 9);
    assert.equal(after.nextAgentState, undefined);
  });

  it('keeps it while the phone rings, too', async () => {
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall();
    await set('NOT_READY', { eventReasonCode: 9 });
    site.simulator.hangUp(callID);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_NOT_READY');
  });

  describe('with work after calls', () => {
    const talk = async (): Promise<number> => {
      await site.ready(bridge, '2001');
      const { callID } = site.simulator.inboundCall();
      await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
      await bridge.news();
      return callID;
    };
    const state = () => site.simulator.agents[0]?.state;

    it('works and is not ready afterwards if that was asked for', async () => {
      await start(withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 10 }));
      const callID = await talk();
      await set('NOT_READY', { eventReasonCode: 9 });
      site.simulator.hangUp(callID);
      assert.equal(state(), 'AGENT_STATE_WORK_NOT_READY');
      site.clock.advance(10_000);
      assert.equal(state(), 'AGENT_STATE_NOT_READY');
      assert.equal(site.simulator.agents[0]?.eventReasonCode, 9);
    });

    it('ends it by getting ready', async () => {
      await start(withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 10 }));
      site.simulator.hangUp(await talk());
      assert.equal(state(), 'AGENT_STATE_WORK_READY');
      await set('AVAILABLE');
      await bridge.news();
      site.clock.advance(10_000);
      assert.deepEqual(await bridge.topics(), []);
    });

    it('gets no calls meanwhile and the next one afterwards', async () => {
      await start(withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 10 }));
      site.simulator.hangUp(await talk());
      site.simulator.inboundCall();
      assert.equal(site.simulator.calls[0]?.state, 'queued');
      const call = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber: '2002' };
      assert.equal(
        await bridge.refused('MAKE_CALL_REQ', call),
        'CONTROL_FAILURE_CONF CF_GENERIC_STATE_INCOMPATIBILITY',
      );
      site.clock.advance(10_000);
      assert.equal(site.simulator.calls[0]?.state, 'ringing');
    });

    it('works without a time limit until told otherwise', async () => {
      await start(withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 0 }));
      site.simulator.hangUp(await talk());
      site.clock.advance(86_400_000);
      assert.equal(state(), 'AGENT_STATE_WORK_READY');
    });

    it('works only if asked for where it is optional', async () => {
      await start(withDeskSettings({ wrapupIncoming: 'OPTIONAL' }));
      site.simulator.hangUp(await talk());
      assert.equal(state(), 'AGENT_STATE_AVAILABLE');
      const callID = await talk();
      await set('WORK_READY');
      site.simulator.hangUp(callID);
      assert.equal(state(), 'AGENT_STATE_WORK_READY');
      await set('WORK_NOT_READY');
      assert.equal(state(), 'AGENT_STATE_WORK_NOT_READY');
    });

    it('never works where it is not allowed', async () => {
      await talk();
      assert.equal(await refused('WORK_READY'), 'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE');
    });
  });

  it('logs out, from not ready only', async () => {
    const ann = await site.desktop('2001');
    await set('AVAILABLE');
    assert.equal(await refused('LOGOUT', { agentID: '1' }), 'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE');
    await set('NOT_READY', { eventReasonCode: 20003 });
    await bridge.news();
    await ann.news();
    await set('LOGOUT', { agentID: '1', eventReasonCode: 5 });
    const event = await bridge.event('AGENT_STATE_EVENT');
    assert.equal(event.agentState, 'AGENT_STATE_LOGOUT');
    assert.equal(event.eventReasonCode, 5);
    assert.equal(event.agentExtension, '2001');
    assert.deepEqual(await ann.topics(), ['1 LOGOUT']);
    assert.equal(await refused('AVAILABLE'), 'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE');
  });

  it('gives reasons where the desk settings require them', async () => {
    await start(withDeskSettings({ idleReasonRequired: true, logoutReasonRequired: true }));
    const required = 'CONTROL_FAILURE_CONF CF_REASON_CODE_REQUIRED';
    assert.equal(await refused('NOT_READY'), required);
    assert.equal(await refused('LOGOUT', { agentID: '1' }), required);
    await set('NOT_READY', { eventReasonCode: 1 });
    await set('LOGOUT', { agentID: '1', eventReasonCode: 1 });
  });

  it('cannot be set to what is not an own choice', async () => {
    const outOfRange = 'CONTROL_FAILURE_CONF CF_VALUE_OUT_OF_RANGE';
    assert.equal(await refused('TALKING'), outOfRange);
    assert.equal(await refused('RESERVED'), outOfRange);
    const payload = { ...request('TALKING'), agentState: 77 };
    assert.equal(await bridge.refused('SET_AGENT_STATE_REQ', payload), outOfRange);
    assert.equal(await refused('AVAILABLE', { agentID: '2' }), 'FAILURE_CONF E_CTI_INCONSISTENT_AGENT_DATA');
  });

  it('may be asked for by id, extension, instrument or skill target', async () => {
    for (const by of [
      { agentID: '1' },
      { agentExtension: '2001' },
      { agentInstrument: '2001' },
      { icmAgentID: 4001 },
    ]) {
      const answer = (await bridge.request('QUERY_AGENT_STATE_REQ', { peripheralID: AGENTS, ...by })) as {
        agentID: string;
        agentState: string;
        skillGroups: { skillGroupNumber: number }[];
      };
      assert.equal(answer.agentID, '1');
      assert.equal(answer.agentState, 'AGENT_STATE_NOT_READY');
      assert.equal(answer.skillGroups[0]?.skillGroupNumber, 1);
    }
    const query = (by: object) => bridge.refused('QUERY_AGENT_STATE_REQ', { peripheralID: AGENTS, ...by });
    assert.equal(await query({ agentID: '99' }), 'CONTROL_FAILURE_CONF CF_INVALID_AGENT_ID_SPECIFIED');
    assert.equal(await query({ agentExtension: '99' }), 'FAILURE_CONF E_CTI_AGENT_NOT_LOGGED_ON');
  });

  it('who is logged out can still be asked for by id', async () => {
    await start(withAgents(LOGGED_OUT));
    const answer = await bridge.request('QUERY_AGENT_STATE_REQ', { peripheralID: AGENTS, agentID: '1' });
    assert.equal((answer as { agentState: string }).agentState, 'AGENT_STATE_LOGOUT');
  });
});
