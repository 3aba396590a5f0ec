import assert from 'node:assert/strict';
import { MESSAGES, type MessageDefinition } from '../../lib/protocol';
import type { SessionMessage } from '../../lib/session';
import { Privacy } from '../../nodes/privacy/privacy';
import { planOf } from '../../nodes/privacy/privacy-plan';
import { FOUND_BY, type PrivacyRow, SUBJECTS } from '../../nodes/privacy/privacy-rules';
import { editorDefaults } from './editor-defaults';

const DELIVERED = {
  connectionDeviceID: '5551234',
  alertingDeviceType: 'DEVID_AGENT_DEVICE',
  alertingDeviceID: '2001',
  callingDeviceType: 'DEVID_EXTERNAL',
  callingDeviceID: '5551234',
  calledDeviceType: 'DEVID_DEVICE_IDENTIFIER',
  calledDeviceID: '8001',
  ani: '5551234',
  dnis: '8001',
  dialedNumber: '8001',
  callerEnteredDigits: '4711',
  callWrapupData: 'angry',
  userToUserInfo: Buffer.from('secret'),
  callVariable1: 'gold',
  callVariable2: '',
  namedVariables: { 'user.account': '4711', 'bank.iban': 'DE02' },
  namedArrays: { 'user.history': ['first', null, 'third'] },
  unknownFields: [{ tag: 4000, data: Buffer.from('5551234') }],
};
const message = (topic: string, payload: object) =>
  ({ topic, payload, cti: { epoch: 1 } }) as unknown as SessionMessage;
const seen = (rows: PrivacyRow[], payload: object = DELIVERED, topic = 'CALL_DELIVERED_EVENT', key = 'k') =>
  new Privacy(rows, key).shown(message(topic, payload)).payload as Record<string, unknown>;

describe('privacy', () => {
  it('leaves everything as it is without a row, or with rows that keep', () => {
    const one = message('CALL_DELIVERED_EVENT', DELIVERED);
    assert.equal(new Privacy().shown(one), one);
    assert.equal(new Privacy([{ subject: 'callVariables', action: 'keep' }]).shown(one), one);
  });

  it('drops, masks and hashes, and lets the message itself alone', () => {
    const before = JSON.stringify(DELIVERED);
    const dropped = seen([{ subject: 'callVariables', action: 'drop' }]);
    assert.equal('callVariable1' in dropped, false);
    assert.equal(dropped.ani, '5551234');
    assert.equal(seen([{ subject: 'callerNumbers', action: 'mask' }]).ani, '*****34');
    assert.equal(seen([{ subject: 'callVariables', action: 'mask' }]).callVariable1, '****');
    assert.match(String(seen([{ subject: 'enteredDigits', action: 'hash' }]).callerEnteredDigits), /^[\da-f]{16}$/);
    assert.equal(JSON.stringify(DELIVERED), before);
  });

  it('hashes equal values alike, and otherwise with another key', () => {
    const rows = [{ subject: 'callerNumbers', action: 'hash' }];
    const first = seen(rows);
    assert.equal(first.ani, first.callingDeviceID);
    assert.equal(seen(rows).ani, first.ani);
    assert.notEqual(seen(rows, DELIVERED, 'CALL_DELIVERED_EVENT', 'other').ani, first.ani);
  });

  it("covers by callers' numbers the outside devices and the connections, and leaves devices of the centre", () => {
    const payload = seen([{ subject: 'callerNumbers', action: 'drop' }]);
    const { connectionDeviceID, ...others } = payload;
    assert.match(String(connectionDeviceID), /^~[\da-f]{16}$/);
    assert.deepEqual(
      ['ani', 'callingDeviceID', 'calledDeviceID', 'unknownFields'].filter((key) => key in others),
      [],
    );
    assert.deepEqual([others.alertingDeviceID, others.dialedNumber], ['2001', '8001']);
  });

  it('knows the phones of agents, whatever kind of device the switch says they are', () => {
    const privacy = new Privacy([{ subject: 'callerNumbers', action: 'drop' }]);
    const held = { holdingDeviceType: 'DEVID_DEVICE_IDENTIFIER', holdingDeviceID: '2001' };
    const shown = () => privacy.shown(message('CALL_HELD_EVENT', { ...held })).payload as { holdingDeviceID?: string };
    assert.equal(shown().holdingDeviceID, undefined);
    privacy.shown(message('AGENT_STATE_EVENT', { agentExtension: '2001' }));
    assert.equal(shown().holdingDeviceID, '2001');
  });

  it('gives the server the IDs of connections back that flows never saw', () => {
    const privacy = new Privacy([{ subject: 'callerNumbers', action: 'mask' }]);
    const { connectionDeviceID } = privacy.shown(message('END_CALL_EVENT', DELIVERED)).payload as typeof DELIVERED;
    assert.deepEqual(privacy.put({ peripheralID: 5000, connectionDeviceID, parties: [{ connectionDeviceID }] }), {
      peripheralID: 5000,
      connectionDeviceID: '5551234',
      parties: [{ connectionDeviceID: '5551234' }],
    });
  });

  it('says where the names of connections are other ones after each start: without a key', () => {
    const passing = (rows: PrivacyRow[], key = '') => new Privacy(rows, key).passing;
    for (const action of ['mask', 'drop']) assert.equal(passing([{ subject: 'callerNumbers', action }]), true);
    assert.equal(passing([{ subject: 'field', name: '*DeviceID', action: 'drop' }]), true);
    assert.equal(passing([{ subject: 'callerNumbers', action: 'drop' }], 'k'), false);
    assert.equal(passing([{ subject: 'field', name: 'firstName', action: 'drop' }]), false);
    const kept = { subject: 'callerNumbers', action: 'keep' };
    assert.equal(passing([kept, { subject: 'callerNumbers', action: 'drop' }]), false);
    assert.equal(passing([]), false);
  });

  it('gives connections the same names with the same key, whoever makes them', () => {
    const name = (key: string) => seen([{ subject: 'callerNumbers', action: 'drop' }], DELIVERED, undefined, key);
    assert.equal(name('k').connectionDeviceID, name('k').connectionDeviceID);
    assert.notEqual(name('k').connectionDeviceID, name('other').connectionDeviceID);
  });

  it('asks in the dialog for the key that it needs', () => {
    const validate = editorDefaults('cti-server').privacy?.validate;
    const check = (credentials: object | undefined, ...rows: PrivacyRow[]) =>
      validate?.call({ credentials } as never, rows) === true;
    const dropped = { subject: 'callerNumbers', action: 'drop' };
    assert.equal(check({}, dropped), false);
    assert.equal(check({}, { subject: 'wrapUp', action: 'hash' }), false);
    assert.equal(check({}, { subject: 'field', name: 'connection*', action: 'mask' }), false);
    assert.equal(check({}, { subject: 'field', name: 'firstName, lastName', action: 'drop' }), true);
    assert.equal(check({}, { subject: 'callerNumbers', action: 'keep' }, dropped), true);
    assert.equal(check({ has_privacyKey: true }, dropped), true);
    assert.equal(check({ privacyKey: 'typed' }, dropped), true);
    assert.equal(check(undefined, dropped), true, 'not known before the dialog is opened');
  });

  it('takes ECC variables by name, the first row that fits first', () => {
    const payload = seen([
      { subject: 'eccVariables', name: 'user.account', action: 'keep' },
      { subject: 'eccVariables', name: 'user.*', action: 'mask' },
      { subject: 'eccVariables', action: 'drop' },
    ]);
    assert.deepEqual(payload.namedVariables, { 'user.account': '4711' });
    assert.deepEqual(payload.namedArrays, { 'user.history': ['***st', null, '***rd'] });
  });

  it('looks into lists', () => {
    const snapshot = { callDevices: [{ callDeviceType: 'DEVID_EXTERNAL', callDeviceID: '5551234' }] };
    const payload = seen([{ subject: 'callerNumbers', action: 'mask' }], snapshot, 'SNAPSHOT_CALL_CONF');
    assert.deepEqual(payload, { callDevices: [{ callDeviceType: 'DEVID_EXTERNAL', callDeviceID: '*****34' }] });
  });

  it('takes any text field by name', () => {
    const payload = seen([{ subject: 'field', name: 'd*', action: 'drop' }]);
    assert.deepEqual(
      ['dnis', 'dialedNumber', 'ani'].map((key) => key in payload),
      [false, false, true],
    );
  });

  describe('of agents and their phones, by which calls and agents are found', () => {
    const validate = editorDefaults('cti-server').privacy?.validate;
    const inDialog = (name: string, action: string) =>
      validate?.call({} as never, [{ subject: 'field', name, action }]) === true;
    const atStart = (name: string, action: string) => () => new Privacy([{ subject: 'field', name, action }], 'k');
    const text = /privacy\[0\].*agents and their phones cannot be kept back.*callerNumbers.*change node/;
    const refused = { code: 'CTI_INVALID_OPTION', field: 'privacy[0]', message: text };

    it('is refused, in the dialog and at the start, whatever is done to them', () => {
      for (const name of [
        ...FOUND_BY,
        'AGENTid',
        'agent*',
        '*ID',
        'agentI?',
        '?*',
        'firstName, agentExtension',
        '*, agentID',
      ]) {
        for (const action of ['mask', 'hash', 'drop']) {
          assert.throws(atStart(name, action), refused, `${name} ${action}`);
          assert.equal(inDialog(name, action), false, `${name} ${action}`);
        }
      }
    });

    it('takes rows that keep them, that are about everything, or about other fields', () => {
      for (const [name, action] of [
        ['agentID, agent*', 'keep'],
        ['', 'drop'],
        ['*', 'hash'],
        ['firstName, **', 'mask'],
        ['firstName, lastName, loginName', 'mask'],
        ['agentTeamName, *DeviceID', 'drop'],
      ] as const) {
        assert.doesNotThrow(atStart(name, action), `${name} ${action}`);
        assert.equal(inDialog(name, action), true, `${name} ${action}`);
      }
    });

    it('takes ECC variables of such names', () => {
      const rows = [{ subject: 'eccVariables', name: 'agent*', action: 'drop' }];
      assert.deepEqual(seen(rows, { namedVariables: { agentID: '1' } }).namedVariables, {});
    });

    it('leaves them where a row is about every other field', () => {
      const agent = { agentID: '1001', agentExtension: '2001', agentInstrument: '2001' };
      const record = { loginID: '1001', firstName: 'Ada', extension: '2001' };
      for (const name of ['', '*', 'ani, *']) {
        const rows = [{ subject: 'field', name, action: 'drop' }];
        assert.deepEqual(seen(rows, { ...agent, ctiClientSignature: 'x' }, 'AGENT_STATE_EVENT'), agent);
        assert.deepEqual(seen(rows, { records: [record] }, 'CONFIG_AGENT_EVENT'), {
          records: [{ loginID: '1001', extension: '2001' }],
        });
        const { alertingDeviceID, callingDeviceID } = seen(rows);
        assert.deepEqual([alertingDeviceID, callingDeviceID], ['2001', undefined], 'the phone where a call is');
      }
      assert.equal('alertingDeviceID' in seen([{ subject: 'field', name: 'alerting*', action: 'drop' }]), false);
    });
  });

  it('passes on no bytes of which nobody knows what they hold', () => {
    assert.deepEqual(seen([{ subject: 'wrapUp', action: 'drop' }], { body: Buffer.from('x') }, 'BEGIN_TASK_EVENT'), {});
  });

  it('has a plan for every text of every message with a public layout', () => {
    for (const [topic, definition] of Object.entries<MessageDefinition>(MESSAGES)) {
      assert.equal(planOf(topic) === undefined, definition.fixed === undefined, topic);
    }
    const everything = SUBJECTS.map((subject) => ({ subject, action: 'drop' }));
    const left = Object.entries(seen(everything)).filter(([key]) => !/Type$|^connectionDeviceID$/.test(key));
    assert.deepEqual(left, [
      ['alertingDeviceID', '2001'],
      ['callVariable2', ''],
      ['namedVariables', {}],
      ['namedArrays', {}],
    ]);
  });

  it('refuses a row that says nothing it knows, and hashes without a key', () => {
    const wrong =
      (row: PrivacyRow, key = 'k') =>
      () =>
        new Privacy([row], key);
    const code = 'CTI_INVALID_OPTION';
    assert.throws(wrong({ subject: 'shoeSize', action: 'drop' }), { code, field: 'privacy[0]' });
    assert.throws(wrong({ subject: 'wrapUp', action: 'burn' }), { code, field: 'privacy[0]' });
    assert.throws(wrong({ subject: 'field', name: 'a,,b', action: 'drop' }), { code, field: 'privacy[0]' });
    assert.throws(wrong({ subject: 'wrapUp', action: 'hash' }, ''), { code, field: 'privacyKey' });
  });
});
