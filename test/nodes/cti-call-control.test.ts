import assert from 'node:assert/strict';
import { action, typed, withCentre } from './centre-flow';
import type { FlowMessage } from './flow';

const control = (name: string, more: object = {}) => action(name, 'cti-call-control', { action: name, ...more });
const ofAgent = (agentID: string) => ({ callFrom: 'agent', party: agentID, partyType: 'str' });

describe('cti-call-control', () => {
  const centre = withCentre();

  it('answers the call of a message, and passes the message on when the server has confirmed', async () => {
    const { current: flow } = centre;
    await flow.start([control('answer')]);
    flow.simulator.inboundCall({ ani: '5551234' });
    const ringing = await flow.call('call.ringing');
    const { message, error } = await flow.put('answer', { ...ringing, mine: 1 });
    assert.equal(error, undefined);
    assert.equal(message.topic, 'ANSWER_CALL_CONF');
    assert.equal(message.mine, 1);
    await flow.call('call.answered', ({ payload }) => payload.id === ringing.payload.id);
  });

  it('takes the payload of an event, and an id', async () => {
    const { current: flow } = centre;
    const byId = control('hold', { callFrom: 'id', call: 'payload', callType: 'msg', party: '1001' });
    await flow.start([control('answer'), byId]);
    flow.simulator.inboundCall();
    const { payload, connection } = await flow.call('call.ringing');
    const { peripheralID, connectionCallID } = payload;
    const { connectionDeviceIDType, connectionDeviceID } = connection;
    const event = {
      peripheralID,
      connectionCallID,
      connectionDeviceIDType,
      connectionDeviceID,
      localConnectionState: 'x',
    };
    assert.equal((await flow.put('answer', { topic: 'CALL_DELIVERED_EVENT', payload: event })).error, undefined);
    await flow.call('call.answered', (answered) => answered.payload.id === payload.id);
    assert.equal((await flow.put('hold', { payload: connectionCallID })).error, undefined);
    await flow.call('call.held');
  });

  it("uses the agent's current call in the state that the action needs: consult, alternate, transfer", async () => {
    const { current: flow } = centre;
    const mine = ofAgent('1001');
    await flow.start([
      control('answer', mine),
      control('consult', { ...mine, fields: { dialedNumber: typed('2004') } }),
      control('alternate', mine),
      control('transfer', mine),
    ]);
    flow.simulator.inboundCall();
    const answered = await flow.call('call.ringing');
    assert.equal((await flow.put('answer')).error, undefined);
    await flow.call('call.answered', ({ payload }) => payload.id === answered.payload.id);
    assert.equal((await flow.put('consult')).error, undefined);
    await flow.call('call.held');
    const consulted = await flow.call('call.ringing', ({ payload }) => payload.id !== answered.payload.id);
    await flow.simulator.perform({ action: 'answer', agent: consulted.connection.agentID });
    await flow.call('call.answered', ({ payload }) => payload.id === consulted.payload.id);
    assert.equal((await flow.put('alternate')).message.topic, 'ALTERNATE_CALL_CONF');
    await flow.call('call.retrieved');
    assert.equal((await flow.put('transfer')).message.topic, 'TRANSFER_CALL_CONF');
    await flow.call('call.transferred');
  });

  it('transfers to a number in one step, with the number of the message', async () => {
    const { current: flow } = centre;
    await flow.start([control('answer', ofAgent('1001')), control('transferBlind')]);
    flow.simulator.inboundCall();
    const ringing = await flow.call('call.ringing');
    await flow.put('answer');
    await flow.call('call.answered', ({ payload }) => payload.id === ringing.payload.id);
    const { message, error } = await flow.put('transferBlind', { payload: { agentID: '1001', dialedNumber: '2004' } });
    assert.equal(error, undefined);
    assert.equal(message.topic, 'TRANSFER_CALL_CONF');
    await flow.call('call.transferred');
  });

  it('does not transfer or conference to no number', async () => {
    const { current: flow } = centre;
    const names = ['transferBlind', 'conferenceBlind'];
    await flow.start([control('answer', ofAgent('1001')), ...names.map((name) => control(name, ofAgent('1001')))]);
    flow.simulator.inboundCall();
    await flow.call('call.ringing');
    await flow.put('answer');
    await flow.call('call.answered');
    for (const name of names) {
      const { error } = await flow.put(name, { payload: {} });
      assert.deepEqual([error?.code, /dialedNumber: is missing/.test(error?.message)], ['CTI_MISSING_FIELD', true]);
    }
  });

  it('does everything else that a phone can do with a call', async () => {
    const { current: flow } = centre;
    const mine = ofAgent('1001');
    const names = ['answer', 'hold', 'retrieve', 'badCall', 'clearCall', 'reconnect', 'conference', 'release'];
    await flow.start([
      ...names.map((name) => control(name, mine)),
      control('sendDTMF', { ...mine, fields: { dtmfString: typed('12#') } }),
      control('consult', { ...mine, fields: { dialedNumber: typed('2004') } }),
      control('conferenceBlind', { ...mine, fields: { dialedNumber: typed('2007') } }),
    ]);
    const done = async (name: string) => {
      const { message, error } = await flow.put(name);
      assert.equal(error, undefined, `${name}: ${error?.message}`);
      return message;
    };
    flow.simulator.inboundCall();
    const { payload: call } = await flow.call('call.ringing');
    const isIt = ({ payload }: FlowMessage) => payload.id === call.id;
    await done('answer');
    await flow.call('call.answered', isIt);
    await done('hold');
    await flow.call('call.held', isIt);
    await done('retrieve');
    await flow.call('call.retrieved', isIt);
    await done('sendDTMF');
    await done('badCall');
    assert.match((await flow.put('clearCall')).error?.code, /^CF_/, 'not with Unified CCE');
    await done('consult');
    const advice = await flow.call('call.ringing', (change) => !isIt(change));
    await flow.simulator.perform({ action: 'answer', agent: '1004' });
    await flow.call('call.answered', ({ payload }) => payload.id === advice.payload.id);
    await done('reconnect');
    await flow.call('call.ended', ({ payload }) => payload.id === advice.payload.id);
    await done('consult');
    const again = await flow.call('call.ringing', ({ payload }) => ![call.id, advice.payload.id].includes(payload.id));
    await flow.simulator.perform({ action: 'answer', agent: '1004' });
    await flow.call('call.answered', ({ payload }) => payload.id === again.payload.id);
    await done('conference');
    await flow.call('call.conferenced');
    assert.match((await flow.put('conferenceBlind')).error?.code, /^CF_/, 'not with Unified CCE');
    await done('release');
  });

  it('sends a ringing call on', async () => {
    const { current: flow } = centre;
    await flow.start([control('deflect', { fields: { calledDeviceID: typed('2004') } })]);
    flow.simulator.inboundCall();
    const ringing = await flow.call('call.ringing');
    assert.equal((await flow.put('deflect', ringing)).error, undefined);
    await flow.call('call.ringing', ({ connection }) => connection.deviceID === '2004');
  });

  it('does what the message says, where the dialog leaves it open', async () => {
    const { current: flow } = centre;
    await flow.start([action('any', 'cti-call-control')]);
    flow.simulator.inboundCall();
    const { payload, connection } = await flow.call('call.ringing');
    assert.equal((await flow.put('any', { action: 'answer', payload, connection })).error, undefined);
    const { error } = await flow.put('any', { action: 'jump', payload });
    assert.equal(error?.code, 'CTI_UNKNOWN_ACTION');
    assert.match(error?.message, /"jump" is none of answer, hold/);
  });

  it('takes the call of the agent that the dialog names, whatever connection the message has', async () => {
    const { current: flow } = centre;
    await flow.start([
      control('answer', ofAgent('1001')),
      control('hold', { party: '1001' }),
      control('retrieve', { fields: { agentInstrument: typed('2001') } }),
    ]);
    flow.simulator.inboundCall();
    const { payload } = await flow.call('call.ringing');
    const { peripheralID, connectionCallID } = payload;
    const other = { connectionDeviceIDType: 'CONNECTION_ID_STATIC', connectionDeviceID: '2004' };
    const put = (name: string, event: object) => flow.put(name, { topic: 'CALL_DELIVERED_EVENT', payload: event });
    const unlike = { peripheralID: 4999, connectionCallID: 999, ...other, agentInstrument: '2004' };
    assert.equal((await put('answer', unlike)).error, undefined);
    await flow.call('call.answered');
    assert.equal((await put('hold', { peripheralID, connectionCallID, ...other })).error, undefined);
    await flow.call('call.held');
    assert.equal((await flow.put('retrieve', { payload: { agentInstrument: '2004' } })).error, undefined);
    await flow.call('call.retrieved');
  });

  it('takes from the payload the agent, the device or the id that the dialog leaves empty', async () => {
    const { current: flow } = centre;
    const ofId = { callFrom: 'id', call: '', callType: 'str' };
    await flow.start([
      control('answer', ofAgent('')),
      control('hold', ofAgent('')),
      control('retrieve', ofId),
      control('release', ofId),
      control('badCall', { ...ofId, call: 'which', callType: 'msg' }),
    ]);
    flow.simulator.inboundCall();
    const { payload } = await flow.call('call.ringing');
    assert.equal((await flow.put('answer')).error?.code, 'CTI_NO_CALL');
    assert.equal((await flow.put('answer', { payload: { agentID: '1001' } })).error, undefined);
    await flow.call('call.answered');
    assert.equal((await flow.put('hold', { payload: 2001 })).error, undefined);
    await flow.call('call.held');
    assert.equal((await flow.put('retrieve', { payload: payload.id })).error, undefined);
    await flow.call('call.retrieved');
    const which = payload.id;
    const { error } = await flow.put('badCall', { which, payload: { agentID: '1004' } });
    assert.match(error?.message, /1004 has no connection/);
    assert.equal((await flow.put('badCall', { which, payload: { agentInstrument: '2001' } })).error, undefined);
    assert.equal((await flow.put('release', { payload: payload.connectionCallID })).error, undefined);
    await flow.call('call.ended');
  });

  it('says what is wrong: no such call, the wrong state, a key that nothing takes', async () => {
    const { current: flow } = centre;
    await flow.start([control('hold', ofAgent('1001')), control('answer')]);
    assert.equal((await flow.put('hold')).error?.code, 'CTI_NO_CALL');
    flow.simulator.inboundCall();
    const { payload } = await flow.call('call.ringing');
    const { error } = await flow.put('hold');
    assert.equal(error?.code, 'CTI_NO_CALL');
    assert.match(error?.message, /LCS_ALERTING/);
    assert.equal((await flow.put('answer', { payload: 999 })).error?.code, 'CTI_NO_CALL');
    const mistyped = { connectionCallID: payload.connectionCallID, agentID: '1001', agentInstrumnt: '2001' };
    const wrong = (await flow.put('answer', { payload: mistyped })).error;
    assert.equal(wrong?.code, 'CTI_UNKNOWN_FIELD');
    assert.match(wrong?.message, /takes agentInstrumnt;/);
    assert.equal((await flow.put('answer', { payload: 'what' })).error?.code, 'CTI_NO_CALL');
  });
});
