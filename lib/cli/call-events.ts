import { SERVICES } from '../protocol';

/** Events about calls: those of the client events service but for agents and the system. */
export const CALL_EVENTS: readonly string[] = Object.keys({
  ...SERVICES['Client Events Service'],
  ...SERVICES['All Events Service'],
}).filter((name) => /^(BEGIN_CALL|END_CALL|CALL_\w+)_EVENT$/.test(name));
