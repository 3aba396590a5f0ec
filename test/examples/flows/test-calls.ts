import { CONTACT_CENTRE } from '../../../lib/simulator';
import { button, change, order, remove, set, shown } from '../pieces';
import { Sheet } from '../sheet';

const [CALLER, ANSWERER] = ['1010', '1011'];
const CENTRE = {
  ...CONTACT_CENTRE,
  agents: CONTACT_CENTRE.agents.filter(({ agentID }) => agentID === CALLER || agentID === ANSWERER),
  teams: [],
};
const OURS = { agent: ANSWERER, variableName: 'callVariable10', variable: 'test call' };

export const testCalls = new Sheet({
  prefix: 'synthetic',
  title: 'Test calls by synthetic agents',
  about: 'Now and then one test agent calls a dialed number, and another answers: do calls come through?',
  port: 42587,
  simulator: { contactCentre: 'typed', configuration: JSON.stringify(CENTRE, null, 2) },
})
  .explain(
    'Deploy, then press the inject buttons. Read me by a double click.',
    `1. Two test agents sign in, in one message: ${CALLER} only calls and stays not ready, ${ANSWERER} is ready for calls to 8001. In this contact centre there is nobody else; in yours give them a skill group and a dialed number of their own, so that no customer gets them.
2. ${CALLER} calls 8001 with \`test call\` in call variable 10. If nothing has come through after three seconds, the test has not passed and ${CALLER} hangs up: make ${ANSWERER} not ready to see it.
3. Agent ${ANSWERER} answers what has \`test call\` in call variable 10, and no other call. The result says after how many seconds, and whether the data came along; the watchdog is called off. After a second of talk ${ANSWERER} hangs up.

Set *Repeat* in *Test call* to have one every ten minutes, and wire *not passed* to your alarm.`,
  )
  .comment('1  The test agents')
  .row(
    [
      'signin',
      'inject',
      button('Sign in', [
        { agentID: CALLER, agentInstrument: '2010' },
        { agentID: ANSWERER, agentInstrument: '2011' },
      ]),
    ],
    [
      'login',
      'cti-agent-state',
      { name: 'sign in', action: 'login', fields: { ssoEnabled: { value: 'ENABLED', type: 'choice' } } },
    ],
    ['next', 'change', change('and', remove('payload'))],
    ['ready', 'cti-agent-state', { name: `${ANSWERER} ready`, action: 'ready', agents: ANSWERER, agentsType: 'str' }],
    ['signed', 'debug', shown('ready', 'topic')],
  )
  .row(
    ['busy', 'inject', button(`${ANSWERER} not ready`, {})],
    ['away', 'cti-agent-state', { name: 'not ready', action: 'notReady', agents: ANSWERER, agentsType: 'str' }],
    ['gone', 'debug', shown('not ready', 'topic')],
  )
  .row(['sim', 'cti-simulator'])
  .comment('2  A test call, and its watchdog')
  .row(
    ['test', 'inject', order('Test call', 'test call')],
    [
      'make',
      'cti-make-call',
      {
        name: `${CALLER} calls 8001`,
        fields: {
          agentID: { value: CALLER, type: 'str' },
          dialedNumber: { value: '8001', type: 'str' },
          callVariable10: { value: 'test call', type: 'str' },
        },
      },
    ],
    ['made', 'debug', shown('made', 'topic')],
  )
  .row(
    null,
    ['late', 'trigger', { name: 'within 3 s?', duration: '3', op2: 'late', op2type: 'str' }],
    [
      'lost',
      'change',
      change('not passed', set('payload', '{ "passed": false, "why": "nobody has answered within 3 seconds" }')),
    ],
    ['missed', 'debug', shown('not passed')],
  )
  .row(
    null,
    null,
    ['giveup', 'cti-call-control', { name: `${CALLER} hangs up`, action: 'release', callFrom: 'agent', party: CALLER }],
    ['given', 'debug', shown('given up', 'topic')],
  )
  .row(['heard', 'link in', { name: 'came through', links: ['tell'] }])
  .wire('test', 'late')
  .wire('heard', 'late')
  .wire('late', 'giveup')
  .comment('3  It is answered: passed')
  .row(
    ['rings', 'cti-call', { name: 'rings', changes: ['call.ringing'], ...OURS }],
    ['answer', 'cti-call-control', { name: 'answer', action: 'answer' }],
    ['answered', 'debug', shown('answered', 'topic')],
  )
  .row(
    ['through', 'cti-call', { name: 'is answered', changes: ['call.answered'], ...OURS }],
    ['talk', 'delay', { name: 'talk', timeout: '1' }],
    ['release', 'cti-call-control', { name: 'hang up', action: 'release' }],
    ['released', 'debug', shown('hung up', 'topic')],
  )
  .row(
    null,
    [
      'passed',
      'change',
      change(
        'passed',
        set(
          'payload',
          `{
  "passed": true,
  "agent": connection.agentID,
  "seconds": $round((payload.times.answered - payload.times.started) / 1000, 1),
  "callVariable10": payload.callVariable10
}`,
        ),
        set('reset', 'true', 'bool'),
      ),
    ],
    ['result', 'debug', shown('passed')],
  )
  .row(null, null, ['tell', 'link out', { name: 'came through', links: ['heard'] }])
  .wire('through', 'passed')
  .wire('passed', 'tell')
  .comment('4  What goes wrong')
  .row(['catch', 'catch', { name: 'refused or failed' }], ['failed', 'debug', shown('failures', 'error')]).nodes;
