/** Writes an example: a tab with rows of nodes, a server and a simulator, in the form in which the editor exports it. */
import { editorDefaults, editorDefinition } from '../nodes/editor-defaults';
import { CORE } from './core-nodes';
import { type Cell, laidOut } from './layout';

export type Properties = Readonly<Record<string, unknown>>;

export interface Placed {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

interface SheetOptions {
  /** Begins every id of the example. */
  readonly prefix: string;
  readonly title: string;
  /** One sentence. */
  readonly about: string;
  /** Of the simulator's side A; side B, where there is one, has 1000 more. Different in each example. */
  readonly port: number;
  readonly sideB?: true;
  /** BASE_URL, for flows that ask themselves over HTTP. */
  readonly http?: true;
  /** More environment variables of the tab. */
  readonly env?: Readonly<Record<string, string>>;
  /** Of cti-server and cti-simulator, where they are not as they come from the palette. */
  readonly server?: Properties;
  readonly simulator?: Properties;
}

/** Its id is short: the prefix comes before it. null leaves a column free. */
export type RowNode = readonly [id: string, type: string, properties?: Properties] | null;

export class Sheet {
  readonly #options: SheetOptions;
  readonly #configs = new Map<string, Record<string, unknown>>();
  readonly #nodes = new Map<string, Record<string, unknown>>();
  /** The rows between two comments belong together. */
  readonly #groups: (Cell | null)[][][] = [];
  #comments = 0;

  constructor(options: SheetOptions) {
    this.#options = options;
    const { title, about, port, sideB, http, env = {}, server = {} } = options;
    const variables = { ...(http && { BASE_URL: 'http://127.0.0.1:1880' }), ...env };
    this.#configs.set('tab', {
      id: this.#id('tab'),
      type: 'tab',
      label: title,
      disabled: false,
      info: about,
      env: Object.entries(variables).map(([name, value]) => ({ name, value, type: 'str' })),
    });
    const hosts = { host: '127.0.0.1', port: String(port), hostB: sideB ? '127.0.0.1' : '', portB: this.#portB };
    // So that a change of sides takes no 15 seconds: nobody else wants the server.
    const usual = { name: `Simulator: ${title}`, peripheralID: '5000', expectedClients: '0', alwaysArmed: true };
    const known = Object.keys(editorDefaults('cti-server'));
    const given = Object.entries({ ...usual, ...hosts }).filter(([name]) => known.includes(name));
    this.config('server', 'cti-server', { ...Object.fromEntries(given), ...server });
  }

  /** What the example is and how to try it: at the top. @param info Markdown */
  explain(name: string, info: string): this {
    return this.comment(name, info);
  }

  /** Begins a group of rows. */
  comment(name: string, info = ''): this {
    const id = `comment${this.#comments++}`;
    this.#groups.push([[this.#cell(id, 'comment', { name, info })]]);
    return this;
  }

  /**
   * A row of nodes, each wired to the next from its first output; a column that is left free at the start begins a
   * row that is wired by `wire`. cti-simulator gets the port, nodes of ours the server and the defaults of their
   * dialogs; `server`, `scope` and `links` name nodes by their short ids.
   */
  row(...nodes: readonly RowNode[]): this {
    const group = this.#groups.at(-1);
    if (!group) throw new Error('a comment begins a group');
    group.push(nodes.map((node) => (node ? this.#cell(...node) : null)));
    const inLine = nodes.filter((node) => node !== null);
    inLine.forEach(([id], i) => {
      const before = inLine[i - 1];
      if (before) this.wire(before[0], id);
    });
    return this;
  }

  /** One more wire. @param output from 0 */
  wire(from: string, to: string, output = 0): this {
    const wires = this.#node(from).wires as string[][];
    while (wires.length <= output) wires.push([]);
    wires[output]?.push(this.#id(to));
    return this;
  }

  /** One more config node of ours, another cti-server say. */
  config(id: string, type: string, properties: Properties): this {
    this.#configs.set(id, { id: this.#id(id), type, ...ours(type, properties) });
    return this;
  }

  /** @returns what stands in the file */
  get nodes(): Placed[] {
    for (const [from, { wires }] of this.#nodes) {
      for (const to of (wires as string[][]).flat()) {
        if (![...this.#nodes.values()].some(({ id }) => id === to)) throw new Error(`${from}: ${to} is not there`);
      }
    }
    const places = laidOut(this.#groups);
    const nodes = [...this.#nodes].map(([id, { wires, ...node }]) => ({ ...node, ...places.get(id), wires }));
    return [...this.#configs.values(), ...nodes] as unknown as Placed[];
  }

  get #portB(): string {
    return this.#options.sideB ? String(this.#options.port + 1000) : '';
  }

  #cell(id: string, type: string, properties: Properties = {}): Cell {
    if (this.#nodes.has(id) || this.#configs.has(id)) throw new Error(`${id} stands in the example already`);
    const of = this.#named(properties);
    const { port, simulator = {} } = this.#options;
    const ports = type === 'cti-simulator' && { port: String(port), portB: this.#portB, ...simulator };
    const own = type.startsWith('cti-') ? ours(type, { server: this.#id('server'), ...ports, ...of }) : core(type, of);
    this.#nodes.set(id, { id: this.#id(id), type, z: this.#id('tab'), ...own, wires: outputsOf(type, own) });
    return { id, type, properties: own };
  }

  /** With the full ids of the nodes that they name. */
  #named(properties: Properties): Properties {
    const full = (ids: unknown) => (Array.isArray(ids) ? ids.map((id) => this.#id(String(id))) : ids);
    const { server, scope, links } = properties;
    return {
      ...properties,
      ...(server !== undefined && { server: this.#id(String(server)) }),
      ...(scope !== undefined && { scope: full(scope) }),
      ...(links !== undefined && { links: full(links) }),
    };
  }

  #node(id: string): Record<string, unknown> {
    const node = this.#nodes.get(id);
    if (!node) throw new Error(`${id} does not stand in the example`);
    return node;
  }

  #id(id: string): string {
    return `${this.#options.prefix}_${id}`;
  }
}

/** A node of ours with all its properties; a property that its dialog does not have is a mistake. */
function ours(type: string, given: Properties): Record<string, unknown> {
  const defaults = editorDefaults(type);
  const known = Object.fromEntries(Object.entries(defaults).map(([name, { value }]) => [name, structuredClone(value)]));
  const { server, ...others } = given;
  checkNames(type, others, known);
  return { ...known, ...others, ...('server' in known && { server }) };
}

function core(type: string, given: Properties): Record<string, unknown> {
  const known = CORE[type];
  if (!known) throw new Error(`${type} is no core node that is known here`);
  checkNames(type, given, known);
  return { ...structuredClone(known), ...given };
}

function checkNames(type: string, given: Properties, known: Properties): void {
  const wrong = Object.keys(given).filter((name) => !(name in known));
  if (wrong.length > 0) throw new Error(`${type} has no ${wrong.join(', ')}`);
}

const WITHOUT_OUTPUT = new Set(['comment', 'debug', 'http response', 'link out']);

function outputsOf(type: string, given: Properties): string[][] {
  if (WITHOUT_OUTPUT.has(type)) return [];
  const { outputs } = type.startsWith('cti-') ? editorDefinition(type) : given;
  return Array.from({ length: typeof outputs === 'number' ? outputs : 1 }, () => []);
}
