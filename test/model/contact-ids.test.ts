import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ContactCentreModel } from '../../lib/model';
import { SEED } from '../simulator/random';
import { Feed, party } from './feed';
import { moves, reordered } from './orders';

const AT = Date.parse('2026-01-31T12:00:00Z');
/** Of the day of AT. */
const DAY = 155_258;
const key = (routerCallKeyCallID: number) => ({
  routerCallKeyDay: DAY,
  routerCallKeyCallID,
  routerCallKeySequenceNumber: 0,
});
const message = (topic: string, fields: object) => ({
  topic,
  payload: { monitorID: 0, peripheralID: 5000, ...fields },
});
const begin = (callID: number, fields: object = {}) =>
  message('BEGIN_CALL_EVENT', { ...party(callID, `${callID}`), callType: 'CALLTYPE_OTHER_IN', ...fields });
const update = (callID: number, fields: object) =>
  message('CALL_DATA_UPDATE_EVENT', { ...party(callID, `${callID}`), newConnectionCallID: null, ...fields });
const advice = (callID: number, about: number) =>
  message('CALL_SERVICE_INITIATED_EVENT', { ...party(callID, `${callID}`), cocConnectionCallID: about });
const rings = (callID: number, device: string, callingDeviceID: string) =>
  message('CALL_DELIVERED_EVENT', { ...party(callID, device), alertingDeviceID: device, callingDeviceID });
const announced = (device: string, routerCallKeyCallID: number) =>
  message('AGENT_PRE_CALL_EVENT', { ...key(routerCallKeyCallID), agentInstrument: device });
const reference = (hex: string) => ({ callReferenceID: Buffer.from(hex, 'hex') });

/** What happens to one contact at one time: everything that the guide lets change places may. */
const HAPPENINGS: { readonly [name: string]: readonly ReturnType<typeof message>[] } = {
  'a router call key that comes late': [begin(7), update(7, key(17)), begin(8, key(17)), rings(8, '2001', '5551234')],
  'a call that is routed once more, under another key': [begin(7, key(17)), update(7, key(18)), begin(8, key(18))],
  'an announcement': [
    begin(6, key(17)),
    rings(6, 'V', '5551234'),
    begin(7),
    announced('2001', 17),
    rings(7, '2001', '5551234'),
  ],
  'an announcement under the second key': [begin(7, key(17)), update(7, key(18)), announced('2001', 18)],
  'a call for advice with the lower number': [begin(9), begin(8, { callType: 'CALLTYPE_CONSULT' }), advice(8, 9)],
  'advice about a call that gets its key late': [
    begin(7),
    begin(8, { callType: 'CALLTYPE_CONSULT', ...key(18) }),
    advice(8, 7),
    update(7, key(17)),
  ],
  'call references': [
    begin(7, reference('02bb')),
    begin(8, reference('01aa')),
    advice(8, 7),
    begin(9),
    update(9, reference('01aa')),
  ],
  'a transfer': [
    begin(7, { connectionDeviceID: '2001' }),
    begin(8, { callType: 'CALLTYPE_CONSULT', connectionDeviceID: '2001', ...key(18) }),
    message('CALL_TRANSFERRED_EVENT', {
      primaryCallID: 7,
      primaryDeviceIDType: 'CONNECTION_ID_STATIC',
      primaryDeviceID: '2001',
      secondaryCallID: 8,
      secondaryDeviceIDType: 'CONNECTION_ID_STATIC',
      secondaryDeviceID: '2001',
      transferringDeviceID: '2001',
    }),
  ],
};

function outcome(messages: readonly ReturnType<typeof message>[]) {
  const model = new ContactCentreModel();
  const changes = messages.flatMap((one) => model.apply(one, AT)).filter((one) => one.kind === 'call');
  const calls = [...model.calls.all()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const contacts = new Set(changes.map(({ contact }) => contact.id));
  const contactID = calls[0]?.contactID ?? '';
  contacts.delete(contactID);
  return {
    calls: calls.map((call) => [call.id, call.contactID, call.direction]),
    keys: changes
      .map((one) => one.key)
      .filter((one) => !/\/data(#\d+)?$/.test(one))
      .sort(),
    /** Contacts that were told and are no more: every one of them is known by its name. */
    lost: [...contacts].filter((id) => !model.calls.byContact(id).some((call) => call.contactID === contactID)),
  };
}

/** The guide, CTI Client Application Guidelines: Message Order. */
describe(`the id of a contact (SEED=${SEED})`, () => {
  for (const [name, messages] of Object.entries(HAPPENINGS)) {
    it(`is the same in whatever order the messages come: ${name}`, () => {
      const expected = outcome(messages);
      assert.equal(new Set(expected.calls.map(([, contactID]) => contactID)).size, 1, 'they are one contact');
      assert.deepEqual(expected.lost, []);
      const happenings = [{ at: AT, messages }];
      fc.assert(
        fc.property(moves(happenings), (given) => {
          const order = reordered(happenings, given).flatMap((one) => one.messages) as typeof messages;
          const topics = order.map(
            ({ topic, payload }) => `${topic} ${(payload as { connectionCallID?: number }).connectionCallID}`,
          );
          assert.deepEqual(outcome(order), expected, topics.join('\n'));
        }),
        { numRuns: 150, seed: SEED },
      );
    });
  }

  it('is the lowest router call key, and what it was is said once and stays among its names', () => {
    const feed = new Feed();
    feed.begin(7, 'C');
    assert.equal(feed.changes[0]?.contact.id, '5000-7-20260131');
    feed.tell('CALL_DATA_UPDATE_EVENT', { ...party(7, 'C'), newConnectionCallID: null, ...key(17) });
    assert.equal(feed.changes[0]?.contact.id, `${DAY}-17`);
    assert.equal(feed.changes[0]?.contact.was, '5000-7-20260131');
    feed.tell('CALL_DATA_UPDATE_EVENT', { ...party(7, 'C'), newConnectionCallID: null, ...key(18) });
    assert.equal(feed.changes[0]?.contact.id, `${DAY}-17`);
    assert.equal(feed.changes[0]?.contact.was, undefined);
    assert.deepEqual(feed.changes[0]?.contact.names, ['5000-7-20260131', `${DAY}-17`, `${DAY}-18`]);
    for (const name of feed.changes[0]?.contact.names ?? []) assert.equal(feed.model.calls.byContact(name).length, 1);
  });

  it('is said to have been another one with the next change, whatever it is', () => {
    const feed = new Feed();
    feed.begin(7, 'C');
    feed.begin(8, 'D', { callType: 'CALLTYPE_CONSULT' });
    assert.deepEqual(feed.tell('CALL_DELIVERED_EVENT', { ...party(8, 'D'), cocConnectionCallID: 7 }), ['ringing D']);
    assert.equal(feed.changes[0]?.contact.was, '5000-8-20260131');
  });

  it('and the keys are the same for who hears of the call after midnight only', () => {
    const late = { callType: 'CALLTYPE_OTHER_IN', ...key(17) };
    const evening = new Feed();
    evening.at = Date.parse('2026-01-31T23:59:50Z');
    evening.talking(7, '2001', late);
    evening.wait(20_000);
    evening.leave(7, '2001');
    const morning = new Feed();
    morning.at = evening.at;
    const device = {
      callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
      callConnectionDeviceID: '2001',
      callDeviceID: '2001',
      callDeviceConnectionState: 'LCS_CONNECT',
    };
    const asked = { peripheralID: 5000, ...party(7, '2001') };
    morning.tell('SNAPSHOT_CALL_CONF', { ...late, callDevices: [device] }, { asked });
    morning.leave(7, '2001');
    assert.deepEqual(morning.keys, evening.keys);
    assert.equal(morning.changes[0]?.call.id, '5000-7-20260131');
  });
});
