import assert from 'node:assert/strict';
import type { SessionStatus } from '../../lib/session';
import { shownStatus, unusable } from '../../nodes/session-status';

const status = (more: Partial<SessionStatus>): SessionStatus => ({
  state: 'open',
  previous: 'opening',
  peer: 'cti:42027',
  attempt: 0,
  ...more,
});

describe('what a node shows of its session', () => {
  for (const [state, fill, shape, key] of [
    ['connecting', 'yellow', 'ring', 'connecting'],
    ['opening', 'yellow', 'ring', 'connecting'],
    ['open', 'green', 'dot', 'connected'],
    ['waiting', 'red', 'ring', 'disconnected'],
    ['closed', 'red', 'ring', 'disconnected'],
  ] as const) {
    it(`${state}: ${fill} ${shape}`, () => {
      const text = `node-red:common.status.${key}`;
      assert.deepEqual(shownStatus(status({ state })), { fill, shape, text, state, peer: 'cti:42027' });
    });
  }

  it('tells the code of a refusal, and gives reason and code to Status nodes', () => {
    const refused = shownStatus(status({ state: 'waiting', reason: 'refused', code: 'E_CTI_INVALID_PASSWORD' }));
    assert.deepEqual(
      [refused.text, refused.code, refused.reason],
      ['E_CTI_INVALID_PASSWORD', 'E_CTI_INVALID_PASSWORD', 'refused'],
    );
    const lost = shownStatus(status({ state: 'waiting', reason: 'lost', code: 'CTI_CONNECTION_LOST' }));
    assert.deepEqual([lost.text, lost.code], ['node-red:common.status.disconnected', 'CTI_CONNECTION_LOST']);
  });

  it('tells a server that is missing from one whose settings are wrong', () => {
    assert.match(unusable(null).text ?? '', /\.noServer$/);
    assert.match(unusable({}).text ?? '', /\.noServer$/);
    const wrong = unusable({ problem: { code: 'CTI_INVALID_OPTION' } });
    assert.match(wrong.text ?? '', /\.settings$/);
    assert.deepEqual([wrong.fill, wrong.code], ['red', 'CTI_INVALID_OPTION']);
  });
});
