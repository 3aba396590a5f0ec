/** What the load needs of the simulator: it sees what happens, before the clients do, and what they are sent. */
import type { SwitchEvent } from './switch/events';
import type { Switch } from './switch/switch';

export interface Observer {
  /** Something has happened in the switch; no client knows yet. */
  happened(event: SwitchEvent): void;
  /** Every client has been told of it. */
  published(): void;
  /** A message is with a client's socket. */
  sent(sessionID: number, clientID: string, topic: string): void;
}

export interface Observation {
  /** The contact centre that is observed. */
  readonly world: Switch;
  end(): void;
}
