import assert from 'node:assert/strict';
import type { CallChange, CallView, ConnectionView, ContactCentreModel } from '../../lib/model';
import { contactIDs } from '../../nodes/following/contact-ids';

const A = '2001';
const call = (id: string, localConnectionState: string, since: number, more: object = {}) =>
  ({
    id,
    contactID: `contact ${id}`,
    state: 'talking',
    direction: 'in',
    connections: [{ deviceID: A, localConnectionState, since } as object as ConnectionView],
    ...more,
  }) as object as CallView;
const lookup = (...calls: CallView[]) =>
  ({ byDevice: (device: string) => (device === A ? calls : []) }) as object as ContactCentreModel['calls'];
const change = (direction: string, more: object = {}) =>
  ({
    call: call('consult', 'LCS_CONNECT', 9, { direction, callingDeviceID: A }),
    contact: { id: 'contact consult', names: ['contact consult'], legs: ['consult', 'leg'], ...more },
  }) as object as CallChange;

describe('ids by which a contact is told', () => {
  it('are all its names, and those of its calls', () => {
    const ids = contactIDs(change('in', { names: ['contact consult', 'before'] }), lookup(call('held', 'LCS_HOLD', 1)));
    assert.deepEqual(ids, ['contact consult', 'before', 'consult', 'leg']);
  });

  it('are for a call for advice also those of what the same phone has put on hold last', () => {
    const [first, last, talks] = [
      call('first', 'LCS_HOLD', 1),
      call('last', 'LCS_HOLD', 2),
      call('talks', 'LCS_CONNECT', 3),
    ];
    const others = [
      talks,
      call('over', 'LCS_HOLD', 8, { state: 'ended' }),
      call('advice', 'LCS_HOLD', 8, { direction: 'consult' }),
    ];
    const about = (...calls: CallView[]) => contactIDs(change('consult'), lookup(...calls)).slice(3);
    assert.deepEqual(about(first, last, ...others), ['contact last', 'last']);
    assert.deepEqual(about(...others, last, first), ['contact last', 'last']);
    assert.deepEqual(about(talks), ['contact talks', 'talks'], 'CALL_HELD_EVENT is still to come');
    assert.deepEqual(about(), []);
  });
});
