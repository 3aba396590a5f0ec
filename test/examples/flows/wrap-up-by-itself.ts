import { change, move, only, order, remove, set, shown } from '../pieces';
import { Sheet } from '../sheet';

export const wrapUpByItself = new Sheet({
  prefix: 'wrap',
  title: 'Wrap-up by itself',
  about: 'After a call its wrap-up data are written, the record is closed, and the agent is ready again.',
  port: 42507,
})
  .explain(
    'Deploy, then press the inject buttons. Read me by a double click.',
    `1. A customer calls 8001; agent 1001 answers and hangs up at once. In this contact centre work after a call is required and takes 15 seconds.
2. The call has ended: **cti call data** writes what became of it into its wrap-up data (39 bytes at most; there are two minutes for it). *Finish the call data* says that nothing more comes, so that the record is written now. Calls that nobody answered have nothing to wrap up.
3. After a moment, if the agent is still at work after the call, the agent is made ready. Who has chosen something else meanwhile is left alone.
4. What can be seen: the agent is ready, and \`call.wrappedUp\` has the whole call with the time that the work took.

The rule is one line, in *what became of it*: yours may look at call variables, or ask a CRM.`,
  )
  .comment('1  A call, answered and ended')
  .row(
    [
      'call',
      'inject',
      order('A customer calls 8001', '', [
        { action: 'call', dialedNumber: '8001', ani: '5550100' },
        { action: 'answer', agent: '1001' },
        { action: 'clear', agent: '1001' },
      ]),
    ],
    ['sim', 'cti-simulator'],
  )
  .comment('2  Its wrap-up data are written')
  .row(
    ['over', 'cti-call', { name: 'over', changes: ['call.ended'], agent: '*', direction: 'in' }],
    ['answered', 'switch', only('answered?', '$exists(payload.times.answered)')],
    [
      'result',
      'change',
      change(
        'what became of it',
        move('payload', 'call'),
        set('wrapUp', "call.times.talkingFor < 10000 ? 'short call' : 'served'"),
        set('agentID', '(call.connections[$exists(agentID)])[-1].agentID'),
      ),
    ],
    [
      'write',
      'cti-call-data',
      { name: 'write it', call: 'call', fields: { callWrapupData: { value: 'wrapUp', type: 'msg' } } },
    ],
    ['gone', 'change', change('no payload', remove('payload'))],
    ['release', 'cti-call-data', { name: 'finish the call data', action: 'releaseCall', call: 'call' }],
    ['released', 'debug', shown('finished', 'wrapUp')],
  )
  .row(null, null, null, null, null, null, ['then', 'link out', { name: 'then', links: ['next'] }])
  .wire('release', 'then')
  .comment('3  The agent is ready again')
  .row(
    ['next', 'link in', { name: 'finished', links: ['then'] }],
    ['moment', 'delay', { name: 'a moment' }],
    ['ask', 'change', change('which agent', set('payload', '{ "agent": agentID }'))],
    ['find', 'cti-lookup', { name: 'what is it doing?', what: 'agents', answer: 'one' }],
    ['still', 'switch', only('still at work?', "$contains(payload.agentState, 'AGENT_STATE_WORK')")],
    ['ready', 'cti-agent-state', { name: 'ready', action: 'ready' }],
    ['done', 'debug', shown('confirmed', 'topic')],
  )
  .comment('4  What can be seen of it')
  .row(
    ['agent', 'cti-agent', { name: 'agent 1001', agent: '1001' }],
    ['state', 'change', change('its state', set('payload', 'payload.agentState'))],
    ['states', 'debug', shown('agent 1001')],
  )
  .row(
    ['wrapped', 'cti-call', { name: 'wrapped up', changes: ['call.wrappedUp'] }],
    [
      'how',
      'change',
      change(
        'who and how long',
        set('payload', '{ "agent": connection.agentID, "seconds": payload.times.wrapUpFor / 1000 }'),
      ),
    ],
    ['times', 'debug', shown('wrapped up')],
  )
  .comment('5  What goes wrong')
  .row(['catch', 'catch', { name: 'refused or failed' }], ['failed', 'debug', shown('failures', 'error')]).nodes;
