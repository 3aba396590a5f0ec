import type { PeripheralConfiguration } from '../configuration/configuration';
import type { Agent } from './agent';
import type { Connection, Party } from './call';

/** A line of an agent's phone: the one for calls of the contact centre, or a further one for calls of the agent's own. */
export class Device implements Party {
  readonly type: 'DEVID_AGENT_DEVICE' | 'DEVID_NON_ACD_DEVICE_IDENTIFIER';
  readonly device = this;
  /** Who is signed in here; nobody ever is at a further line. */
  agent: Agent | undefined;
  /** Its part in the calls at the moment. */
  readonly connections = new Set<Connection>();
  /** The phone works. */
  inService = true;
  /** Non-ACD lines of the same phone. */
  readonly furtherLines = new Set<Device>();

  /** @param acdLine of the phone that this is a further line of */
  constructor(
    readonly number: string,
    readonly peripheral: PeripheralConfiguration,
    readonly acdLine?: Device,
  ) {
    this.type = acdLine ? 'DEVID_NON_ACD_DEVICE_IDENTIFIER' : 'DEVID_AGENT_DEVICE';
    acdLine?.furtherLines.add(this);
  }

  /** A call can ring here. */
  get idle(): boolean {
    return this.inService && this.connections.size === 0;
  }

  /** Who is signed in at the phone, whichever of its lines this is. */
  get user(): Agent | undefined {
    return (this.acdLine ?? this).agent;
  }

  /** Somebody is off hook on a further line. */
  get busyElsewhere(): boolean {
    return [...this.furtherLines].some((line) => [...line.connections].some(({ state }) => state !== 'LCS_ALERTING'));
  }

  /** A call other than `except` is at the ear: talking, dialling, ringing or failed, that is not on hold. */
  busyBeside(except?: Connection): boolean {
    const phone = this.acdLine ?? this;
    const others = [phone, ...phone.furtherLines].filter((line) => line !== this);
    return (
      [...this.connections].some((one) => one !== except && one.state !== 'LCS_HOLD') ||
      // A call that rings on another line keeps nobody from talking.
      others.some((line) => [...line.connections].some(({ state }) => state !== 'LCS_HOLD' && state !== 'LCS_ALERTING'))
    );
  }
}
