/** Events of one phone, for a session without all events. */
import { button, buttons, failures, READ_ME, says, shows, typed } from '../rows';
import { Sheet } from '../sheet';

const TEXT = `payload.monitorID & ': ' & topic &
  ($exists(payload.agentState) ? ' ' & payload.agentState : '') &
  ($exists(payload.localConnectionState) ? ' ' & payload.localConnectionState : '')`;

const sheet = new Sheet({
  prefix: 'device',
  title: 'Watch one device',
  about: 'A session without all events watches a single phone.',
  port: 42740,
  sideB: true,
  server: { services: ['CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_PERIPHERAL_MONITOR'] },
})
  .explain(
    READ_ME,
    `A PG has seven or twenty sessions with all events, and Finesse and others want them, too. Who is interested in a few phones takes none: the **cti server** of this flow asks for *Peripheral monitor* and not for *All events*.

1. **cti monitor** watches phone 2001. Its events, and those of the agent who is signed in there, come to **cti event**, each with the \`monitorID\`. When the session is lost the monitor is gone; the node starts it again and says so.
2. Calls at phone 2001, at another one, and a change of sides.`,
  )
  .comment('1  Watch phone 2001')
  .row(
    ['watch', 'inject', { name: 'Watch', props: [] }],
    ['start', 'cti-monitor', { name: 'phone 2001', fields: { monitoredDeviceID: typed('2001') } }],
    says('which', 'which', "'monitor ' & payload.monitorID & ($exists(monitor.previous) ? ', again' : '')"),
    shows('monitors', 'monitor'),
  )
  .row(
    ['enough', 'inject', { name: 'Enough', props: [] }],
    ['stop', 'cti-monitor', { name: 'stop', action: 'stop' }],
    shows('stopped', 'stopped', 'topic'),
  )
  .row(
    [
      'events',
      'cti-event',
      {
        name: 'calls and agent',
        messages: ['AGENT_STATE_EVENT', 'CALL_DELIVERED_EVENT', 'CALL_ESTABLISHED_EVENT', 'CALL_CLEARED_EVENT'],
      },
    ],
    says('text', 'text', TEXT),
    shows('seen', 'events'),
  )
  .comment('2  What happens');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('ada', 'A call for phone 2001', 'call', { dialedNumber: '8001' }),
  button('answer', '... is answered', 'answer', '1001'),
  button('dmitri', 'A call for phone 2004', 'call', { dialedNumber: '8002' }),
  button('switch', 'The other side takes over', 'switchSides'),
);

export const oneDevice = failures(sheet, 3).nodes;
