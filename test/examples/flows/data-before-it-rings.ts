import { CONTACT_CENTRE } from '../../../lib/simulator';
import { change, order, remove, set, shown, topicIs } from '../pieces';
import { Sheet } from '../sheet';

const { dialedNumbers, ...others } = CONTACT_CENTRE;
const CENTRE = {
  ...others,
  dialedNumbers: dialedNumbers.map((one) => ({ ...one, translationRoute: [`9${one.number}`] })),
  routingTime: 2,
};

export const dataBeforeItRings = new Sheet({
  prefix: 'before',
  title: 'Data before it rings',
  about: 'The data of a caller are fetched while the call is still on its way to the agent.',
  port: 42347,
  http: true,
  simulator: { contactCentre: 'typed', configuration: JSON.stringify(CENTRE, null, 2), trace: false },
})
  .explain(
    'Deploy, then press the inject buttons. Read me by a double click.',
    `1. A customer calls. The contact centre of this simulator takes two seconds from the choice of an agent until the phone rings, and calls come by a translation route, as at most sites with an IVR of their own. Its configuration is typed in: see *Contact centre* of the **cti simulator**.
2. \`call.preCall\` of **cti call** tells of the call before it is there: first by the translation route (CALL_TRANSLATION_ROUTE_EVENT), for no agent yet, then for the agent who was chosen (AGENT_PRE_CALL_EVENT). *Once per contact* lets the first of them through: the CRM is asked once. What it knows is kept under the contact.
3. The phone rings, and what is to be shown is there already: \`msg.contact.id\` is the same. \`ahead\` says how many seconds were won.
4. A caller who gives up before the phone rings (*... gives up*, within two seconds) is forgotten with \`call.preCallAborted\`, everybody else at the end of the call.
5. A small CRM in a few nodes. Yours has other addresses.

A call that was not announced, because an agent was called directly for instance, shows \`nobody we know\`: look it up when it rings, as in *Screen pop with a CRM*.

The address begins with \`BASE_URL\`, an environment variable of this tab: change it where Node-RED does not listen on port 1880.`,
  )
  .comment('1  A customer calls')
  .row(
    ['call', 'inject', order('A customer calls 8001', 'call', { dialedNumber: '8001', ani: '5550100' })],
    ['sim', 'cti-simulator'],
    ['made', 'switch', topicIs('a call was made', 'call')],
    ['remember', 'change', change('remember it', set('flow.callID', 'payload.callID', 'msg'))],
    ['called', 'debug', shown('call')],
  )
  .row(['giveup', 'inject', { ...order('... gives up', 'hangUp'), payload: 'callID', payloadType: 'flow' }])
  .row(['other', 'inject', order('Another one calls 8002', 'call', { dialedNumber: '8002', ani: '5550200' })])
  .wire('giveup', 'sim')
  .wire('other', 'sim')
  .comment('2  It is on its way: the CRM is asked')
  .row(
    ['announced', 'cti-call', { name: 'announced', changes: ['call.preCall'], oncePerContact: true }],
    [
      'whom',
      'change',
      change(
        'whom to look up',
        set('since', '$millis()'),
        set('url', "$env('BASE_URL') & '/before/customers/' & payload.ani"),
        remove('payload'),
      ),
    ],
    ['ask', 'http request', { name: 'CRM' }],
    [
      'keep',
      'change',
      change(
        'kept for the contact',
        set('payload.since', 'since', 'msg'),
        set('flow.fetched[msg.contact.id]', 'payload', 'msg'),
      ),
    ],
    ['kept', 'debug', shown('fetched')],
  )
  .comment('3  It rings: the data are there')
  .row(
    ['rings', 'cti-call', { name: 'rings', changes: ['call.ringing'], agent: '*', oncePerContact: true }],
    [
      'join',
      'change',
      change(
        'what the agent sees',
        set(
          'payload',
          `(
  $fetched := $lookup($flowContext('fetched'), contact.id);
  {
    "agent": agentID,
    "number": payload.ani,
    "who": $fetched.name ? $fetched.name : 'nobody we know',
    "ahead": $fetched ? $round(($millis() - $fetched.since) / 1000, 1) : 0
  }
)`,
        ),
      ),
    ],
    ['pops', 'debug', shown('pops up')],
  )
  .comment('4  It does not come, or is over: forgotten')
  .row(
    ['over', 'cti-call', { name: 'aborted or ended', changes: ['call.preCallAborted', 'call.ended'] }],
    ['forget', 'change', change('forget', remove('flow.fetched[msg.contact.id]'))],
    ['forgotten', 'debug', shown('forgotten', 'topic')],
  )
  .comment('5  The CRM')
  .row(
    ['in', 'http in', { url: '/before/customers/:number' }],
    [
      'customer',
      'change',
      change(
        'customers',
        set(
          'payload',
          `{ "name": $lookup({ "5550100": "Ada Lovelace", "5550200": "Alan Turing" }, req.params.number) }`,
        ),
      ),
    ],
    ['out', 'http response'],
  )
  .comment('6  What goes wrong')
  .row(['catch', 'catch', { name: 'refused or failed' }], ['failed', 'debug', shown('failures', 'error')]).nodes;
