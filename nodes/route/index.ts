/** Routing by rules: what to do with a call, from its data, the queues, the agents and the time. Pure. */
export type { Facts } from './centre';
export { outcome } from './outcome';
export { type Decision, type RoutingSettings, Rules } from './rules';
export {
  CALL_FIELDS,
  type ConditionSettings,
  GROUP_BY,
  type RuleSettings,
  SUBJECTS,
  type Subject,
  TESTS,
  type TypedValue,
} from './settings';
