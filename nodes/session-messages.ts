/** What a flow is told of its session, as messages. Each call makes a copy of its own. */
import type { Gap, MaintenanceRequest, SessionFigures, SessionStatus } from '../lib/session';
import { ownCopy } from './own-copy';

export function stateMessage(status: SessionStatus) {
  return { topic: 'session', payload: ownCopy(status) };
}

export function gapMessage(gap: Gap) {
  return { topic: 'gap', payload: ownCopy(gap) };
}

export function maintenanceMessage({ side, until }: MaintenanceRequest) {
  return { topic: 'maintenance', payload: { side, until } };
}

export function countersMessage(figures: SessionFigures) {
  return { topic: 'counters', payload: ownCopy(figures) };
}
