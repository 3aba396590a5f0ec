import assert from 'node:assert/strict';
import { MESSAGES } from '../../lib/protocol';
import { CtiError } from '../../lib/session';
import { requestFields } from '../../nodes/request-fields';
import { type FilledField, requestPayload } from '../../nodes/request-payload';

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

  it('takes numbers as texts and texts as numbers where the field wants them', async () => {
    const fields = requestFields(MESSAGES.SET_AGENT_STATE_REQ);
    const given = {
      peripheralID: '5000',
      agentState: '2',
      agentID: 1003,
      agentServiceReq: 'OUTBOUND_SUPPORT, 2',
      skillGroups: [{ skillGroupNumber: '7', skillGroupPriority: '0x10' }],
    };
    assert.deepEqual(await requestPayload(fields, {}, given, literally), {
      peripheralID: 5000,
      agentState: 2,
      agentServiceReq: ['OUTBOUND_SUPPORT', 2],
      agentID: '1003',
      skillGroups: [{ skillGroupNumber: 7, skillGroupPriority: 16 }],
    });
  });

  it('takes true and false as texts, and a mask as one number', async () => {
    const fields = [
      { key: 'priority', type: 'BOOL' as const, required: false },
      { key: 'mask', type: 'UINT' as const, mask: 'CTIService' as const, required: false },
    ];
    assert.deepEqual(await requestPayload(fields, {}, { priority: 'true', mask: '22' }, literally), {
      priority: true,
      mask: 22,
    });
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
