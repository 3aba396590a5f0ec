import assert from 'node:assert/strict';
import type { ConditionSettings, RuleSettings } from '../../nodes/route';
import { typed, withCentre } from './centre-flow';
import { at, helper, Inbox, nodeOf, shown } from './flow';
import { rule } from './route-rules';

const NOTHING = { action: 'none', fields: {} };

/** cti-route as the editor saves it. */
function route(rules: readonly RuleSettings[], more: object = {}): object {
  const call = { callFrom: 'message', call: 'payload', callType: 'msg', party: '', partyType: 'str' };
  const time = { timeZone: 'Europe/Berlin', holidays: '', holidaysType: 'str' };
  const node = { name: '', rules, otherwise: NOTHING, dryRun: false, timeout: '', ...call, ...time, ...more };
  return at('route', 'cti-route', node);
}

const when = (subject: string, test: string, value: string, more: Partial<ConditionSettings> = {}) => ({
  subject,
  test,
  value: typed(value),
  ...more,
});
const deflect = (to: string) => ({ action: 'deflect', fields: { calledDeviceID: typed(to) } }) as const;
const group = (groupBy: string, of = '') => ({ groupBy, of: typed(of) });

describe('cti-route', () => {
  const centre = withCentre();

  it('deflects a ringing call by the first rule that applies', async () => {
    const { current: flow } = centre;
    await flow.start([
      route([
        rule([when('ani', 'beginsWith', '999')], deflect('2002')),
        rule([when('ani', 'oneOf', '555*'), when('dialedNumber', 'is', '8001')], { name: 'VIP', ...deflect('2004') }),
        rule([], deflect('2002')),
      ]),
    ]);
    flow.simulator.inboundCall({ ani: '5551234', dialedNumber: '8001' });
    const ringing = await flow.call('call.ringing');
    const { connectionCallID, peripheralID } = ringing.payload;
    const { connectionDeviceIDType, connectionDeviceID, agentID } = ringing.connection;
    assert.equal(agentID, '1001');
    const { message, error } = await flow.put('route', { ...ringing, mine: 1 });
    assert.equal(error, undefined);
    await shown('route', ({ text, fill }) => text === 'cti-route.status.named' && fill === 'green');
    assert.equal(message.topic, 'DEFLECT_CALL_CONF');
    assert.equal(message.mine, 1);
    assert.deepEqual(message.route, {
      rule: 2,
      name: 'VIP',
      action: 'deflect',
      complete: true,
      request: 'DEFLECT_CALL_REQ',
      payload: {
        peripheralID,
        connectionCallID,
        connectionDeviceIDType,
        connectionDeviceID,
        calledDeviceID: '2004',
        calledDeviceType: 'DEVID_DEVICE_IDENTIFIER',
      },
    });
    await flow.call('call.ringing', ({ connection }) => connection?.agentID === '1004');
  });

  it('leaves a call alone that it has sent where it rings now', async () => {
    const { current: flow } = centre;
    await flow.start([route([rule([when('ani', 'is', '555')], deflect('2004'))])]);
    const other = new Inbox('route other');
    flow.simulator.inboundCall({ ani: '555', dialedNumber: '8001' });
    assert.equal((await flow.put('route', await flow.call('call.ringing'))).error, undefined);
    const again = await flow.call('call.ringing', ({ connection }) => connection?.deviceID === '2004');
    nodeOf('route').receive(again as { payload: object });
    const { route: decided } = await other.first();
    assert.equal(decided.action, 'deflect');
    assert.equal(decided.request, undefined);
  });

  it('transfers a call that is talking, of the agent whose call it is', async () => {
    const { current: flow } = centre;
    const transfer = { action: 'transferBlind', fields: { dialedNumber: typed('2004') } } as const;
    const hold = when('field', 'is', 'talking', { of: typed('state') });
    await flow.start([route([rule([hold], transfer)], { callFrom: 'agent', party: '1001' })]);
    flow.simulator.inboundCall();
    const { id } = (await flow.call('call.ringing')).payload;
    const left = new Inbox('route other');
    nodeOf('route').receive({});
    assert.equal((await left.first()).route.rule, null, 'it rings still');
    await flow.simulator.perform({ action: 'answer', agent: '1001' });
    await flow.call('call.answered', ({ payload }) => payload.id === id);
    const { message, error } = await flow.put('route');
    assert.equal(error, undefined);
    assert.equal(message.topic, 'TRANSFER_CALL_CONF');
    await flow.call('call.transferred');
  });

  it('sets data of the call, with what the message brings', async () => {
    const { current: flow } = centre;
    const fields = {
      callVariable3: typed('crm.segment', 'msg'),
      namedVariables: typed('{"user.segment":"gold"}', 'json'),
    };
    const asked = when('variable', 'is', '', { of: typed('user.account'), value: typed('crm.account', 'msg') });
    await flow.start([route([rule([asked], { action: 'setCallData', fields })])]);
    flow.simulator.inboundCall({ namedVariables: { 'user.account': '4711' } });
    const ringing = await flow.call('call.ringing');
    const { message, error } = await flow.put('route', { ...ringing, crm: { account: 4711, segment: 'premium' } });
    assert.equal(error, undefined);
    assert.equal(message.topic, 'SET_CALL_DATA_CONF');
    const other = new Inbox('route other');
    nodeOf('route').receive({ ...ringing });
    assert.equal((await other.first()).route.rule, null, 'without a customer');
    await flow.call('call.data', ({ payload }) => {
      const { callVariable3, namedVariables } = payload;
      return callVariable3 === 'premium' && namedVariables['user.segment'] === 'gold';
    });
  });

  it('takes no field of a request from the message, and looks at events as they are', async () => {
    const { current: flow } = centre;
    await flow.start([route([rule([when('ani', 'is', '5551234')], { ...deflect('2004'), name: 'known' })])]);
    flow.simulator.inboundCall({ ani: '5551234' });
    const { payload, connection } = await flow.call('call.ringing');
    const { connectionDeviceIDType, connectionDeviceID } = connection;
    const event = {
      connectionCallID: payload.connectionCallID,
      connectionDeviceIDType,
      connectionDeviceID,
      peripheralID: payload.peripheralID,
      calledDeviceID: '2002',
    };
    const { message, error } = await flow.put('route', { topic: 'CALL_DELIVERED_EVENT', payload: event });
    assert.equal(error, undefined);
    assert.equal(message.route.payload.calledDeviceID, '2004');
    await flow.call('call.ringing', (ringing) => ringing.connection?.agentID === '1004');
  });

  it('counts agents and calls that wait, by number, id, name, and for the group of the call', async () => {
    const { current: flow } = centre;
    const stop = (name: string, ...conditions: ConditionSettings[]) => rule(conditions, { name, action: 'none' });
    const isFree = { subject: 'agentFree', test: 'is', of: typed('1001') };
    await flow.start([
      route([
        stop('free', isFree),
        stop(
          'none left',
          when('agentsAvailable', 'is', '0', group('name', 'sales')),
          when('agentsAvailable', 'between', '1', { ...group('number', '2'), most: typed('1') }),
          when('agentsSignedIn', 'more', '1', group('id', '5101')),
          when('agentState', 'oneOf', '*RESERVED, *TALKING', { of: typed('1001') }),
          when('callsWaiting', 'is', '1', group('name', 'Sales')),
          when('callsWaiting', 'less', '2', group('call')),
          when('waiting', 'less', '100'),
          when('skillGroupName', 'is', 'Sales'),
        ),
      ]),
    ]);
    flow.simulator.inboundCall({ ani: '1' });
    const ringing = await flow.call('call.ringing');
    await flow.simulator.perform({ action: 'answer', agent: '1001' });
    await flow.agent('agent.talking', '1001');
    flow.simulator.inboundCall({ ani: '2' });
    const queued = await flow.call('call.queued', ({ payload }) => payload.id !== ringing.payload.id);
    const out = new Inbox('route other');
    nodeOf('route').receive({ ...queued });
    assert.equal((await out.first()).route.name, 'none left');
  });

  it('sends on by the second output what no rule is about, and what a rule leaves alone', async () => {
    const { current: flow } = centre;
    const leave = rule([when('ani', 'is', '1')], { name: 'mine', action: 'none' });
    await flow.start([route([leave, rule([when('ani', 'is', '2')], deflect('2004'))])]);
    const out = new Inbox('route other');
    for (const ani of ['1', '3']) flow.simulator.inboundCall({ ani, dialedNumber: ani === '1' ? '8001' : '8002' });
    for (const ani of ['1', '3']) {
      const ringing = await flow.call('call.ringing', ({ payload }) => payload.ani === ani);
      nodeOf('route').receive({ ...ringing });
    }
    const [first, second] = await out.count(2);
    assert.deepEqual(first?.route, { rule: 1, name: 'mine', action: 'none', complete: true });
    assert.deepEqual(second?.route, { rule: null, name: '', action: 'none', complete: true });
    assert.equal(second?.payload.ani, '3');
    await shown('route', ({ text }) => text === 'cti-route.status.noRule');
  });

  it('does otherwise where no rule applies', async () => {
    const { current: flow } = centre;
    await flow.start([route([], { otherwise: deflect('2004') })]);
    flow.simulator.inboundCall();
    const { message, error } = await flow.put('route', await flow.call('call.ringing'));
    assert.equal(error, undefined);
    assert.deepEqual([message.route.rule, message.topic], ['else', 'DEFLECT_CALL_CONF']);
  });

  it('sends nothing in a dry run, and says what would have been sent', async () => {
    const { current: flow } = centre;
    await flow.start([route([rule([], deflect('2004'))], { dryRun: true })]);
    flow.simulator.inboundCall();
    const ringing = await flow.call('call.ringing');
    const before = flow.session.counters.requestsSent;
    const { message } = await flow.put('route', ringing);
    assert.equal(message.topic, 'DEFLECT_CALL_REQ');
    assert.deepEqual(message.payload, message.route.payload);
    assert.equal(message.payload.calledDeviceID, '2004');
    assert.deepEqual([message.route.dryRun, message.route.rule], [true, 1]);
    assert.equal(flow.session.counters.requestsSent, before);
    await shown('route', ({ text, fill }) => text === 'cti-route.status.dryRun' && fill === 'blue');
  });

  it('says in a dry run, too, that a field cannot be right', async () => {
    const { current: flow } = centre;
    const fields = { calledDeviceID: typed('2'.repeat(100)) };
    await flow.start([route([rule([], { fields })], { dryRun: true })]);
    flow.simulator.inboundCall();
    const { error } = await flow.put('route', await flow.call('call.ringing'));
    assert.equal(error?.code, 'CTI_FIELD_TOO_LONG');
  });

  it('says in a dry run, too, that the rails of the server would refuse it, and nothing is counted', async () => {
    const { current: flow } = centre;
    await flow.start([route([rule([], deflect('2004'))], { dryRun: true })], { denyDevices: '2004' });
    flow.simulator.inboundCall();
    const { error, message } = await flow.put('route', await flow.call('call.ringing'));
    assert.equal(error?.code, 'CTI_NOT_ALLOWED');
    const { rule: applied, request, dryRun, refused } = message.route;
    assert.deepEqual([applied, request, dryRun, refused], [1, 'DEFLECT_CALL_REQ', true, 'CTI_NOT_ALLOWED']);
    assert.equal(flow.session.counters.rails.notAllowed, 0);
  });

  it('shows the dry run of the server as its own', async () => {
    const { current: flow } = centre;
    await flow.start([route([rule([], deflect('2004'))])], { dryRun: true });
    flow.simulator.inboundCall();
    const { message } = await flow.put('route', await flow.call('call.ringing'));
    assert.deepEqual([message.topic, message.route.dryRun], ['DEFLECT_CALL_REQ', true]);
    assert.equal(message.route.payload.calledDeviceID, '2004');
  });

  it('tells Catch nodes which rule had decided, when it cannot be carried out', async () => {
    const { current: flow } = centre;
    const list = { ...when('ani', 'oneOf', ''), value: typed('vips', 'msg') };
    await flow.start([route([rule([list], { ...deflect('2004'), name: 'VIP' }), rule([when('ani', 'more', '0')])])]);
    flow.simulator.inboundCall({ ani: '5' });
    const ringing = await flow.call('call.ringing');
    await flow.simulator.perform({ action: 'answer', agent: '1001' });
    await flow.call('call.answered', ({ payload }) => payload.id === ringing.payload.id);
    const late = (await flow.put('route', { ...ringing, vips: [5] })).message;
    assert.equal(late.error.code, 'CTI_NO_CALL');
    assert.match(late.error.message, /no connection in LCS_ALERTING/);
    assert.deepEqual([late.route.rule, late.route.name], [1, 'VIP']);
    const wrong = (await flow.put('route', { ...ringing, vips: 'a,,b' })).error;
    assert.equal(wrong?.code, 'CTI_INVALID_OPTION');
    assert.match(wrong?.message, /rule 1, condition 1: value: right is 1001/);
    assert.equal((await flow.put('route', { payload: {} })).error?.code, 'CTI_NO_CALL');
  });

  it('says at once that a rule cannot be right, and of each message', async () => {
    const { current: flow } = centre;
    const wrong = { subject: 'hours', test: 'is', from: '25:00', to: '26:00' };
    await flow.start([route([rule([wrong])])]);
    const logged = helper.log().args.map(([{ id, msg }]) => (id === 'route' ? String(msg) : ''));
    assert.match(logged.join(), /rule 1, condition 1: from: "25:00" is no time of day; right is 00:00 to 24:00/);
    assert.equal((await flow.put('route', { payload: {} })).error?.code, 'CTI_INVALID_OPTION');
  });
});
