import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import type { AnyMessage } from '../../lib/codec';
import type { Constant } from '../../lib/protocol';
import type { TestClient } from './client';
import { random, SEED } from './random';
import { AGENTS, CONFIGURATION, connection, held, Site, VRU, withDeskSettings } from './site';

type Counts = { readonly [key: string]: number };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const STEPS = 500;
/** Offsets of whole hours, of half and of quarter hours, and a night that has an hour less. */
const ZONES = [
  { zone: 'UTC', begin: 0 },
  { zone: 'Asia/Kathmandu', begin: 0 },
  { zone: 'America/St_Johns', begin: 0 },
  // 28 March 2026, 12:00 UTC.
  { zone: 'Europe/Berlin', begin: 56 * DAY },
];
const GROUPS = [1, 2];

function configuration() {
  const base = withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 0 });
  const [first] = CONFIGURATION.agents;
  assert.ok(first);
  const both = { ...first, agentID: '4', icmAgentID: 4004, extension: '2004', skillGroups: GROUPS };
  return { ...base, agents: [...base.agents, both] };
}

/** The local time of a moment, without Date's own idea of the zone. */
function local(moment: number, timeZone: string): { day: string; minute: number } {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', minute: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en-CA', options).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, minute: Number(part('minute')) };
}

const quarter = (moment: number) => moment - (moment % (15 * MINUTE));

function dayBegan(now: number, zone: string): number {
  const { day } = local(now, zone);
  let began = quarter(now);
  while (local(began - 1, zone).day === day) began -= 15 * MINUTE;
  return began;
}

function halfHourBegan(now: number, zone: string): number {
  const began = quarter(now);
  return local(began, zone).minute % 30 === 0 ? began : began - 15 * MINUTE;
}

/** What a client that notes the time of each event can say of one agent. */
class Diary {
  readonly states: { readonly state: string; readonly from: number; to: number }[] = [];
  readonly done: { readonly at: number; readonly group: number; readonly counts: Counts }[] = [];
  session: number;
  #call:
    | { began: number; over?: number; group: number; heldSince?: number; heldTime: number; held: boolean }
    | undefined;

  constructor(now: number) {
    this.session = now;
    this.states.push({ state: 'NOT_READY', from: now, to: Number.POSITIVE_INFINITY });
  }

  enter(state: string, now: number): void {
    const last = this.states.at(-1);
    if (last) last.to = now;
    this.states.push({ state, from: now, to: Number.POSITIVE_INFINITY });
    if (state === 'LOGIN') this.session = now;
    if (this.#call?.over !== undefined && !state.startsWith('WORK')) this.#finish(now);
  }

  established(group: number, now: number): void {
    this.#call = { began: now, group, heldTime: 0, held: false };
  }

  held(now: number): void {
    if (this.#call) Object.assign(this.#call, { heldSince: now, held: true });
  }

  retrieved(now: number): void {
    const call = this.#call;
    if (call?.heldSince === undefined) return;
    call.heldTime += now - call.heldSince;
    delete call.heldSince;
  }

  over(now: number): void {
    this.retrieved(now);
    if (this.#call) this.#call.over = now;
  }

  #finish(now: number): void {
    const call = this.#call;
    this.#call = undefined;
    if (call?.over === undefined) return;
    const talk = call.over - call.began;
    const counts = {
      handledCalls: 1,
      handledCallsTalkTime: talk,
      handledCallsAfterCallTime: now - call.over,
      handledCallsTime: now - call.began,
      incomingCallsHeld: call.held ? 1 : 0,
      incomingCallsHeldTime: call.heldTime,
    };
    this.done.push({ at: now, group: call.group, counts });
  }

  /** Sums from a moment on. @param group of the calls; undefined: all */
  since(from: number, now: number, group?: number): Counts {
    const time = (wanted: (state: string) => boolean) =>
      this.states
        .filter(({ state }) => wanted(state))
        .reduce((sum, one) => sum + Math.max(0, Math.min(one.to, now) - Math.max(one.from, from)), 0);
    const sums: { [key: string]: number } = {
      loggedOnTime: time((state) => state !== 'LOGOUT'),
      availTime: time((state) => state === 'AVAILABLE'),
      notReadyTime: time((state) => state === 'NOT_READY'),
    };
    for (const { at, group: of, counts } of this.done) {
      if (at < from || (group !== undefined && of !== group)) continue;
      for (const [name, count] of Object.entries(counts)) sums[name] = (sums[name] ?? 0) + count;
    }
    return sums;
  }
}

/** Who has waited in which queue. */
class Waiting {
  readonly queued: { readonly group: number; readonly at: number }[] = [];
  readonly left: { readonly group: number; readonly at: number; readonly time: number }[] = [];
  readonly #now = new Map<number, { readonly group: number; readonly at: number }>();

  enter(callID: number, group: number, at: number): void {
    this.queued.push({ group, at });
    this.#now.set(callID, { group, at });
  }

  leave(callID: number, at: number): void {
    const one = this.#now.get(callID);
    this.#now.delete(callID);
    if (one) this.left.push({ group: one.group, at, time: at - one.at });
  }

  since(from: number, group: number): Counts {
    const left = this.left.filter((one) => one.group === group && one.at >= from);
    return {
      callsQ: this.queued.filter((one) => one.group === group && one.at >= from).length,
      callsQTime: left.reduce((sum, one) => sum + one.time, 0),
      longestCallQ: Math.max(0, ...left.map((one) => one.time)),
    };
  }
}

for (const { zone, begin } of ZONES) {
  describe(`two days of calls in ${zone} (SEED=${SEED})`, () => {
    const before = process.env.TZ;
    after(() => {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    });

    it('statistics count what an observer of the events counts', async () => {
      process.env.TZ = zone;
      const site = await Site.start({ configuration: configuration() });
      try {
        site.clock.advance(begin);
        await liveAndCompare(site, zone, begin);
      } finally {
        await site.stop();
      }
    });
  });
}

async function liveAndCompare(site: Site, zone: string, begin: number): Promise<void> {
  const bridge = await site.bridge();
  const { integer, pick } = random(SEED);
  const { clock } = site;
  const diaries = new Map(site.simulator.agents.map(({ agentID }) => [agentID, new Diary(clock.now() - begin)]));
  const waiting = new Waiting();
  const note = async () => {
    for (const event of await bridge.news()) take(event, clock.now(), diaries, waiting);
  };
  const end = clock.now() + 2 * DAY;
  const step = (2 * DAY) / STEPS;
  const actions = actionsOn(site, bridge, pick);
  let handled = 0;
  while (clock.now() < end) {
    await pick(actions)();
    await note();
    clock.advance(1000 * integer((2 * step) / 1000));
    await note();
    if (integer(6) === 0) await compare(site, bridge, diaries, waiting, zone);
  }
  await compare(site, bridge, diaries, waiting, zone);
  for (const { done } of diaries.values()) handled += done.length;
  assert.ok(handled > 5, `${handled} calls handled`);
  assert.ok(waiting.left.length > 2, `${waiting.left.length} callers have waited`);
}

interface Seen {
  readonly agentID: string;
  readonly agentState: string;
  readonly connectionCallID: number;
  readonly connectionDeviceID: string;
  readonly peripheralID: number;
  readonly skillGroupNumber: number;
  readonly skillGroups: readonly { readonly skillGroupNumber: number }[];
}

function take({ topic, payload }: AnyMessage, now: number, diaries: Map<string, Diary>, waiting: Waiting): void {
  const seen = payload as unknown as Seen;
  // Agent 1 is at 2001, and so on.
  const diary = seen.peripheralID === AGENTS ? diaries.get(seen.connectionDeviceID?.slice(-1)) : undefined;
  switch (topic) {
    case 'AGENT_STATE_EVENT':
      diaries.get(seen.agentID)?.enter(seen.agentState.replace('AGENT_STATE_', ''), now);
      return;
    case 'CALL_ESTABLISHED_EVENT':
      diary?.established(seen.skillGroupNumber, now);
      return;
    case 'CALL_HELD_EVENT':
      diary?.held(now);
      return;
    case 'CALL_RETRIEVED_EVENT':
      diary?.retrieved(now);
      return;
    case 'CALL_CLEARED_EVENT':
      diary?.over(now);
      return;
    case 'CALL_QUEUED_EVENT':
      waiting.enter(seen.connectionCallID, seen.skillGroups[0]?.skillGroupNumber ?? 0, now);
      return;
    case 'CALL_DEQUEUED_EVENT':
      waiting.leave(seen.connectionCallID, now);
  }
}

type Pick = <T>(values: readonly T[]) => T;

/** What may happen next; what is not possible just now is refused. */
function actionsOn(site: Site, bridge: TestClient, pick: Pick): readonly (() => unknown)[] {
  const extensions = ['2001', '2002', '2003', '2004'];
  const setState = (agentState: Constant<'AgentState'>) => () => {
    const agentInstrument = pick(extensions);
    const agentID = agentState === 'AGENT_STATE_LOGIN' ? agentInstrument.slice(-1) : undefined;
    return bridge.ask('SET_AGENT_STATE_REQ', { peripheralID: AGENTS, agentState, agentInstrument, agentID });
  };
  const party = (state: string) => {
    const all = site.simulator.calls.flatMap(({ callID, parties }) =>
      parties
        .filter((one) => one.state === state && extensions.includes(one.number))
        .map((one) => [callID, one.number]),
    );
    return (pick(all) ?? [1, '2001']) as [number, string];
  };
  const call = () =>
    site.simulator.calls.length < 6 && site.simulator.inboundCall({ dialedNumber: pick(['8001', '8002']) });
  const answer = () => bridge.ask('ANSWER_CALL_REQ', connection(...party('LCS_ALERTING')));
  const ready = setState('AGENT_STATE_AVAILABLE');
  return [
    call,
    call,
    call,
    answer,
    answer,
    answer,
    ready,
    ready,
    ready,
    setState('AGENT_STATE_NOT_READY'),
    setState('AGENT_STATE_LOGOUT'),
    setState('AGENT_STATE_LOGIN'),
    setState('AGENT_STATE_LOGIN'),
    () => bridge.ask('HOLD_CALL_REQ', connection(...party('LCS_CONNECT'))),
    () => bridge.ask('RETRIEVE_CALL_REQ', held(...party('LCS_HOLD'))),
    () => {
      const [callID, extension] = party(pick(['LCS_CONNECT', 'LCS_HOLD']));
      return bridge.ask('CLEAR_CONNECTION_REQ', connection(callID, extension));
    },
    () => {
      const waits = pick(site.simulator.calls.filter(({ state }) => state === 'queued'));
      if (waits) site.simulator.hangUp(waits.callID);
    },
  ];
}

async function compare(
  site: Site,
  bridge: TestClient,
  diaries: ReadonlyMap<string, Diary>,
  waiting: Waiting,
  zone: string,
): Promise<void> {
  const now = site.clock.now();
  const today = dayBegan(now, zone);
  const half = halfHourBegan(now, zone);
  const when = `${new Date(now).toISOString()} in ${zone}`;
  for (const [agentID, diary] of diaries) {
    if (diary.states.at(-1)?.state === 'LOGOUT') continue;
    const counts = await query(bridge, 'QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS, agentID });
    check(counts, 'Session', diary.since(diary.session, now), `agent ${agentID}, ${when}`);
    check(counts, 'Today', diary.since(today, now), `agent ${agentID}, ${when}`);
  }
  for (const skillGroupNumber of GROUPS) {
    const group = { skillGroupNumber, skillGroupID: null };
    const agents = await query(bridge, 'QUERY_SKILL_GROUP_STATISTICS_REQ', { peripheralID: AGENTS, ...group });
    const queue = await query(bridge, 'QUERY_SKILL_GROUP_STATISTICS_REQ', { peripheralID: VRU, ...group });
    for (const [period, from] of [['ToHalf', half] as const, ['Today', today] as const]) {
      const members = configuration().agents.filter((one) => one.skillGroups.includes(skillGroupNumber));
      const sums: { [key: string]: number } = {};
      for (const { agentID } of members) {
        for (const [name, count] of Object.entries(diaries.get(agentID)?.since(from, now, skillGroupNumber) ?? {})) {
          sums[name] = (sums[name] ?? 0) + count;
        }
      }
      check(agents, period, sums, `group ${skillGroupNumber}, ${when}`);
      check(queue, period, waiting.since(from, skillGroupNumber), `queue ${skillGroupNumber}, ${when}`);
    }
  }
}

async function query(bridge: TestClient, topic: string, fields: object): Promise<Counts> {
  const answer = await bridge.ask(topic, fields as { readonly [key: string]: unknown });
  assert.match(answer.topic, /STATISTICS_CONF$/);
  return answer.payload as unknown as Counts;
}

/** Times are in seconds on the wire. */
function check(counts: Counts, period: string, expected: Counts, what: string): void {
  for (const [name, sum] of Object.entries(expected)) {
    // The guide calls the half hour of queues Half.
    const key = [`${name}${period}`, `${name}${period.replace('To', '')}`].find((one) => one in counts);
    assert.ok(key, `${name}${period} is no field of the answer: ${what}`);
    const isTime = /Time$|^longest/.test(name);
    assert.equal(counts[key], isTime ? Math.floor(sum / 1000) : sum, `${key} of ${what}`);
  }
}
