/** The handshake before a planned maintenance, answered by a flow. */
import { button, buttons, failures, onlyIf, READ_ME, says, shows, takesAndEnds } from '../rows';
import { Sheet } from '../sheet';

const sheet = new Sheet({
  prefix: 'mainten',
  title: 'Maintenance',
  about: 'The CTI Server asks whether it may go into maintenance; the flow answers.',
  port: 42760,
  sideB: true,
  server: { hotStandby: true },
  simulator: { trace: false },
})
  .explain(
    READ_ME,
    `With *Hot standby* the **cti server** has a session with each side, and before a planned maintenance the active side asks all such clients whether it may go. One no, or no answer within five seconds, and Cisco's maintenance is called off. Without this flow **cti server** says yes: answer by a flow only where you have a reason.

1. *This flow answers maintenance requests* is ticked in **cti session**. The question comes with the topic \`maintenance\`; **cti lookup** counts the calls that go on. None: yes; else no. The answer goes into a **cti session**.
2. What the session does: after a yes the other side is active.
3. Somebody at Cisco's side begins a maintenance.`,
  )
  .comment('1  May the server go into maintenance?')
  .row(
    ['asked', 'cti-session', { name: 'questions', answersMaintenance: true }],
    onlyIf('question', 'a question?', "topic = 'maintenance'"),
    says('nothing', 'all calls', '{}'),
    ['calls', 'cti-lookup', { name: 'calls that go on', answer: 'count' }],
    [
      'decide',
      'change',
      {
        name: 'none: yes',
        rules: [
          { t: 'set', p: 'action', pt: 'msg', to: 'maintenance', tot: 'str' },
          { t: 'set', p: 'payload', pt: 'msg', to: 'payload = 0', tot: 'jsonata' },
        ],
      },
    ],
    ['answer', 'cti-session', { name: 'answer' }],
  )
  .row(
    null,
    null,
    null,
    null,
    says('said', 'what was said', "payload = 0 ? 'yes' : 'no: ' & payload & ' calls go on'"),
    shows('answers', 'answer'),
  )
  .wire('calls', 'said')
  .comment('2  What the session does')
  .row(
    ['session', 'cti-event', { name: 'session', messages: ['session'] }],
    says('state', 'state', "(payload.side ? 'side ' & payload.side & ': ') & payload.state"),
    shows('states', 'session'),
  )
  .comment('3  Maintenance');

buttons(
  sheet,
  [
    ['sim', 'cti-simulator'],
    says('result', 'result', "topic = 'maintenance' ? (payload.accepted ? 'accepted' : 'called off') : topic"),
    shows('done', 'done'),
  ],
  button('begin', 'Maintenance of the active side', 'maintenance'),
  button('call', 'Ada takes a call', '', [
    { action: 'call', dialedNumber: '8001' },
    { action: 'answer', agent: '1001' },
  ]),
  button('end', 'Ada ends her call', '', takesAndEnds('1001').slice(1)),
);
sheet.row(
  ['ended', 'cti-call', { name: 'calls', changes: ['call.answered', 'call.ended'], agent: '1001' }],
  shows('seen', 'calls', 'topic'),
);

export const maintenance = failures(sheet, 4).nodes;
