/** An agent lets a call ring until the peripheral makes the agent not ready. */
import { button, buttons, failures, onlyIf, READ_ME, says, shows, takesAndEnds } from '../rows';
import { Sheet } from '../sheet';

const AGENTS = 5000;
/** Few agents; calls that are not answered go back to the queue. */
const CONTACT_CENTRE = {
  peripherals: [
    { peripheralID: AGENTS, name: 'Agents', type: 'PT_ENTERPRISE_AGENT', role: 'agents' },
    { peripheralID: 5001, name: 'VRU', type: 'PT_VRU', role: 'queue' },
  ],
  skillGroups: [{ skillGroupNumber: 1, skillGroupID: 5101, name: 'Sales' }],
  deskSettings: [
    {
      name: 'Default',
      wrapupIncoming: 'OPTIONAL',
      wrapupOutgoing: 'OPTIONAL',
      workModeTimer: 15,
      idleReasonRequired: false,
      logoutReasonRequired: false,
      ringNoAnswerTime: 10,
    },
  ],
  agents: ['Ada', 'Boris'].map((name, i) => ({
    agentID: String(1001 + i),
    icmAgentID: 5001 + i,
    name,
    peripheralID: AGENTS,
    extension: String(2001 + i),
    skillGroups: [1],
    deskSettings: 'Default',
    initialState: i === 0 ? 'AGENT_STATE_AVAILABLE' : 'AGENT_STATE_NOT_READY',
  })),
  dialedNumbers: [{ number: '8001', skillGroupNumber: 1, queuePeripheralID: 5001, requeryCallTypeID: 5401 }],
  callTypes: [{ callTypeID: 5401, name: 'Sales' }],
  eccVariables: [],
  eccArrays: [],
  outsideRingTime: 3,
};
const COUNT = `const missed = flow.get('missed') || {};
const agent = msg.payload.agentID;
const anHourAgo = Date.now() - 3600000;
missed[agent] = [...(missed[agent] || []).filter((at) => at > anHourAgo), Date.now()];
flow.set('missed', missed);
msg.times = missed[agent].length;
return msg.times > 1 ? [null, msg] : [msg, null];`;

const sheet = new Sheet({
  prefix: 'missed',
  title: 'Not ready after a missed call',
  about: 'Who misses one call is made ready again after a pause; who misses two is reported.',
  port: 42660,
  simulator: { contactCentre: 'typed', configuration: JSON.stringify(CONTACT_CENTRE) },
})
  .explain(
    READ_ME,
    `An agent who does not answer is made not ready by the peripheral, with the reason code 32767, and the call goes back to the queue. Often nobody notices, the agent least of all.

1. **cti agent** passes on who becomes not ready with this code. The first time in an hour the agent is made ready again after a pause, if that is still the reason: who has gone to lunch meanwhile is left alone.
2. The second time the agent stays not ready, and a supervisor is told: here in the debug sidebar, at your site by mail, chat or **cti message**.
3. The call comes; nobody answers it. Ada (1001) is the only one who is ready, so that it comes to her again. In this simulator a phone rings for ten seconds before that happens.`,
  )
  .comment('1  Not ready after a missed call')
  .row(
    ['agents', 'cti-agent', { name: 'missed a call', changes: ['agent.notReady'], reason: '32767' }],
    ['count', 'function', { name: 'the first in an hour?', func: COUNT, outputs: 2 }],
    ['pause', 'delay', { name: 'pause of 10 s', timeout: '10' }],
    says('who', 'who', '{ "agent": payload.agentID }'),
    ['now', 'cti-lookup', { name: 'how is it now?', what: 'agents', answer: 'one' }],
    onlyIf(
      'still',
      'still because of it?',
      "payload.agentState = 'AGENT_STATE_NOT_READY' and payload.eventReasonCode = 32767",
    ),
    ['ready', 'cti-agent-state', { name: 'ready again', action: 'ready' }],
    shows('done', 'ready again', 'topic'),
  )
  .row(null, null, ['second', 'link out', { links: ['told'] }])
  .wire('count', 'second', 1)
  .comment('2  A supervisor is told')
  .row(
    ['told', 'link in', { links: ['second'] }],
    says(
      'alert',
      'alert',
      "payload.firstName & ' (' & payload.agentID & ') has missed ' & times & ' calls within an hour'",
    ),
    shows('alerts', 'to the supervisor'),
  )
  .comment('3  A call comes');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('call', 'A customer calls, nobody answers', 'call', { ani: '5550100', dialedNumber: '8001' }),
  button('boris', 'Boris is ready', 'ready', '1002'),
  button('take', '... takes the call and ends it', '', takesAndEnds('1002')),
);
sheet.row(
  ['ringing', 'cti-call', { name: 'rings, is answered', changes: ['call.ringing', 'call.answered'], agent: '*' }],
  says('where', 'where', "$substringAfter(topic, '.') & ' ' & connection.agentID"),
  shows('calls', 'calls'),
);

export const missedCall = failures(sheet, 4).nodes;
