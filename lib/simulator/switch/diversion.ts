import type { Connection, Party } from './call';
import type { Switch } from './switch';

/**
 * A phone that rings loses the call to somebody else. Unified CCE tells that the connection is cleared; a system
 * peripheral has CALL_DIVERTED_EVENT for it. Source: CTI OS System Manager Guide, Peripheral-Specific Support.
 */
export function divert(world: Switch, ringing: Connection, to: Party): void {
  const { call } = ringing;
  ringing.clear();
  if (call.peripheral?.role === 'system') world.tell({ kind: 'diverted', call, connection: ringing, to });
  else world.happened('connectionCleared', ringing, 'CEC_REDIRECTED');
}
