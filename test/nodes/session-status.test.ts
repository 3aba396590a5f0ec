import assert from 'node:assert/strict';
import { MASKS } from '../../lib/protocol';
import type { SessionStatus } from '../../lib/session';
import { shownStatus, unusable } from '../../nodes/session/session-status';

const status = (more: Partial<SessionStatus>): SessionStatus => ({
  state: 'open',
  previous: 'opening',
  side: 'B',
  host: 'ctib',
  port: 43027,
  since: '2026-11-21T08:00:00.000Z',
  attempt: 0,
  epoch: 1,
  ...more,
});

const OURS = '@ged188/node-red-cti/cti-server:cti-server.status.';
const CORE = 'node-red:common.status.';

describe('what a node shows of its session', () => {
  for (const [what, more, fill, shape, text] of [
    ['connecting', { state: 'connecting' }, 'yellow', 'ring', `${CORE}connecting`],
    ['waiting for OPEN_CONF', { state: 'opening' }, 'yellow', 'ring', `${OURS}opening`],
    ['open', { degraded: [], missingServices: [] }, 'green', 'dot', `${CORE}connected`],
    [
      'open with a peripheral off line',
      { degraded: ['PGS_PERIPHERAL_OFFLINE'] },
      'yellow',
      'dot',
      `${OURS}degraded.PGS_PERIPHERAL_OFFLINE`,
    ],
    [
      'open, the gravest trouble of several',
      { degraded: ['PGS_CC_DOWN', 'PGS_OPC_DOWN'] },
      'yellow',
      'dot',
      `${OURS}degraded.PGS_OPC_DOWN`,
    ],
    ['open with trouble that has no name', { degraded: [64] }, 'yellow', 'dot', `${OURS}degraded.other`],
    [
      'open without a service',
      { missingServices: [{ service: 'CTI_SERVICE_CLIENT_CONTROL', lost: 'no calls' }] },
      'yellow',
      'dot',
      `${OURS}servicesMissing`,
    ],
    [
      'open without its standby session',
      { standby: { side: 'A', state: 'waiting', code: 'CTI_CONNECT_FAILED' } },
      'yellow',
      'dot',
      `${OURS}noStandby`,
    ],
    ['open with its standby session', { standby: { side: 'A', state: 'standby' } }, 'green', 'dot', `${CORE}connected`],
    ['standby', { state: 'standby' }, 'yellow', 'ring', `${OURS}standby`],
    [
      'waiting after a wrong password',
      { state: 'waiting', code: 'E_CTI_INVALID_PASSWORD' },
      'red',
      'ring',
      `${OURS}reason.password`,
    ],
    [
      'waiting for a reason that has only a sentence',
      { state: 'waiting', code: 'E_CTI_INVALID_AGENT_DATA' },
      'red',
      'ring',
      '@ged188/node-red-cti/cti-server:protocol.refusal.E_CTI_INVALID_AGENT_DATA',
    ],
    [
      'waiting for a reason without words',
      { state: 'waiting', code: 'E_CTI_UNKNOWN_7' },
      'red',
      'ring',
      'E_CTI_UNKNOWN_7',
    ],
    ['waiting, the name of an object member', { state: 'waiting', code: 'toString' }, 'red', 'ring', 'toString'],
    ['closed', { state: 'closed' }, 'grey', 'ring', `${OURS}closed`],
  ] as [string, Partial<SessionStatus>, string, string, string][]) {
    it(`${what}: ${fill} ${shape}`, () => {
      const shown = shownStatus(status(more));
      assert.deepEqual([shown.fill, shown.shape, shown.text], [fill, shape, text]);
    });
  }

  it('gives state, side, host, port, code and reason to Status nodes, without absent ones', () => {
    const { fill, shape, text, ...more } = shownStatus(
      status({ state: 'waiting', code: 'CTI_CONNECTION_LOST', reason: 'lost' }),
    );
    assert.deepEqual(more, {
      state: 'waiting',
      side: 'B',
      host: 'ctib',
      port: 43027,
      code: 'CTI_CONNECTION_LOST',
      reason: 'lost',
    });
    assert.deepEqual(Object.keys(shownStatus(status({}))), ['fill', 'shape', 'text', 'state', 'side', 'host', 'port']);
  });

  it('has a sentence for each trouble that the protocol names', () => {
    for (const bit of Object.keys(MASKS.PGStatusCode.values)) {
      const degraded = [bit] as SessionStatus['degraded'];
      assert.equal(shownStatus(status({ ...(degraded && { degraded }) })).text, `${OURS}degraded.${bit}`);
    }
  });

  it('tells a server that is missing from one whose settings are wrong', () => {
    assert.match(unusable(null).text ?? '', /\.noServer$/);
    assert.match(unusable({}).text ?? '', /\.noServer$/);
    const wrong = unusable({ problem: { code: 'CTI_INVALID_OPTION' } });
    assert.match(wrong.text ?? '', /\.settings$/);
    assert.deepEqual([wrong.fill, wrong.code], ['red', 'CTI_INVALID_OPTION']);
  });
});
