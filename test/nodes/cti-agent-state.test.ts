import assert from 'node:assert/strict';
import { Turns } from '../../nodes/palette/turns';
import { action, typed, withCentre } from './centre-flow';
import { Inbox, nodeOf, redeploy, shown } from './flow';

const state = (name: string, more: object = {}) =>
  action(name, 'cti-agent-state', { action: name, agents: 'payload', agentsType: 'msg', rate: '1000', ...more });
const of = (agents: string) => ({ agents, agentsType: 'str' });
const rows = (payload: unknown) =>
  (payload as { agentID: string; done: boolean; code?: string }[]).map(({ agentID, done, code }) =>
    done ? agentID : `${agentID} ${code}`,
  );

describe('cti-agent-state', () => {
  const centre = withCentre();
  const stateOf = (agentID: string) =>
    centre.current.simulator.agents.find((agent) => agent.agentID === agentID)?.state;

  it('signs in, makes ready, not ready with a reason, and signs out; the phone is known from then on', async () => {
    const { current: flow } = centre;
    const mine = of('1003');
    await flow.start([
      state('login', { ...mine, fields: { agentInstrument: typed('2003') } }),
      state('ready', mine),
      state('notReady', { ...mine, fields: { eventReasonCode: typed('7', 'num') } }),
      state('logout', mine),
    ]);
    const { message, error } = await flow.put('login', { payload: {}, mine: 1 });
    assert.equal(error, undefined);
    assert.deepEqual([message.topic, message.mine], ['SET_AGENT_STATE_CONF', 1]);
    await flow.agent('agent.login', '1003');
    assert.equal((await flow.put('ready', { payload: {} })).error, undefined);
    await flow.agent('agent.ready', '1003');
    assert.equal((await flow.put('notReady', { payload: {} })).error, undefined);
    const away = await flow.agents.first(
      ({ topic, payload }) => topic === 'agent.notReady' && payload.agentID === '1003' && payload.eventReasonCode === 7,
    );
    assert.equal((await flow.put('logout', away)).error, undefined);
    await flow.agent('agent.logout', '1003');
    assert.equal(stateOf('1003'), 'AGENT_STATE_LOGOUT');
  });

  it('puts an agent into wrap-up, and out of it', async () => {
    const { current: flow } = centre;
    await flow.start([state('workReady'), state('workNotReady'), state('agentGreeting'), state('notReady')]);
    flow.simulator.inboundCall();
    const { connection } = await flow.call('call.ringing');
    await flow.simulator.perform({ action: 'answer', agent: connection.agentID });
    await flow.call('call.answered');
    assert.equal((await flow.put('workReady', { payload: connection.agentID })).error, undefined);
    await flow.simulator.perform({ action: 'clear', agent: connection.agentID });
    await flow.agents.first(
      ({ payload }) => payload.agentID === connection.agentID && payload.agentState === 'AGENT_STATE_WORK_READY',
    );
    assert.equal((await flow.put('workNotReady', { payload: Number(connection.agentID) })).error, undefined);
    await flow.agents.first(
      ({ payload }) => payload.agentID === connection.agentID && payload.agentState === 'AGENT_STATE_WORK_NOT_READY',
    );
    assert.equal((await flow.put('notReady', { payload: connection.agentID })).error, undefined);
    await flow.agent('agent.notReady', connection.agentID);
    const greeting = { agentID: connection.agentID, agentAction: 'DISABLE_FOR_LOGIN_SESSION' };
    assert.equal((await flow.put('agentGreeting', { payload: greeting })).error, undefined);
  });

  it('signs in a mobile agent, with the phone behind a semicolon', async () => {
    const { current: flow } = centre;
    await flow.start([state('login')]);
    const payload = { agentID: '1003', agentInstrument: '2003;5551234', agentWorkMode: 'RA_CALL_BY_CALL' };
    assert.equal((await flow.put('login', { payload })).error, undefined);
    await flow.agent('agent.login', '1003');
  });

  it('does many one after the other, and says in one message what came of each', async () => {
    const { current: flow } = centre;
    await flow.start([
      state('login'),
      state('notReady', { agents: 'who', fields: { eventReasonCode: typed('3', 'num') } }),
    ]);
    const shift = [
      { agentID: '1003', agentInstrument: '2003' },
      { agentID: 1006 },
      { agentID: '1009', agentInstrument: '2999' },
      true,
      { agentID: '1010', agentInstrument: '2010' },
    ];
    const { message, error } = await flow.put('login', { topic: 'shift', payload: shift });
    assert.equal(error, undefined);
    assert.equal(message.topic, 'shift');
    assert.deepEqual(rows(message.payload), [
      '1003',
      '1006 CTI_MISSING_FIELD',
      '1009 CF_INVALID_LOGON_DEVICE_SPECIFIED',
      'true CTI_INVALID_FIELD',
      '1010',
    ]);
    assert.match(message.payload[1].message, /^agentInstrument: is missing/);
    await flow.agent('agent.login', '1003');
    await flow.agent('agent.login', '1010');
    const both = await flow.put('notReady', { who: '1001, 1004', payload: { agentWorkMode: 0 } });
    assert.deepEqual(rows(both.message.payload), ['1001', '1004']);
    for (const agentID of ['1001', '1004']) {
      const { payload } = await flow.agent('agent.notReady', agentID);
      assert.equal(payload.eventReasonCode, 3);
    }
  });

  it('takes agents as cti-lookup gives them, who they are and not what they do, and a list made for signing in', async () => {
    const { current: flow } = centre;
    await flow.start([state('ready'), state('notReady')]);
    const list = [{ agentID: '1001', agentInstrument: '2001', agentPassword: 'secret' }];
    assert.deepEqual(rows((await flow.put('notReady', { payload: list })).message.payload), ['1001']);
    const agents = ['1002', '1005'].map((agentID) => ({ ...flow.session.model.model.agents.get(agentID) }));
    const { message } = await flow.put('ready', { payload: agents });
    assert.deepEqual(rows(message.payload), ['1002', '1005']);
    await flow.agent('agent.ready', '1005');
  });

  it('takes the agents of the dialog where they are, whatever device the message has', async () => {
    const { current: flow } = centre;
    await flow.start([
      state('notReady', of('1001')),
      state('ready', of('1001,1002')),
      state('device', { action: 'notReady', fields: { agentInstrument: typed('2002') }, agents: '' }),
    ]);
    const event = { topic: 'AGENT_STATE_EVENT', payload: { agentID: '1004', agentInstrument: '2004' } };
    assert.equal((await flow.put('notReady', event)).error, undefined);
    await flow.agent('agent.notReady', '1001');
    const { payload } = (await flow.put('ready', { payload: { agentInstrument: '2004' } })).message;
    assert.deepEqual(rows(payload), ['1001', '1002']);
    const { error } = await flow.put('device', { payload: { agentID: '1004' } });
    assert.equal(error, undefined);
    await flow.agent('agent.notReady', '1002');
  });

  it('takes what a flow has added to an agent as it stands, and names what nothing takes', async () => {
    const { current: flow } = centre;
    await flow.start([state('notReady')]);
    const anna = { ...flow.session.model.model.agents.get('1001') };
    const put = async (more: object) => {
      return (await flow.put('notReady', { topic: 'agent.ready', payload: { ...anna, ...more } })).error;
    };
    assert.match((await put({ agentWorkMod: 0 }))?.message, /takes agentWorkMod;/);
    assert.match((await put({ agentWorkMode: 'nonsense' }))?.message, /agentWorkMode: "nonsense" is no constant/);
    assert.equal(await put({ agentWorkMode: 0 }), undefined);
    await flow.agent('agent.notReady', '1001');
  });

  it('says of a dry run that nothing is done', async () => {
    const { current: flow } = centre;
    await flow.start([state('notReady')], { dryRun: true });
    const { message, error } = await flow.put('notReady', { payload: ['1001', '1003'] });
    assert.equal(error, undefined);
    const [first, second] = message.payload;
    assert.deepEqual(first, { agentID: '1001', done: false, dryRun: true });
    assert.deepEqual([second.done, second.dryRun, second.code], [false, undefined, 'CTI_UNKNOWN_AGENT']);
    assert.equal(stateOf('1001'), 'AGENT_STATE_AVAILABLE');
  });

  it('fails only when none could be done, or the list cannot be used; an empty one goes on', async () => {
    const { current: flow } = centre;
    await flow.start([state('ready'), state('slow', { action: 'ready', rate: 'fast' })]);
    const none = await flow.put('ready', { payload: ['1003', '1006'] });
    assert.equal(none.error?.code, 'CTI_NONE_DONE');
    assert.match(none.error?.message, /none of 2 could be done.* of agent 1003/);
    assert.deepEqual(rows(none.message.payload), ['1003 CTI_UNKNOWN_AGENT', '1006 CTI_UNKNOWN_AGENT']);
    assert.equal((await flow.put('ready', { payload: true })).error?.code, 'CTI_INVALID_FIELD');
    assert.deepEqual((await flow.put('ready', { payload: [] })).message.payload, []);
    const { error } = await flow.put('slow', { payload: ['1001'] });
    assert.deepEqual([error?.code, /"fast"/.test(error?.message)], ['CTI_INVALID_OPTION', true]);
  });

  it('keeps the password as a credential, and never shows one', async () => {
    const { current: flow } = centre;
    await flow.start([state('login')]);
    const secret = 'much too long a password '.repeat(9);
    const payload = [{ agentID: '1003', agentInstrument: '2003', agentPassword: secret }];
    const { message, error } = await flow.put('login', { payload });
    assert.equal(error?.code, 'CTI_NONE_DONE');
    assert.deepEqual(rows(message.payload), ['1003 CTI_FIELD_TOO_LONG']);
    assert.ok(!JSON.stringify(message).includes(secret));
  });

  it('says what had been done when it is stopped', async () => {
    const { current: flow } = centre;
    const slow = state('ready', { rate: '0.001', server: 'server', wires: [['ready out']] });
    await flow.start([slow]);
    const caught = new Inbox('caught');
    nodeOf('ready').receive({ payload: ['1002', '1005'] });
    await flow.agent('agent.ready', '1002');
    await shown('ready', ({ text, state: shows }) => shows === 'pending' && text === 'cti-agent-state.status.progress');
    await redeploy(
      flow.deployed.map((node) => ('id' in node && node.id === 'ready' ? { ...node, name: 'x' } : node)),
      'nodes',
    );
    const { error, payload } = await caught.first();
    assert.equal(error.code, 'CTI_NODE_CLOSED');
    assert.deepEqual(rows(payload), ['1002', '1005 CTI_NOT_SENT']);
  });

  it('reports the use of AI services, which is about no agent that it could name', async () => {
    const { current: flow } = centre;
    await flow.start([state('setAgentServiceData')]);
    const said: string[] = [];
    flow.simulator.on('trace', (line) => said.push(line));
    const key = { routerCallKeyDay: 1, routerCallKeyCallID: 2, routerCallKeySequenceNumber: 0 };
    const enabledServices = [{ fltEnabledServices: 'AGENT_ANSWERS' }];
    const payload = { ...key, agentSkillTargetID: 5001, enabledServices };
    const { message, error } = await flow.put('setAgentServiceData', { payload });
    assert.deepEqual([error, message.topic], [undefined, 'SET_AGENT_SERVICE_DATA_CONF']);
    assert.ok(said.some((line) => line.includes('AGENT SERVICES of agent 1001 in call 1/2: AGENT_ANSWERS')));
  });
});

describe('turns at a rate', () => {
  it('come at once, and the others at equal distances', async () => {
    let now = 0;
    const due: { at: number; run: () => void }[] = [];
    const clock = {
      now: () => now,
      after: (milliseconds: number, run: () => void) => {
        const one = { at: now + milliseconds, run };
        due.push(one);
        return () => void due.splice(due.indexOf(one), 1);
      },
    };
    const turns = new Turns(4, clock);
    assert.equal(await turns.next(), true);
    const [second, third] = [turns.next(), turns.next()];
    assert.deepEqual(
      due.map(({ at }) => at),
      [250, 500],
    );
    now = 250;
    due.shift()?.run();
    assert.equal(await second, true);
    turns.stop();
    assert.equal(await third, false);
    assert.equal(await turns.next(), false);
    assert.deepEqual(due, []);
  });
});
