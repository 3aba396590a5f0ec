import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ContactCentreModel } from '../../lib/model';
import type { SimulatorConfiguration } from '../../lib/simulator';
import { SEED } from '../simulator/random';
import { type Happening, HISTORIES, record } from './histories';
import { moves, reordered } from './orders';

/** What has become of every call and contact, and all keys, sorted: nothing of it depends on the order. */
function outcome(happenings: readonly Happening[]) {
  const model = new ContactCentreModel();
  const keys: string[] = [];
  for (const { at, messages } of happenings) {
    for (const message of messages) keys.push(...model.apply(message, at).map(({ key }) => key));
  }
  keys.push(...model.sweep((happenings.at(-1)?.at ?? 0) + 15_000).map(({ key }) => key));
  const calls = [...model.calls.all()].map((call) => ({
    ...call,
    connections: [...call.connections].sort((a, b) => (a.connectionDeviceID < b.connectionDeviceID ? -1 : 1)),
  }));
  return { keys: keys.sort(), calls: calls.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** In the order of a failing run, what stands elsewhere than it was recorded. */
function described(happenings: readonly Happening[]): string {
  const lines = happenings.map(({ messages }) =>
    messages.map(({ topic, payload }) => {
      const { connectionCallID, connectionDeviceID } = payload as { [key: string]: unknown };
      return `  ${topic} ${connectionCallID ?? ''} ${connectionDeviceID ?? ''}`;
    }),
  );
  return lines.map((one) => one.join('\n')).join('\n  --\n');
}

const SETTINGS: readonly Partial<SimulatorConfiguration>[] = [
  {},
  { survivingCall: 'active', preCallEvents: 'after', endCallEvent: 'after wrap-up data' },
];

/** The guide, CTI Client Application Guidelines: Message Order. */
for (const fields of SETTINGS) {
  describe(`whatever the order of events, with ${JSON.stringify(fields)} (SEED=${SEED})`, () => {
    for (const name of Object.keys(HISTORIES)) {
      it(`${name}: calls and keys come out the same`, async () => {
        const happenings = await record(name, fields);
        assert.ok(happenings.length > 1, 'nothing has happened');
        const expected = outcome(happenings);
        assert.equal(new Set(expected.keys).size, expected.keys.length, 'a key came twice');
        fc.assert(
          fc.property(moves(happenings), (given) => {
            const order = reordered(happenings, given);
            assert.deepEqual(outcome(order), expected, `in this order:\n${described(order)}`);
          }),
          { numRuns: 150, seed: SEED },
        );
      });
    }
  });
}
