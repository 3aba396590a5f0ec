/** U7: agents are signed in and out by another application. */
import { onlyIf, READ_ME, says, shows } from '../rows';
import { type RowNode, Sheet } from '../sheet';

const ANSWER = { 'content-type': 'application/json' };
const STATUS = `error.code in ['CTI_MISSING_FIELD', 'CTI_INVALID_FIELD', 'CTI_UNKNOWN_FIELD', 'CTI_UNKNOWN_ACTION'] ? 400 :
  error.code in ['CTI_NOT_CONNECTED', 'CTI_TIMEOUT'] ? 503 : 409`;
const FAILED = `{ 'code': error.code, 'message': error.message,
  'agents': $type(payload) = 'array' ? payload : undefined }`;

function asks(id: string, name: string, action: string, agents: unknown): RowNode {
  const props = [{ p: 'payload' }, { p: 'url', v: "$env('BASE_URL') & '/agents/' & topic", vt: 'jsonata' }];
  const topic = { p: 'topic', vt: 'str' };
  return [
    id,
    'inject',
    { name, props: [topic, ...props], topic: action, payload: JSON.stringify(agents), payloadType: 'json' },
  ];
}

const SHIFT = ['1003', '1006', '1009'];
const withPhone = (agentID: string) => ({ agentID, agentInstrument: String(Number(agentID) + 1000) });

export const signInHttp = new Sheet({
  prefix: 'sign',
  title: 'Sign in and out over HTTP',
  about: 'Another application signs agents in and out, one or many, and gets to know what came of each.',
  port: 42640,
  http: true,
})
  .explain(
    READ_ME,
    `1. \`POST /agents/login\`, \`/agents/ready\`, \`/agents/notReady\` or \`/agents/logout\`, with an agent or a list of agents as JSON: \`{ "agentID": "1003", "agentInstrument": "2003" }\`. The phone (\`agentInstrument\`) is needed for signing in only; \`eventReasonCode\` may stand beside it. **cti agent state** sends one request for each, at most ten in a second.
2. The answer to one agent is Cisco's confirmation, that to a list has a row for each: \`done\`, or \`code\` and \`message\`. Where nothing could be done the Catch node answers: 409 with Cisco's code, 400 where the request makes no sense, 503 without a connection.
3. Another application: here the inject buttons. They ask \`BASE_URL\`, an environment variable of this tab: change it where Node-RED does not listen on port 1880.
4. What agents do, whoever has caused it.

Put a password on these addresses before they are real (\`httpNodeAuth\` in settings.js).`,
  )
  .comment('1  POST /agents/...')
  .row(
    ['in', 'http in', { url: '/agents/:action', method: 'post' }],
    [
      'which',
      'change',
      { name: 'which action', rules: [{ t: 'set', p: 'action', pt: 'msg', to: 'req.params.action', tot: 'msg' }] },
    ],
    ['set', 'cti-agent-state', { name: 'as the address says', action: '', rate: '10' }],
    ['out', 'http response', { name: 'done', headers: ANSWER }],
  )
  .row(
    ['catch', 'catch', { name: 'not done', scope: ['which', 'set'] }],
    [
      'status',
      'change',
      {
        name: 'what and why',
        rules: [
          { t: 'set', p: 'statusCode', pt: 'msg', to: STATUS, tot: 'jsonata' },
          { t: 'set', p: 'payload', pt: 'msg', to: FAILED, tot: 'jsonata' },
        ],
      },
    ],
    ['refused', 'http response', { name: 'not done', headers: ANSWER }],
  )
  .comment('2  Another application')
  .row(
    asks('shift', 'The shift signs in', 'login', SHIFT.map(withPhone)),
    ['post', 'http request', { name: 'post', method: 'POST' }],
    says(
      'text',
      'answer',
      `statusCode & ': ' & ($type(payload) = 'array'
      ? $join(payload.(agentID & (done ? ' done' : ' ' & code)), ', ')
      : payload.code ? payload.code : 'done')`,
    ),
    shows('answers', 'answer'),
  )
  .row(asks('ready', '... is ready, and somebody unknown', 'ready', [...SHIFT, '1017']))
  .row(asks('one', '1003 has lunch', 'notReady', { agentID: '1003', eventReasonCode: 3 }))
  .row(asks('home', '1003 goes home', 'logout', { agentID: '1003', eventReasonCode: 9 }))
  .row(asks('again', '1001 signs in once more', 'login', withPhone('1001')))
  .wire('ready', 'post')
  .wire('one', 'post')
  .wire('home', 'post')
  .wire('again', 'post')
  .comment('3  What agents do')
  .row(['sim', 'cti-simulator'])
  .row(
    ['agents', 'cti-agent', { changes: ['agent.login', 'agent.ready', 'agent.notReady', 'agent.logout'] }],
    onlyIf('new', 'not as at the start', '$not(cti.synthetic = true)'),
    says('state', 'state', "payload.agentID & $substringAfter(topic, 'agent') & ' ' & payload.eventReasonCode"),
    shows('states', 'agents'),
  )
  .comment('4  What goes wrong besides')
  .row(['others', 'catch', { name: 'failed', uncaught: true }], shows('failed', 'failures', 'error')).nodes;
