/** Where a session's events come from: each stream of them is a monitor and bears its MonitorID. */

import type { Agent } from '../switch/agent';
import type { Call } from '../switch/call';
import type { Switch } from '../switch/switch';
import type { View } from './entitlement';
import type { EventMasks } from './masks';
import type { Scope } from './scopes';

/** What the session's services say about all of its events. */
export interface Preferences {
  /** CTI_SERVICE_ACD_LINE_ONLY: nothing about calls that are on other lines only. */
  readonly acdLineOnly: boolean;
  /** CTI_SERVICE_IGNORE_DUPLICATE_AGENT_EVENTS: nothing that says of an agent what was said last. */
  readonly ignoreDuplicates: boolean;
}

export class Monitor {
  readonly monitorID: number;
  readonly scope: Scope;
  readonly #preferences: Preferences;
  readonly #lastTold = new WeakMap<Agent, string>();
  masks: EventMasks;
  /** The calls that it has told of and not yet seen the end of. */
  readonly calls = new Set<Call>();

  constructor(monitorID: number, scope: Scope, masks: EventMasks, preferences: Preferences) {
    this.monitorID = monitorID;
    this.scope = scope;
    this.masks = masks;
    this.#preferences = preferences;
  }

  /** How it sees a call, if it does. */
  view(call: Call, world: Switch): View | undefined {
    if (!call.peripheral || (this.#preferences.acdLineOnly && elsewhereOnly(call))) return undefined;
    const known = this.calls.has(call) ? call.connections[0] : undefined;
    const connection = this.scope.connectionOf(call, world) ?? known;
    return connection && { monitorID: this.monitorID, connection };
  }

  seesAgent(agent: Agent, world: Switch): boolean {
    return this.scope.seesAgent(agent, world);
  }

  /** Whether the agent's state is worth telling again. */
  isNews(agent: Agent): boolean {
    if (!this.#preferences.ignoreDuplicates) return true;
    const standing = `${agent.state} ${agent.reason} ${agent.next}`;
    const news = this.#lastTold.get(agent) !== standing;
    this.#lastTold.set(agent, standing);
    return news;
  }
}

/** On non-ACD lines and on no agent's ACD line. */
function elsewhereOnly(call: Call): boolean {
  const types = call.connections.map((connection) => connection.party.type);
  return types.includes('DEVID_NON_ACD_DEVICE_IDENTIFIER') && !types.includes('DEVID_AGENT_DEVICE');
}
