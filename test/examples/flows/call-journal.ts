import { change, only, order, set, shown } from '../pieces';
import { Sheet } from '../sheet';

const COLLECT = `const open = flow.get('open') || {};
const { id, names } = msg.contact;
// The contact may have got a better id since the last leg.
const former = names.find((name) => open[name]);
const contact = open[former] || { legs: [] };
delete open[former];
const { times, connections, callType, ani, dialedNumber, callVariable1, callWrapupData } = msg.payload;
const seconds = (ms) => Math.round(ms / 100) / 10;
contact.legs.push({
  call: msg.payload.id,
  callType,
  ani,
  dialedNumber,
  agents: connections.flatMap(({ agentID }) => agentID || []),
  started: new Date(times.started).toISOString(),
  ended: new Date(times.ended).toISOString(),
  queued: seconds(times.queuedFor),
  rang: seconds(times.ringingFor),
  talked: seconds(times.talkingFor),
  held: seconds(times.heldFor),
  callVariable1,
  callWrapupData,
  unseen: msg.cti.synthetic,
  key: msg.key,
});
open[id] = contact;
flow.set('open', open);
msg.payload = { contact: id };
return msg;`;

const LINE = `const open = flow.get('open') || {};
const { id, names } = msg.contact;
const known = [id, ...names].find((name) => open[name]);
// The other leg that ended with it has written the line.
if (!known) return null;
const legs = open[known].legs.sort((a, b) => a.started.localeCompare(b.started));
delete open[known];
flow.set('open', open);
msg.payload = {
  contact: id,
  ani: legs[0].ani,
  dialedNumber: legs[0].dialedNumber,
  started: legs[0].started,
  ended: legs.map(({ ended }) => ended).sort().pop(),
  legs,
};
return msg;`;

export const callJournal = new Sheet({
  prefix: 'journal',
  title: 'Call journal',
  about: 'One line per contact with all its calls and times, written once into a file, for reports and databases.',
  port: 42547,
  sideB: true,
  simulator: { trace: false },
  env: { JOURNAL: 'cti-journal.ndjson' },
})
  .explain(
    'Deploy, then press the inject buttons. Read me by a double click.',
    `1. The first button plays a call that agent 1001 transfers to a colleague after a consultation: several calls of the server, one contact. The second call goes on until the third button.
2. **cti call** tells the end of each call once. It is kept under its contact. A second later, so that the next leg may begin, **cti lookup** says whether a call of the contact still goes on. When none does, the line is written: JSON, one object per line.
3. The last button lets the other CTI Server take over. A call that ended meanwhile is found by asking: its leg says \`unseen\`, and its end is the time of the finding. Nothing is written twice.
4. \`GET /journal\` shows the file.

\`key\` names the end of each call and no other: a database that has it as its key takes the same line twice without harm. With a context store on disk in **cti call** and in Node-RED's settings the journal goes on over restarts.

The file is \`JOURNAL\`, an environment variable of this tab; a name without a path is in the folder where Node-RED was started.`,
  )
  .comment('1  Calls come and go')
  .row(
    [
      'call',
      'inject',
      order('A call is transferred', '', [
        { action: 'call', dialedNumber: '8001', ani: '5550100', callVariables: { callVariable1: 'gold' } },
        { action: 'answer', agent: '1001' },
        { action: 'consult', agent: '1001', to: '2004', for: 'transfer' },
        { action: 'answer', agent: '1004' },
        { action: 'transfer', agent: '1001' },
        { action: 'clear', agent: '1004' },
      ]),
    ],
    ['sim', 'cti-simulator'],
    ['talks', 'switch', only('1007 has answered?', "topic = 'answer' and payload.agent = '1007'")],
    ['played', 'debug', shown('goes on', 'topic')],
  )
  .row([
    'other',
    'inject',
    order('Another one goes on', '', [
      { action: 'call', dialedNumber: '8003', ani: '5550200' },
      { action: 'answer', agent: '1007' },
    ]),
  ])
  .row(['end', 'inject', order('... ends', 'clear', { agent: '1007' })])
  .row(['switch', 'inject', order('The other side takes over', 'switchSides')])
  .wire('other', 'sim')
  .wire('end', 'sim')
  .wire('switch', 'sim')
  .comment('2  Each call at its end; the last one of a contact writes the line')
  .row(
    ['ended', 'cti-call', { name: 'ended', changes: ['call.ended'] }],
    ['collect', 'function', { name: 'keep the leg', func: COLLECT }],
    ['moment', 'delay', { name: 'a second', timeout: '1' }],
    ['legs', 'cti-lookup', { name: 'calls of the contact', what: 'calls', answer: 'list' }],
    ['last', 'switch', only('the last one?', "$count(payload[state != 'ended']) = 0")],
    ['line', 'function', { name: 'the line', func: LINE }],
    ['write', 'file', { name: 'append', filename: 'JOURNAL', filenameType: 'env' }],
    ['written', 'debug', shown('written')],
  )
  .comment('3  The file')
  .row(
    ['in', 'http in', { url: '/journal' }],
    ['read', 'file in', { name: 'read', filename: 'JOURNAL', filenameType: 'env' }],
    ['type', 'change', change('as text', set('headers', '{ "content-type": "text/plain" }', 'json'))],
    ['out', 'http response'],
  )
  .comment('4  What goes wrong')
  .row(['catch', 'catch', { name: 'refused or failed' }], ['failed', 'debug', shown('failures', 'error')]).nodes;
