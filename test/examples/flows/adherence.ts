/** U14: what a workforce management system wants to know of agents. */
import { button, buttons, failures, READ_ME, shows, takesAndEnds } from '../rows';
import { Sheet } from '../sheet';

const WORDS = `const reasons = { 1: 'break', 2: 'lunch', 3: 'training' };
const words = {
  AGENT_STATE_AVAILABLE: 'ready',
  AGENT_STATE_RESERVED: 'on a call',
  AGENT_STATE_TALKING: 'on a call',
  AGENT_STATE_HOLD: 'on a call',
  AGENT_STATE_WORK_READY: 'after a call',
  AGENT_STATE_WORK_NOT_READY: 'after a call',
  AGENT_STATE_LOGOUT: 'off',
};
const { agentID, agentState, eventReasonCode, since } = msg.payload;
msg.topic = agentID;
msg.payload = words[agentState] || reasons[eventReasonCode] || 'away';
msg.at = new Date(since || Date.now()).toISOString();
msg.reason = eventReasonCode || 0;
return msg;`;
const LINE = `[at, topic, payload, $string(reason), $exists(cti.reason) ? cti.reason : 'event'] ~> $join(';')`;
const WRITE = `const lines = flow.get('lines') || {};
msg.statusCode = lines[msg.req.params.key] ? 200 : 201;
lines[msg.req.params.key] = msg.payload;
flow.set('lines', lines);
return msg;`;

const sheet = new Sheet({
  prefix: 'adhere',
  title: 'Adherence feed',
  about: 'A line for each change of an agent that a workforce management system has to know, none twice.',
  port: 42650,
  sideB: true,
  http: true,
})
  .explain(
    READ_ME,
    `1. **cti agent** tells each change of an agent once, and after an interruption those that were missed. A workforce management system knows fewer states: ringing, talking and holding are one for it, so what says the same again is left out, for each agent. Not ready becomes what the reason code says (change the list in *words of the WFM*), or *away*: after a gap the server says the state, but not the reason.
2. The feed: a line with time, agent, activity, reason code, and whether an event told it or the question after a gap. It is put under \`msg.key\`, which names this change and no other: who writes it again, another instance say, changes nothing.
3. The workforce management system: a few nodes here. \`GET /wfm\` has the lines.
4. Agent 1001 works, and takes a break while the connection changes to the other CTI Server.

\`BASE_URL\` is an environment variable of this tab: change it where Node-RED does not listen on port 1880.`,
  )
  .comment('1  States of agents become activities')
  .row(
    ['agents', 'cti-agent', { name: 'every change' }],
    ['words', 'function', { name: 'words of the WFM', func: WORDS }],
    ['new', 'rbe', { name: 'another activity?' }],
    [
      'line',
      'change',
      {
        name: 'line and address',
        rules: [
          { t: 'set', p: 'payload', pt: 'msg', to: LINE, tot: 'jsonata' },
          {
            t: 'set',
            p: 'url',
            pt: 'msg',
            to: "$env('BASE_URL') & '/wfm/' & $encodeUrlComponent(key)",
            tot: 'jsonata',
          },
        ],
      },
    ],
    ['put', 'http request', { name: 'to the WFM', method: 'PUT', ret: 'txt' }],
    shows('lines', 'line'),
  )
  .comment('2  The workforce management system')
  .row(
    ['in', 'http in', { url: '/wfm/:key', method: 'put' }],
    ['write', 'function', { name: 'write', func: WRITE }],
    ['out', 'http response', {}],
  )
  .row(
    ['list', 'http in', { url: '/wfm', method: 'get' }],
    [
      'read',
      'change',
      {
        name: 'read',
        rules: [{ t: 'set', p: 'payload', pt: 'msg', to: "$merge([$flowContext('lines')]).*", tot: 'jsonata' }],
      },
    ],
    ['all', 'http response', { headers: { 'content-type': 'application/json' } }],
  )
  .comment('3  Agent 1001 works');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('call', 'A call, answered and ended', '', [
    { action: 'call', dialedNumber: '8001' },
    ...takesAndEnds('1001'),
    { action: 'ready', agent: '1001' },
  ]),
  button('break', '1001 takes a break', 'notReady', { agent: '1001', reason: 1 }),
  button('lunch', '... and has lunch', 'notReady', { agent: '1001', reason: 2 }),
  button('ready', '1001 is ready', 'ready', { agent: '1001' }),
  button('switch', 'The other side takes over', 'switchSides'),
);

export const adherence = failures(sheet, 4).nodes;
