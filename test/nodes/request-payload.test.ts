import assert from 'node:assert/strict';
import { Codec } from '../../lib/codec';
import { MESSAGES } from '../../lib/protocol';
import { CtiError } from '../../lib/session';
import { requestFields } from '../../nodes/requests/request-fields';
import { type FilledField, requestPayload } from '../../nodes/requests/request-payload';

const answer = requestFields(MESSAGES.ANSWER_CALL_REQ);
const literally = async ({ value }: FilledField): Promise<unknown> => value;

describe('the payload of a request', () => {
  it('takes from an event the keys that the request has, and no others', async () => {
    const event = {
      peripheralID: 5000,
      connectionCallID: 16777217,
      connectionDeviceIDType: 'CONNECTION_ID_STATIC',
      connectionDeviceID: '2001',
      ani: '5551234',
      monitorID: 0,
    };
    assert.deepEqual(await requestPayload(answer, {}, event, literally), {
      peripheralID: 5000,
      connectionCallID: 16777217,
      connectionDeviceIDType: 'CONNECTION_ID_STATIC',
      connectionDeviceID: '2001',
    });
  });

  it('lets a field that is filled in win, and an empty one not', async () => {
    const filled = { agentInstrument: { value: '2001', type: 'str' }, connectionDeviceID: { value: '', type: 'str' } };
    const given = { agentInstrument: '9', connectionDeviceID: 'kept' };
    assert.deepEqual(await requestPayload(answer, filled, given, literally), {
      agentInstrument: '2001',
      connectionDeviceID: 'kept',
    });
  });

  it('takes nothing from a payload that is no object', async () => {
    for (const given of ['text', 7, null, undefined, Buffer.from('x'), ['a']]) {
      assert.deepEqual(await requestPayload(answer, {}, given, literally), {});
    }
  });

  it('keeps null, which means none', async () => {
    assert.deepEqual(await requestPayload(answer, {}, { connectionCallID: null }, literally), {
      connectionCallID: null,
    });
  });

  it('makes texts of numbers and arrays of check lists where the field wants them', async () => {
    const fields = requestFields(MESSAGES.SET_AGENT_STATE_REQ);
    const given = { peripheralID: '5000', agentID: 1003, agentServiceReq: 'OUTBOUND_SUPPORT, 2' };
    assert.deepEqual(await requestPayload(fields, {}, given, literally), {
      peripheralID: '5000',
      agentServiceReq: ['OUTBOUND_SUPPORT', '2'],
      agentID: '1003',
    });
  });

  it('gives what the encoder takes: numbers as texts, true and false as texts, a mask as one number', async () => {
    const fields = requestFields(MESSAGES.SET_AGENT_STATE_REQ);
    const given = {
      peripheralID: '5000',
      agentState: '2',
      agentInstrument: 2003,
      agentServiceReq: '3',
      skillGroups: [{ skillGroupNumber: '7', skillGroupPriority: '0x10' }],
    };
    const codec = new Codec();
    const payload = await requestPayload(fields, {}, given, literally);
    const sent = codec.decode(codec.encode('SET_AGENT_STATE_REQ' as string, { invokeID: 1, ...payload }));
    assert.ok(sent.topic === 'SET_AGENT_STATE_REQ');
    assert.equal(sent.payload.peripheralID, 5000);
    assert.equal(sent.payload.agentState, 'AGENT_STATE_NOT_READY');
    assert.equal(sent.payload.agentInstrument, '2003');
    assert.deepEqual(sent.payload.agentServiceReq, ['OUTBOUND_SUPPORT', 2]);
    assert.deepEqual(sent.payload.skillGroups, [{ skillGroupNumber: 7, skillGroupPriority: 16 }]);
  });

  it('leaves to the encoder what fits no field', async () => {
    const given = { peripheralID: 'five thousand', connectionCallID: 1.5 };
    assert.deepEqual(await requestPayload(answer, {}, given, literally), given);
  });

  it('names the field whose expression fails, with the cause', async () => {
    const cause = new Error('unexpected token');
    const filled = { connectionCallID: { value: '$bad(', type: 'jsonata' } };
    await assert.rejects(
      requestPayload(answer, filled, {}, () => Promise.reject(cause)),
      (error) =>
        error instanceof CtiError &&
        error.code === 'CTI_INVALID_FIELD' &&
        error.field === 'connectionCallID' &&
        error.cause === cause &&
        /jsonata "\$bad\(" fails: unexpected token/.test(error.message),
    );
  });
});
