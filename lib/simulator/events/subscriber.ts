import type { Outgoing } from '../message';
import type { Client } from '../sessions/client';
import type { ConfigurationFeed } from '../sessions/configuration-feed';
import type { Monitor } from './monitor';

/** An open session, as far as events are concerned. */
export interface Subscriber {
  /** Undefined once the session is over. */
  readonly client: Client | undefined;
  /** By MonitorID: it gets a copy of each event for every monitor that sees it. */
  readonly monitors: Map<number, Monitor>;
  /** Sessions that watch this one, by the MonitorID that they know it by. */
  readonly watchers: Map<number, Subscriber>;
  /** What it has asked for of the configuration. */
  readonly configuration: ConfigurationFeed;
  send(outgoing: Outgoing): void;
}
