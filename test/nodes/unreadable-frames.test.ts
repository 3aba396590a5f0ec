import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import { UnreadableFrames } from '../../nodes/session/unreadable-frames';
import { ManualClock } from '../simulator/manual-clock';
import { at, Inbox, load, shown, withRuntime } from './flow';
import { lookupNode } from './model-nodes';
import { serverNode } from './real-input';

describe('frames that cannot be read', () => {
  let clock: ManualClock;
  let asked: number[];
  let frames: UnreadableFrames;
  beforeEach(() => {
    clock = new ManualClock();
    asked = [];
    const begun = clock.now();
    frames = new UnreadableFrames(
      (milliseconds, run) => clock.after(milliseconds, run),
      () => asked.push((clock.now() - begun) / 60_000),
    );
  });

  it('are a reason to ask at once, and for more of them once more after a minute', () => {
    for (let i = 0; i < 5; i++) frames.seen();
    assert.deepEqual(asked, [0]);
    clock.advance(600_000);
    assert.deepEqual([asked, clock.pending], [[0, 1], 0]);
    frames.seen();
    assert.deepEqual(asked, [0, 1, 10]);
  });

  it('that come all the time are one less and less often, at last every hour', () => {
    for (let minute = 0; minute < 400; minute++) {
      frames.seen();
      clock.advance(60_000);
    }
    assert.deepEqual(asked, [0, 1, 3, 7, 15, 31, 63, 123, 183, 243, 303, 363]);
    frames.stop();
    assert.equal(clock.pending, 0);
  });
});

describe('a session that gets a frame which cannot be read', () => {
  withRuntime();
  let simulator: Simulator;
  let port: number;
  beforeEach(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  afterEach(() => simulator.stop());

  it('asks for what it may have missed, where a model is kept, and gives a ledger', async () => {
    await load([
      serverNode('server', port, {
        expectedClients: '0',
        services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'],
      }),
      at('find', 'cti-lookup', lookupNode()),
      at('session', 'cti-session', { server: 'server', answersMaintenance: false, wires: [['out']] }),
      at('out', 'helper'),
    ]);
    await shown('find', ({ complete }) => complete === true);
    const out = new Inbox('out');
    await simulator.perform({ action: 'malformedFrame', kind: 'truncated' });
    const { payload } = await out.first(({ topic }) => topic === 'ledger');
    assert.deepEqual([payload.reason, payload.interrupted, payload.unknown], ['unreadable', false, []]);
    assert.ok(payload.asked > 0);
  });
});
