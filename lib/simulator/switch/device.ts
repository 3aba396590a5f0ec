import type { PeripheralConfiguration } from '../configuration/configuration';
import type { Agent } from './agent';
import type { Connection, Party } from './call';

/** An agent's phone. */
export class Device implements Party {
  readonly type = 'DEVID_AGENT_DEVICE';
  readonly device = this;
  /** Who is signed in here. */
  agent: Agent | undefined;
  /** Its part in the calls at the moment. */
  readonly connections = new Set<Connection>();
  /** The phone works. */
  inService = true;

  constructor(
    readonly number: string,
    readonly peripheral: PeripheralConfiguration,
  ) {}

  /** A call can ring here. */
  get idle(): boolean {
    return this.inService && this.connections.size === 0;
  }

  /** A call other than `except` is at the ear: talking, dialling, ringing or failed, that is not on hold. */
  busyBeside(except?: Connection): boolean {
    return [...this.connections].some((one) => one !== except && one.state !== 'LCS_HOLD');
  }
}
