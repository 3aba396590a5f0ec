/** What happens in the switch becomes messages to the sessions that are entitled to them. */

import { changesBetween } from '../configuration/configuration-changes';
import type { Outgoing } from '../message';
import { agentStateMessage } from '../messages/agent-state';
import { beginCall, callMessage, endCall, movedMessage } from '../messages/call';
import { preCallMessage } from '../messages/pre-call';
import { systemMessage } from '../messages/session';
import { teamMessage } from '../messages/team';
import { translationRouteMessage } from '../messages/translation-route';
import { agentOf } from '../sessions/client';
import type { Agent } from '../switch/agent';
import type { Call } from '../switch/call';
import type {
  CallEvent,
  ConfiguredEvent,
  MovedEvent,
  PreCallEvent,
  ReportingEvent,
  SwitchEvent,
  TeamEvent,
  TranslationRouteEvent,
} from '../switch/events';
import type { Switch } from '../switch/switch';
import { concerns } from './concern';
import { isBridge, type View } from './entitlement';
import { wantsAgentState, wantsEvent } from './masks';
import type { Monitor } from './monitor';
import type { Subscriber } from './subscriber';

export function publish(event: SwitchEvent, subscribers: Iterable<Subscriber>, world: Switch): void {
  const all = [...subscribers];
  if (event.kind === 'reporting') for (const subscriber of all) publishReporting(event, subscriber, world);
  else if (!isReported(event, world)) return;
  else if (event.kind === 'agentState') publishAgentState(event.agent, all, world);
  else if (event.kind === 'system') for (const subscriber of all) subscriber.send(systemMessage(event, world));
  else if (event.kind === 'team') for (const subscriber of all) publishTeam(event, subscriber, world);
  else if (event.kind === 'preCall') publishPreCall(event, all, world);
  else if (event.kind === 'translationRoute') for (const subscriber of all) publishRoute(event, subscriber);
  else if (event.kind === 'signedIn') for (const { configuration } of all) configuration.signedIn(event.agent);
  else if (event.kind === 'configured') publishConfiguration(event, all);
  else for (const subscriber of all) publishCall(event, subscriber, world);
}

/** Of calls and agents on a peripheral that is off line nothing is heard. */
function isReported(event: SwitchEvent, { outages }: Switch): boolean {
  const about = 'call' in event ? event.call : 'agent' in event ? event.agent : undefined;
  return !about?.peripheral || outages.online(about.peripheral.peripheralID);
}

/** Every call of a peripheral ends for the session, or those in progress begin. */
function publishReporting(event: ReportingEvent, subscriber: Subscriber, world: Switch): void {
  for (const monitor of [...subscriber.monitors.values()]) {
    for (const call of [...(event.begins ? world.calls : monitor.calls)]) {
      const view = call.peripheral?.peripheralID === event.peripheralID ? monitor.view(call, world) : undefined;
      if (!view) continue;
      if (event.begins) begin(call, view, monitor, subscriber);
      else end(call, view, monitor, subscriber);
    }
  }
}

function end(call: Call, view: View, monitor: Monitor, subscriber: Subscriber): void {
  if (monitor.calls.delete(call)) send(endCall(call, view), monitor, subscriber);
  // No message tells that a call's monitor has ended with it.
  if (monitor.scope.call === call) subscriber.monitors.delete(monitor.monitorID);
}

function publishConfiguration({ before, after }: ConfiguredEvent, subscribers: readonly Subscriber[]): void {
  const changes = changesBetween(before, after);
  for (const { configuration } of subscribers) configuration.changed(changes, after);
}

function publishAgentState(agent: Agent, subscribers: readonly Subscriber[], world: Switch): void {
  const own = subscribers.find(({ client }) => client?.own && agentOf(client, world) === agent);
  for (const subscriber of subscribers) {
    for (const monitor of subscriber.monitors.values()) {
      if (!monitor.seesAgent(agent, world) || !wantsAgentState(monitor.masks, agent.state)) continue;
      if (monitor.isNews(agent)) deliver(agentStateMessage(agent, monitor.monitorID, own?.client), subscriber);
    }
  }
}

/** Told to the agent and to those who see everything. It has no call yet. */
function publishPreCall(event: PreCallEvent, subscribers: readonly Subscriber[], world: Switch): void {
  for (const subscriber of subscribers) {
    for (const monitor of subscriber.monitors.values()) {
      if (monitor.scope.kind === 'team' || !monitor.seesAgent(event.agent, world)) continue;
      send(preCallMessage(event, monitor.monitorID), monitor, subscriber);
    }
  }
}

/** Told to clients that see calls of every kind. */
function publishRoute(event: TranslationRouteEvent, subscriber: Subscriber): void {
  const { client } = subscriber;
  const outgoing = translationRouteMessage(event);
  if (client && isBridge(client) && wantsEvent(client, outgoing.topic)) subscriber.send(outgoing);
}

/** Told to those who supervise the team. */
function publishTeam(event: TeamEvent, subscriber: Subscriber, world: Switch): void {
  const { client } = subscriber;
  if (!client?.services.has('CTI_SERVICE_SUPERVISOR')) return;
  const supervisor = agentOf(client, world);
  if (!supervisor || !event.team.supervisors.includes(supervisor.agentID)) return;
  const outgoing = teamMessage(event, world);
  if (wantsEvent(client, outgoing.topic)) subscriber.send(outgoing);
}

/** One copy for each monitor that sees the call. */
export function publishCall(event: CallEvent, subscriber: Subscriber, world: Switch): void {
  for (const monitor of [...subscriber.monitors.values()]) publishTo(monitor, event, subscriber, world);
}

/** BEGIN_CALL_EVENT is the first and END_CALL_EVENT the last of each call, whatever a monitor missed. */
function publishTo(monitor: Monitor, event: CallEvent, subscriber: Subscriber, world: Switch): void {
  const view = monitor.view(event.call, world);
  if (!view || !concerns(event, monitor, view, subscriber, world)) return;
  if (event.kind === 'begun') {
    if (!monitor.calls.has(event.call)) begin(event.call, view, monitor, subscriber);
    return;
  }
  if (event.kind === 'moved') {
    rename(event, view, monitor, subscriber);
    return;
  }
  if (event.kind === 'ended' || event.kind === 'left' || event.kind === 'final') {
    if (event.kind !== 'left') end(event.call, view, monitor, subscriber);
    else if (monitor.calls.delete(event.call)) send(endCall(event.call, view), monitor, subscriber);
    return;
  }
  if (!monitor.calls.has(event.call)) {
    // It has ended for this session.
    if (world.awaitsData(event.call)) return;
    begin(event.call, view, monitor, subscriber);
  }
  send(callMessage(event, view), monitor, subscriber);
}

/** The party stays, the call has another id. */
function rename(event: MovedEvent, view: View, monitor: Monitor, subscriber: Subscriber): void {
  if (!monitor.calls.delete(event.from)) return;
  monitor.calls.add(event.call);
  send(movedMessage(event, view), monitor, subscriber);
}

export function begin(call: Call, view: View, monitor: Monitor, subscriber: Subscriber): void {
  monitor.calls.add(call);
  send(beginCall(call, view), monitor, subscriber);
}

function send(outgoing: Outgoing, monitor: Monitor, subscriber: Subscriber): void {
  if (wantsEvent(monitor.masks, outgoing.topic)) deliver(outgoing, subscriber);
}

/** To the session itself, and to whoever watches it under their own MonitorIDs. */
function deliver(outgoing: Outgoing, subscriber: Subscriber): void {
  subscriber.send(outgoing);
  for (const [monitorID, watcher] of subscriber.watchers) {
    watcher.send({ topic: outgoing.topic, payload: { ...outgoing.payload, monitorID } });
  }
}
