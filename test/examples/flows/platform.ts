/** U16: what is out of order behind the CTI Server. */
import { button, buttons, failures, READ_ME, says, shows } from '../rows';
import { Sheet } from '../sheet';

const TROUBLE = `const { systemEventID, systemEventArg1, text } = msg.payload;
const peripheral = 'peripheral ' + systemEventArg1;
const phone = 'phone ' + text;
const events = {
  SYS_CENTRAL_CONTROLLER_OFFLINE: ['central controller', true],
  SYS_CENTRAL_CONTROLLER_ONLINE: ['central controller', false],
  SYS_PERIPHERAL_OFFLINE: [peripheral, true],
  SYS_PERIPHERAL_ONLINE: [peripheral, false],
  SYS_PERIPHERAL_GATEWAY_OFFLINE: ['peripheral gateway', true],
  SYS_INSTRUMENT_OUT_OF_SERVICE: [phone, true],
  SYS_INSTRUMENT_BACK_IN_SERVICE: [phone, false],
};
if (!events[systemEventID]) return null;
const [what, down] = events[systemEventID];
const open = flow.get('troubles') || {};
if (down === what in open) return null;
if (down) open[what] = new Date().toISOString();
else delete open[what];
// No event tells that the gateway itself is back: its peripherals are.
if (systemEventID === 'SYS_PERIPHERAL_ONLINE') delete open['peripheral gateway'];
flow.set('troubles', open);
msg.payload = what + (down ? ': out of service' : ': back');
return msg;`;

const sheet = new Sheet({
  prefix: 'platform',
  title: 'Devices and platform',
  about: 'Phones, peripherals and gateways that are out of service, and a session that is degraded, become alerts.',
  port: 42750,
})
  .explain(
    READ_ME,
    `1. SYSTEM_EVENT tells of phones, peripherals, the gateway and the central controller. *what is it?* makes an alert of each that is out of service, and another when it is back; what is told twice is left out. \`GET /troubles\` lists what is out of service now. Agents at a phone that fails are signed out: their calls are over.
2. **cti session** says what it means for the session: it stays open, but \`degraded\`. Calls and agents of a peripheral that is off line are unknown until it is back; then the **cti server** asks for them by itself.
3. FAILURE_EVENT: something that the CTI Server says about itself.
4. Troubles to try it with.`,
  )
  .comment('1  What is out of service')
  .row(
    ['system', 'cti-event', { messages: ['SYSTEM_EVENT'] }],
    ['trouble', 'function', { name: 'what is it?', func: TROUBLE }],
    shows('alerts', 'alert'),
  )
  .row(
    ['list', 'http in', { url: '/troubles', method: 'get' }],
    says('now', 'out of service now', "$flowContext('troubles') ? $flowContext('troubles') : {}"),
    ['out', 'http response', { headers: { 'content-type': 'application/json' } }],
  )
  .comment('2  The session')
  .row(
    ['session', 'cti-session'],
    says(
      'state',
      'state',
      "payload.state & ($count(payload.degraded) > 0 ? ', degraded: ' & $join(payload.degraded, ', '))",
    ),
    ['new', 'rbe', { name: 'is it new?' }],
    shows('states', 'session'),
  )
  .comment('3  What the server says about itself')
  .row(
    ['failure', 'cti-event', { messages: ['FAILURE_EVENT'] }],
    says('why', 'why', "'CTI Server: ' & payload.status"),
    shows('failures', 'server'),
  )
  .comment('4  Troubles');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('phone', 'Phone 2001 fails', 'instrumentOutOfService', '2001'),
  button('works', '... and works again', 'instrumentInService', '2001'),
  button('off', 'The peripheral is lost', 'peripheralOffline', 5000),
  button('on', '... and is back', 'peripheralOnline', 5000),
  button('gateway', 'The gateway is lost', 'gatewayOffline'),
  button('back', '... and is back', 'gatewayOnline'),
);

export const platform = failures(sheet, 5).nodes;
