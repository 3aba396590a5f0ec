/** What happens in the switch becomes messages to the sessions that are entitled to them. */
import { agentOf, type Client } from './client';
import { seesAgent, type View, viewOf, wantsAgentState, wantsCallEvent } from './entitlement';
import type { Outgoing } from './message';
import { agentStateMessage } from './messages/agent-state';
import { beginCall, callMessage, endCall } from './messages/call';
import { systemMessage } from './messages/session';
import type { Agent } from './switch/agent';
import type { Call, Connection } from './switch/call';
import type { CallEvent, ConnectionEvent, SwitchEvent } from './switch/events';
import type { Switch } from './switch/switch';

/** An open session, as far as events are concerned. */
export interface Subscriber {
  /** Undefined once the session is over. */
  readonly client: Client | undefined;
  /** The calls that it has been told of and not yet seen the end of. */
  readonly calls: Set<Call>;
  send(outgoing: Outgoing): void;
}

export function publish(event: SwitchEvent, subscribers: Iterable<Subscriber>, world: Switch): void {
  const all = [...subscribers];
  if (event.kind === 'agentState') publishAgentState(event.agent, all, world);
  else if (event.kind === 'system') for (const subscriber of all) subscriber.send(systemMessage(event, world));
  else for (const subscriber of all) publishCall(event, subscriber, world);
}

/** How the peripherals stand, for an All Events session whose events begin. */
export function announcePeripherals(subscriber: Subscriber, world: Switch): void {
  if (!subscriber.client?.services.has('CTI_SERVICE_ALL_EVENTS')) return;
  for (const { peripheralID } of world.configuration.peripherals) {
    subscriber.send(systemMessage(world.outages.standing(peripheralID), world));
  }
}

/** Calls in progress at the phone of a Client Events session whose events begin. */
export function announceCalls(subscriber: Subscriber, world: Switch): void {
  const { client } = subscriber;
  if (!client || client.services.has('CTI_SERVICE_ALL_EVENTS')) return;
  for (const call of world.calls) {
    const view = viewOf(client, world, call);
    if (view) begin(call, view, subscriber);
  }
}

/**
 * The calls in progress for an All Events session whose side has just become the active one. It may know them
 * from the other side: the cause tells that they are no news.
 */
export function rebuildCalls(subscriber: Subscriber, world: Switch): void {
  const { client } = subscriber;
  if (!client?.services.has('CTI_SERVICE_ALL_EVENTS')) return;
  for (const call of world.calls) {
    const view = viewOf(client, world, call);
    if (view) begin(call, view, subscriber);
    for (const connection of call.live) {
      const kind = call.calling === connection.party ? undefined : standingOf(connection);
      if (kind) publishCall({ kind, call, connection, cause: 'CEC_CALL_PARTY_UPDATE_IND' }, subscriber, world);
    }
  }
}

/** The event after which a called party stands as it does. */
function standingOf({ state }: Connection): ConnectionEvent['kind'] | undefined {
  if (state === 'LCS_ALERTING') return 'delivered';
  return state === 'LCS_CONNECT' || state === 'LCS_HOLD' ? 'established' : undefined;
}

function publishAgentState(agent: Agent, subscribers: readonly Subscriber[], world: Switch): void {
  const own = subscribers.find(({ client }) => client?.own && agentOf(client, world) === agent);
  for (const subscriber of subscribers) {
    const { client } = subscriber;
    if (!client || !seesAgent(client, world, agent) || !wantsAgentState(client, agent.state)) continue;
    subscriber.send(agentStateMessage(agent, client.monitorID, own?.client));
  }
}

/** BEGIN_CALL_EVENT is the first and END_CALL_EVENT the last of each call, whatever a session missed. */
function publishCall(event: CallEvent, subscriber: Subscriber, world: Switch): void {
  const { client, calls } = subscriber;
  const view = client && viewOf(client, world, event.call);
  if (!view) return;
  if (event.kind === 'ended') {
    if (calls.delete(event.call)) send(endCall(event.call, view), subscriber);
    return;
  }
  if (!calls.has(event.call)) begin(event.call, view, subscriber);
  send(callMessage(event, view), subscriber);
}

function begin(call: Call, view: View, subscriber: Subscriber): void {
  subscriber.calls.add(call);
  send(beginCall(call, view), subscriber);
}

function send(outgoing: Outgoing, subscriber: Subscriber): void {
  const { client } = subscriber;
  if (client && wantsCallEvent(client, outgoing.topic)) subscriber.send(outgoing);
}
