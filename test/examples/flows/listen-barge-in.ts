/** A supervisor in an agent's call, with the arm switch. */
import { button, buttons, failures, READ_ME, says, shows, typed } from '../rows';
import { type RowNode, Sheet } from '../sheet';

const does = (id: string, name: string, action: string): readonly RowNode[] => [
  [id, 'inject', { name, props: [] }],
  [
    `do_${id}`,
    'cti-supervise',
    {
      name: action === 'clear' ? 'leave' : '',
      action,
      callFrom: 'agent',
      party: action === 'clear' ? '1019' : '1001',
      fields: { supervisorID: typed('1019') },
    },
  ],
];
const PARTIES = `$substringAfter(topic, '.') & ': ' &
  $join($sort(payload.connections[localConnectionState != 'LCS_NULL'].agentID), ', ')`;

const sheet = new Sheet({
  prefix: 'barge',
  title: 'Listen and barge in',
  about: 'A supervisor listens to a call, joins it and takes it over; what is dangerous needs the arm switch.',
  port: 42680,
  server: { alwaysArmed: false },
})
  .explain(
    READ_ME,
    `Sofia (1019) supervises the team of Ada (1001).

1. A customer calls, Ada answers.
2. Sofia listens: **cti supervise** makes a call of her phone in which she hears both. It ends with *leave*.
3. *Barge in* and *Intercept* change somebody else's call. In the **cti server** of this flow *Always armed* is not ticked: these requests are refused with \`CTI_NOT_ARMED\` until a message with the action \`arm\` into **cti session** has armed the server, for 60 seconds here. *Barge in* joins the call, *Intercept* then leaves Sofia alone with the customer.
4. Which agents are in the call, and what goes wrong.`,
  )
  .comment('1  A call');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('call', 'Ada talks to a customer', '', [
    { action: 'call', ani: '5550100', dialedNumber: '8001' },
    { action: 'answer', agent: '1001' },
  ]),
);
sheet
  .comment('2  Sofia listens')
  .row(...does('listen', 'Listen', 'monitor'), shows('done', 'done', 'topic'))
  .row(...does('leave', 'Leave', 'clear'))
  .wire('do_leave', 'done')
  .comment('3  Sofia takes part')
  .row(
    [
      'arm',
      'inject',
      {
        name: 'Arm for 60 s',
        props: [{ p: 'action', v: 'arm', vt: 'str' }, { p: 'payload' }],
        payload: '60',
        payloadType: 'num',
      },
    ],
    ['session', 'cti-session'],
    says('armed', 'armed?', "payload.armed ? 'armed until ' & payload.armedUntil : 'not armed'"),
    shows('switch', 'arm switch'),
  )
  .row(['disarm', 'inject', { name: 'Disarm', props: [{ p: 'action', v: 'disarm', vt: 'str' }] }])
  .wire('disarm', 'session')
  .row(...does('barge', 'Barge in', 'bargeIn'), shows('joined', 'done', 'topic'))
  .row(...does('intercept', 'Intercept', 'intercept'))
  .wire('do_intercept', 'joined')
  .comment('4  Which agents are in the call')
  .row(
    [
      'calls',
      'cti-call',
      { name: 'agents', agent: '*', changes: ['call.answered', 'call.conferenced', 'call.partyLeft', 'call.ended'] },
    ],
    says('parties', 'who', PARTIES),
    shows('seen', 'agents in the call'),
  );

export const listenBargeIn = failures(sheet, 5).nodes;
