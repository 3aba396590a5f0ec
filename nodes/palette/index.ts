/** The nodes for what people do: each sends requests of a few kinds, in Cisco's terms. */
export { actionFields, connectionKeys } from './action-fields';
export { type ActionSettings, Actions, actionNode, type Prepared } from './action-node';
export { ACTIONS, type Action, type PaletteType } from './actions';
export { type AgentStateCredentials, type AgentStateSettings, agentStateNode } from './agent-state-node';
export type { Choice } from './chosen-call';
export { type HelpWords, helpTable } from './help-table';
export { type MonitorSettings, monitorNode } from './monitor-node';
