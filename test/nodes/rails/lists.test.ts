import assert from 'node:assert/strict';
import type { ContactCentreModel } from '../../../lib/model';
import { CtiError } from '../../../lib/session';
import { type ListSettings, Lists } from '../../../nodes/rails/lists';
import { state } from '../../model/agent-messages';
import { Feed, party } from '../../model/feed';
import { env } from '../flow';

const PERIPHERAL = { peripheralID: 5000 };
const CALL = 7;

/** Agent 1001 at 2001 and 1002 at 2002, in a call with each other. */
function centre(): ContactCentreModel {
  const feed = new Feed();
  for (const n of [1, 2]) {
    const { topic, payload } = state('AGENT_STATE_AVAILABLE', {
      agentID: `100${n}`,
      agentExtension: `200${n}`,
      agentInstrument: `200${n}`,
      icmAgentID: 7000 + n,
    });
    feed.tell(topic, payload);
  }
  feed.begin(CALL, '2001');
  feed.answer(CALL, '2001', { answeringDeviceID: '2001' });
  feed.answer(CALL, '2002', { answeringDeviceID: '2002' });
  return feed.model;
}

/** The field that is refused; undefined: nothing is. */
function refused(lists: ListSettings, topic: string, fields: object, model?: ContactCentreModel): string | undefined {
  const payload = { ...PERIPHERAL, ...fields };
  try {
    new Lists(lists).check({ topic, payload, given: payload }, model);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof CtiError);
    assert.equal(error.code, 'CTI_NOT_ALLOWED');
    assert.ok(error.message.startsWith(`${error.field}: ${topic} is not sent: `), error.message);
    assert.match(error.message, /; right is /);
    return error.field;
  }
}

const ready = (fields: object) => ({ agentState: 'AGENT_STATE_AVAILABLE', ...fields });
const connection = (device: string, prefix = 'connection') => ({
  [`${prefix}CallID`]: CALL,
  [`${prefix}DeviceIDType`]: 'CONNECTION_ID_STATIC',
  [`${prefix}DeviceID`]: device,
});

describe('allow and deny lists', () => {
  it('restrict nothing where nothing is typed', () => {
    assert.equal(refused({}, 'MAKE_CALL_REQ', { agentInstrument: '2001', dialedNumber: '911' }), undefined);
    assert.equal(refused({ allowAgents: ' ', denyDevices: '' }, 'MAKE_AGENT_NOT_READY_REQ', {}), undefined);
  });

  it('judge an agent by the lists of agents, with patterns, and deny wins', () => {
    const lists = { allowAgents: '10*, 1?1', denyAgents: '1002' };
    const of = (agentID: string | number) => refused(lists, 'SET_AGENT_STATE_REQ', ready({ agentID }));
    assert.deepEqual(['1001', '121', 1003].map(of), [undefined, undefined, undefined]);
    assert.deepEqual(['1002', '2001'].map(of), ['agentID', 'agentID']);
  });

  it('judge devices and the numbers that are called by the lists of devices', () => {
    const call = (lists: ListSettings, agentInstrument: string, dialedNumber: string) =>
      refused(lists, 'MAKE_CALL_REQ', { agentInstrument, dialedNumber });
    assert.equal(call({ denyDevices: '911, 112*' }, '2001', '911'), 'dialedNumber');
    assert.equal(call({ denyDevices: '911, 112*' }, '2001', '9110'), undefined);
    assert.equal(call({ allowDevices: '20*' }, '2001', '2002'), undefined);
    assert.equal(call({ allowDevices: '20*' }, '3001', '2002'), 'agentInstrument');
    assert.equal(call({ allowDevices: '20*' }, '2001', '3001'), 'dialedNumber');
    assert.equal(refused({ denyDevices: '9*' }, 'DEFLECT_CALL_REQ', { calledDeviceID: '99' }), 'calledDeviceID');
  });

  it('judge both halves of the instrument of an agent who works somewhere else', () => {
    const login = (lists: ListSettings) =>
      refused(lists, 'SET_AGENT_STATE_REQ', ready({ agentID: '1001', agentInstrument: '2001;0900123' }));
    assert.equal(login({ denyDevices: '2001' }), 'agentInstrument');
    assert.equal(login({ denyDevices: '0900*' }), 'agentInstrument');
    assert.equal(login({ denyDevices: '20?2' }), undefined);
  });

  it('know by the model whose device it is', () => {
    const model = centre();
    const at = (lists: ListSettings, agentInstrument: string) =>
      refused(lists, 'MAKE_CALL_REQ', { agentInstrument, dialedNumber: '4711' }, model);
    assert.equal(at({ denyAgents: '1001' }, '2001'), 'agentInstrument');
    assert.equal(at({ denyAgents: '1001' }, '2002'), undefined);
    assert.equal(at({ allowAgents: '1002' }, '2001'), 'agentInstrument');
    assert.equal(at({ allowAgents: '1002' }, '2002'), undefined);
    assert.equal(at({ denyAgents: '1001' }, '2009'), undefined);
  });

  it('know by the model which devices an agent has', () => {
    const model = centre();
    const greet = (lists: ListSettings, agentID: string) =>
      refused(lists, 'AGENT_GREETING_CONTROL_REQ', { agentID, agentAction: 0 }, model);
    assert.equal(greet({ denyDevices: '2001' }, '1001'), 'agentID');
    assert.equal(greet({ allowDevices: '2001' }, '1001'), undefined);
    assert.equal(greet({ allowDevices: '2001' }, '1002'), 'agentID');
    assert.equal(greet({ allowDevices: '2001' }, '1003'), 'agentID');
  });

  it('refuse a device of which nobody knows whose it is, where only agents are allowed', () => {
    const call = { agentInstrument: '2009', dialedNumber: '4711' };
    assert.equal(refused({ allowAgents: '10*' }, 'MAKE_CALL_REQ', call), 'agentInstrument');
    assert.equal(refused({ allowAgents: '10*', allowDevices: '2009, 4711' }, 'MAKE_CALL_REQ', call), undefined);
    const login = ready({ agentID: '1001', agentInstrument: '2009' });
    assert.equal(refused({ allowAgents: '10*' }, 'SET_AGENT_STATE_REQ', login), undefined, 'the request says whose');
  });

  it('believe the model more than the request', () => {
    const fields = ready({ agentID: '1001', agentInstrument: '2002' });
    assert.equal(refused({ allowAgents: '1001' }, 'SET_AGENT_STATE_REQ', fields, centre()), 'agentInstrument');
  });

  it('deny a request about a call in which somebody denied has a part', () => {
    const model = centre();
    const hangUp = (lists: ListSettings) => refused(lists, 'CLEAR_CONNECTION_REQ', connection('2001'), model);
    assert.equal(hangUp({ denyDevices: '2002' }), 'connectionCallID');
    assert.equal(hangUp({ denyAgents: '1002' }), 'connectionCallID');
    assert.equal(hangUp({ denyAgents: '1001' }), 'connectionDeviceID');
    assert.equal(hangUp({ denyAgents: '1003' }), undefined);
    assert.equal(hangUp({ allowAgents: '1001' }), undefined, 'the other one may be anybody');
    assert.equal(hangUp({ allowAgents: '1002' }), 'connectionDeviceID');
    const transfer = { ...connection('2001', 'activeConnection'), ...connection('2001', 'heldConnection') };
    assert.equal(refused({ denyDevices: '2002' }, 'TRANSFER_CALL_REQ', transfer, model), 'activeConnectionCallID');
  });

  it('find the device of a connection by the ID that the flow was given', () => {
    const model = centre();
    const given = { ...PERIPHERAL, ...connection('2001') };
    const request = { topic: 'HOLD_CALL_REQ', payload: { ...given, connectionDeviceID: 'true-id' }, given };
    assert.throws(() => new Lists({ denyDevices: '2001' }).check(request, model), { field: 'connectionDeviceID' });
    new Lists({ denyDevices: 'true-id' }).check(request, model);
  });

  it('refuse what does not say whom it is about', () => {
    const clear = { ...connection(''), connectionDeviceIDType: 'CONNECTION_ID_NONE' };
    assert.equal(refused({ allowAgents: '10*' }, 'CLEAR_CALL_REQ', clear), 'connectionDeviceID');
    assert.equal(refused({ allowAgents: '1001' }, 'CLEAR_CALL_REQ', clear, centre()), undefined);
    assert.equal(refused({ allowDevices: '3*' }, 'CLEAR_CALL_REQ', clear, centre()), 'connectionDeviceID');
    const toAll = { distribution: 'DISTRIBUTE_TO_ALL', text: 'hello' };
    assert.equal(refused({ allowAgents: '10*' }, 'USER_MESSAGE_REQ', toAll), 'agentExtension');
    assert.equal(refused({ denyAgents: '1001' }, 'USER_MESSAGE_REQ', toAll), undefined);
    assert.equal(refused({ denyAgents: '1001' }, 'MAKE_AGENT_NOT_READY_REQ', { body: 'ff' }), 'body');
  });

  describe('of what is denied, as long as calls and agents are not all known,', () => {
    const unread = () => {
      const { model } = new Feed();
      model.doubt();
      return model;
    };
    const call = { agentInstrument: '2001', dialedNumber: '4711' };

    it('refuse what they cannot judge: somebody denied may be there', () => {
      for (const model of [undefined, unread()]) {
        assert.equal(refused({ denyAgents: '1001' }, 'MAKE_CALL_REQ', call, model), 'agentInstrument');
        assert.equal(refused({ denyAgents: '1001' }, 'HOLD_CALL_REQ', connection('2001'), model), 'connectionDeviceID');
        assert.equal(refused({ denyDevices: '2002' }, 'HOLD_CALL_REQ', connection('2001'), model), 'connectionCallID');
        assert.equal(
          refused({ denyDevices: '2001' }, 'SET_AGENT_STATE_REQ', ready({ agentID: '1' }), model),
          'agentID',
        );
      }
      const { model } = new Feed();
      assert.equal(refused({ denyAgents: '1001' }, 'MAKE_CALL_REQ', call, model), undefined, 'nobody is there');
    });

    it('let a device pass at which no agent is known when all has been asked, though that will never be all', () => {
      const model = unread();
      model.exhaust();
      assert.equal(refused({ denyAgents: '1001' }, 'MAKE_CALL_REQ', call, model), undefined);
      assert.equal(refused({ denyDevices: '2002' }, 'HOLD_CALL_REQ', connection('2001'), model), 'connectionCallID');
      assert.equal(refused({ denyDevices: '2001' }, 'SET_AGENT_STATE_REQ', ready({ agentID: '1' }), model), 'agentID');
      model.doubt();
      assert.equal(refused({ denyAgents: '1001' }, 'MAKE_CALL_REQ', call, model), 'agentInstrument');
    });

    it('say why, and what to do', () => {
      const payload = { ...PERIPHERAL, ...call };
      const request = { topic: 'MAKE_CALL_REQ', payload, given: payload };
      assert.throws(() => new Lists({ denyAgents: '1001' }).check(request, unread()), {
        message:
          /who is signed in there is not known yet, and 1001 are denied; right is the same request when the server/,
      });
    });

    it('judge what is known already, and what the request itself says', () => {
      const model = centre();
      model.doubt();
      assert.equal(
        refused({ denyAgents: '1001' }, 'MAKE_CALL_REQ', { ...call, agentInstrument: '2002' }, model),
        undefined,
      );
      assert.equal(refused({ denyAgents: '1003' }, 'HOLD_CALL_REQ', connection('2001'), model), undefined);
      const login = ready({ agentID: '1002', agentInstrument: '2009' });
      for (const lists of [{ denyAgents: '1001' }, { denyDevices: '2001' }, { denyDevices: '0900*' }]) {
        assert.equal(refused(lists, 'SET_AGENT_STATE_REQ', login, unread()), undefined);
      }
      assert.equal(refused({ denyDevices: '0900*' }, 'MAKE_CALL_REQ', call, unread()), undefined);
    });

    it('let pass what is about nobody', () => {
      const lists = { denyAgents: '1001', denyDevices: '2001' };
      const toAll = { distribution: 'DISTRIBUTE_TO_ALL', text: 'hello' };
      assert.equal(refused(lists, 'USER_MESSAGE_REQ', toAll, unread()), undefined);
      assert.equal(refused(lists, 'SET_APP_DATA_REQ', { applicationPathID: 5000 }, unread()), undefined);
    });
  });

  it('let pass what is about no agent and no device', () => {
    const fields = { applicationPathID: 5000, callVariable1: 'x' };
    assert.equal(refused({ allowAgents: '10*', allowDevices: '2*' }, 'SET_APP_DATA_REQ', fields), undefined);
  });

  it('say nothing of the number that is called', () => {
    const payload = { ...PERIPHERAL, agentInstrument: '2001', dialedNumber: '01715551234' };
    const check = () =>
      new Lists({ denyDevices: '0171*' }).check({ topic: 'MAKE_CALL_REQ', payload, given: payload }, undefined);
    assert.throws(
      check,
      (error: CtiError) => !error.message.includes('01715551234') && error.message.includes('0171*'),
    );
  });

  it('name the setting that cannot be right', () => {
    for (const name of ['allowAgents', 'denyAgents', 'allowDevices', 'denyDevices'] as const) {
      for (const wrong of ['1001,', env('UNSET')]) {
        assert.throws(() => new Lists({ [name]: wrong }), { code: 'CTI_INVALID_OPTION', field: name });
      }
    }
  });

  it('look at parties that are in the call now', () => {
    const feed = new Feed();
    feed.begin(CALL, '2001');
    feed.answer(CALL, '2001', { answeringDeviceID: '2001' });
    feed.answer(CALL, '2002', { answeringDeviceID: '2002' });
    feed.tell('CALL_CONNECTION_CLEARED_EVENT', {
      ...party(CALL, '2002'),
      localConnectionState: 'LCS_NULL',
      releasingDeviceType: 'DEVID_AGENT_DEVICE',
      releasingDeviceID: '2002',
    });
    assert.equal(refused({ denyDevices: '2002' }, 'HOLD_CALL_REQ', connection('2001'), feed.model), undefined);
  });
});
