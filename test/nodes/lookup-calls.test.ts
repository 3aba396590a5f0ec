import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findCalls } from '../../nodes/lookup/lookup';
import { lookupQuery } from '../../nodes/lookup/lookup-query';
import { Feed, party } from '../model/feed';

const found = ({ model }: Feed, query: object) => findCalls(model, lookupQuery({}, query)).map(({ id }) => id);

describe('a lookup of calls', () => {
  it('finds them by a name that their contact had before it got a better one', () => {
    const feed = new Feed();
    feed.talking(7, '2001');
    const { id, contactID } = feed.call(7);
    const renamed = {
      newConnectionCallID: 7,
      newConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
      newConnectionDeviceID: '2001',
    };
    const routerCallKey = { routerCallKeyDay: 155258, routerCallKeyCallID: 3 };
    feed.tell('CALL_DATA_UPDATE_EVENT', { ...party(7, '2001'), ...renamed, ...routerCallKey });
    assert.notEqual(feed.call(7).contactID, contactID);
    assert.deepEqual(found(feed, { contact: contactID }), [id]);
    assert.deepEqual(found(feed, { contact: contactID, id }), [id]);
    assert.deepEqual(found(feed, { contact: feed.call(7).contactID }), [id]);
    assert.deepEqual(found(feed, { contact: 'another', id }), []);
  });
});
