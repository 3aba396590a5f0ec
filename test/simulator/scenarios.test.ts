import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  CONTACT_CENTRE,
  checkScenario,
  SCENARIO_SCHEMA,
  SCENARIOS,
  type Scenario,
  type Simulator,
  type Step,
} from '../../lib/simulator';
import type { ManualClock } from './manual-clock';
import { failures, inNoTime, simulatorFor } from './playing';

const TALKS: readonly Step[] = [
  { do: 'call', dialedNumber: '$N', ani: '5551234', as: 'K1' },
  { do: 'answer', agent: '$A' },
];

function scenario(steps: readonly Step[], others: Partial<Scenario> = {}): Scenario {
  return {
    name: 'test',
    title: 'A test',
    follows: [],
    cast: { A: '1001', B: '1002', N: '8001' },
    given: { A: 'AGENT_STATE_AVAILABLE', B: 'AGENT_STATE_NOT_READY' },
    steps,
    ...others,
  };
}

describe('a scenario', () => {
  let simulator: Simulator;
  let clock: ManualClock;

  beforeEach(async () => {
    ({ simulator, clock } = simulatorFor(scenario([{ pause: 0 }])));
    await simulator.start();
  });
  afterEach(() => simulator.stop());

  const play = (one: Scenario, options = {}) => inNoTime(clock, one, (given) => simulator.play(one, given), options);
  const failure = async (...steps: Step[]) =>
    (await play(scenario(steps))).steps.at(-1)?.failure ?? assert.fail('passed');

  it('tells each step as it begins and ends, and the result', async () => {
    const told: string[] = [];
    const result = await play(scenario([...TALKS, { do: 'hangUp', callID: '$K1.callID' }]), {
      progress: ({ index, state }: { index: number; state: string }) => told.push(`${index} ${state}`),
    });
    assert.ok(result.passed);
    assert.deepEqual(told, ['0 running', '0 passed', '1 running', '1 passed', '2 running', '2 passed']);
    assert.equal(result.steps[0]?.text, 'call dialedNumber=$N ani=5551234 as K1');
  });

  it('says what has not come, what was nearest to it, and why it was expected', async () => {
    const expected = { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K1.callID', answeringDeviceID: '$B.extension' } };
    const { text, nearest, note } = await failure(...TALKS, { expect: expected, in: 'A', note: 'documented: EV' });
    assert.match(text, /^CALL_ESTABLISHED_EVENT \{connectionCallID=\d+, answeringDeviceID=2002\} has not come in A\n/);
    assert.match(text, /answeringDeviceID was 2001, not 2002/);
    assert.deepEqual(nearest?.differences, [{ path: 'answeringDeviceID', expected: '2002', came: '2001' }]);
    assert.equal(note, 'documented: EV');
    assert.match(text, /\(documented: EV\)$/);
  });

  it('says that a message came before its turn', async () => {
    const { text } = await failure(...TALKS, { expect: ['CALL_ESTABLISHED_EVENT', 'CALL_DELIVERED_EVENT'], in: 'A' });
    assert.match(text, /a CALL_DELIVERED_EVENT like it came before its turn/);
  });

  it('fails with an action that is refused, that is refused with another code, or that is not refused', async () => {
    const plain = await failure({ do: 'answer', agent: '$A' });
    assert.equal(plain.code, 'CF_NO_CALL_TO_ANSWER');
    const other = await failure({ do: 'answer', agent: '$A', refused: 'CF_NO_HELD_CALL' });
    assert.match(other.text, /refused with CF_NO_CALL_TO_ANSWER, not with CF_NO_HELD_CALL/);
    const none = await failure({ do: 'notReady', agent: '$A', refused: 'CF_NO_HELD_CALL' });
    assert.match(none.text, /was not refused/);
    assert.ok((await play(scenario([{ do: 'answer', agent: '$A', mayFail: true }]))).passed);
  });

  it('fails with an action that answers something else, and with a message that must not come', async () => {
    const answer = await failure({ do: 'call', dialedNumber: '$N', ani: '5551234', gives: { ani: '5552345' } });
    assert.match(answer.text, /ani is "5551234", not "5552345"/);
    const unwanted = await failure(...TALKS, { never: { CALL_ESTABLISHED_EVENT: {} }, in: 'A' });
    assert.match(unwanted.text, /CALL_ESTABLISHED_EVENT has come in A, which it must not/);
  });

  it('looks only at what came since the action before, and at each message once', async () => {
    const result = await play(
      scenario([
        ...TALKS,
        { expect: 'CALL_ESTABLISHED_EVENT', in: 'A' },
        { never: 'CALL_ESTABLISHED_EVENT', in: 'A' },
        { do: 'hold', agent: '$A' },
        { never: ['CALL_DELIVERED_EVENT', 'CALL_ESTABLISHED_EVENT'], in: 'A' },
        { expect: 'CALL_HELD_EVENT', in: 'A' },
      ]),
    );
    assert.deepEqual(failures(result), []);
  });

  it('takes free order as it comes, and keeps the order within it', async () => {
    const order = (...sequence: string[]): Step[] => [
      ...TALKS,
      { expect: { anyOrder: [sequence, { AGENT_STATE_EVENT: { agentState: 'AGENT_STATE_TALKING' } }] }, in: 'A' },
    ];
    assert.ok((await play(scenario(order('CALL_DELIVERED_EVENT', 'CALL_ESTABLISHED_EVENT')))).passed);
    simulator.hangUp(simulator.calls[0]?.callID ?? 0);
    assert.ok(!(await play(scenario(order('CALL_ESTABLISHED_EVENT', 'CALL_DELIVERED_EVENT')))).passed);
  });

  it('waits for what somebody else does, so long and no longer', async () => {
    const waits = scenario([{ waitFor: { AGENT_STATE_EVENT: { agentID: '$B' } }, within: 20 }]);
    clock.after(7000, () => void simulator.perform({ action: 'ready', agent: '1002' }));
    assert.ok((await play(waits)).passed);
    const result = await play(waits);
    assert.ok(!result.passed);
    assert.equal(result.seconds, 20);
  });

  it('can be stopped; its calls are ended', async () => {
    const stop = new AbortController();
    const progress = ({ index }: { index: number }) => {
      if (index === 2) stop.abort();
    };
    const result = await play(scenario([...TALKS, { pause: 60 }, { do: 'hold', agent: '$A' }]), {
      signal: stop.signal,
      progress,
    });
    assert.deepEqual([result.passed, result.stopped], [false, true]);
    assert.deepEqual(
      result.steps.map(({ state }) => state),
      ['passed', 'passed', 'stopped', 'waiting'],
    );
    assert.deepEqual(simulator.calls, []);
  });

  it('ends when the simulator stops', async () => {
    const playing = simulator.play(scenario([{ pause: 60 }]));
    await new Promise((resolve) => setImmediate(resolve));
    await simulator.stop();
    assert.equal((await playing).stopped, true);
  });

  it('leaves the contact centre fit for the next, whatever came of it', async () => {
    const breaks = scenario(
      [...TALKS, { do: 'peripheralOffline', peripheralID: '$A.peripheralID' }, { expect: 'CALL_HELD_EVENT' }],
      {
        finally: [{ do: 'peripheralOnline', peripheralID: '$A.peripheralID' }],
      },
    );
    assert.ok(!(await play(breaks)).passed);
    assert.deepEqual(simulator.calls, []);
    for (const name of ['consult', 'conference', 'consult']) {
      const next = SCENARIOS.find((one) => one.name === name) ?? assert.fail();
      assert.deepEqual(failures(await play(next)), [], name);
    }
  });

  it('can be played by others', async () => {
    const own = SCENARIOS.find(({ name }) => name === 'inbound-answered') ?? assert.fail();
    assert.deepEqual(failures(await play(own, { cast: { A: '1004', N: '8002', B: '1005' } })), []);
    assert.equal(simulator.agents.find(({ agentID }) => agentID === '1004')?.state, 'AGENT_STATE_WORK_READY');
  });

  it('is played by who is there only, in the contact centre that it needs', async () => {
    const refused = async (one: Scenario, code: string, field: string, options = {}) =>
      assert.rejects(simulator.play(one, options), { code, field });
    await refused(scenario(TALKS), 'CTI_INVALID_CAST', 'cast.A', { cast: { A: '4711' } });
    await refused(scenario(TALKS), 'CTI_INVALID_CAST', 'cast.A', { cast: { A: '8001' } });
    await refused(scenario(TALKS), 'CTI_INVALID_CAST', 'cast.C', { cast: { C: '1001' } });
    await refused(scenario([{ pause: 0 }], { needs: { secondSide: true } }), 'CTI_SCENARIO_NEEDS', 'needs');
    await refused(
      scenario([{ pause: 0 }], { needs: { configuration: { routingTime: 2 } } }),
      'CTI_SCENARIO_NEEDS',
      'routingTime',
    );
    await refused(
      scenario([{ pause: 0 }], { needs: { deskSettings: { ringNoAnswerTime: 5 } } }),
      'CTI_SCENARIO_NEEDS',
      'deskSettings.ringNoAnswerTime',
    );
    await simulator.perform({ action: 'call', dialedNumber: '2001' });
    await simulator.perform({ action: 'answer', agent: '1001' });
    await refused(scenario([{ pause: 0 }]), 'CTI_AGENT_BUSY', 'given.A');
  });

  it('takes no place of a client and shows clients nothing of itself', async () => {
    const notices: unknown[] = [];
    simulator.on('session', (notice) => notices.push(notice));
    const views = SCENARIOS.find(({ name }) => name === 'three-views') ?? assert.fail();
    assert.ok((await play(views)).passed);
    assert.deepEqual(notices, []);
  });

  it('may be traffic without end', async () => {
    const started = clock.now();
    const stop = new AbortController();
    const log: string[] = [];
    const inbound = SCENARIOS.find(({ name }) => name === 'inbound') ?? assert.fail();
    const result = await play(inbound, {
      signal: stop.signal,
      progress: ({ state, text, round }: { state: string; text: string; round?: number }) => {
        const [what] = text.split(' ');
        if (state === 'passed' && round && what !== '15') log.push(`${(clock.now() - started) / 1000} ${what}`);
        if (clock.now() - started >= 90_000) stop.abort();
      },
    });
    assert.ok(result.passed && result.stopped);
    const until = (what: string) => log.filter((line) => line.endsWith(what)).map(Number.parseFloat);
    assert.deepEqual(until('call').slice(0, 6), [0, 15, 30, 45, 60, 75]);
    assert.deepEqual(until('hangUp').slice(0, 3), [45, 60, 75]);
    assert.deepEqual(simulator.calls, []);
  });
});

describe('the form of a scenario', () => {
  const validate = new Ajv({ strict: false }).compile(SCENARIO_SCHEMA);
  /** Where the check finds a mistake; the schema has to find one, too, unless it is about meanings. */
  const wrong = (one: unknown, schemaToo = true) => {
    if (schemaToo) assert.ok(!validate(one), 'the schema finds nothing');
    try {
      checkScenario(one);
    } catch (error) {
      const { code, field } = error as { code: string; field: string };
      assert.equal(code, 'CTI_INVALID_SCENARIO');
      return field;
    }
    return assert.fail('nothing is wrong');
  };
  const step = (one: unknown) => scenario([one as Step]);

  it('is right with all that come with the simulator, by the check and by the schema', () => {
    for (const one of SCENARIOS) {
      checkScenario(one);
      assert.ok(
        validate(JSON.parse(JSON.stringify(one))),
        `${one.name}: ${JSON.stringify(validate.errors?.slice(-1))}`,
      );
    }
  });

  it('is named where it is wrong', () => {
    assert.equal(wrong(null), '');
    assert.equal(wrong({ ...scenario([{ pause: 0 }]), name: 'Not Kebab' }), 'name');
    assert.equal(wrong({ ...scenario([{ pause: 0 }]), colour: 'red' }), 'colour');
    assert.equal(wrong({ ...scenario([{ pause: 0 }]), cast: { A: 1001 } }), 'cast.A');
    assert.equal(wrong({ ...scenario([{ pause: 0 }]), cast: JSON.parse('{"__proto__": "1001"}') }), 'cast.__proto__');
    assert.equal(wrong(scenario([])), 'steps');
    assert.equal(wrong(step({})), 'steps[0]');
    assert.equal(wrong(step({ do: 'dance' })), 'steps[0].do');
    assert.equal(wrong(step({ do: 'answer' })), 'steps[0].agent');
    assert.equal(wrong(step({ do: 'answer', agent: '$A', phone: '1' })), 'steps[0].phone');
    assert.equal(wrong(step({ do: 'answer', agent: '$A', refused: 'no' })), 'steps[0].refused');
    assert.equal(wrong(step({ pause: -1 })), 'steps[0].pause');
    assert.equal(wrong(step({ pause: 1, expect: 'BEGIN_CALL_EVENT' })), 'steps[0].pause');
    assert.equal(wrong(step({ expect: [] })), 'steps[0].expect');
    assert.equal(wrong(step({ expect: 'CALL_EVENT' })), 'steps[0].expect');
    assert.equal(wrong(step({ expect: 'ANSWER_CALL_CONF' })), 'steps[0].expect');
    assert.equal(wrong(step({ expect: { CALL_HELD_EVENT: { colour: 1 } } })), 'steps[0].expect.CALL_HELD_EVENT.colour');
    assert.equal(wrong(step({ repeat: { every: 5 }, steps: [{ pause: 'long' }] })), 'steps[0].steps[0].pause');
  });

  it('is named where constants, types and references are wrong', () => {
    const held = (fields: object) => step({ expect: [{ CALL_HELD_EVENT: fields }] });
    const at = 'steps[0].expect[0].CALL_HELD_EVENT';
    assert.equal(wrong(held({ localConnectionState: 'LCS_HELD' }), false), `${at}.localConnectionState`);
    assert.equal(
      wrong(held({ localConnectionState: { oneOf: ['LCS_HELD'] } }), false),
      `${at}.localConnectionState.oneOf`,
    );
    assert.equal(wrong(held({ connectionCallID: '5' }), false), `${at}.connectionCallID`);
    assert.equal(wrong(held({ holdingDeviceID: 2001 }), false), `${at}.holdingDeviceID`);
    assert.equal(wrong(held({ connectionCallID: '$K1.callID' }), false), `${at}.connectionCallID`);
    assert.equal(wrong(held({ connectionCallID: '$' }), false), `${at}.connectionCallID`);
    assert.equal(wrong(step({ do: 'answer', agent: '$Z' }), false), 'steps[0].agent');
    assert.equal(wrong(step({ expect: 'CALL_HELD_EVENT', in: 'Z' }), false), 'steps[0].in');
    assert.equal(wrong(scenario([{ pause: 0 }], { given: { Z: 'AGENT_STATE_LOGOUT' } }), false), 'given.Z');
  });

  it('has the phone and the number of its cast for references', () => {
    const { extension } = CONTACT_CENTRE.agents[0] ?? assert.fail();
    assert.equal(extension, '2001');
    checkScenario(
      scenario([
        { do: 'makeCall', agent: '$B', to: '$A.extension' },
        { do: 'call', ani: '$$dollar' },
      ]),
    );
  });
});
