/** Flows with our nodes, loaded from source into the runtime of the test helper. */
import { type EventEmitter, once } from 'node:events';
import type { Node, NodeAPI } from 'node-red';
import type { CtiServerNode } from '../../nodes/session/shared-session';
import { checkSent, isOurs, type SendEvent } from '../sent-messages';

type NodeFile = (RED: NodeAPI) => void;

/** All our nodes, from their sources. */
const NODES = Object.keys((require('../../package.json') as Package)['node-red'].nodes).map(
  (type) => (require(`../../nodes/${type}`) as { readonly default: NodeFile }).default,
);

interface Package {
  readonly 'node-red': { readonly nodes: Readonly<Record<string, string>> };
}

export interface HttpAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  readonly body: any;
}

/** What is used of node-red-node-test-helper, which has no types. */
interface TestHelper {
  init(runtimePath: string): void;
  startServer(): Promise<void>;
  stopServer(): Promise<void>;
  load(nodes: NodeFile[], flow: object[], credentials: object): Promise<void>;
  readonly _events: EventEmitter;
  readonly _redNodes: {
    setFlows(flow: readonly object[], credentials: object, type: 'full' | 'flows' | 'nodes'): Promise<void>;
  };
  unload(): Promise<void>;
  getNode(id: string): Node | null;
  /** What has been logged since load(). */
  log(): {
    readonly args: readonly (readonly [{ readonly id?: string; readonly level: number; readonly msg: unknown }])[];
  };
  request(): {
    get(path: string): Promise<HttpAnswer>;
    delete(path: string): Promise<HttpAnswer>;
    post(path: string): { send(body: object): Promise<HttpAnswer> };
  };
}

export const helper = require('node-red-node-test-helper') as TestHelper;
helper.init(require.resolve('node-red'));

interface Hooks {
  add(name: string, hook: (events: readonly SendEvent[]) => void): void;
}

const { hooks } = require('@node-red/util') as { readonly hooks: Hooks };
hooks.add('onSend.tests', (events) => {
  for (const { msg, source } of events) if (isOurs(source.node.type)) checkSent(source.node.type, msg);
});

/** Core's own; the helper loads none but Catch, Status and Complete. */
const tlsConfig = require('@node-red/nodes/core/network/05-tls.js') as NodeFile;
const globalConfig = require('@node-red/nodes/core/common/91-global-config.js') as NodeFile;

export type Flow = readonly object[];
/** A message as a flow sees it. */
// biome-ignore lint/suspicious/noExplicitAny: messages of flows have no type
export type FlowMessage = Record<string, any>;

const TAB = { id: 'tab', type: 'tab', label: 'Test' };

let running = false;
const stopFlows = helper.unload.bind(helper);
helper.unload = () => {
  running = false;
  return stopFlows();
};

/** Around each test of a suite: a runtime, and what the last test left is stopped. */
export function withRuntime(): void {
  beforeEach(() => helper.startServer());
  afterEach(async () => {
    // What nodes have told is remembered until they are removed. A test may have stopped the flows itself.
    if (running) await deploy([], 'full', {});
    await helper.unload();
    await helper.stopServer();
  });
}

export async function load(flow: Flow, credentials: object = {}): Promise<void> {
  running = true;
  await helper.load([tlsConfig, globalConfig, ...NODES], [TAB, ...flow], credentials);
}

export async function redeploy(flow: Flow, type: 'full' | 'flows' | 'nodes', credentials: object = {}): Promise<void> {
  await deploy([TAB, ...flow], type, credentials);
}

/** As helper.setFlows() does, which waits 300 ms at the most: too short on a busy machine. */
async function deploy(flow: Flow, type: 'full' | 'flows' | 'nodes', credentials: object): Promise<void> {
  const started = once(helper._events, 'flows:started');
  await helper._redNodes.setFlows(flow, credentials, type);
  await started;
}

export function nodeOf<N extends Node>(id: string): N {
  const node = helper.getNode(id);
  if (node === null) throw new Error(`no node ${id}`);
  return node as N;
}

/** A reference to an environment variable, as it is typed into a dialog. */
export function env(name: string): string {
  return `\${${name}}`;
}

/** A flow node with the place that Node-RED wants it to have. */
export function at(id: string, type: string, more: object = {}): object {
  return { id, type, z: 'tab', x: 100, y: 100, wires: [[]], ...more };
}

interface StatusCalls {
  getCalls(): readonly { readonly thisValue: unknown; readonly args: readonly FlowMessage[] }[];
}

/** Resolves when the node shows such a status, or has shown it since it was deployed. */
export async function shown(id: string, fits: (status: FlowMessage) => boolean): Promise<void> {
  const node = nodeOf(id);
  const has = () =>
    (node.status as unknown as StatusCalls)
      .getCalls()
      .some(({ thisValue, args: [status] }) => thisValue === node && status !== undefined && fits(status));
  while (!has()) await once(node, 'call:status');
}

/** Resolves when the picture that nodes keep of a server is complete; a status says so up to a second later. */
export async function pictured(server = 'server'): Promise<void> {
  const { shared } = nodeOf<CtiServerNode>(server);
  if (!shared) throw new Error(`${server} has no session`);
  const { model } = shared;
  await new Promise<void>((whole) => model.register('the test', { whole }));
  model.deregister('the test', true);
}

/** All messages that arrive at a helper node. */
export class Inbox {
  readonly messages: FlowMessage[] = [];
  readonly #node: Node;

  constructor(id: string) {
    this.#node = nodeOf(id);
    this.#node.on('input', (message) => this.messages.push(message));
  }

  /** The first message that fits, of those that have come or will come. */
  async first(fits: (message: FlowMessage) => boolean = () => true): Promise<FlowMessage> {
    for (;;) {
      const found = this.messages.find(fits);
      if (found) return found;
      await once(this.#node, 'input');
    }
  }

  async count(wanted: number): Promise<FlowMessage[]> {
    while (this.messages.length < wanted) await once(this.#node, 'input');
    return this.messages;
  }
}
