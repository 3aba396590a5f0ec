/** Scenarios: what happens in the contact centre, and what clients have to see of it. */

export { SCENARIOS } from './ready';
export { contactCentreFor } from './rehearsal';
export {
  type Failure,
  RESULT_SHAPE,
  type ScenarioResult,
  STEP_FIELDS,
  type StepReport,
  type StepState,
} from './report';
export { type PlayOptions, play } from './runner';
export type { Scenario, Step } from './scenario';
export { readScenario } from './scenario-file';
export { checkScenario, SCENARIO_SCHEMA } from './scenario-shape';
export { SOURCES } from './sources';
