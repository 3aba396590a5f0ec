/** Agents and callers who act by themselves: what they do next follows what happens in the switch. */
import type { Clock } from '../clock';
import { Refusal } from '../refusal';
import type { Agent } from '../switch/agent';
import type { Call, Connection } from '../switch/call';
import { answer, clear, hold, retrieve } from '../switch/call-control';
import type { Device } from '../switch/device';
import type { SwitchEvent } from '../switch/events';
import { hangUp } from '../switch/inbound';
import type { Switch } from '../switch/switch';
import { exponential, logNormal, type Random } from './distributions';
import type { Behaviour } from './load-options';

const RING_SIGMA = 0.4;
const TALK_SIGMA = 0.5;

/** Those who do something with a call that came by a queue, and how it went. */
export class People {
  answered = 0;
  abandoned = 0;
  readonly #world: Switch;
  readonly #clock: Clock;
  readonly #behaviour: Behaviour;
  readonly #random: Random;
  /** Callers in the queue, by their call, and what cancels their giving up. */
  readonly #waiting = new Map<Call, () => void>();
  readonly #talked = new WeakSet<Call>();

  constructor(world: Switch, clock: Clock, behaviour: Behaviour, random: Random) {
    this.#world = world;
    this.#clock = clock;
    this.#behaviour = behaviour;
    this.#random = random;
  }

  /** Whoever is signed out signs in at some time within these seconds; everybody else gets ready then. */
  signIn(within: number): void {
    for (const { agentID, configuration } of this.#world.agents.values()) {
      this.#clock.after(this.#random() * within * 1000, () => {
        const agent = this.#world.agents.get(agentID);
        const device = this.#world.devices.get(configuration.extension);
        if (agent && device) this.#begin(agent, device);
      });
    }
  }

  happened(event: SwitchEvent): void {
    switch (event.kind) {
      case 'delivered':
        if (agentAt(event.connection)) this.#ring(event.connection);
        return;
      case 'established':
        if (agentAt(event.connection)) this.#talk(event.connection);
        return;
      case 'queued':
        this.#wait(event.call);
        return;
      case 'dequeued':
      case 'cleared':
        this.#waiting.get(event.call)?.();
        this.#waiting.delete(event.call);
        return;
      case 'agentState':
        this.#follow(event.agent);
    }
  }

  #begin(agent: Agent, device: Device): void {
    // A client has been here before.
    if (!agent.loggedIn && device.agent) return;
    if (!agent.loggedIn) agent.login(device);
    if (agent.state === 'AGENT_STATE_NOT_READY') attempt(() => agent.ask('AGENT_STATE_AVAILABLE', 0));
  }

  #ring(connection: Connection): void {
    this.#later(logNormal(this.#behaviour.ring, RING_SIGMA, this.#random), () => {
      const { latest } = connection;
      if (latest.state === 'LCS_ALERTING') attempt(() => answer(this.#world, latest));
    });
  }

  #talk(connection: Connection): void {
    const { call } = connection;
    if (call.group === undefined || this.#talked.has(call)) return;
    this.#talked.add(call);
    this.answered++;
    const { talk, hold: held, holdChance } = this.#behaviour;
    const time = logNormal(talk, TALK_SIGMA, this.#random);
    if (this.#random() >= holdChance) {
      this.#later(time, () => this.#hangUp(connection));
      return;
    }
    const before = time * this.#random();
    this.#later(before, () => {
      const { latest } = connection;
      if (latest.state === 'LCS_CONNECT') attempt(() => hold(this.#world, latest));
      this.#later(exponential(held, this.#random), () => {
        if (latest.latest.state === 'LCS_HOLD') attempt(() => retrieve(this.#world, latest.latest));
        this.#later(time - before, () => this.#hangUp(connection));
      });
    });
  }

  #hangUp({ latest }: Connection): void {
    if (latest.state === 'LCS_CONNECT') attempt(() => clear(this.#world, latest));
  }

  #follow(agent: Agent): void {
    if (!isWork(agent)) return;
    const { since } = agent;
    this.#later(exponential(this.#behaviour.wrap, this.#random), () => {
      if (isWork(agent) && agent.since === since) attempt(() => agent.ask('AGENT_STATE_AVAILABLE', 0));
    });
  }

  #wait(call: Call): void {
    const cancel = this.#later(exponential(this.#behaviour.patience, this.#random), () => {
      this.#waiting.delete(call);
      this.abandoned++;
      hangUp(this.#world, call.callID);
    });
    this.#waiting.set(call, cancel);
  }

  #later(seconds: number, run: () => void): () => void {
    return this.#clock.after(seconds * 1000, run);
  }
}

const agentAt = ({ party }: Connection) => party.device?.agent;

const isWork = ({ state }: Agent) => state === 'AGENT_STATE_WORK_READY' || state === 'AGENT_STATE_WORK_NOT_READY';

/** A client may have been faster: then it is not possible any more, and that is all. */
function attempt(check: () => () => void): void {
  try {
    check()();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
