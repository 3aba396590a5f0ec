/** What a flow is told of its session, as messages. Each call makes a copy of its own. */
import type { Ledger } from '../../lib/model';
import type {
  CountersMessage,
  GapMessage,
  LedgerMessage,
  MaintenanceMessage,
  SharedFigures,
  SharedStatus,
  StateMessage,
} from '../../lib/node-messages';
import type { Gap, MaintenanceRequest } from '../../lib/session';
import { ownCopy } from '../own-copy';

export function stateMessage(status: SharedStatus): StateMessage {
  return { topic: 'session', payload: ownCopy(status) };
}

export function gapMessage(gap: Gap): GapMessage {
  return { topic: 'gap', payload: ownCopy(gap) };
}

/** After a gap or an outage, once it is known what was missed; a flow that only knows `gap` is not bothered. */
export function ledgerMessage({ from, to, ...found }: Ledger, gap: Gap | undefined): LedgerMessage {
  const times = { from: iso(from), to: iso(to), seconds: (to - from) / 1000 };
  return { topic: 'ledger', payload: ownCopy({ ...found, ...times, gap }) };
}

export function maintenanceMessage({ side, until }: MaintenanceRequest): MaintenanceMessage {
  return { topic: 'maintenance', payload: { side, until } };
}

export function countersMessage(figures: SharedFigures): CountersMessage {
  return { topic: 'counters', payload: ownCopy(figures) };
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
