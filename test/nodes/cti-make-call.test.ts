import assert from 'node:assert/strict';
import { action, typed, withCentre } from './centre-flow';

const node = (id: string, more: object = {}) => action(id, 'cti-make-call', { action: 'makeCall', ...more });

describe('cti-make-call', () => {
  const centre = withCentre();

  it('calls a number from the phone of the agent that the message names, and gives the id of the new call', async () => {
    const { current: flow } = centre;
    await flow.start([node('dial')]);
    const { message, error } = await flow.put('dial', { payload: { agentID: 1002, dialedNumber: '2004' }, mine: 1 });
    assert.equal(error, undefined);
    assert.equal(message.topic, 'MAKE_CALL_CONF');
    assert.equal(message.mine, 1);
    const ringing = await flow.call('call.ringing');
    assert.equal(message.payload.newConnectionCallID, ringing.payload.connectionCallID);
    assert.equal(ringing.payload.callingDeviceID, '2002');
    assert.equal(ringing.connection.deviceID, '2004');
  });

  it('takes a payload that is a text or a number as the number to dial', async () => {
    const { current: flow } = centre;
    await flow.start([
      node('text', { fields: { agentID: typed('1002') } }),
      node('number', { fields: { agentInstrument: typed('2005') } }),
    ]);
    assert.equal((await flow.put('text', { payload: '2004' })).error, undefined);
    await flow.call('call.ringing', ({ connection }) => connection.deviceID === '2004');
    assert.equal((await flow.put('number', { payload: 2007 })).error, undefined);
    await flow.call('call.ringing', ({ connection }) => connection.deviceID === '2007');
  });

  it('does not dial the time stamp of an Inject node, and does not mind it where the number is filled in', async () => {
    const { current: flow } = centre;
    const filled = { agentID: typed('1001'), dialedNumber: typed('2004') };
    await flow.start([
      action('open', 'cti-make-call', { action: 'makeCall', fields: { agentID: typed('1001') } }),
      action('full', 'cti-make-call', { action: 'makeCall', fields: filled }),
    ]);
    const { error } = await flow.put('open', { payload: Date.now() });
    assert.equal(error?.code, 'CTI_INVALID_FIELD');
    assert.match(error?.message, /looks like a time stamp, not like dialedNumber/);
    assert.equal((await flow.put('full', { payload: Date.now() })).message.topic, 'MAKE_CALL_CONF');
  });

  it('prefers what is filled in, the number too, and sends data along', async () => {
    const { current: flow } = centre;
    const fields = {
      agentInstrument: typed('2002'),
      dialedNumber: typed('2004'),
      callVariable1: typed('account', 'msg'),
      namedVariables: typed('{"user.account":"4711"}', 'json'),
    };
    await flow.start([node('dial', { fields })]);
    assert.equal((await flow.put('dial', { payload: '2007', account: 'gold' })).error, undefined);
    const { payload } = await flow.call('call.ringing');
    assert.equal(payload.calledDeviceID, '2004');
    assert.equal(payload.callVariable1, 'gold');
    assert.equal(payload.namedVariables['user.account'], '4711');
  });

  it('calls for the agent of the dialog, whatever device the message has', async () => {
    const { current: flow } = centre;
    await flow.start([
      node('agent', { fields: { agentID: typed('1001') } }),
      node('same', { fields: { agentID: typed('payload.agentID', 'msg') } }),
    ]);
    const { error } = await flow.put('agent', { payload: { dialedNumber: '2004', agentInstrument: '2002' } });
    assert.equal(error, undefined);
    const first = await flow.call('call.ringing');
    assert.equal(first.payload.callingDeviceID, '2001');
    const known = { agentID: '1003', agentInstrument: '2002', dialedNumber: '2007' };
    assert.equal((await flow.put('same', { payload: known })).error, undefined);
    const second = await flow.call('call.ringing', ({ connection }) => connection.deviceID === '2007');
    assert.equal(second.payload.callingDeviceID, '2002', 'the device that the message has of this agent');
  });

  it('says whom or what it lacks: the device of an agent, a number, a key that the request has not', async () => {
    const { current: flow } = centre;
    await flow.start([node('dial')]);
    const fails = async (payload: unknown) => {
      const { error } = await flow.put('dial', { payload });
      return [error?.code, error?.message];
    };
    const [code, text] = await fails({ agentID: '4711', dialedNumber: '2004' });
    assert.equal(code, 'CTI_UNKNOWN_AGENT');
    assert.match(text, /agentID: no device is known of agent 4711/);
    assert.deepEqual((await fails('2004'))[0], 'CTI_MISSING_FIELD');
    assert.match((await fails('2004'))[1], /agentInstrument/);
    assert.match((await fails({ agentID: '1002' }))[1], /dialedNumber/);
    assert.match((await fails(''))[1], /agentInstrument|dialedNumber/);
    assert.deepEqual((await fails({ agentID: '1002', number: '2004' }))[0], 'CTI_UNKNOWN_FIELD');
  });

  it('names a mistyped key, also where the topic of a change has stayed, and of a call that a flow has added to', async () => {
    const { current: flow } = centre;
    await flow.start([node('dial', { fields: { agentID: typed('1002'), dialedNumber: typed('2004') } })]);
    const mistyped = { agentID: '1001', dialedNumber: '5', callVariabel1: 'x' };
    const { error } = await flow.put('dial', { topic: 'call.ringing', payload: mistyped });
    assert.deepEqual([error?.code, /takes callVariabel1;/.test(error?.message)], ['CTI_UNKNOWN_FIELD', true]);
    flow.simulator.inboundCall();
    const { topic, payload } = await flow.call('call.ringing');
    const added = await flow.put('dial', { topic, payload: { ...payload, agentNumber: '7' } });
    assert.match(added.error?.message, /takes agentNumber;/);
    assert.equal((await flow.put('dial', { topic, payload })).error, undefined);
  });

  it('hears from the server what it does not allow: a predictive call on Unified CCE', async () => {
    const { current: flow } = centre;
    await flow.start([node('any', { action: '' })]);
    const payload = { originatingDeviceID: '2002', dialedNumber: '2004' };
    const { error } = await flow.put('any', { action: 'makePredictiveCall', payload });
    assert.equal(error?.code, 'CF_INVALID_FEATURE');
  });
});
