import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { SCENARIOS } from '../../lib/simulator';
import { failures, inNoTime, simulatorFor } from './playing';

const finite = SCENARIOS.filter(({ steps }) => !steps.some((step) => 'repeat' in step));

describe('the scenarios that come with the simulator', () => {
  for (const scenario of finite) {
    it(`${scenario.name}: ${scenario.title}`, async () => {
      const { simulator, clock } = simulatorFor(scenario);
      await simulator.start();
      try {
        const result = await inNoTime(clock, scenario, (options) => simulator.play(scenario, options));
        assert.deepEqual(failures(result), []);
        assert.ok(result.passed);
        assert.deepEqual(simulator.calls, [], 'no call is left');
      } finally {
        await simulator.stop();
      }
    });
  }
});
