/** A running simulator as the stage of a scenario. */
import type { Clock } from '../clock';
import type { SimulatorConfiguration } from '../configuration/configuration';
import type { Office } from '../sessions/office';
import type { Simulator } from '../simulator';
import type { Stage } from './stage';
import { Witness } from './witness';

export function stageOf(
  simulator: Simulator,
  office: Office,
  configuration: SimulatorConfiguration,
  clock: Clock,
): Stage {
  return {
    configuration,
    seed: simulator.disorder?.seed,
    twoSides: office.twoSides,
    clock,
    get agents() {
      return simulator.agents;
    },
    get calls() {
      return simulator.calls;
    },
    perform: (action) => simulator.perform(action),
    watch: (target) => {
      const agent = target.agentID === undefined ? undefined : office.world.agents.get(target.agentID);
      return Promise.resolve(new Witness(target, agent, office));
    },
  };
}
