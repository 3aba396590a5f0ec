/**
 * The memory of what cti-call has told of 50,000 live calls, and the time that one key takes. `npm run bench -- keys`.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SentKeys } from '../nodes/following/sent-keys';

const CALLS = 50_000;
const AT = 1_770_000_000_000;
/** What an ordinary call tells that is queued, answered and held. */
const STEPS = [
  'started',
  'queued/5551234',
  'dequeued/5551234',
  'ringing/2001',
  'answered/2001',
  'held/2001',
  'retrieved/2001',
  'data',
  'data#2',
  'partyLeft/2001',
];

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function used(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

const topicOf = (step: string) => `call.${step.replace(/[/#].*/, '')}`;

const before = used();
const keys = new SentKeys();
keys.begin({}, { call: () => true, contact: () => true });
const start = performance.now();
for (const step of STEPS) {
  for (let call = 0; call < CALLS; call++) {
    const id = `5000-${16_777_216 + call}-20260131`;
    const contact = { names: [id, `152000-${call}`], legs: [id] };
    keys.claim({ key: `${id}/${step}`, topic: topicOf(step), at: AT, from: 'BEGIN_CALL_EVENT', contact });
  }
}
const took = performance.now() - start;
const count = CALLS * STEPS.length;
const bytes = used() - before;
const stored = keys.stored.calls.length;
process.stdout.write(
  `${stored} calls with ${STEPS.length} keys each: ${(bytes / 1e6).toFixed(1)} MB, ` +
    `${Math.round(bytes / CALLS)} bytes per call, ${Math.round(bytes / count)} per key, ` +
    `${((took * 1000) / count).toFixed(2)} us per key\n`,
);
