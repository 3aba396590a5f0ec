/** U19: where the media of calls are, for transcription. */
import { button, buttons, failures, READ_ME, says, shows, typed } from '../rows';
import { Sheet } from '../sheet';

const SERVICES = `const services = flow.get('services') || {};
for (const { agentSkillTargetID, enabledServices = [] } of msg.payload.records || []) {
  services[agentSkillTargetID] = enabledServices.map(({ fltEnabledServices }) => fltEnabledServices);
}
flow.set('services', services);
msg.payload = services;
return msg;`;
const FEED = `const { media, payload: agent } = msg;
const services = flow.get('services') || {};
if (!agent || !(services[agent.icmAgentID] || []).includes('AGENT_CALL_TRANSCRIPTION')) return null;
const streams = flow.get('streams') || {};
const key = [media.connectionCallID, media.connectionDeviceID, media.direction].join('/');
const starts = msg.topic === 'RTP_STARTED_EVENT';
const stream = {
  call: media.connectionCallID,
  agent: agent.agentID,
  who: media.direction === 'INPUT' ? 'customer' : 'agent',
  address: media.clientAddress,
  port: media.clientPort,
  bitRate: media.bitRate,
};
if (starts) streams[key] = stream;
else delete streams[key];
flow.set('streams', streams);
msg.payload = { event: starts ? 'started' : 'stopped', ...stream };
return msg;`;

const sheet = new Sheet({
  prefix: 'media',
  title: 'Media for transcription',
  about: 'Where the media of calls are, both directions, for agents who have transcription.',
  port: 42710,
})
  .explain(
    READ_ME,
    `1. Which agents have services such as transcription is part of the configuration (CONFIG_AGENT_SERVICE_EVENT, since protocol version 24). **cti query** asks for it some seconds after the start; later changes come by themselves.
2. RTP_STARTED_EVENT and RTP_STOPPED_EVENT tell where a phone sends and receives sound: INPUT is what the agent hears, OUTPUT what the agent says. **cti lookup** says whose phone it is. Each stream of an agent with transcription is a line of the feed; \`GET /streams\` has those of now.
3. Ines (1009) has the service, Dmitri (1004) has not.

The events bring addresses only, no sound: the transcriber has to get it there (a tap, or a fork by the call manager).`,
  )
  .comment('1  Who has transcription')
  .row(
    ['ask', 'inject', { name: 'ask for services', props: [], once: true, onceDelay: 5 }],
    [
      'query',
      'cti-query',
      {
        name: 'agent services',
        action: 'configuration',
        fields: { configInformation: typed('CONFIG_MSG_AGENT_SERVICE_MASK', 'mask') },
      },
    ],
  )
  .row(
    ['config', 'cti-event', { messages: ['CONFIG_AGENT_SERVICE_EVENT'] }],
    ['services', 'function', { name: 'keep them', func: SERVICES }],
    shows('known', 'services by agent'),
  )
  .comment('2  The feed')
  .row(
    ['rtp', 'cti-event', { name: 'media', messages: ['RTP_STARTED_EVENT', 'RTP_STOPPED_EVENT'] }],
    [
      'keep',
      'change',
      {
        name: 'whose phone?',
        rules: [
          { t: 'set', p: 'media', pt: 'msg', to: 'payload', tot: 'msg' },
          { t: 'set', p: 'payload', pt: 'msg', to: '{ "device": media.agentInstrument }', tot: 'jsonata' },
        ],
      },
    ],
    ['agent', 'cti-lookup', { name: 'agent', what: 'agents', answer: 'one' }],
    ['feed', 'function', { name: 'stream, if transcribed', func: FEED }],
    shows('streams', 'feed'),
  )
  .row(
    ['list', 'http in', { url: '/streams', method: 'get' }],
    says('now', 'streams of now', "[$flowContext('streams').*]"),
    ['out', 'http response', { headers: { 'content-type': 'application/json' } }],
  )
  .comment('3  Calls');

buttons(
  sheet,
  ['sim', 'cti-simulator'],
  button('in', 'Ines is ready, Grace is not', '', [
    { action: 'notReady', agent: '1007' },
    { action: 'login', agent: '1009' },
    { action: 'ready', agent: '1009' },
  ]),
  button('ines', 'Ines takes a call', '', [
    { action: 'call', ani: '5550100', dialedNumber: '8003' },
    { action: 'answer', agent: '1009' },
  ]),
  button('end', '... and ends it', 'clear', '1009'),
  button('dmitri', 'Dmitri takes a call', '', [
    { action: 'call', ani: '5550200', dialedNumber: '8002' },
    { action: 'answer', agent: '1004' },
  ]),
);

export const media = failures(sheet, 4).nodes;
