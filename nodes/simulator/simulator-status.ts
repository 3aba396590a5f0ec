/** What cti-simulator shows of itself: agents, calls, sessions. */
import type { NodeStatus } from 'node-red';
import { type Counts, countsOf, type Viewed } from './simulator-view';

/** Status nodes pass the additional members on. */
export interface SimulatorStatus extends NodeStatus {
  readonly state?: 'starting' | 'running' | 'failed';
  /** That is active, where there are two. */
  readonly side?: string;
  readonly agents?: Counts;
  readonly calls?: number;
  readonly sessions?: number;
  readonly code?: string;
}

/** Gives the words of a key in the server's language. */
type Words = (key: string, values: Readonly<Record<string, string | number>>) => string;

export function runningStatus({ simulator, sides, sessions }: Viewed, words: Words): SimulatorStatus {
  const agents = countsOf(simulator.agents);
  const calls = simulator.calls.length;
  const { active } = simulator;
  const text = [
    ...(sides.B ? [words('cti-simulator.status.side', { side: active ?? '-' })] : []),
    words('cti-simulator.status.agents', { count: agents.agents }),
    words('cti-simulator.status.calls', { count: calls }),
    words('cti-simulator.status.sessions', { count: sessions }),
  ].join(', ');
  return {
    fill: active === undefined ? 'yellow' : 'green',
    shape: 'dot',
    text,
    state: 'running',
    ...(sides.B && active && { side: active }),
    agents,
    calls,
    sessions,
  };
}
