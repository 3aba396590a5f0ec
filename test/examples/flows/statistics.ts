/** Statistics of the server at a gentle rate, beside what events tell. */
import { button, buttons, failures, READ_ME, says, shows, takesAndEnds, typed } from '../rows';
import { Sheet } from '../sheet';

const BOTH = `'group ' & stats.skillGroupNumber & ': the server says ' & stats.agentsLoggedOn & ' signed in, ' &
  stats.agentsAvail & ' ready, ' & stats.handledCallsToday & ' calls today; events say ' &
  $count(payload[$not(agentState in ['AGENT_STATE_LOGOUT', 'AGENT_STATE_UNKNOWN'])]) & ' signed in, ' &
  $count(payload[agentState = 'AGENT_STATE_AVAILABLE']) & ' ready'`;

const sheet = new Sheet({
  prefix: 'stats',
  title: 'Statistics, sparingly',
  about: 'Statistics of skill groups and agents are asked for seldom; what changes with each call comes from events.',
  port: 42730,
})
  .explain(
    READ_ME,
    `The CTI Server has to count for each answer. Hundreds of questions in a minute make it slow for the desktops of agents.

1. Every 30 seconds three skill groups, two in a second: **cti query** asks for statistics, **cti lookup** has the agents of the group as events have told of them, without asking. Who is ready and who waits: take it from events. Sums of the day, times, service levels: take them from the server.
2. The statistics of an agent, when somebody wants to see them.
3. Work for Ada (1001).`,
  )
  .comment('1  Skill groups')
  .row(
    ['tick', 'inject', { name: 'every 30 s', repeat: '30', payload: '[1, 2, 3]', payloadType: 'json' }],
    ['each', 'split', { name: 'each group' }],
    ['rate', 'delay', { name: 'two a second', pauseType: 'rate', rate: '2' }],
    [
      'ask',
      'cti-query',
      { name: 'statistics', action: 'skillGroupStatistics', fields: { skillGroupNumber: typed('payload', 'msg') } },
    ],
    [
      'keep',
      'change',
      {
        name: 'keep, and whose?',
        rules: [
          { t: 'set', p: 'stats', pt: 'msg', to: 'payload', tot: 'msg' },
          {
            t: 'set',
            p: 'payload',
            pt: 'msg',
            to: "{ 'skillGroup': $string(stats.skillGroupNumber) }",
            tot: 'jsonata',
          },
        ],
      },
    ],
    ['agents', 'cti-lookup', { name: 'agents', what: 'agents' }],
    says('both', 'side by side', BOTH),
    shows('figures', 'skill groups'),
  )
  .comment('2  An agent')
  .row(
    ['one', 'inject', { name: 'The day of agent 1001', payload: '1001', payloadType: 'str' }],
    [
      'agent',
      'cti-query',
      { name: 'statistics', action: 'agentStatistics', fields: { agentID: typed('payload', 'msg') } },
    ],
    says(
      'day',
      'day',
      "'signed in for ' & payload.loggedOnTimeToday & ' s, ' & payload.handledCallsToday & ' calls, talked for ' & payload.handledCallsTalkTimeToday & ' s'",
    ),
    shows('days', 'agent'),
  )
  .comment('3  Work');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('call', 'Ada takes a call and ends it', '', [
    { action: 'call', dialedNumber: '8001' },
    ...takesAndEnds('1001'),
    { action: 'notReady', agent: '1001' },
  ]),
);
sheet.row(
  ['ended', 'cti-agent', { name: 'Ada', changes: ['agent.notReady'], agent: '1001' }],
  shows('done', 'not ready', 'topic'),
);

export const statistics = failures(sheet, 4).nodes;
