/** The agent's recorded greeting, played to a caller whose number has one. Source: CALL_AGENT_GREETING_EVENT. */
import type { Constant } from '../../protocol';
import { Refusal } from '../refusal';
import type { Agent } from './agent';
import type { Connection } from './call';
import { contactsOf } from './contact';
import type { SwitchEvent } from './events';
import { type Lasting, overWith } from './lasting';
import type { Switch } from './switch';

/** Seconds that a greeting lasts. */
const GREETING_TIME = 5;

interface Greeting extends Lasting {
  readonly agent: Agent;
  readonly cancel: () => void;
}

export class Greetings {
  readonly #world: Switch;
  readonly #playing = new Set<Greeting>();
  /** Who wants none until the end of the login session. */
  readonly #disabled = new Set<Agent>();

  constructor(world: Switch) {
    this.#world = world;
  }

  take(event: SwitchEvent): void {
    if (event.kind === 'signedIn') this.#disabled.delete(event.agent);
    if (event.kind === 'established') this.#answered(event.connection);
    for (const { agent, connection, cancel } of overWith(event, this.#playing)) {
      cancel();
      this.#tell('GREETING_ENDED', connection, agent);
    }
  }

  /** A disabled greeting that is playing goes on. @throws Refusal */
  control(agent: Agent, action: Constant<'AgentGreetingAction'>): () => void {
    if (action === 'DISABLE_FOR_LOGIN_SESSION') return () => this.#disabled.add(agent);
    if (action === 'ENABLE_FOR_LOGIN_SESSION') return () => this.#disabled.delete(agent);
    const playing = [...this.#playing].find((one) => one.agent === agent);
    if (!playing) {
      const message = `agentAction: no greeting of agent ${agent.agentID} is playing that could be stopped`;
      throw new Refusal('CF_AGENT_GREETING_CONTROL_OPERATION_FAILURE', message, { field: 'agentAction' });
    }
    return () => this.#end(playing);
  }

  #answered(connection: Connection): void {
    const { call, party } = connection;
    const agent = party.device?.agent;
    // A supervisor who barges in is not whom the caller was sent to.
    if (!agent || !call.group || call.called !== party || this.#disabled.has(agent)) return;
    const greeted = contactsOf(this.#world.contacts, call).some((one) => one.agentCall && one.dialed.agentGreeting);
    if (!greeted) return;
    const { greetingTime = GREETING_TIME } = agent.configuration;
    if (greetingTime === 0) {
      this.#tell('GREETING_FAILED', connection, agent);
      return;
    }
    const cancel = this.#world.clock.after(greetingTime * 1000, () => this.#end(greeting));
    const greeting: Greeting = { connection, agent, cancel };
    this.#playing.add(greeting);
    this.#tell('GREETING_STARTED', connection, agent);
  }

  #end(greeting: Greeting): void {
    if (!this.#playing.delete(greeting)) return;
    greeting.cancel();
    this.#tell('GREETING_ENDED', greeting.connection, greeting.agent);
  }

  #tell(code: Constant<'AgentGreetingEventCode'>, { latest: connection }: Connection, agent: Agent): void {
    this.#world.tell({ kind: 'greeting', code, call: connection.call, connection, agent });
  }
}
