/** U13: a rule at the moment when the call rings. */
import { button, buttons, failures, onlyIf, READ_ME, remembers, says, shows, takesAndEnds, typed } from '../rows';
import { Sheet } from '../sheet';

const IS_GOLD = { subject: 'variable', test: 'is', of: typed('user.segment'), value: typed('gold') };
const DESK_IS_FREE = { subject: 'agentFree', test: 'is', of: typed('1004') };
const RULES = [
  {
    name: 'Gold, and Dmitri is free',
    conditions: [IS_GOLD, DESK_IS_FREE],
    action: 'deflect',
    fields: { calledDeviceID: typed('2004') },
  },
  {
    name: 'Gold, but Dmitri is busy',
    conditions: [IS_GOLD],
    action: 'setCallData',
    fields: { callVariable3: typed('gold customer') },
  },
];
const DECISION = `(route.name ? route.name : 'no rule') & ': ' & route.action &
  ($exists(route.payload.calledDeviceID) ? ' to ' & route.payload.calledDeviceID : '') &
  (route.dryRun ? ', not sent' : '')`;

const call = (segment: string, ani: string) => ({
  ani,
  dialedNumber: '8001',
  namedVariables: { 'user.segment': segment },
});

const sheet = new Sheet({
  prefix: 'gold',
  title: 'Gold customers first',
  about: 'Calls of gold customers go on to the agent who looks after them, by a rule on call data.',
  port: 42610,
})
  .explain(
    READ_ME,
    `Agent Dmitri (1004, phone 2004) looks after gold customers. Agent Ada (1001) takes calls of Sales.

1. A call rings at Ada. **cti route** looks at the ECC variable \`user.segment\`: a gold customer's call is deflected to Dmitri if he is free, else it is marked in \`callVariable3\`, and Ada sees it. All other calls stay where they are and leave by the second output. *Once per contact* in **cti call** keeps the call from being routed again when it rings at Dmitri.
2. Try rules before they act: *Only look* sends calls to the same rules with *Dry run* ticked, which says what would be done and does nothing. Let it run for a day, read the decisions, then press *Act*.
3. Calls to try it with, and their end.

Where a call goes at first is decided in the routing script of Unified CCE. What is done here comes after that, when the call rings.`,
  )
  .comment('1  A call rings')
  .row(
    [
      'ringing',
      'cti-call',
      { name: 'rings, once per contact', changes: ['call.ringing'], agent: '*', oncePerContact: true },
    ],
    [
      'how',
      'switch',
      {
        name: 'act, or only look?',
        property: "$flowContext('onlyLook') = true",
        propertyType: 'jsonata',
        rules: [{ t: 'false' }, { t: 'true' }],
        outputs: 2,
      },
    ],
    ['rules', 'cti-route', { name: 'gold customers', rules: RULES }],
    says('decision', 'decision', DECISION),
    shows('decided', 'decided'),
  )
  .row(null, null, ['dry', 'cti-route', { name: 'gold customers, dry run', rules: RULES, dryRun: true }])
  .wire('how', 'dry', 1)
  .wire('rules', 'decision', 1)
  .wire('dry', 'decision', 0)
  .wire('dry', 'decision', 1)
  .row(
    ['rings', 'cti-call', { name: 'rings', changes: ['call.ringing'], agent: '*' }],
    says('where', 'where', "payload.ani & ' rings at ' & connection.agentID"),
    shows('seen', 'rings'),
  )
  .row(
    ['data', 'cti-call', { name: 'new data', changes: ['call.data'] }],
    onlyIf('marked', 'marked?', "'callVariable3' in changed"),
    says('mark', 'mark', "payload.ani & ': ' & payload.callVariable3"),
    shows('marks', 'marked'),
  )
  .comment('2  Act, or only look')
  .row(button('look', 'Only look'), remembers('on', 'only look', 'onlyLook', 'true', 'bool'))
  .row(button('act', 'Act'), remembers('off', 'act', 'onlyLook', 'false', 'bool'))
  .comment('3  Calls to try it with');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('gold', 'A gold customer calls', 'call', call('gold', '5550100')),
  button('other', 'Somebody else calls', 'call', call('standard', '5550200')),
  button('ada', 'Ada takes her call and ends it', '', [...takesAndEnds('1001'), { action: 'ready', agent: '1001' }]),
  button('dmitri', 'Dmitri takes his call and ends it', '', [
    ...takesAndEnds('1004'),
    { action: 'ready', agent: '1004' },
  ]),
);

export const goldCustomers = failures(sheet, 4).nodes;
