import { change, move, only, order, set, shown } from '../pieces';
import { Sheet } from '../sheet';

export const recordIntoTheCall = new Sheet({
  prefix: 'enrich',
  title: "The CRM's record into the call",
  about: 'What the CRM knows of a caller is written to the call, for everybody who sees it.',
  port: 42467,
  sideB: true,
  http: true,
})
  .explain(
    'Deploy, then press the inject buttons. Read me by a double click.',
    `1. A call that rings at an agent is looked up in the CRM, once per contact. **cti call data** writes the segment to call variable 3 and the rest to ECC variables. The call is in \`msg.call\`, the record in \`msg.record\`.
2. \`call.data\` tells everybody: desktops, reports, other flows. \`msg.changed\` names what is new.
3. ECC variables have to be configured in Unified CCE. The record of the second customer has a variable that is not: the server refuses, the code goes to the Catch node, and the call goes on without data.
4. The third button lets the other CTI Server take over: data that were written once are not written again.

The address begins with \`BASE_URL\`, an environment variable of this tab: change it where Node-RED does not listen on port 1880.`,
  )
  .comment('1  A call rings: its record is written to it')
  .row(
    ['call', 'inject', order('A customer calls 8001', 'call', { dialedNumber: '8001', ani: '5550100' })],
    ['sim', 'cti-simulator'],
  )
  .row(['other', 'inject', order('Another one calls 8002', 'call', { dialedNumber: '8002', ani: '5550200' })])
  .row(['switch', 'inject', order('The other side takes over', 'switchSides')])
  .wire('other', 'sim')
  .wire('switch', 'sim')
  .row(
    ['rings', 'cti-call', { name: 'rings', changes: ['call.ringing'], agent: '*', oncePerContact: true }],
    [
      'whom',
      'change',
      change(
        'whom to look up',
        move('payload', 'call'),
        set('url', "$env('BASE_URL') & '/enrich/customers/' & call.ani"),
      ),
    ],
    ['ask', 'http request', { name: 'CRM' }],
    ['known', 'switch', only('known?', 'statusCode = 200')],
    ['keep', 'change', change('msg.record', move('payload', 'record'))],
    [
      'write',
      'cti-call-data',
      {
        name: 'write it',
        call: 'call',
        fields: {
          callVariable3: { value: 'record.segment', type: 'msg' },
          namedVariables: { value: 'record.variables', type: 'msg' },
        },
      },
    ],
  )
  .comment('2  Everybody is told')
  .row(
    ['data', 'cti-call', { name: 'new data', changes: ['call.data'] }],
    ['seen', 'switch', only('of the CRM?', "'callVariable3' in changed")],
    [
      'short',
      'change',
      change(
        'what is there now',
        set(
          'payload',
          '{ "ani": payload.ani, "callVariable3": payload.callVariable3, "namedVariables": payload.namedVariables }',
        ),
      ),
    ],
    ['told', 'debug', shown('data of the call')],
  )
  .comment('3  The CRM')
  .row(
    ['in', 'http in', { url: '/enrich/customers/:number' }],
    [
      'customer',
      'change',
      change(
        'customers',
        set(
          'payload',
          `$lookup({
  "5550100": { "segment": "gold", "variables": { "user.account": "4711", "user.language": "en" } },
  "5550200": { "segment": "new", "variables": { "user.nickname": "Al" } }
}, req.params.number)`,
        ),
        set('statusCode', 'payload ? 200 : 404'),
      ),
    ],
    ['out', 'http response'],
  )
  .comment('4  What goes wrong')
  .row(
    ['catch', 'catch', { name: 'refused or failed' }],
    ['why', 'change', change('code and text', set('payload', "error.code & ': ' & error.message"))],
    ['failed', 'debug', shown('failures')],
  ).nodes;
