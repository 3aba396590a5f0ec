/** Two hundred requests with the safety rails of cti-server. */
import { failures, onlyIf, READ_ME, says, shows, typed } from '../rows';
import { Sheet } from '../sheet';

const SUMMARY = `$count(payload[done and $not(dryRun = true)]) & ' done, ' & $count(payload[dryRun = true]) &
  ' would be done, ' & $count(payload[code = 'CTI_NOT_ALLOWED']) & ' not allowed, ' &
  $count(payload[$not(done) and code != 'CTI_NOT_ALLOWED']) & ' refused otherwise'`;
const PORT = 42770;
const RAILS = { denyAgents: '1000?', requestsPerSecond: '100', alwaysArmed: false };
const notReady = { action: 'notReady', rate: '1000', fields: { eventReasonCode: typed('9', 'num') } };

const sheet = new Sheet({
  prefix: 'many',
  title: 'Two hundred requests, safely',
  about: 'Two hundred agents at once, with the rails of cti server: dry run, lists, rate, arm switch, counters.',
  port: PORT,
  server: RAILS,
  simulator: { contactCentre: 'generated', agents: '200' },
})
  .config('rehearsal', 'cti-server', {
    ...RAILS,
    ...{ name: 'Rehearsal: dry run', host: '127.0.0.1', port: String(PORT), peripheralID: '5000' },
    ...{ expectedClients: '0', dryRun: true },
  })
  .explain(
    READ_ME,
    `Fire drill: two hundred agents become not ready. The simulator makes them up (10001 to 10200, at phones 40001 to 40200). Rails stand in the **cti server**, under *Safety*; what they refuse is not sent.

1. Rehearsal: a second **cti server** has the same rails, and *Dry run*. Each request is made and checked; nothing is sent. What would have been done has \`dryRun\` in its row. (At a real site tick *Dry run* in the one that you have: each session with all events takes one of a few.)
2. For real: agents 10001 to 10009 stand in the list *Never*, so they are left alone. More than a hundred requests in a second have to wait their turn: the CTI Server has agents' desktops to serve, too.
3. Signing out by force is dangerous: it needs the arm switch. It is off, so nothing happens.
4. What the rails have kept back, in figures.`,
  )
  .comment('1  Rehearsal')
  .row(
    ['try', 'inject', { name: 'What would happen?', props: [] }],
    ['all', 'cti-lookup', { name: 'all agents', server: 'rehearsal', what: 'agents' }],
    ['would', 'cti-agent-state', { name: 'not ready, dry run', server: 'rehearsal', ...notReady }],
    says('sum', 'summary', SUMMARY),
    shows('rehearsed', 'rehearsal'),
  )
  .comment('2  For real')
  .row(
    ['do', 'inject', { name: 'Two hundred not ready', props: [] }],
    ['who', 'cti-lookup', { name: 'all agents', what: 'agents' }],
    ['set', 'cti-agent-state', { name: 'not ready', ...notReady }],
    says('total', 'summary', SUMMARY),
    shows('done', 'done'),
  )
  .row(
    ['agents', 'cti-agent', { name: 'not ready: 9', changes: ['agent.notReady', 'agent.reason'], reason: '9' }],
    says('count', 'the newest', "payload.agentID & ' is not ready: ' & payload.eventReasonCode"),
    shows('seen', 'agents'),
  )
  .comment('3  What is dangerous')
  .row(
    ['force', 'inject', { name: 'Sign 10010 out by force', payload: '10010', payloadType: 'str' }],
    [
      'out',
      'cti-agent-state',
      { name: 'sign out by force', action: 'logout', fields: { forcedFlag: typed('TRUE', 'choice') } },
    ],
    shows('forced', 'signed out', 'topic'),
  )
  .comment('4  Figures')
  .row(
    ['ask', 'inject', { name: 'What was kept back?', props: [{ p: 'action', v: 'counters', vt: 'str' }] }],
    ['session', 'cti-session'],
    onlyIf('figures', 'figures?', "topic = 'counters'"),
    says('rails', 'rails', "$join($each(payload.rails, function($n, $what) { $what & ' ' & $n }), ', ')"),
    shows('kept', 'kept back'),
  )
  .comment('5  The contact centre')
  .row(['sim', 'cti-simulator']);

export const manyRequests = failures(sheet, 6).nodes;
