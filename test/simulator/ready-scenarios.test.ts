import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { contactCentreFor, SCENARIOS, type Scenario, SOURCES, type Step } from '../../lib/simulator';
import { play } from '../../lib/simulator/scenarios';
import { failures, inNoTime, simulatorFor } from './playing';
import { SocketStage } from './socket-stage';

const isEndless = ({ steps }: Scenario) => steps.some((step) => 'repeat' in step);
const finite = SCENARIOS.filter((scenario) => !isEndless(scenario));

describe('the scenarios that come with the simulator', () => {
  for (const scenario of finite) {
    const seenBy = async (who: 'witnesses' | 'clients over sockets') => {
      const { simulator, clock } = simulatorFor(scenario);
      const address = await simulator.start();
      try {
        const stage = new SocketStage(simulator, clock, contactCentreFor(scenario), address);
        const result =
          who === 'witnesses'
            ? await inNoTime(clock, scenario, (options) => simulator.play(scenario, options))
            : await inNoTime(clock, scenario, (options) => play(scenario, stage, options), {}, stage.settled);
        assert.deepEqual(failures(result), []);
        assert.ok(result.passed);
        assert.deepEqual(simulator.calls, [], 'no call is left');
      } finally {
        await simulator.stop();
      }
    };

    it(`${scenario.name}, seen by witnesses`, () => seenBy('witnesses'));
    it(`${scenario.name}, seen by a session and other clients over sockets`, () => seenBy('clients over sockets'));
  }

  it('have names of their own', () => {
    const names = SCENARIOS.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it('follow headings of documents that are known here', () => {
    for (const { name, follows } of finite) {
      assert.ok(follows.length > 0, name);
      for (const heading of follows)
        assert.ok(Object.hasOwn(SOURCES, heading.split(' ')[0] ?? ''), `${name}: ${heading}`);
    }
  });

  it('say of every expectation whether it is documented or inferred', () => {
    const said = /^(documented|inferred): ./;
    const expects = (step: Step) => 'expect' in step || 'waitFor' in step || 'never' in step || 'refused' in step;
    for (const { name, steps } of finite) {
      for (const step of steps.filter(expects)) {
        const list = ('expect' in step ? [step.expect].flat() : []) as { note?: string }[];
        const notes = step.note === undefined ? list.map(({ note }) => note) : [step.note];
        for (const note of notes) assert.match(String(note), said, `${name}: ${JSON.stringify(step)}`);
      }
    }
  });
});
