/** Flows of our nodes around a simulator in the same process, for tests of the nodes that send requests. */
import { Simulator } from '../../lib/simulator';
import { ACTIONS, type PaletteType } from '../../nodes/palette';
import type { SharedSession } from '../../nodes/session/shared-session';
import { noteUse } from '../outcomes';
import { at, type FlowMessage, Inbox, load, nodeOf, pictured, withRuntime } from './flow';
import { agentNode, callNode } from './model-nodes';
import { serverNode } from './real-input';

export const SERVICES = [
  'CTI_SERVICE_ALL_EVENTS',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_CONFIG_EVENTS',
];

/** What came of a message: it goes on, or Catch nodes get it. */
export interface Outcome {
  readonly message: FlowMessage;
  readonly error: FlowMessage | undefined;
}

export class CentreFlow {
  simulator = new Simulator({ port: 0 });
  /** Changes of calls and agents as cti-call and cti-agent tell them. */
  calls!: Inbox;
  agents!: Inbox;
  /** Of the simulator, for other clients. */
  port = 0;
  /** For redeploy(). */
  deployed: readonly object[] = [];

  /**
   * @param nodes with their ids; each gets two outputs of its own. Resolves when the picture is complete
   */
  async start(nodes: readonly object[], server: object = {}): Promise<void> {
    const { sides } = await this.simulator.start();
    this.port = sides.A.port;
    const ids = nodes.map((node) => (node as { id: string }).id);
    const settings = { protocolVersion: 'auto', peripheralID: '5000', services: SERVICES, ...server };
    this.deployed = [
      serverNode('server', sides.A.port, settings),
      ...nodes.map((node, i) => ({ ...node, server: 'server', wires: [[`${ids[i]} out`], [`${ids[i]} other`]] })),
      ...ids.flatMap((id) => [at(`${id} out`, 'helper'), at(`${id} other`, 'helper')]),
      at('calls', 'cti-call', { ...callNode(), wires: [['calls out']] }),
      at('calls out', 'helper'),
      at('agents', 'cti-agent', { ...agentNode(), wires: [['agents out']] }),
      at('agents out', 'helper'),
      at('catch', 'catch', { scope: null, uncaught: false, wires: [['caught']] }),
      at('caught', 'helper'),
    ];
    await load(this.deployed);
    this.calls = new Inbox('calls out');
    this.agents = new Inbox('agents out');
    await pictured();
  }

  get session(): SharedSession {
    const { shared } = nodeOf('server') as unknown as { shared: SharedSession };
    return shared;
  }

  /** Sends a message into a node, and waits for what comes of it. */
  put(id: string, message: FlowMessage = {}): Promise<Outcome> {
    const outcome = this.outcome(id);
    nodeOf(id).receive(message);
    return outcome;
  }

  /** What comes next of a node: of what is sent into it after the call. */
  async outcome(id: string): Promise<Outcome> {
    const nodes = [nodeOf(`${id} out`), nodeOf('caught')];
    const came = await new Promise<FlowMessage>((resolve) => {
      const listen = (answer: FlowMessage) => {
        for (const node of nodes) node.off('input', listen);
        resolve(answer);
      };
      for (const node of nodes) node.on('input', listen);
    });
    if (!came.error || /^(?:CF|E_CTI)_/.test(came.error.code)) this.#note(id, came);
    return { message: came, error: came.error };
  }

  /** The first change of a call, of those that were told or will be. */
  call(topic: string, fits: (message: FlowMessage) => boolean = () => true): Promise<FlowMessage> {
    return this.calls.first((message) => message.topic === topic && fits(message));
  }

  agent(topic: string, agentID: string): Promise<FlowMessage> {
    return this.agents.first((message) => message.topic === topic && message.payload.agentID === agentID);
  }

  /** The server has got the request of the node's action. */
  #note(id: string, came: FlowMessage): void {
    const all = this.deployed as readonly { readonly id: string; readonly type: string; readonly action?: string }[];
    const { type = '', action } = all.find((node) => node.id === id) ?? {};
    const actions = ACTIONS[type as PaletteType] ?? [];
    // cti-route decides by itself, and says what it has sent.
    const request = came.route?.request ?? actions.find(({ name }) => name === (action || came.action))?.request;
    if (request !== undefined) noteUse(type, request);
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
  }
}

/** Around each test: a runtime and a simulator that is not started yet. */
export function withCentre(): { readonly current: CentreFlow } {
  withRuntime();
  const holder: { current: CentreFlow } = { current: undefined as unknown as CentreFlow };
  beforeEach(() => {
    holder.current = new CentreFlow();
  });
  afterEach(() => holder.current.stop());
  return holder;
}

/** A node of the palette as the editor saves it. */
export function action(id: string, type: string, more: object = {}): object {
  const usual = { name: '', action: '', callFrom: 'message', call: 'payload', callType: 'msg', party: '' };
  return at(id, type, { ...usual, partyType: 'str', fields: {}, timeout: '', ...more });
}

/** What is typed into a field. */
export const typed = (value: string, type = 'str') => ({ value, type });
