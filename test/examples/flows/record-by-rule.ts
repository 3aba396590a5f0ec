/** U11: recording by the call manager, for calls of a skill group. */
import { button, buttons, failures, READ_ME, says, shows, takesAndEnds } from '../rows';
import { Sheet } from '../sheet';

const BECAME = `'call ' & payload.connectionCallID & ' at ' & payload.connectionDeviceID & ': recording ' &
  (topic = 'NETWORK_RECORDING_STARTED_EVENT' ? 'started' :
   topic = 'NETWORK_RECORDING_ENDED_EVENT' ? 'ended' : 'FAILED')`;

const sheet = new Sheet({
  prefix: 'record',
  title: 'Record by rule',
  about: 'Calls of a skill group are recorded by the call manager, with a pause on demand.',
  port: 42690,
})
  .explain(
    READ_ME,
    `1. A customer's call for Sales is answered: **cti record** asks the call manager to record it (network recording: the phone sends its media to the recorder that is configured there). Other calls are not recorded: the rule is the filters of **cti call**.
2. The confirmation says only that the request has arrived. What becomes of it these events say, a failure too: take that seriously where recording is a duty.
3. The agent asks for card data: the recording is stopped, and goes on afterwards. Asked for twice it is refused, which the Catch node shows.
4. Calls to try it with. When a call ends its recording ends by itself.

Network recording needs protocol version 23. For a recording server of your own see the example *A recording server*.`,
  )
  .comment('1  Calls of Sales are recorded')
  .row(
    [
      'answered',
      'cti-call',
      { name: 'answered, Sales', changes: ['call.answered'], agent: '*', skillGroup: 'Sales', direction: 'in' },
    ],
    ['start', 'cti-record', { name: 'record it' }],
    shows('asked', 'asked for', 'topic'),
  )
  .comment('2  What becomes of it')
  .row(
    [
      'events',
      'cti-event',
      {
        name: 'recordings',
        messages: [
          'NETWORK_RECORDING_STARTED_EVENT',
          'NETWORK_RECORDING_ENDED_EVENT',
          'NETWORK_RECORDING_FAILED_EVENT',
        ],
      },
    ],
    says('became', 'what', BECAME),
    shows('recordings', 'recordings'),
  )
  .comment('3  Pause')
  .row(
    ['pause', 'inject', { name: 'Ada asks for card data', props: [] }],
    ['stop', 'cti-record', { name: 'stop', action: 'stopNetworkRecording', callFrom: 'agent', party: '1001' }],
    shows('stopped', 'asked for', 'topic'),
  )
  .row(
    ['on', 'inject', { name: 'Ada goes on', props: [] }],
    ['again', 'cti-record', { name: 'record again', callFrom: 'agent', party: '1001' }],
    shows('goes', 'asked for', 'topic'),
  )
  .comment('4  Calls to try it with');

const answered = (ani: string, dialedNumber: string, agent: string) => [
  { action: 'call', ani, dialedNumber },
  { action: 'answer', agent },
];
buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('sales', 'Ada takes a call for Sales', '', answered('5550100', '8001', '1001')),
  button('support', 'Dmitri takes a call for Support', '', answered('5550200', '8002', '1004')),
  button('end', 'Ada ends her call', '', takesAndEnds('1001').slice(1)),
);

export const recordByRule = failures(sheet, 5).nodes;
