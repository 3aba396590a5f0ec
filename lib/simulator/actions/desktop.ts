/** An agent's own desktop, inside the simulator. */
import type { Codec } from '../../codec';
import { MAX_VERSION, type PayloadInput, type RequestName } from '../../protocol';
import type { Monitor } from '../events/monitor';
import type { Subscriber } from '../events/subscriber';
import type { Outgoing } from '../message';
import { refusedBy } from '../messages/session';
import { answerTo } from '../requests';
import { checkRequest } from '../sessions/check-request';
import type { Client, Service } from '../sessions/client';
import { ConfigurationFeed } from '../sessions/configuration-feed';
import type { Office } from '../sessions/office';
import { readMessage, requestIn } from '../sessions/read';
import type { OpenSession, Side } from '../sides/side';
import type { Agent } from '../switch/agent';
import { traceLine } from '../trace';

/** No session has this number. */
const NO_SESSION = 0;
const SERVICES: readonly Service[] = [
  'CTI_SERVICE_CLIENT_EVENTS',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CALL_DATA_UPDATE',
];

/** A confirmation as a client would decode it, without the fields that are absent. */
export interface Confirmation {
  readonly topic: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * Sends requests the way of a client's: through the codec, the checks and the handlers, with the same refusals. It is
 * no session: it takes no device, gets no events and needs no socket.
 */
export class Desktop implements OpenSession {
  readonly sessionID = NO_SESSION;
  readonly monitors = new Map<number, Monitor>();
  readonly watchers = new Map<number, Subscriber>();
  readonly configuration = new ConfigurationFeed(this);
  readonly client: Client;
  readonly agent: Agent;
  readonly #office: Office;
  readonly #side: Side;
  readonly #codec: Codec;
  #lastInvokeID = 0;
  /** Who waits for an answer that somebody else gives. */
  readonly #waiting = new Map<number, (answer: Outgoing) => void>();

  constructor(agent: Agent, office: Office, side: Side) {
    this.agent = agent;
    this.#office = office;
    this.#side = side;
    this.#codec = office.codecFor(MAX_VERSION);
    this.client = clientOf(agent, office);
  }

  /** The agent's phone: where the agent is signed in, or would sign in. */
  get phone(): string {
    return this.agent.device?.number ?? this.agent.configuration.extension;
  }

  /** @throws CtiError of the codec for what is no such request; Refusal */
  request<N extends RequestName>(topic: N, payload: Omit<PayloadInput<N>, 'invokeID'>): Promise<Confirmation> {
    const invokeID = ++this.#lastInvokeID;
    const frame = this.#codec.encode(topic as string, { ...payload, invokeID });
    const incoming = readMessage(this.#codec, frame, 0, frame.length);
    this.#trace('<-', incoming.topic, incoming.payload);
    const request = requestIn(incoming, this.client.services);
    if (!request) throw new Error(`${topic} is no request`);
    checkRequest(request.topic, request.payload, MAX_VERSION);
    const context = {
      client: this.client,
      world: this.#office.world,
      session: this,
      side: this.#side,
      office: this.#office,
    };
    const answer = answerTo(request, context);
    if (!answer) return this.#later(invokeID);
    const confirmation = this.#received({ topic: answer.topic, payload: { ...answer.payload, invokeID } });
    answer.after?.();
    return Promise.resolve(confirmation);
  }

  /** Somebody else's answer to a request of this desktop. Nothing else is for it. */
  send(outgoing: Outgoing): void {
    const { invokeID } = outgoing.payload as { readonly invokeID?: number };
    if (invokeID === undefined) return;
    this.#waiting.get(invokeID)?.(outgoing);
    this.#waiting.delete(invokeID);
  }

  waits(): boolean {
    return false;
  }

  end(): void {}

  cut(): void {}

  promoted(): void {}

  async #later(invokeID: number): Promise<Confirmation> {
    const answer = await new Promise<Outgoing>((resolve) => this.#waiting.set(invokeID, resolve));
    const refusal = refusedBy(answer);
    if (refusal) throw refusal;
    return this.#received(answer);
  }

  #received({ topic, payload }: Outgoing): Confirmation {
    const frame = this.#codec.encode(topic as string, this.#codec.fit(topic, payload));
    const decoded = this.#codec.decode(frame, 0, frame.length);
    this.#trace('->', topic, decoded.payload);
    const present = Object.entries(decoded.payload).filter(([, value]) => value !== undefined);
    return { topic, payload: Object.fromEntries(present) };
  }

  #trace(arrow: '<-' | '->', topic: string, payload: object): void {
    this.#office.trace(() => traceLine(`DESKTOP ${this.agent.agentID}`, arrow, topic, payload));
  }
}

function clientOf(agent: Agent, { world }: Office): Client {
  const { peripheral, agentID } = agent;
  const usual = world.devices.get(agent.configuration.extension);
  // Of a phone where somebody else sits the agent has no say.
  const device = agent.device ?? (usual?.agent ? undefined : usual);
  const supervisor = world.teams.supervisedBy(agentID).length > 0;
  return {
    sessionID: NO_SESSION,
    clientID: 'simulator',
    signature: 'simulator',
    version: MAX_VERSION,
    idleTimeout: null,
    services: new Set<Service>([...SERVICES, ...(supervisor ? (['CTI_SERVICE_SUPERVISOR'] as const) : [])]),
    callMsgMask: new Set(),
    agentStateMask: new Set(),
    configMsgMask: new Set(),
    clientAddress: '',
    clientPort: 0,
    monitorID: 0,
    own: {
      peripheralID: peripheral.peripheralID,
      peripheralType: peripheral.type,
      extension: device?.number,
      agentID,
    },
  };
}
