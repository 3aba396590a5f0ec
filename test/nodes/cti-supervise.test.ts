import assert from 'node:assert/strict';
import { action, type CentreFlow, typed, withCentre } from './centre-flow';

const supervise = (name: string, more: object = {}) =>
  action(name, 'cti-supervise', { action: name, callFrom: 'agent', party: '1001', ...more });
const bySofia = () => ({ payload: { supervisorID: '1019' } });

describe('cti-supervise', () => {
  const centre = withCentre();

  const talking = async (flow: CentreFlow) => {
    flow.simulator.inboundCall({ ani: '5551234' });
    const { payload } = await flow.call('call.ringing');
    await flow.simulator.perform({ action: 'answer', agent: '1001' });
    await flow.call('call.answered', ({ connection }) => connection.agentID === '1001');
    return payload.connectionCallID;
  };
  const parties = (flow: CentreFlow) =>
    flow.simulator.calls.flatMap((call) => call.parties.map((party) => party.number)).sort();

  it('barges in, intercepts, and leaves: the supervisor is named by the AgentID or the phone', async () => {
    const { current: flow } = centre;
    const phone = { fields: { supervisorInstrument: typed('2019') } };
    await flow.start([supervise('bargeIn'), supervise('intercept', phone), supervise('clear', { party: '1019' })]);
    await talking(flow);
    const { message, error } = await flow.put('bargeIn', bySofia());
    assert.deepEqual([error, message.topic], [undefined, 'SUPERVISE_CALL_CONF']);
    await flow.call('call.conferenced');
    assert.deepEqual(parties(flow), ['2001', '2019', '5551234']);
    assert.equal((await flow.put('clear', { payload: {} })).error, undefined);
    await flow.call('call.partyLeft');
    assert.deepEqual(parties(flow), ['2001', '5551234']);
    assert.equal((await flow.put('bargeIn', bySofia())).error, undefined);
    await flow.agents.count(1);
    assert.equal((await flow.put('intercept', { payload: {} })).error, undefined);
    assert.deepEqual(parties(flow), ['2019', '5551234']);
  });

  it('listens silently and whispers, in a call of the supervisor that ends with clear', async () => {
    const { current: flow } = centre;
    await flow.start([supervise('monitor'), supervise('whisper'), supervise('clear', { party: '1019' })]);
    await talking(flow);
    for (const name of ['monitor', 'whisper']) {
      const before = flow.calls.messages.length;
      assert.equal((await flow.put(name, bySofia())).error, undefined);
      const isNew = (message: object) => flow.calls.messages.indexOf(message) >= before;
      await flow.calls.first((message) => isNew(message) && /SUPERVISOR/.test(message.payload.callType));
      assert.equal(flow.simulator.calls.length, 2, name);
      assert.equal((await flow.put('clear', { payload: {} })).error, undefined);
      await flow.calls.first((message) => isNew(message) && message.topic === 'call.ended');
      assert.equal(flow.simulator.calls.length, 1, name);
    }
  });

  it('calls a supervisor for an agent, beside the call of an event', async () => {
    const { current: flow } = centre;
    await flow.start([supervise('assist', { callFrom: 'message', party: '' })]);
    const connectionCallID = await talking(flow);
    const device = { connectionDeviceIDType: 'CONNECTION_ID_STATIC', connectionDeviceID: '2001' };
    const event = { peripheralID: 5000, connectionCallID, ...device };
    const { message, error } = await flow.put('assist', { topic: 'CALL_ESTABLISHED_EVENT', payload: event });
    assert.deepEqual([error, message.topic], [undefined, 'SUPERVISOR_ASSIST_CONF']);
    await flow.call('call.ringing', ({ payload }) => payload.callType === 'CALLTYPE_ASSIST');
    await flow.call('call.held');
  });

  it('calls one in an emergency, also of an agent who has no call, and all clients are told', async () => {
    const { current: flow } = centre;
    await flow.start([supervise('emergency', { callFrom: 'message', party: '' })]);
    const alarms: unknown[] = [];
    flow.session.subscribe(['EMERGENCY_CALL_EVENT'], ({ payload }) =>
      alarms.push((payload as { agentID?: string }).agentID),
    );
    const { message, error } = await flow.put('emergency', { payload: { agentID: '1002' } });
    assert.deepEqual([error, message.topic], [undefined, 'EMERGENCY_CALL_CONF']);
    await flow.call('call.ringing', ({ payload }) => payload.callType === 'CALLTYPE_EMERGENCY');
    assert.deepEqual(alarms, ['1002']);
  });

  it('takes the supervisor and the agent of the dialog, whatever devices the message has', async () => {
    const { current: flow } = centre;
    const open = { callFrom: 'message', party: '' };
    await flow.start([
      supervise('bargeIn', { fields: { supervisorID: typed('1019') } }),
      supervise('clear', { ...open, fields: { supervisorID: typed('1019') } }),
      supervise('assist', { ...open, fields: { agentID: typed('1001') } }),
    ]);
    await talking(flow);
    const others = { supervisorInstrument: '2020', agentInstrument: '2004' };
    assert.equal((await flow.put('bargeIn', { payload: others })).error, undefined);
    await flow.call('call.conferenced');
    assert.deepEqual(parties(flow), ['2001', '2019', '5551234']);
    assert.equal((await flow.put('clear', { payload: { supervisorInstrument: '2001' } })).error, undefined);
    await flow.call('call.partyLeft');
    assert.deepEqual(parties(flow), ['2001', '5551234']);
    assert.equal((await flow.put('assist', { payload: { agentInstrument: '2004' } })).error, undefined);
    const help = await flow.call('call.ringing', ({ payload }) => payload.callType === 'CALLTYPE_ASSIST');
    assert.equal(help.payload.callingDeviceID, '2001');
  });

  it('does not ask for help without the call that the agent has', async () => {
    const { current: flow } = centre;
    await flow.start([supervise('assist')]);
    flow.simulator.inboundCall();
    await flow.call('call.ringing');
    const { error } = await flow.put('assist', { payload: {} });
    assert.equal(error?.code, 'CTI_NO_CALL');
    assert.match(error?.message, /LCS_ALERTING/);
  });

  it('says what is wrong: nobody there, no call, not the supervisor', async () => {
    const { current: flow } = centre;
    await flow.start([supervise('bargeIn'), supervise('emergency', { callFrom: 'message', party: '' })]);
    assert.equal((await flow.put('bargeIn', bySofia())).error?.code, 'CTI_NO_CALL');
    await talking(flow);
    const unknown = await flow.put('bargeIn', { payload: { supervisorID: '1018' } });
    assert.equal(unknown.error?.code, 'CTI_UNKNOWN_AGENT');
    assert.match(unknown.error?.message, /^CtiError: supervisorID: supervisorInstrument of agent 1018/);
    const other = await flow.put('bargeIn', { payload: { supervisorID: '1020' } });
    assert.equal(other.error?.code, 'E_CTI_INVALID_AGENT_DATA');
    assert.equal((await flow.put('bargeIn', { payload: {} })).error?.code, 'E_CTI_REQUIRED_DATA_MISSING');
    assert.equal((await flow.put('emergency', { payload: {} })).error?.code, 'CTI_NO_CALL');
  });
});
