import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { SCENARIOS, type Stage } from '../../lib/cli/scenarios';
import type { CallSnapshot, InboundCall } from '../../lib/simulator';

/** Takes down who calls and who hangs up. */
function stage() {
  const calls: CallSnapshot[] = [];
  const log: string[] = [];
  const made: InboundCall[] = [];
  const acting: Stage = {
    calls,
    inboundCall: (call = {}) => {
      made.push(call);
      const callID = made.length;
      calls.push({ callID } as CallSnapshot);
      log.push(`${callID} calls`);
      return { callID, ani: call.ani ?? '', dialedNumber: call.dialedNumber ?? '' };
    },
    hangUp: (callID) => {
      log.push(`${callID} hangs up`);
    },
  };
  return { acting, calls, log, made };
}

function play(name: string) {
  const { acting, ...others } = stage();
  const end = SCENARIOS.find((one) => one.name === name)?.play(acting) ?? assert.fail(name);
  return { ...others, end };
}

describe('the scenarios of cti simulate', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'setInterval'] }));
  afterEach(() => mock.timers.reset());

  it('quiet: nothing', () => {
    const { log, end } = play('quiet');
    mock.timers.tick(600_000);
    end();
    assert.deepEqual(log, []);
  });

  it('inbound: a call at once and every 15 seconds, each for 45 at most', () => {
    const { log } = play('inbound');
    assert.deepEqual(log, ['1 calls']);
    mock.timers.tick(15_000);
    assert.deepEqual(log, ['1 calls', '2 calls']);
    mock.timers.tick(30_000);
    assert.deepEqual(log.slice(2).sort(), ['1 hangs up', '3 calls', '4 calls']);
  });

  it('rush: five calls at a time', () => {
    const { log } = play('rush');
    assert.equal(log.length, 5);
    mock.timers.tick(30_000);
    assert.equal(log.length, 10);
  });

  it('impatient: callers who hang up after 4 seconds', () => {
    const { log } = play('impatient');
    mock.timers.tick(4_000);
    assert.deepEqual(log, ['1 calls', '1 hangs up']);
  });

  it('lets go of calls that have ended by themselves', () => {
    const { log, calls } = play('impatient');
    calls.length = 0;
    mock.timers.tick(4_000);
    assert.deepEqual(log, ['1 calls']);
  });

  it('sends different customers', () => {
    const { made } = play('rush');
    assert.ok(new Set(made.map((call) => JSON.stringify(call))).size > 1);
  });

  it('ends at once', () => {
    const { log, end } = play('rush');
    end();
    mock.timers.tick(600_000);
    assert.equal(log.length, 5);
  });
});
