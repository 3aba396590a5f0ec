import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { CallChange } from '../../lib/model';
import { AGENTS, Feed, party } from './feed';

const KEY = { routerCallKeyDay: 152_000, routerCallKeyCallID: 17, routerCallKeySequenceNumber: 0 };

describe('calls that belong together', () => {
  let feed: Feed;

  beforeEach(() => {
    feed = new Feed();
  });
  const contacts = (...callIDs: number[]) => new Set(callIDs.map((callID) => feed.call(callID).contactID)).size;

  it('have the same router call key, and the contact is named by it', () => {
    feed.begin(7, 'C', KEY);
    feed.wait(5000);
    feed.begin(8, '2001', { ...KEY, routerCallKeySequenceNumber: 1 });
    assert.deepEqual(feed.changes[0]?.contact, {
      id: '152000-17',
      names: ['5000-7-20170301', '152000-17', '5000-8-20170301'],
      legs: ['5000-7-20170301', '5000-8-20170301'],
    });
    assert.deepEqual(feed.keys, ['5000-8-20170301/started']);
    assert.equal(feed.model.calls.byContact('152000-17').length, 2);
  });

  it('have the same call reference, which is in the ids of all of them, and of none alone', () => {
    const callReferenceID = Buffer.from('0102aa', 'hex');
    feed.begin(7, '2001', { callReferenceID });
    feed.begin(8, '2002', { callReferenceID, peripheralID: 6000 });
    assert.equal(feed.call(7).id, '0102aa-5000-7');
    assert.equal(feed.changes[0]?.call.id, '0102aa-6000-8');
    assert.equal(feed.changes[0]?.contact.id, '0102aa');
  });

  it('give no key twice, though a contact of the same name has been forgotten', () => {
    const keys = [9, 10].flatMap((callID) => {
      const found: string[] = [];
      const hear = () => found.push(...feed.keys.filter((one) => one.includes('/-/')));
      feed.tell('AGENT_PRE_CALL_EVENT', { ...KEY, agentInstrument: '2001', ani: '5551234' });
      hear();
      feed.begin(callID, '2001', KEY);
      feed.ring(callID, '2001');
      feed.clear(callID, '2001');
      hear();
      feed.wait(20_000);
      feed.changes = feed.model.sweep(feed.at) as readonly CallChange[];
      hear();
      feed.wait(300_000);
      feed.model.sweep(feed.at);
      assert.equal(feed.model.calls.size, 0);
      return found;
    });
    assert.deepEqual(
      keys.map((one) => one.slice('152000-17/-/'.length)),
      ['preCall/2001', 'abandoned', 'preCall/2001#2', 'abandoned#2'],
    );
  });

  it('are a call and the call for advice that was made from it', () => {
    feed.talking(7, '2001', KEY);
    feed.wait(5000);
    feed.begin(8, '2001', { callType: 'CALLTYPE_CONSULT' });
    assert.equal(contacts(7, 8), 2);
    feed.tell('CALL_SERVICE_INITIATED_EVENT', { ...party(8, '2001'), cocConnectionCallID: 7 });
    assert.equal(contacts(7, 8), 1);
    const { contact } = feed.changes[0] ?? {};
    assert.equal(contact?.id, '152000-17', 'the one with a router call key stays');
    assert.equal(contact?.was, '5000-8-20260131');
    feed.ring(8, '2002');
    assert.equal(feed.changes[0]?.contact.was, undefined, 'it is said once');
    assert.deepEqual(feed.keys, ['5000-8-20260131/ringing/2002'], 'keys stay as they began');
  });

  it('are a call and the call for advice that a snapshot shows: it does not say which call it was made from', () => {
    const shown = (callID: number, callType: string, ...parties: [device: string, state: string][]) => {
      const callDevices = parties.map(([device, state]) => ({
        callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
        callConnectionDeviceID: device,
        callDeviceType: device === 'C' ? 'DEVID_EXTERNAL' : 'DEVID_AGENT_DEVICE',
        callDeviceID: device,
        callDeviceConnectionState: state,
      }));
      const asked = { peripheralID: AGENTS, ...party(callID, '2001') };
      feed.tell('SNAPSHOT_CALL_CONF', { callType, callDevices }, { asked });
    };
    const advice = () => shown(8, 'CALLTYPE_CONSULT', ['2001', 'LCS_CONNECT'], ['2002', 'LCS_ALERTING']);
    const about = () => shown(7, 'CALLTYPE_ACD_IN', ['C', 'LCS_CONNECT'], ['2001', 'LCS_HOLD']);
    for (const order of [
      [advice, about],
      [about, advice],
    ]) {
      feed = new Feed();
      for (const show of order) show();
      assert.equal(contacts(7, 8), 1);
      assert.equal(feed.call(8).contactID, '5000-7-20260131');
    }
  });

  it('are joined by a transfer at the latest', () => {
    feed.talking(7, '2001');
    feed.wait(5000);
    feed.talking(8, '2001', { callType: 'CALLTYPE_CONSULT' });
    const primary = { primaryCallID: 7, primaryDeviceIDType: 'CONNECTION_ID_STATIC', primaryDeviceID: '2001' };
    const secondary = { secondaryCallID: 8, secondaryDeviceIDType: 'CONNECTION_ID_STATIC', secondaryDeviceID: '2001' };
    feed.tell('CALL_TRANSFERRED_EVENT', { ...primary, ...secondary });
    assert.equal(contacts(7, 8), 1);
    assert.equal(feed.changes[0]?.contact.was, '5000-8-20260131');
  });

  it('are joined when a router call key is told later', () => {
    feed.begin(7, 'C', KEY);
    feed.wait(5000);
    feed.begin(8, '2001');
    feed.tell('CALL_DATA_UPDATE_EVENT', { ...party(8, '2001'), ...KEY });
    assert.equal(feed.changes[0]?.contact.id, '152000-17');
    assert.equal(feed.changes[0]?.contact.was, '5000-8-20260131');
  });

  for (const [order, steps] of [
    ['before', ['AGENT_PRE_CALL_EVENT', 'BEGIN_CALL_EVENT']],
    ['behind', ['BEGIN_CALL_EVENT', 'AGENT_PRE_CALL_EVENT']],
  ] as const) {
    it(`are announced and come, the announcement ${order} the call`, () => {
      const keys = steps.flatMap((topic) => {
        if (topic === 'BEGIN_CALL_EVENT') feed.begin(7, '2001', KEY);
        else feed.tell(topic, { ...KEY, agentInstrument: '2001' });
        return feed.keys;
      });
      assert.deepEqual(keys.sort(), ['152000-17/-/preCall/2001', '5000-7-20170301/started']);
      assert.equal(feed.model.calls.byContact('152000-17').length, 1);
    });
  }

  it('are announced by translation route', () => {
    assert.deepEqual(feed.tell('CALL_TRANSLATION_ROUTE_EVENT', { ...KEY, dnis: '8001' }), ['preCall']);
    assert.equal(feed.changes[0]?.call.dnis, '8001');
    feed.begin(7, 'C', { ...KEY, dnis: '8001' });
    assert.equal(feed.changes[0]?.contact.id, '152000-17');
  });

  it('are nobody else’s: an announced agent whom another caller reaches first has two contacts', () => {
    feed.begin(6, 'C', KEY);
    feed.tell('AGENT_PRE_CALL_EVENT', { ...KEY, agentInstrument: '2001' });
    feed.begin(7, '2001');
    feed.ring(7, '2001', { callingDeviceID: '9999' });
    assert.equal(contacts(6, 7), 2);
  });
});
