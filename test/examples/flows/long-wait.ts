/** Calls that wait too long, or for nobody. */
import { button, buttons, failures, READ_ME, says, shows, typed } from '../rows';
import { Sheet } from '../sheet';

const NOTE = { of: typed('callVariable3') };
const note = (text: string) => ({ action: 'setCallData', fields: { callVariable3: typed(text) } });
const RULES = [
  {
    name: 'Has its note',
    conditions: [{ subject: 'variable', test: 'notEmpty', ...NOTE }],
    action: 'none',
    fields: {},
  },
  {
    name: 'Nobody there',
    conditions: [{ subject: 'agentsSignedIn', test: 'less', groupBy: 'call', value: typed('1', 'num') }],
    ...note('nobody there'),
  },
  {
    name: 'Waits too long',
    conditions: [{ subject: 'waiting', test: 'more', value: typed('LONG_WAIT', 'env') }],
    ...note('waits long'),
  },
];
const WAIT = '$round(($millis() - call.times.queued) / 1000)';

const sheet = new Sheet({
  prefix: 'wait',
  title: 'Long wait',
  about: 'Calls that wait too long, or for a group in which nobody is signed in, get a note and an alert.',
  port: 42630,
  env: { LONG_WAIT: '20' },
})
  .explain(
    READ_ME,
    `1. Every five seconds **cti lookup** gives the calls that wait. **cti route** looks at each: who has waited for more than \`LONG_WAIT\` seconds (an environment variable of this tab), or waits for a group in which nobody is signed in, gets a note in \`callVariable3\`, once. By the first output goes what got a note, and becomes an alert.
2. The agent who takes the call reads the note.
3. Calls to try it with. One rings at Ada (1001), the others wait. In Billing everybody goes home.

A call in a queue cannot be sent elsewhere by this interface. But a routing script that reads \`callVariable3\` again while the call waits can do it.`,
  )
  .comment('1  Who waits?')
  .row(
    ['tick', 'inject', { name: 'every 5 s', repeat: '5', once: true }],
    ['calls', 'cti-lookup', { name: 'calls' }],
    says('waiting', 'those that wait', "[payload[state = 'queued']]"),
    ['each', 'split', { name: 'each call' }],
    [
      'keep',
      'change',
      { name: 'keep the call', rules: [{ t: 'set', p: 'call', pt: 'msg', to: 'payload', tot: 'msg' }] },
    ],
    ['rules', 'cti-route', { name: 'long wait', rules: RULES }],
    says('alert', 'alert', `call.ani & ' has waited for ' & ${WAIT} & ' s: ' & $lowercase(route.name)`),
    shows('alerts', 'alert'),
  )
  .row(
    ['queued', 'cti-call', { name: 'waits, has a note', changes: ['call.queued', 'call.data'] }],
    says('news', 'news', "payload.ani & ' ' & $substringAfter(topic, '.') & ' ' & payload.callVariable3"),
    shows('waits', 'calls'),
  )
  .comment('2  The agent takes the call')
  .row(
    ['answered', 'cti-call', { name: 'answered', changes: ['call.answered'], agent: '*' }],
    says('read', 'note', "connection.agentID & ' reads: ' & payload.callVariable3"),
    shows('reads', 'the agent reads'),
  )
  .comment('3  Calls to try it with');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('sales', 'A customer calls Sales', 'call', { ani: '5550100', dialedNumber: '8001' }),
  button('next', 'Ada ends her call and takes the next', '', [
    { action: 'answer', agent: '1001' },
    { action: 'clear', agent: '1001' },
    { action: 'ready', agent: '1001' },
    { action: 'answer', agent: '1001' },
  ]),
  button('home', 'Billing goes home', '', [
    { action: 'notReady', agent: '1007' },
    { action: 'logout', agent: '1007' },
    { action: 'logout', agent: '1008' },
  ]),
  button('billing', 'A customer calls Billing', 'call', { ani: '5550300', dialedNumber: '8003' }),
);

export const longWait = failures(sheet, 4).nodes;
