/** What the model says against what there is. */
import type { CallView, ContactCentreModel } from '../../lib/model';
import type { Agent } from '../../lib/simulator/switch/agent';
import type { Call } from '../../lib/simulator/switch/call';
import type { Switch } from '../../lib/simulator/switch/switch';

/** In one SNAPSHOT_DEVICE_CONF. */
const MOST_CALLS = 16;

/** Each difference as a line. @param unseen calls that may be missing */
export function differences(model: ContactCentreModel, world: Switch, unseen: ReadonlySet<Call>): string[] {
  const agents = [...world.agents.values()].flatMap((agent) => agentLines(model, agent, unseen));
  return [...agents, ...callLines(model, world, unseen)];
}

/**
 * Calls that a model which has asked everything does not know: nobody was signed in where they are. Nor does it ask when
 * somebody signs in there.
 */
export function unseenBy(model: ContactCentreModel, world: Switch): Call[] {
  return [...world.calls].filter((call) => !canBeFound(call, world) && !isKnown(model, call));
}

function isKnown(model: ContactCentreModel, { peripheral, callID }: Call): boolean {
  const views = model.calls.byConnectionCallID(peripheral?.peripheralID ?? null, callID);
  return views.some(({ state }) => state !== 'ended');
}

function agentLines(model: ContactCentreModel, agent: Agent, unseen: ReadonlySet<Call>): string[] {
  const { agentID, peripheral, device } = agent;
  const view = model.agents.get(agentID, peripheral.peripheralID);
  const lines: string[] = [];
  const compare = (what: string, actual: unknown, expected: unknown) => {
    const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (a !== b) lines.push(`agent ${agentID} ${what}: ${a} instead of ${b}`);
  };
  compare('state', view?.agentState, agent.state);
  compare('extension', view?.agentExtension, device?.number);
  // A snapshot tells no reason, nor that the agent has been in another state in between.
  const groups = agent.groups.map((group) => [group.skillGroupNumber, agent.stateIn(group)]);
  compare(
    'skill groups',
    view?.skillGroups.map(({ skillGroupNumber, skillGroupState }) => [skillGroupNumber, skillGroupState]),
    groups,
  );
  const calls = (view?.calls ?? []).map((id) => model.calls.get(id)?.connectionCallID).sort();
  const there = [...(device?.connections ?? [])].map(({ call }) => call);
  const known = there.filter((call) => !unseen.has(call) || isKnown(model, call));
  compare('calls', calls, known.map(({ callID }) => callID).sort());
  return lines;
}

function callLines(model: ContactCentreModel, world: Switch, unseen: ReadonlySet<Call>): string[] {
  const lines: string[] = [];
  const seen = new Set<string>();
  for (const call of world.calls) {
    if (!call.peripheral || call.live.length === 0) continue;
    const known = model.calls.byConnectionCallID(call.peripheral.peripheralID, call.callID);
    const views = known.filter(({ state }) => state !== 'ended');
    for (const view of views) seen.add(view.id);
    if (views.length === 0 && (unseen.has(call) || !canBeFound(call, world))) continue;
    if (views.length === 1) lines.push(...compareCall(views[0] as CallView, call));
    else {
      const parties = call.live.map(({ deviceID, state }) => `${deviceID} ${state}`);
      const ids = known.map(({ id, state }) => `${id} ${state}`);
      lines.push(`call ${call.callID} of ${parties} to ${call.called.number}: ${views.length} in the model (${ids})`);
    }
  }
  for (const view of model.calls.all()) {
    if (view.state === 'ended' || view.state === 'expected' || seen.has(view.id)) continue;
    lines.push(`call ${view.id} is ${view.state} in the model and is not there`);
  }
  const onTheWay = [...world.contacts].some(({ approach, agentCall }) => approach && !agentCall);
  for (const view of model.calls.all()) {
    if (view.state === 'expected' && !onTheWay) lines.push(`call ${view.id} is expected and nobody is on the way`);
  }
  return lines;
}

/**
 * A caller whom an agent has left with somebody outside or with announcements is at no device that could be asked for.
 * Of calls that came by a route point an answer has room for so many and no more.
 */
function canBeFound({ live, called, peripheral }: Call, world: Switch): boolean {
  if (live.some(({ party }) => party.device?.agent)) return true;
  const there = [...world.calls].filter((call) => call.called.number === called.number);
  return peripheral?.role === 'queue' && there.length <= MOST_CALLS;
}

function compareCall(view: CallView, call: Call): string[] {
  const lines: string[] = [];
  const compare = (what: string, actual: unknown, expected: unknown) => {
    const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (a !== b) lines.push(`call ${view.id} ${what}: ${a} instead of ${b}`);
  };
  const there = new Map<string, string | null>();
  for (const one of view.connections) {
    if (one.localConnectionState !== 'LCS_NULL') there.set(one.connectionDeviceID, one.localConnectionState);
  }
  for (const { deviceID, state, party } of call.live) {
    // Of a party outside no event may have said by which connection it is in the call, or how it stands; the same goes
    // for phones at which nobody is signed in, and which therefore are not asked about.
    if (party.device?.agent || there.get(deviceID)) compare(`party ${deviceID}`, there.get(deviceID), state);
    there.delete(deviceID);
  }
  // BEGIN_CALL_EVENT may name somebody who has left.
  compare(
    'more parties',
    [...there].filter(([, state]) => state !== null),
    [],
  );
  for (const { party } of call.live) {
    const agent = party.device?.agent;
    const seen = view.connections.find(
      (one) => one.deviceID === party.number && one.localConnectionState !== 'LCS_NULL',
    );
    // Who has signed out meanwhile was there.
    if (agent && seen) compare(`agent at ${party.number}`, seen.agentID, agent.agentID);
  }
  // The call in the queue shares its data with the one at the agent; events tell of the latter only.
  if (call.peripheral?.role === 'queue') return lines;
  compare('callVariable1', view.callVariable1 ?? '', call.data.texts.callVariable1 ?? '');
  compare('namedVariables', view.namedVariables ?? {}, call.data.namedVariables ?? {});
  return lines;
}
