/** What flows may do to agents, calls and devices: the safety rails of a cti-server. */
export { isControl } from './control';
export { Rails } from './rails';
export type { RailsSettings } from './settings';
