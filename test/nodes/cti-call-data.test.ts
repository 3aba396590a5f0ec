import assert from 'node:assert/strict';
import { action, type CentreFlow, typed, withCentre } from './centre-flow';
import { at, Inbox } from './flow';

const data = (name: string, more: object = {}) => action(name, 'cti-call-data', { action: name, ...more });

describe('cti-call-data', () => {
  const centre = withCentre();

  /** Rings at agent 1001. */
  async function ring(flow: CentreFlow) {
    flow.simulator.inboundCall({ namedVariables: { 'user.account': '1' } });
    return flow.call('call.ringing');
  }

  it('writes call variables, ECC variables and wrap-up data to the call of a message', async () => {
    const { current: flow } = centre;
    const fields = {
      callVariable1: typed('segment', 'msg'),
      namedVariables: typed('{"user.segment":"B"}', 'json'),
      namedArrays: typed('{"user.history":["first"]}', 'json'),
      callWrapupData: typed('sold'),
    };
    await flow.start([data('setCallData', { fields })]);
    const ringing = await ring(flow);
    const { message, error } = await flow.put('setCallData', { ...ringing, segment: 'gold' });
    assert.equal(error, undefined);
    assert.equal(message.topic, 'SET_CALL_DATA_CONF');
    const { payload } = await flow.call('call.data');
    assert.equal(payload.id, ringing.payload.id);
    assert.equal(payload.callVariable1, 'gold');
    assert.equal(payload.callWrapupData, 'sold');
    // What the request leaves out stays.
    assert.deepEqual({ ...payload.namedVariables }, { 'user.account': '1', 'user.segment': 'B' });
    assert.deepEqual({ ...payload.namedArrays }, { 'user.history': ['first'] });
  });

  it("writes to an agent's current call what the payload says, until the call is let go", async () => {
    const { current: flow } = centre;
    const mine = { callFrom: 'agent', party: '1001' };
    await flow.start([data('setCallData'), data('releaseCall', mine)]);
    await ring(flow);
    const gold = () => ({ payload: { agentID: '1001', callVariable10: 'gold' } });
    assert.equal((await flow.put('setCallData', gold())).error, undefined);
    const { payload } = await flow.call('call.data');
    assert.equal(payload.callVariable10, 'gold');
    assert.equal((await flow.put('releaseCall')).message.topic, 'RELEASE_CALL_CONF');
    assert.equal((await flow.put('setCallData', gold())).error?.code, 'E_CTI_NOT_CALL_PARTY');
  });

  it('says what does not fit: a name that is not configured, a text that is too long', async () => {
    const { current: flow } = centre;
    await flow.start([data('setCallData', { callFrom: 'agent', party: '1001' })]);
    assert.equal((await flow.put('setCallData', { payload: { callVariable1: 'x' } })).error?.code, 'CTI_NO_CALL');
    await ring(flow);
    const fails = async (payload: object) => (await flow.put('setCallData', { payload })).error;
    const unknown = await fails({ namedVariables: { 'user.unknown': 'x' } });
    assert.equal(unknown?.code, 'E_CTI_NAMED_VARIABLE_NOT_CONFIGURED');
    const array = await fails({ namedArrays: { 'user.unknown': ['x'] } });
    assert.equal(array?.code, 'E_CTI_NAMED_ARRAY_NOT_CONFIGURED');
    const long = await fails({ callVariable1: 'x'.repeat(41) });
    assert.equal(long?.code, 'CTI_FIELD_TOO_LONG');
    assert.match(long?.message, /callVariable1/);
    assert.equal((await fails({ callVariable11: 'x' }))?.code, 'CTI_UNKNOWN_FIELD');
  });

  it('says what could be set where nothing is, and takes an empty text for one that clears', async () => {
    const { current: flow } = centre;
    await flow.start([data('setCallData')]);
    const ringing = await ring(flow);
    for (const payload of [{ agentID: '1001' }, { agentID: '1001', namedVariables: {} }, ringing.payload]) {
      const { error } = await flow.put('setCallData', { payload });
      assert.equal(error?.code, 'CTI_MISSING_FIELD');
      assert.match(error?.message, /nothing to set; one is needed of callVariable1, .*callWrapupData/);
      assert.doesNotMatch(error?.message, /connection|peripheralID/);
    }
    assert.equal((await flow.put('setCallData', { payload: { agentID: '1001', callVariable1: '' } })).error, undefined);
  });

  it('chooses the variables that the session is told of', async () => {
    const { current: flow } = centre;
    const fields = {
      callVariableMask: typed('CALL_VAR_2_MASK', 'mask'),
      namedVariables: typed('{"user.segment":""}', 'json'),
    };
    const events = at('events', 'cti-event', { messages: ['BEGIN_CALL_EVENT'] });
    await flow.start([data('registerVariables', { fields }), events]);
    assert.equal((await flow.put('registerVariables')).message.topic, 'REGISTER_VARIABLES_CONF');
    flow.simulator.inboundCall({
      callVariables: { callVariable1: 'gold', callVariable2: 'blue' },
      namedVariables: { 'user.account': '42', 'user.segment': 'B' },
    });
    const { payload } = await new Inbox('events out').first();
    assert.deepEqual([payload.callVariable1, payload.callVariable2], [undefined, 'blue']);
    assert.deepEqual({ ...payload.namedVariables }, { 'user.segment': 'B' });
  });

  it("sets attributes of a dialer's port; the rest stays open", async () => {
    const { current: flow } = centre;
    await flow.start([data('setDeviceAttributes')]);
    const payload = { callingDeviceID: '7101', callType: 'CALLTYPE_OUT' };
    const { message, error } = await flow.put('setDeviceAttributes', { payload });
    assert.equal(error, undefined);
    assert.equal(message.topic, 'SET_DEVICE_ATTRIBUTES_CONF');
    const phone = await flow.put('setDeviceAttributes', { payload: { ...payload, callingDeviceID: '2001' } });
    assert.equal(phone.error?.code, 'E_CTI_INVALID_DEVICE');
  });

  it('asks for data of an application path, of which the simulator has none', async () => {
    const { current: flow } = centre;
    await flow.start([data('setAppData')]);
    const { error } = await flow.put('setAppData', { payload: { applicationPathID: 1, callVariable1: 'x' } });
    assert.equal(error?.code, 'E_CTI_ELEMENT_NOT_FOUND');
  });
});
