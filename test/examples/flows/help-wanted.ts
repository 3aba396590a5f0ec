/** U10: agents ask for help. */
import { button, buttons, failures, onlyIf, READ_ME, says, shows } from '../rows';
import { Sheet } from '../sheet';

const sheet = new Sheet({
  prefix: 'help',
  title: 'Help wanted',
  about: 'Agents who ask a supervisor for help, and emergency calls, become alerts.',
  port: 42670,
})
  .explain(
    READ_ME,
    `1. An agent who asks for a supervisor makes a call of the type \`CALLTYPE_ASSIST\`. When it rings, the alert says who asks whom, and about which caller. (Cisco's guide has no layout for SUPERVISOR_ASSIST_EVENT, so the call itself is the sign.)
2. An emergency call is told to every client with all events (\`EMERGENCY_CALL_EVENT\`), also when no supervisor is found. **cti lookup** gives the agent's name.
3. Agents ask: with **cti supervise** as a flow does it, or from their own desktop (the simulator).

An alert is a line in the debug sidebar here. Wire a mail, a chat or a lamp in its place.`,
  )
  .comment('1  An agent asks for a supervisor')
  .row(
    ['rings', 'cti-call', { name: 'rings', changes: ['call.ringing'] }],
    onlyIf('assist', 'asks for help?', "payload.callType = 'CALLTYPE_ASSIST'"),
    says(
      'who',
      'who asks whom',
      `payload.connections[localConnectionState != 'LCS_ALERTING'].agentID[0] & ' asks ' & connection.agentID &
      ' for help' & (payload.ani ? ', about the call of ' & payload.ani : '')`,
    ),
    shows('alerts', 'alert'),
  )
  .comment('2  An emergency call')
  .row(
    ['event', 'cti-event', { name: 'emergency', messages: ['EMERGENCY_CALL_EVENT'] }],
    says('agent', 'whose?', '{ "agent": payload.agentID }'),
    ['name', 'cti-lookup', { name: 'name', what: 'agents', answer: 'one' }],
    says(
      'text',
      'text',
      "'EMERGENCY: ' & payload.firstName & ' (' & payload.agentID & '), phone ' & payload.agentExtension",
    ),
    shows('alarms', 'alarm'),
  )
  .comment('3  Agents ask for help');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('call', '1001 talks to a customer', '', [
    { action: 'call', ani: '5550100', dialedNumber: '8001' },
    { action: 'answer', agent: '1001' },
  ]),
  button('desktop', '1004 makes an emergency call', 'emergency', { agent: '1004' }),
);
sheet
  .row(
    ['answered', 'cti-call', { name: 'answered', changes: ['call.answered'], agent: '1001' }],
    says('talk', 'who', "connection.agentID & ' talks to ' & payload.ani"),
    shows('talks', 'calls'),
  )
  .row(
    ['ask', 'inject', { name: '1001 asks for help', props: [] }],
    ['request', 'cti-supervise', { name: 'ask for 1001', action: 'assist', callFrom: 'agent', party: '1001' }],
    shows('asked', 'asked', 'topic'),
  )
  .row(
    ['cry', 'inject', { name: '1005 makes an emergency call', props: [] }],
    [
      'emergency',
      'cti-supervise',
      { name: 'emergency of 1005', action: 'emergency', callFrom: 'agent', party: '1005' },
    ],
    shows('cried', 'emergency call', 'topic'),
  );

export const helpWanted = failures(sheet, 4).nodes;
