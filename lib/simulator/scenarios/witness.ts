/** A client inside the simulator: it is told what a session would be told, and takes no slot, no device and no socket. */
import { MASKS, MAX_VERSION, type MaskName } from '../../protocol';
import { announceCalls, announcePeripherals, announceTeams, rebuildCalls } from '../events/announce';
import type { Monitor } from '../events/monitor';
import { firstMonitor, monitorOf } from '../events/monitors';
import { deviceOnly, teamOnly } from '../events/scopes';
import type { Subscriber } from '../events/subscriber';
import { message, type Outgoing } from '../message';
import type { Client, Own, Service } from '../sessions/client';
import { ConfigurationFeed } from '../sessions/configuration-feed';
import type { Office } from '../sessions/office';
import type { Agent } from '../switch/agent';
import type { Call } from '../switch/call';
import { traceLine } from '../trace';
import type { Received } from './matcher';
import type { View, ViewTarget } from './stage';

/** No session has this number. */
const NO_SESSION = 0;

const SERVICES: { readonly [K in ViewTarget['kind']]: readonly Service[] } = {
  allEvents: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_ACTIVE_STANDBY'],
  desktop: ['CTI_SERVICE_CLIENT_EVENTS'],
  monitor: ['CTI_SERVICE_PERIPHERAL_MONITOR'],
  supervisor: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_SUPERVISOR'],
};

export class Witness implements Subscriber, View {
  readonly monitors = new Map<number, Monitor>();
  readonly watchers = new Map<number, Subscriber>();
  readonly configuration = new ConfigurationFeed(this);
  readonly client: Client;
  readonly received: Received[] = [];
  onMessage: (() => void) | undefined;
  readonly #office: Office;
  readonly #target: ViewTarget;
  readonly #agent: Agent | undefined;

  /** @param agent of the target */
  constructor(target: ViewTarget, agent: Agent | undefined, office: Office) {
    this.#target = target;
    this.#agent = agent;
    this.#office = office;
    this.client = clientOf(target, agent, office);
    office.witnesses.add(this);
    this.#greet();
  }

  /** In the form in which a client decodes it. */
  send({ topic, payload }: Outgoing): void {
    const codec = this.#office.codecFor(MAX_VERSION);
    const frame = codec.encode(topic as string, codec.fit(topic, payload));
    const received = codec.decode(frame, 0, frame.length);
    this.#office.trace(() => traceLine(this.#name, '->', topic, received.payload));
    this.received.push(received);
    this.onMessage?.();
  }

  /** In the trace. */
  get #name(): string {
    const { kind } = this.#target;
    return kind === 'allEvents' ? 'VIEW allEvents' : `VIEW ${kind} ${this.#agent?.agentID}`;
  }

  waits(): boolean {
    return false;
  }

  /** The other side has become the active one: this client was there, too. */
  promoted(heardOf?: ReadonlySet<Call>): void {
    this.send(message('STANDBY_ACTIVE_EVENT_MSG', {}));
    this.monitors.clear();
    this.#greet();
    rebuildCalls(this, this.#office.world, heardOf);
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.#office.witnesses.delete(this);
  }

  #greet(): void {
    const { world } = this.#office;
    for (const monitor of this.#ownMonitors()) this.monitors.set(monitor.monitorID, monitor);
    announcePeripherals(this, world);
    announceTeams(this, world);
    for (const monitor of this.monitors.values()) announceCalls(monitor, this, world);
  }

  *#ownMonitors(): Iterable<Monitor> {
    const { world } = this.#office;
    const first = firstMonitor(this.client);
    if (first) yield first;
    if (!this.#agent) return;
    const { agentID, peripheral } = this.#agent;
    const device = phoneOf(this.#agent, this.#office);
    if (this.#target.kind === 'monitor' && device) {
      const scope = deviceOnly(peripheral.peripheralID, device);
      yield monitorOf(this.client, this.#office.newMonitorID(), scope, this.client);
    }
    for (const { teamID } of this.#target.kind === 'supervisor' ? world.teams.supervisedBy(agentID) : []) {
      yield monitorOf(this.client, this.#office.newMonitorID(), teamOnly(teamID), this.client);
    }
  }
}

function phoneOf(agent: Agent, { world }: Office) {
  return agent.device ?? world.devices.get(agent.configuration.extension);
}

function clientOf({ kind }: ViewTarget, agent: Agent | undefined, office: Office): Client {
  const own: Own | undefined =
    agent && kind !== 'monitor'
      ? {
          peripheralID: agent.peripheral.peripheralID,
          peripheralType: agent.peripheral.type,
          extension: phoneOf(agent, office)?.number,
          agentID: agent.agentID,
        }
      : undefined;
  return {
    sessionID: NO_SESSION,
    clientID: 'scenario',
    signature: 'scenario',
    version: MAX_VERSION,
    idleTimeout: null,
    services: new Set(SERVICES[kind]),
    callMsgMask: everyBit('CallEventMessageMask'),
    agentStateMask: everyBit('AgentStateMask'),
    configMsgMask: new Set(),
    clientAddress: '',
    clientPort: 0,
    monitorID: own ? office.newMonitorID() : 0,
    own,
  };
}

function everyBit<M extends MaskName>(name: M) {
  return new Set(Object.keys(MASKS[name].values)) as ReadonlySet<string> as Client[M extends 'AgentStateMask'
    ? 'agentStateMask'
    : 'callMsgMask'];
}
