import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { Feed, party } from './feed';

/** What direction is left when a call for advice goes on as another call. */
describe('the direction of a call', () => {
  const ID = 'CONNECTION_ID_STATIC';
  const transferred = (survivor: number) => ({
    primaryCallID: 7,
    primaryDeviceIDType: ID,
    primaryDeviceID: '2001',
    secondaryCallID: 8,
    secondaryDeviceIDType: ID,
    secondaryDeviceID: '2001',
    transferringDeviceID: '2001',
    numParties: 2,
    parties: ['C', '2002'].map((connectedPartyDeviceID) => ({
      connectedPartyCallID: survivor,
      connectedPartyDeviceIDType: ID,
      connectedPartyDeviceID,
    })),
  });
  let feed: Feed;
  beforeEach(() => {
    feed = new Feed();
    feed.begin(7, 'C', { callType: 'CALLTYPE_ACD_IN' });
    feed.ring(7, '2001');
    feed.answer(7, '2001');
    feed.wait(5000);
    feed.begin(8, '2001', { callType: 'CALLTYPE_CONSULT' });
    feed.tell('CALL_ORIGINATED_EVENT', { ...party(8, '2001'), cocConnectionCallID: 7 });
    feed.ring(8, '2002');
    feed.answer(8, '2002');
    feed.wait(5000);
  });
  const data = (callID: number, callType: string) => ({
    ...party(callID, '2002'),
    newConnectionCallID: callID,
    newConnectionDeviceIDType: ID,
    newConnectionDeviceID: '2002',
    callType,
  });

  it('is consult as long as advice is asked, and stays so when it is over', () => {
    assert.equal(feed.call(8).direction, 'consult');
    feed.clear(8, '2001');
    assert.equal(feed.call(8).direction, 'consult');
    assert.equal(feed.call(7).direction, 'in');
  });

  for (const survivor of [7, 8]) {
    for (const type of ['CALLTYPE_TRANSFER_IN', 'CALLTYPE_CONSULT']) {
      const messages = [
        ['CALL_TRANSFERRED_EVENT', transferred(survivor)],
        ['CALL_DATA_UPDATE_EVENT', data(survivor, survivor === 7 ? 'CALLTYPE_TRANSFER_IN' : type)],
      ] as const;
      for (const [order, steps] of [
        ['before', messages],
        ['behind', [...messages].reverse()],
      ] as const) {
        it(`is that of the first call after a transfer: ${survivor} goes on, ${order} ${type}`, () => {
          for (const [topic, fields] of steps) feed.tell(topic, fields);
          assert.equal(feed.call(survivor).direction, 'in');
          feed.end(survivor === 7 ? 8 : 7, '2001');
          feed.wait(300_000);
          feed.model.sweep(feed.at);
          assert.equal(feed.call(survivor).direction, 'in', 'also when the first call is forgotten');
        });
      }
    }
  }

  it('is that of the first call when a snapshot shows that the advice has become a conference', () => {
    const device = (callDeviceID: string) => ({
      callConnectionDeviceIDType: ID,
      callConnectionDeviceID: callDeviceID,
      callDeviceID,
      callDeviceConnectionState: 'LCS_CONNECT',
    });
    const callDevices = ['C', '2001', '2002'].map(device);
    const asked = { peripheralID: 5000, ...party(8, '2001') };
    feed.tell('SNAPSHOT_CALL_CONF', { callType: 'CALLTYPE_CONFERENCE', callDevices }, { asked });
    assert.equal(feed.call(8).direction, 'in');
  });
});
