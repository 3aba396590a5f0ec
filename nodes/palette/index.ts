/** The nodes for what people do: each sends requests of a few kinds, in Cisco's terms. */
export { actionFields, connectionKeys } from './action-fields';
export { type ActionSettings, Actions, actionNode, type Prepared } from './action-node';
export { ACTIONS, type Action, type PaletteType } from './actions';
export type { Choice } from './chosen-call';
export { helpTable } from './help-table';
