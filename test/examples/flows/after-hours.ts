/** Routing by time and holidays. */
import { button, buttons, failures, READ_ME, says, shows, takesAndEnds, typed } from '../rows';
import { Sheet } from '../sheet';

const ZONE = 'Europe/Berlin';
const RULES = [
  {
    name: 'Support never closes',
    conditions: [{ subject: 'dialedNumber', test: 'is', value: typed('8002') }],
    action: 'none',
    fields: {},
  },
  {
    name: 'Holiday',
    conditions: [{ subject: 'holiday', test: 'is', zone: '' }],
    action: 'deflect',
    fields: { calledDeviceID: typed('5550900') },
  },
  {
    name: 'Closed',
    conditions: [{ subject: 'hours', test: 'isNot', days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00', zone: '' }],
    action: 'deflect',
    fields: { calledDeviceID: typed('8002') },
  },
];
const DECISION = `(route.name ? route.name : 'Open') & ': ' & (route.action = 'none' ? 'stays' :
  'deflected to ' & route.payload.calledDeviceID)`;
const HOLIDAYS = `const fixed = ['12-25', '12-26', '01-01'];
const today = new Date().toLocaleDateString('sv', { timeZone: '${ZONE}' });
flow.set('holidays', msg.topic === 'today' ? [...fixed, today] : fixed);
msg.payload = flow.get('holidays').join(', ');
return msg;`;

const sheet = new Sheet({
  prefix: 'hours',
  title: 'After hours',
  about: 'Calls that ring outside business hours or on a holiday go somewhere else.',
  port: 42620,
})
  .explain(
    READ_ME,
    `Sales (8001) and Billing (8003) are there from Monday to Friday, 8 to 18 h, Support (8002) always.

1. A call rings, **cti route** decides: calls for Support stay; on a holiday a call goes to an outside number (5550900: an announcement, say); outside business hours it goes to Support; else it stays. The first rule that applies counts.
2. Holidays are a list in the flow's context, \`12-25\` for each year or \`2027-03-29\` for once, so that another flow can read them from a calendar. The second button makes today one.
3. Calls to try it with.

The time zone is ${ZONE}: choose yours in the dialog of **cti route**, and in *holidays*. Deflecting works while a call rings. For a call that has been answered choose *transfer* in the rule and *answered* in **cti call**.`,
  )
  .comment('1  A call rings')
  .row(
    [
      'ringing',
      'cti-call',
      { name: 'rings, once per contact', changes: ['call.ringing'], agent: '*', oncePerContact: true },
    ],
    [
      'rules',
      'cti-route',
      {
        name: 'holidays, business hours',
        rules: RULES,
        timeZone: ZONE,
        holidays: 'holidays',
        holidaysType: 'flow',
      },
    ],
    says('decision', 'decision', DECISION),
    shows('decided', 'decided'),
  )
  .wire('rules', 'decision', 1)
  .row(
    ['rings', 'cti-call', { name: 'rings, is answered', changes: ['call.ringing', 'call.answered'] }],
    says('where', 'where', "payload.ani & $substringAfter(topic, 'call') & ' ' & connection.deviceID"),
    shows('seen', 'where calls are'),
  )
  .comment('2  Holidays')
  .row(
    ['fixed', 'inject', { name: 'The usual holidays', props: [{ p: 'topic', vt: 'str' }], topic: 'usual', once: true }],
    ['holidays', 'function', { name: 'holidays', func: HOLIDAYS }],
    shows('list', 'holidays'),
  )
  .row(['today', 'inject', { name: '... and today', props: [{ p: 'topic', vt: 'str' }], topic: 'today' }])
  .wire('today', 'holidays')
  .comment('3  Calls to try it with');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('sales', 'A customer calls Sales', 'call', { ani: '5550100', dialedNumber: '8001' }),
  button('support', 'A customer calls Support', 'call', { ani: '5550200', dialedNumber: '8002' }),
  button('ada', 'Ada takes her call and ends it', '', [...takesAndEnds('1001'), { action: 'ready', agent: '1001' }]),
  button('dmitri', 'Dmitri takes his call and ends it', '', [
    ...takesAndEnds('1004'),
    { action: 'ready', agent: '1004' },
  ]),
);

export const afterHours = failures(sheet, 4).nodes;
