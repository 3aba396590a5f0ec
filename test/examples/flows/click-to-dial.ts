import { button, change, move, set, shown } from '../pieces';
import { Sheet } from '../sheet';

const click = (name: string, agentID: string, number: string) => ({
  ...button(name, { agentID, number }),
});

export const clickToDial = new Sheet({
  prefix: 'dial',
  title: 'Click-to-dial over HTTP',
  about: "A CRM calls a number from an agent's phone with one HTTP request, and hears what became of it.",
  port: 42427,
  http: true,
})
  .explain(
    'Deploy, then press the inject buttons. Read me by a double click.',
    `1. \`POST /dial\` with \`{ "agentID": "1001", "number": "5551234" }\`: **cti make call** calls from the phone where the agent is signed in. The answer comes when the server has confirmed: 201 and the id of the new call.
2. What cannot be done comes as an answer, too: Cisco's own code with 409 where the contact centre refuses (\`CF_...\`, \`E_CTI_...\`), 503 while there is no session, 400 for a request that cannot be right.
3. \`GET /dial/\` and the id of the call say how far it is: \`initiated\`, \`ringing\`, \`talking\`, \`ended\`. A confirmation does not say that anybody answers.
4. The buttons do what a CRM does. An agent who is ready becomes not ready first, a number with five digits or more answers after three seconds, and the fourth button hangs up.

Anybody who reaches these addresses can make calls: put them behind the login of your proxy, or set \`httpNodeAuth\` in Node-RED's settings. \`Safety\` of the **cti server** limits agents, devices and rate besides.

The buttons call \`BASE_URL\`, an environment variable of this tab: change it where Node-RED does not listen on port 1880.`,
  )
  .comment('1  A number is to be dialled')
  .row(
    ['post', 'http in', { url: '/dial', method: 'post' }],
    ['fields', 'change', change('number to dial', move('payload.number', 'payload.dialedNumber'))],
    ['make', 'cti-make-call', { name: '' }],
    [
      'made',
      'change',
      change(
        'the new call',
        set('statusCode', '201', 'num'),
        set('payload', '{ "call": payload.newConnectionCallID, "at": payload.newConnectionDeviceID }'),
      ),
    ],
    ['created', 'http response', { name: '' }],
  )
  .comment('2  Refused: the code goes back')
  .row(
    ['refused', 'catch', { name: 'not made', scope: ['make'] }],
    [
      'code',
      'change',
      change(
        'status and code',
        set(
          'statusCode',
          `$match(error.code, /^(CF_|E_CTI_)/) ? 409
  : error.code in ['CTI_NOT_CONNECTED', 'CTI_CONNECTION_LOST', 'CTI_SESSION_CLOSED', 'CTI_TIMEOUT', 'CTI_NOT_SENT'] ? 503
  : 400`,
        ),
        set('payload', '{ "code": error.code, "message": error.message }'),
      ),
    ],
    ['answer', 'http response', { name: '' }],
  )
  .comment('3  How far is it?')
  .row(
    ['get', 'http in', { url: '/dial/:call' }],
    ['which', 'change', change('which call', set('payload', '{ "connectionCallID": $number(req.params.call) }'))],
    ['find', 'cti-lookup', { name: 'find it', what: 'calls', answer: 'one' }],
    [
      'far',
      'change',
      change(
        'its state',
        set('statusCode', 'payload ? 200 : 404'),
        set('payload', '{ "state": payload ? payload.state : "unknown", "answered": $exists(payload.times.answered) }'),
      ),
    ],
    ['told', 'http response', { name: '' }],
  )
  .comment('4  What a CRM does')
  .row(
    ['click', 'inject', click('1001 calls a customer', '1001', '5551234')],
    [
      'request',
      'change',
      change(
        'POST /dial',
        set('url', "$env('BASE_URL') & '/dial'"),
        set('method', 'POST', 'str'),
        set('headers', '{ "content-type": "application/json" }', 'json'),
      ),
    ],
    ['send', 'http request', { name: 'as a CRM', method: 'use' }],
    ['got', 'change', change('status and answer', set('payload', '$merge([{ "status": statusCode }, payload])'))],
    ['answers', 'debug', shown('the CRM gets')],
  )
  .row(['wrong', 'inject', click('... what is no number', '1001', 'home')])
  .row(['nobody', 'inject', click('Nobody is there: 1006 calls', '1006', '5551234')])
  .wire('wrong', 'request')
  .wire('nobody', 'request')
  .row(
    ['end', 'inject', button('1001 hangs up', {})],
    ['release', 'cti-call-control', { name: 'hang up', action: 'release', callFrom: 'agent', party: '1001' }],
    ['ended', 'debug', shown('hung up', 'topic')],
  )
  .comment('5  The simulator, and what else goes wrong')
  .row(['sim', 'cti-simulator'])
  .row(
    ['catch', 'catch', { name: 'refused or failed', uncaught: true }],
    ['failed', 'debug', shown('failures', 'error')],
  ).nodes;
