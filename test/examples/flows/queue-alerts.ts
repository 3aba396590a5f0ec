/** U9: alerts about queues. */
import { button, buttons, failures, onlyIf, READ_ME, says, shows, takesAndEnds, typed } from '../rows';
import { Sheet } from '../sheet';

const FIGURES = `const waiting = msg.payload.filter(({ state }) => state === 'queued');
const since = Math.min(...waiting.map(({ times }) => times.queued ?? times.started));
const longest = waiting.length > 0 ? Math.round((Date.now() - since) / 1000) : 0;
const latest = flow.get('latest') || [];
const inTime = latest.filter((quick) => quick).length;
const level = latest.length > 0 ? Math.round((100 * inTime) / latest.length) : 100;
const late = waiting.length > 0 && longest >= Number(env.get('LONGEST_WAIT'));
const low = latest.length >= 5 && level < Number(env.get('SERVICE_LEVEL'));
const trouble = [late && 'calls wait too long', low && 'service level too low'].filter(Boolean).join(', ');
msg.topic = 'queues';
msg.payload = { state: trouble || 'in order', waiting: waiting.length, longest, level };
return msg;`;
const LATEST = `const quick = msg.topic === 'call.answered'
  && msg.payload.times.queuedFor <= 1000 * Number(env.get('SERVICE_SECONDS'));
const latest = [...(flow.get('latest') || []), quick].slice(-50);
flow.set('latest', latest);
msg.payload = (quick ? 'in time' : 'too late') + ', the latest ' + latest.length;
return msg;`;
const TEXT = `'Queues: ' & payload.state & '; ' & payload.waiting & ' calls wait, the longest for ' & payload.longest &
  ' s; service level ' & payload.level & ' %'`;

const sheet = new Sheet({
  prefix: 'queues',
  title: 'Queue alerts',
  about: 'Calls that wait too long and a low service level become an alarm, once, and so does their end.',
  port: 42720,
  env: { LONGEST_WAIT: '60', SERVICE_SECONDS: '20', SERVICE_LEVEL: '80' },
  simulator: { trace: true },
})
  .explain(
    READ_ME,
    `1. Every ten seconds **cti lookup** gives the calls of this moment, and *figures* says whether the queues are in order: no call has waited for \`LONGEST_WAIT\` seconds, and of the latest 50 contacts (five at least) \`SERVICE_LEVEL\` percent were answered within \`SERVICE_SECONDS\`. These are environment variables of this tab. Only what is new goes on: one alarm for a bad hour, not 360.
2. The alarm: **cti message** reports an event to the CTI Server, which Cisco's tools show, and writes to all clients. Mail or chat go in the same place.
3. The service level: answered in time or not. Who gives up counts as too late.
4. Calls to try it with: the first one rings at Ada (1001), the next ones wait.`,
  )
  .comment('1  Are the queues in order?')
  .row(
    ['tick', 'inject', { name: 'every 10 s', repeat: '10', props: [] }],
    ['calls', 'cti-lookup', { name: 'calls' }],
    ['figures', 'function', { name: 'figures', func: FIGURES }],
    ['new', 'rbe', { name: 'is it new?', property: 'payload.state' }],
    says('text', 'text', TEXT),
    shows('alerts', 'queues'),
  )
  .row(null, null, null, null, null, ['tell', 'link out', { links: ['told'] }])
  .wire('text', 'tell')
  .comment('2  Alarm, and its end')
  .row(
    ['told', 'link in', { links: ['tell'] }],
    onlyIf('first', 'not at the start', "$exists($flowContext('told')) or $not($contains(payload, 'in order'))"),
    [
      'state',
      'change',
      {
        name: 'how bad?',
        rules: [
          { t: 'set', p: 'told', pt: 'flow', to: 'true', tot: 'bool' },
          {
            t: 'set',
            p: 'state',
            pt: 'msg',
            to: "$contains(payload, 'in order') ? 'NORMAL' : 'WARNING'",
            tot: 'jsonata',
          },
        ],
      },
    ],
    [
      'report',
      'cti-message',
      { name: 'alarm', action: 'clientEvent', fields: { state: typed('state', 'msg'), objectName: typed('queues') } },
    ],
    shows('reported', 'reported', 'topic'),
  )
  .row(null, null, null, ['all', 'cti-message', { name: 'to everybody', action: 'messageToAll' }])
  .wire('state', 'all')
  .row(
    ['read', 'cti-event', { name: 'texts', messages: ['USER_MESSAGE_EVENT'] }],
    shows('texts', 'everybody reads', 'payload.text'),
  )
  .comment('3  The service level')
  .row(
    ['answered', 'cti-call', { name: 'answered', changes: ['call.answered'], agent: '*', direction: 'in' }],
    ['quick', 'function', { name: 'in time?', func: LATEST }],
    shows('served', 'service level'),
  )
  .row(['lost', 'cti-call', { name: 'gave up', changes: ['call.abandoned'], direction: 'in' }])
  .wire('lost', 'quick')
  .comment('4  Calls to try it with');

buttons(
  sheet,
  [
    ['sim', 'cti-simulator'],
    onlyIf('alarm', 'an alarm?', "topic = 'trace' and $contains(payload, 'ALARM')"),
    shows('alarms', 'at the server'),
  ],
  button('call', 'A customer calls', 'call', { ani: '5550100', dialedNumber: '8001' }),
  button('take', 'Ada takes a call and ends it', '', [...takesAndEnds('1001'), { action: 'ready', agent: '1001' }]),
);
export const queueAlerts = failures(sheet, 5).nodes;
