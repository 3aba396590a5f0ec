/** Everything that can be made to happen in a running simulator, for code, scenarios, nodes and the command alike. */
export { type ActionGroup, type ActionOutcome, OUTCOME_FIELDS } from './definition';
export type { FieldType } from './fields';
export { perform } from './perform';
export {
  ACTION_FIELDS,
  ACTION_SCHEMA,
  ACTIONS,
  type Action,
  type ActionDescription,
  type ActionField,
  type ActionName,
} from './table';
export { typedAction } from './typed-action';
