/** Plays examples in a real Node-RED: deployed on ports of their own, with a collector in place of each debug node. */
import { editorDefaults } from '../nodes/editor-defaults';
import { collector, freePort, type RealNodeRed, startNodeRed } from '../nodes/real-node-red';
import { example, type FlowNode } from './files';

// biome-ignore lint/suspicious/noExplicitAny: any message of any flow, and any answer
type Anything = any;

export interface Player {
  readonly nodeRed: RealNodeRed;
  /**
   * Deploys an example in a hurry, with no inject that begins by itself.
   * @param path in the Import menu
   * @param env in place of the tab's own values
   * @param speed of the simulator, where its own times would take long
   */
  run(path: string, env?: Readonly<Record<string, string>>, speed?: number): Promise<void>;
  /** The same, and then waits until all calls and agents are known: for examples that keep the model. */
  runKnowing(path: string, env?: Readonly<Record<string, string>>, speed?: number): Promise<void>;
  /** What a debug node would have shown: messages. */
  seen(id: string): Anything[];
  /** Presses an inject button. */
  press(id: string): Promise<unknown>;
  /** Resolves when a debug node has so many messages, or when one fits. */
  shows(id: string, what: number | ((msg: Anything) => boolean)): Promise<void>;
  /** The other CTI Server takes over; resolves when the gap is told in the log. @param id of the inject */
  switchSides(id: string, meanwhile?: () => Promise<unknown>): Promise<void>;
  get(path: string): Promise<Anything>;
  /** Asks over HTTP until the answer fits: each one comes at once. */
  asked(path: string, fits: (answer: Anything) => boolean): Promise<void>;
}

/** One Node-RED for the tests of the describe block that calls this. */
export function startPlayer(): Player {
  let nodeRed: RealNodeRed;
  before(async () => {
    nodeRed = await startNodeRed();
  });
  after(() => nodeRed?.stop());

  const seen = (id: string) => nodeRed.collected.filter(({ from }) => from === id).map(({ msg }) => msg);
  const press = (id: string) => fetch(`${nodeRed.url}/inject/${id}`, { method: 'POST' });
  const get = async (path: string) => (await nodeRed.get(path)).json();
  const asked = async (path: string, fits: (answer: Anything) => boolean) => {
    while (!fits(await get(path)));
  };
  const run = async (nodes: readonly FlowNode[], env: Readonly<Record<string, string>> = {}, speed = 1) => {
    const ports = await freePortsFor(nodes);
    const values = { BASE_URL: nodeRed.url, ...env };
    await nodeRed.deploy(nodes.map((node) => hurried(node, ports, values, speed)));
    const [port] = ports.values();
    await nodeRed.until('the session', () => nodeRed.output().includes(`session open with 127.0.0.1, port ${port}`));
  };
  return {
    get nodeRed() {
      return nodeRed;
    },
    seen,
    press,
    get,
    asked,
    run: (path, env, speed) => run(example(path), env, speed),
    async runKnowing(path, env, speed) {
      await run([...example(path), ...whetherComplete(example(path))], env, speed);
      await asked('/complete', ({ complete }) => complete);
    },
    shows(id, what) {
      const enough = () => (typeof what === 'number' ? seen(id).length >= what : seen(id).some(what));
      return nodeRed.until(`${id} shows ${what}`, enough);
    },
    async switchSides(id, meanwhile = async () => {}) {
      const gaps = () => nodeRed.output().split('were missed').length;
      const before = gaps();
      await press(id);
      await meanwhile();
      await nodeRed.until('the gap', () => gaps() > before);
    },
  };
}

/** By the ports that stand in the example. */
async function freePortsFor(nodes: readonly FlowNode[]): Promise<Map<unknown, string>> {
  const used = nodes.flatMap(({ type, port, portB }) => (type === 'cti-simulator' ? [port, portB] : []));
  const ports = new Map<unknown, string>();
  for (const port of used.filter(Boolean)) ports.set(port, String(await freePort()));
  return ports;
}

/** GET /complete, for each server of the example together. */
function whetherComplete(nodes: readonly FlowNode[]): FlowNode[] {
  const z = nodes.find(({ type }) => type === 'tab')?.id;
  const servers = nodes.filter(({ type }) => type === 'cti-server').map(({ id }) => id);
  const defaults = Object.entries(editorDefaults('cti-lookup')).map(([name, { value }]) => [name, value]);
  const lookup = { ...Object.fromEntries(defaults), answer: 'count' };
  const node = (id: string, type: string, to: readonly string[], more: object = {}) => {
    return { ...{ id, type, z, x: 100, y: 1000, wires: [to] }, ...more };
  };
  const gather = 'msg.all = msg.all !== false && msg.complete; msg.payload = {}; return msg;';
  const say = 'msg.payload = { complete: msg.all }; return msg;';
  const asks = (server: string, i: number) => [
    node(`complete_${i}`, 'cti-lookup', [`complete_gather_${i}`], { ...lookup, server }),
    node(`complete_gather_${i}`, 'function', [`complete_${i + 1}`], { func: gather, outputs: 1 }),
  ];
  return [
    node('complete_in', 'http in', ['complete_0'], { url: '/complete', method: 'get' }),
    ...servers.flatMap(asks),
    node(`complete_${servers.length}`, 'function', ['complete_out'], { func: say, outputs: 1 }),
    node('complete_out', 'http response', []),
  ];
}

interface Variable {
  readonly name: string;
  readonly value: string;
}

function hurried(
  node: FlowNode,
  ports: Map<unknown, string>,
  values: Readonly<Record<string, string>>,
  speed: number,
): object {
  if (node.type === 'debug') return { ...collector(node.id, 'tab'), z: node.z };
  if (node.type === 'delay' && node.pauseType === 'delay') return { ...node, timeout: '0.1' };
  if (node.type === 'inject') return { ...node, once: false, repeat: '' };
  if (node.type === 'tab') {
    const variables = (node.env ?? []) as readonly Variable[];
    return { ...node, env: variables.map((one) => ({ ...one, value: values[one.name] ?? one.value })) };
  }
  if (!('portB' in node)) return node;
  const ownPorts = { port: ports.get(node.port) ?? node.port, portB: ports.get(node.portB) ?? node.portB };
  return { ...node, ...ownPorts, ...('speed' in node && { speed: String(speed) }) };
}
