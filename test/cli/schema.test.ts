import assert from 'node:assert/strict';
import { messageSchema } from '../../lib/node-messages';
import { payloadSchema } from '../../lib/protocol';
import { cti } from './terminal';

async function printed(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cti(['schema', ...args]);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  return stdout;
}

describe('cti schema', () => {
  it('names the nodes that send messages', async () => {
    const nodes = (await printed()).trim().split('\n');
    for (const node of ['cti-call', 'cti-session', 'cti-route']) assert.ok(nodes.includes(node), node);
    assert.ok(!nodes.includes('cti-server'));
  });

  it('prints the schema of a node, of one topic of it, and of the payload of a message', async () => {
    assert.deepEqual(JSON.parse(await printed('cti-call')), messageSchema('cti-call'));
    assert.deepEqual(JSON.parse(await printed('cti-session', 'gap')), messageSchema('cti-session', 'gap'));
    assert.deepEqual(
      JSON.parse(await printed('--protocol', '14', 'agent_state_event')),
      payloadSchema('AGENT_STATE_EVENT', 14),
    );
  });

  for (const [args, code, advice] of [
    [['cti-cal'], 'CTI_UNKNOWN_MESSAGE', /these do: cti-event, cti-call, /],
    [['cti-call', 'gap'], 'CTI_UNKNOWN_MESSAGE', /cti-call sends no message "gap"/],
    [['CALL_DELIVRED_EVENT'], 'CTI_UNKNOWN_MESSAGE', /did you mean CALL_DELIVERED_EVENT/],
    [['66'], 'CTI_UNKNOWN_MESSAGE', /66 is a reserved number/],
    [['HEARTBEAT_CONF', 'gap'], 'CTI_UNEXPECTED_ARGUMENT', /"gap" is one argument too many/],
    [['--protocol', '14', 'cti-call'], 'CTI_INVALID_OPTION', /not for a node/],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code: exit, stderr } = await cti(['schema', ...args]);
      assert.equal(exit, 2);
      assert.match(stderr, advice);
      assert.ok(stderr.includes(`(${code})`), stderr);
    });
  }
});
