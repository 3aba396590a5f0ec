import assert from 'node:assert/strict';
import { type Configured, runningNodes } from '../../nodes/session/running-nodes';

const node = (id: string, z: string, more: object = {}) => ({ id, type: 'cti-call', name: '', z, ...more });
const use = (id: string, z: string, subflow: string, more: object = {}) =>
  node(id, z, { type: `subflow:${subflow}`, ...more });
const place = (id: string, type: string, more: object = {}) => node(id, '', { type, ...more });

function running(...all: Configured[]): string[] {
  return runningNodes(all, ({ type }) => type === 'cti-call');
}

describe('nodes that run', () => {
  it('are those of tabs, without what is disabled', () => {
    const tabs = [place('on', 'tab'), place('off', 'tab', { disabled: true })];
    assert.deepEqual(running(...tabs, node('a', 'on'), node('b', 'on', { d: true }), node('c', 'off')), ['a']);
  });

  it('are those of a subflow once for each use that is not disabled itself', () => {
    const places = [place('on', 'tab'), place('off', 'tab', { disabled: true }), place('sub', 'subflow')];
    const uses = [use('first', 'on', 'sub'), use('second', 'on', 'sub'), use('third', 'off', 'sub')];
    const all = [...places, ...uses, use('fourth', 'on', 'sub', { d: true }), node('in', 'sub')];
    assert.deepEqual(running(...all), ['first-in', 'second-in']);
    assert.deepEqual(running(place('unused', 'subflow'), node('in', 'unused')), []);
  });

  it('are those of a subflow in a subflow, too', () => {
    const places = [place('on', 'tab'), place('outer', 'subflow'), place('inner', 'subflow')];
    const uses = [use('tab-use', 'on', 'outer'), use('sub-use', 'outer', 'inner')];
    assert.deepEqual(running(...places, ...uses, node('in', 'inner')), ['tab-use-sub-use-in']);
  });
});
