/** What scenarios play on: the simulator with its witnesses, or in tests something that stands between. */
import type { Action, ActionOutcome } from '../actions';
import type { Clock } from '../clock';
import type { SimulatorConfiguration } from '../configuration/configuration';
import type { AgentSnapshot, CallSnapshot } from '../snapshots';
import type { Received } from './matcher';

export interface Stage {
  readonly configuration: SimulatorConfiguration;
  /** Of the disorder, if there is one. */
  readonly seed?: number | undefined;
  /** Whether there are two sides. */
  readonly twoSides: boolean;
  /** Of the contact centre: hurried as its own times are. */
  readonly clock: Clock;
  readonly agents: readonly AgentSnapshot[];
  readonly calls: readonly CallSnapshot[];
  perform(action: Action): Promise<ActionOutcome>;
  /** A client comes. */
  watch(target: ViewTarget): Promise<View>;
}

/** Whose messages, in the terms of the contact centre. */
export interface ViewTarget {
  readonly kind: 'allEvents' | 'desktop' | 'monitor' | 'supervisor';
  /** Undefined for all events. */
  readonly agentID: string | undefined;
}

/** One client's messages. */
export interface View {
  /** In the order in which they came. */
  readonly received: readonly Received[];
  /** Resolves when everything that was sent until now is there. */
  settled(): Promise<void>;
  /** To be told of each message. */
  onMessage: (() => void) | undefined;
  close(): void;
}
