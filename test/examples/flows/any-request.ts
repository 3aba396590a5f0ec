import { button, change, move, order, set, shown } from '../pieces';
import { Sheet } from '../sheet';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Any request</title>
<h1>Any request</h1>
<form method="post">
  <p><label>Request<br><input name="request" list="known" size="50" required value="QUERY_AGENT_STATE_REQ"></label></p>
  <p><label>Fields as JSON<br><textarea name="fields" cols="50" rows="8">{ "agentID": "1001" }</textarea></label></p>
  <p><button>Send</button></p>
</form>
<datalist id="known">
  <option>QUERY_AGENT_STATE_REQ</option>
  <option>QUERY_AGENT_STATISTICS_REQ</option>
  <option>QUERY_DEVICE_INFO_REQ</option>
  <option>SNAPSHOT_CALL_REQ</option>
  <option>SNAPSHOT_DEVICE_REQ</option>
  <option>SET_AGENT_STATE_REQ</option>
  <option>MAKE_CALL_REQ</option>
</datalist>
</html>
`;

export const anyRequest = new Sheet({
  prefix: 'request',
  title: 'Any request by form',
  about: 'Every request of the protocol: filled in in the dialog, by a message, or on a small page.',
  port: 42627,
  http: true,
})
  .explain(
    'Deploy, then press the inject buttons. Read me by a double click.',
    `Nodes such as **cti make call** and **cti query** are easier for what they do. **cti request** does everything that the protocol has.

1. Filled in in the dialog: choose the request, and its form appears, with what each field means. What stays empty is taken from the message.
2. Named by the message: the request is *set by the message*, \`msg.topic\` has its name and \`msg.payload\` its fields. The answer has the name of the confirmation as topic.
3. A page for trying things: open \`/request\` of this Node-RED in a browser, after the address that \`httpNodeRoot\` may add. The button asks as the page does. It lets anybody send anything: not for a real contact centre.
4. What is wrong with a request is said before anything is sent, with the field and what would be right. What the server refuses comes with its own code. Both go to the Catch node; what the page has asked is answered.

The button calls \`BASE_URL\`, an environment variable of this tab: change it where Node-RED does not listen on port 1880.`,
  )
  .comment('1  Filled in in the dialog')
  .row(
    ['state', 'inject', button('What does 1001 do?', {})],
    ['query', 'cti-request', { request: 'QUERY_AGENT_STATE_REQ', fields: { agentID: { value: '1001', type: 'str' } } }],
    ['answers', 'debug', shown('answer', 'true')],
  )
  .row(
    ['desk', 'inject', button("1001's desk settings", {})],
    [
      'settings',
      'cti-request',
      { request: 'AGENT_DESK_SETTINGS_REQ', fields: { agentID: { value: '1001', type: 'str' } } },
    ],
  )
  .row(
    ['phone', 'inject', button('Calls at phone 2001', {})],
    [
      'snapshot',
      'cti-request',
      {
        request: 'SNAPSHOT_DEVICE_REQ',
        fields: {
          snapshotDeviceType: { value: 'DEVID_AGENT_DEVICE', type: 'choice' },
          agentInstrument: { value: '2001', type: 'str' },
        },
      },
    ],
  )
  .wire('settings', 'answers')
  .wire('snapshot', 'answers')
  .comment('2  Named by the message')
  .row(
    ['figures', 'inject', order("1001's figures", 'QUERY_AGENT_STATISTICS_REQ', { agentID: '1001' })],
    ['named', 'cti-request', { name: 'by the message' }],
    ['replies', 'debug', shown('answer', 'true')],
  )
  .row(['unknown', 'inject', order('An agent nobody knows', 'QUERY_AGENT_STATE_REQ', { agentID: '4711' })])
  .row(['wrong', 'inject', order('A field it does not have', 'QUERY_AGENT_STATE_REQ', { agentName: 'Ada' })])
  .wire('unknown', 'named')
  .wire('wrong', 'named')
  .comment('3  A page')
  .row(
    ['get', 'http in', { url: '/request' }],
    ['page', 'template', { name: 'page', template: PAGE, format: 'html', syntax: 'plain' }],
    ['open', 'http response'],
  )
  .row(
    ['post', 'http in', { url: '/request', method: 'post' }],
    [
      'fields',
      'change',
      change('request and fields', move('payload.request', 'topic'), move('payload.fields', 'payload')),
    ],
    ['parse', 'json', { name: 'fields' }],
    ['send', 'cti-request', { name: 'send' }],
    ['sent', 'change', change('what came', set('payload', '{ "topic": topic, "payload": payload }'))],
    ['reply', 'http response'],
  )
  .row(
    ['refused', 'catch', { name: 'not done', scope: ['parse', 'send'] }],
    [
      'why',
      'change',
      change(
        'code and text',
        set('statusCode', '400', 'num'),
        set('payload', '{ "code": error.code, "message": error.message }'),
      ),
    ],
    ['tell', 'http response'],
  )
  .row(
    [
      'try',
      'inject',
      button('As the page does', { request: 'QUERY_DEVICE_INFO_REQ', fields: '{ "agentInstrument": "2001" }' }),
    ],
    [
      'where',
      'change',
      change(
        'POST /request',
        set('url', "$env('BASE_URL') & '/request'"),
        set('method', 'POST', 'str'),
        set('headers', '{ "content-type": "application/x-www-form-urlencoded" }', 'json'),
      ),
    ],
    ['ask', 'http request', { name: 'as the page', method: 'use' }],
    ['shows', 'debug', shown('the page shows')],
  )
  .comment('4  The simulator, and what goes wrong')
  .row(['sim', 'cti-simulator'])
  .row(
    ['catch', 'catch', { name: 'refused or failed', uncaught: true }],
    ['code', 'change', change('code and text', set('payload', "error.code & ': ' & error.message"))],
    ['failed', 'debug', shown('failures')],
  ).nodes;
