/** What came of each agent of a list, in the language of the Node-RED server. */
import assert from 'node:assert/strict';
import { CtiError } from '../../lib/session';
import { AgentRun } from '../../nodes/palette/agent-run';
import { Turns } from '../../nodes/palette/turns';

const german = (error: CtiError) => new CtiError(error.code, `auf Deutsch (${error.message})`);

describe('the results of a list of agents', () => {
  it('say in the language of the server why somebody could not be done', async () => {
    const run = new AgentRun(['1001', '1002', '1003'], german);
    const send = async (agent: unknown) => {
      if (agent === '1002') throw new CtiError('CF_INVALID_AGENT_REASON_CODE', 'refused');
      if (agent === '1003') throw new TypeError('no agent');
      return false;
    };
    await run.go(new Turns(1000), send, () => undefined);
    assert.deepEqual(run.results, [
      { agentID: '1001', done: true },
      { agentID: '1002', done: false, code: 'CF_INVALID_AGENT_REASON_CODE', message: 'auf Deutsch (refused)' },
      { agentID: '1003', done: false, code: 'CTI_INVALID_FIELD', message: 'auf Deutsch (TypeError: no agent)' },
    ]);
  });

  it('say so, too, of those whose turn did not come', () => {
    const [result] = new AgentRun([{ agentInstrument: '2001' }], german).results;
    assert.equal(result?.agentInstrument, '2001');
    assert.equal(result?.code, 'CTI_NOT_SENT');
    assert.match(result?.message ?? '', /^auf Deutsch \(.+\)$/);
  });
});
