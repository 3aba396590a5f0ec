/** A flow that is the recording server. */
import { button, buttons, failures, onlyIf, READ_ME, remembers, says, shows, takesAndEnds, typed } from '../rows';
import { Sheet } from '../sheet';

const BEGIN = `const recordings = flow.get('recordings') || [];
const { connectionCallID, agentID, agentInstrument } = msg.payload;
msg.number = recordings.length + 1;
recordings.push({
  number: msg.number,
  call: connectionCallID,
  agent: agentID || agentInstrument,
  from: new Date().toISOString(),
});
flow.set('recordings', recordings);
return msg;`;
const END = `const recordings = flow.get('recordings') || [];
const recording = recordings.find(({ number }) => number === msg.payload.serverData);
if (recording) recording.to = new Date().toISOString();
flow.set('recordings', recordings);
return msg;`;

const sheet = new Sheet({
  prefix: 'recorder',
  title: 'A recording server',
  about: 'A flow offers the service Cisco:CallRecording, and answers those who want calls recorded.',
  port: 42700,
  server: {
    services: [
      'CTI_SERVICE_ALL_EVENTS',
      'CTI_SERVICE_CLIENT_CONTROL',
      'CTI_SERVICE_CALL_DATA_UPDATE',
      'CTI_SERVICE_CONFIG_EVENTS',
      'CTI_SERVICE_SERVER',
    ],
  },
})
  .explain(
    READ_ME,
    `1. Each time when the session is opened, **cti record** registers the service \`Cisco:CallRecording\`. The **cti server** has to ask for the service *Server* for that.
2. START_RECORDING_REQ and STOP_RECORDING_REQ come as events. A real recorder would be told here which media to take; this one keeps a list, \`GET /recordings\`. Then the same message goes into **cti record**, which answers. \`serverData\` is the number of the recording: it comes back with the request to stop.
3. Somebody who wants a call recorded, usually another client; here the same session. What START_RECORDING_CONF gives, \`sessionID\` and \`serverData\`, says which recording is to be stopped.`,
  )
  .comment('1  Offer the service')
  .row(
    ['session', 'cti-event', { name: 'session', messages: ['session'] }],
    onlyIf('open', 'open?', "payload.state = 'open'"),
    ['register', 'cti-record', { name: 'register the service', action: 'registerService' }],
    shows('registered', 'recording server', 'topic'),
  )
  .comment('2  Answer requests')
  .row(
    ['wanted', 'cti-event', { messages: ['START_RECORDING_REQ'] }],
    ['begin', 'function', { name: 'begin', func: BEGIN }],
    ['begun', 'cti-record', { action: 'recordingStarted', fields: { serverData: typed('number', 'msg') } }],
    says('begins', 'which', "'recording ' & number & ' of call ' & payload.connectionCallID & ' begins'"),
    shows('log', 'recorder'),
  )
  .row(
    ['enough', 'cti-event', { messages: ['STOP_RECORDING_REQ'] }],
    ['end', 'function', { name: 'end', func: END }],
    ['ended', 'cti-record', { action: 'recordingStopped' }],
    says('ends', 'which', "'recording ' & payload.serverData & ' ends'"),
  )
  .wire('ends', 'log')
  .row(
    ['list', 'http in', { url: '/recordings', method: 'get' }],
    [
      'read',
      'change',
      {
        name: 'read',
        rules: [{ t: 'set', p: 'payload', pt: 'msg', to: "[$flowContext('recordings')]", tot: 'jsonata' }],
      },
    ],
    ['out', 'http response', { headers: { 'content-type': 'application/json' } }],
  )
  .comment('3  Somebody wants a recording')
  .row(
    ['start', 'inject', { name: "Record Ada's call", props: [] }],
    ['ask', 'cti-record', { action: 'startRecording', callFrom: 'agent', party: '1001' }],
    remembers('keep', 'which one', 'recording', "payload.{ 'sessionID': sessionID, 'serverData': serverData }"),
    shows('got', 'confirmed', 'topic'),
  )
  .row(
    ['stop', 'inject', { name: '... enough', props: [{ p: 'payload' }], payload: 'recording', payloadType: 'flow' }],
    ['stopped', 'cti-record', { action: 'stopRecording', callFrom: 'agent', party: '1001' }],
  )
  .wire('stopped', 'got');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('call', 'Ada takes a call', '', [
    { action: 'call', ani: '5550100', dialedNumber: '8001' },
    { action: 'answer', agent: '1001' },
  ]),
  button('clear', 'Ada ends her call', '', takesAndEnds('1001').slice(1)),
);
sheet.row(
  ['answered', 'cti-call', { name: 'answered', changes: ['call.answered'], agent: '1001' }],
  says('talk', 'who', "connection.agentID & ' talks to ' & payload.ani"),
  shows('talks', 'calls'),
);

export const recordingServer = failures(sheet, 4).nodes;
