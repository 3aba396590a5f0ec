/**
 * What has become of agents and calls, in the counts that the guide's statistics are made of. Names are those of
 * the fields without their period, in camelCase; times are in milliseconds.
 *
 * A call counts when it is over for the agent and the work after it is done; calls in progress do not.
 * Source: Miscellaneous Service, QUERY_AGENT_STATISTICS_REQ and QUERY_SKILL_GROUP_STATISTICS_REQ.
 */
import type { Clock } from '../clock';
import type { SkillGroupConfiguration } from '../configuration/configuration';
import type { Agent } from './agent';
import type { Call } from './call';
import { CallLog, type FinishedCall } from './call-log';
import type { CallEvent, SwitchEvent } from './events';
import { QueueLog } from './queue-log';
import { DAY, FIVE_MINUTES, HALF_HOUR, OPEN_END, Tally } from './tally';

/** The running periods, by the ending of the field names. */
export type Tallies = { readonly [period: string]: Tally };

interface Standing {
  readonly session: Tally;
  readonly today: Tally;
  readonly calls: CallLog;
  /** What the time since `since` is counted as. */
  times: readonly string[];
  since: number;
}

export class Statistics {
  readonly #clock: Clock;
  readonly #agents = new Map<Agent, Standing>();
  /** By number. */
  readonly #groups = new Map<number, Tallies>();
  readonly #queues: QueueLog;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#queues = new QueueLog((group, count) => {
      for (const tally of Object.values(this.#tallies(group))) count(tally);
    });
  }

  take(event: SwitchEvent): void {
    const now = this.#clock.now();
    switch (event.kind) {
      case 'agentState':
        this.#follow(event.agent, now);
        break;
      case 'queued':
      case 'dequeued':
        this.#queues.take(event, now);
        break;
      default:
        if ('call' in event) this.#takeCall(event, now);
    }
  }

  #takeCall(event: CallEvent, now: number): void {
    const agents = agentsIn(event.call);
    for (const agent of agents) this.#standing(agent).calls.take(event, agent, now);
    if (event.kind === 'ended') this.#settle(agents, now);
  }

  /** Something that is no call's length: an emergency, a supervisor's action. */
  count(agent: Agent, name: string): void {
    this.#add(agent, agent.group ?? agent.groups[0], (tally) => tally.add(name, 1, this.#clock.now()));
  }

  ofAgent(agent: Agent): Tallies {
    this.#settle([agent], this.#clock.now());
    const { session, today } = this.#standing(agent);
    return { Session: session, Today: today };
  }

  ofGroup(group: SkillGroupConfiguration): Tallies {
    this.#settle(this.#agents.keys(), this.#clock.now());
    return this.#tallies(group);
  }

  /** Since when each call in the group's queue has been waiting. */
  waiting(group: SkillGroupConfiguration): readonly number[] {
    return this.#queues.waiting(group);
  }

  #follow(agent: Agent, now: number): void {
    const standing = this.#standing(agent);
    this.#spend(agent, standing, now);
    if (agent.state === 'AGENT_STATE_LOGIN') standing.session.clear();
    standing.times = timesOf(agent);
    for (const finished of standing.calls.follow(agent, now)) this.#finish(agent, finished, now);
  }

  /** Times up to now, and calls that wait for nothing any more. */
  #settle(agents: Iterable<Agent>, now: number): void {
    for (const agent of agents) {
      const standing = this.#standing(agent);
      this.#spend(agent, standing, now);
      for (const finished of standing.calls.settled(agent, now)) this.#finish(agent, finished, now);
    }
  }

  #spend(agent: Agent, standing: Standing, now: number): void {
    const { since, times } = standing;
    standing.since = now;
    if (since === now) return;
    const tallies = [standing.session, standing.today, ...agent.groups.flatMap((one) => this.#all(one))];
    for (const tally of tallies) for (const name of times) tally.addTime(name, since, now);
  }

  #finish(agent: Agent, { call, counts }: FinishedCall, now: number): void {
    this.#add(agent, call.group ?? agent.groups[0], (tally) => {
      for (const [name, amount] of counts) tally.add(name, amount, now);
    });
  }

  #add(agent: Agent, group: SkillGroupConfiguration | undefined, count: (tally: Tally) => void): void {
    const { session, today } = this.#standing(agent);
    for (const tally of [session, today, ...(group ? this.#all(group) : [])]) count(tally);
  }

  #standing(agent: Agent): Standing {
    const known = this.#agents.get(agent);
    if (known) return known;
    const standing: Standing = {
      session: new Tally(OPEN_END),
      today: new Tally(DAY),
      calls: new CallLog(),
      times: [],
      since: this.#clock.now(),
    };
    this.#agents.set(agent, standing);
    return standing;
  }

  #all(group: SkillGroupConfiguration): Tally[] {
    return Object.values(this.#tallies(group));
  }

  #tallies(group: SkillGroupConfiguration): Tallies {
    const known = this.#groups.get(group.skillGroupNumber);
    if (known) return known;
    const tallies = { To5: new Tally(FIVE_MINUTES), ToHalf: new Tally(HALF_HOUR), Today: new Tally(DAY) };
    this.#groups.set(group.skillGroupNumber, tallies);
    return tallies;
  }
}

function agentsIn(call: Call): Set<Agent> {
  return new Set(call.connections.flatMap(({ party }) => party.device?.agent ?? []));
}

/** Every agent is routable as long as he is logged on. */
function timesOf(agent: Agent): string[] {
  if (agent.state === 'AGENT_STATE_LOGOUT') return [];
  const always = ['loggedOnTime', 'routableTime'];
  if (agent.state === 'AGENT_STATE_AVAILABLE') return [...always, 'availTime', 'icmAvailableTime'];
  return agent.state === 'AGENT_STATE_NOT_READY' ? [...always, 'notReadyTime'] : always;
}
