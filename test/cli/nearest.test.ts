import assert from 'node:assert/strict';
import { nearest } from '../../lib/cli/nearest';

const NAMES = ['CALL_HELD_EVENT', 'HOLD_CALL_REQ', 'HOLD_CALL_CONF', 'OPEN_REQ'];

describe('nearest', () => {
  it('finds a name with a slip, whatever the case', () => {
    assert.deepEqual(nearest('call_hled_event', NAMES), ['CALL_HELD_EVENT']);
  });

  it('finds names that contain it', () => {
    assert.deepEqual(nearest('hold_call', NAMES), ['HOLD_CALL_REQ', 'HOLD_CALL_CONF']);
  });

  it('gives the best first and not too many', () => {
    assert.deepEqual(nearest('HOLD_CALL_REG', NAMES)[0], 'HOLD_CALL_REQ');
    assert.equal(nearest('CALL', NAMES, 2).length, 2);
  });

  it('gives nothing where nothing is like it', () => {
    assert.deepEqual(nearest('xyz', NAMES), []);
  });
});
