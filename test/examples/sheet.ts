/** Writes an example: a tab with rows of nodes, a server and a simulator, in the form in which the editor exports it. */
import { editorDefaults } from '../nodes/editor-defaults';

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
  /** Of cti-server and cti-simulator, where they are not as they come from the palette. */
  readonly server?: Properties;
  readonly simulator?: Properties;
}

const STEP = 210;
const ROW = 60;

export class Sheet {
  readonly #options: SheetOptions;
  readonly #nodes = new Map<string, Record<string, unknown>>();
  #y = 40;
  #comments = 0;

  constructor(options: SheetOptions) {
    this.#options = options;
    const { title, about, port, sideB, http, server = {}, simulator = {} } = options;
    const env = http ? [{ name: 'BASE_URL', value: 'http://127.0.0.1:1880', type: 'str' }] : [];
    this.#nodes.set('tab', { id: this.#id('tab'), type: 'tab', label: title, disabled: false, info: about, env });
    const portB = sideB ? String(port + 1000) : '';
    const hosts = { host: '127.0.0.1', port: String(port), hostB: sideB ? '127.0.0.1' : '', portB };
    // So that a change of sides takes no 15 seconds: nobody else wants the server.
    const usual = { name: 'Simulator', peripheralID: '5000', expectedClients: '0', alwaysArmed: true };
    this.#nodes.set('server', {
      id: this.#id('server'),
      type: 'cti-server',
      ...ours('cti-server', { ...usual, ...hosts, ...server }),
    });
    this.#simulator = { port: String(port), portB, ...simulator };
  }

  readonly #simulator: Properties;

  /** What the example is and how to try it: at the top. @param info Markdown */
  explain(name: string, info: string): this {
    return this.comment(name, info);
  }

  /** Begins a group of rows. */
  comment(name: string, info = ''): this {
    if (this.#comments > 0) this.#y += ROW / 2;
    this.#place(`comment${this.#comments++}`, 'comment', { name, info }, 1);
    this.#y += ROW;
    return this;
  }

  /**
   * A row of nodes, each wired to the next from its first output: [id, type, properties]. The ids are short: the prefix
   * comes before them. cti-simulator gets the port, nodes of ours the server and the defaults of their dialogs.
   */
  row(...nodes: readonly (readonly [id: string, type: string, properties?: Properties])[]): this {
    nodes.forEach(([id, type, properties = {}], i) => {
      this.#place(id, type, properties, i + 1);
      const before = nodes[i - 1];
      if (before) this.wire(before[0], id);
    });
    this.#y += ROW;
    return this;
  }

  /** One more wire. @param output from 0 */
  wire(from: string, to: string, output = 0): this {
    const wires = this.#node(from).wires as string[][];
    while (wires.length <= output) wires.push([]);
    wires[output]?.push(this.#id(to));
    return this;
  }

  /** @returns what stands in the file */
  get nodes(): Placed[] {
    return [...this.#nodes.values()] as unknown as Placed[];
  }

  #place(id: string, type: string, properties: Properties, column: number): void {
    if (this.#nodes.has(id)) throw new Error(`${id} stands in the example already`);
    const of = type === 'cti-simulator' ? { ...this.#simulator, ...properties } : properties;
    const own = type.startsWith('cti-') ? ours(type, { server: this.#id('server'), ...of }) : core(type, of);
    const at = { x: STEP * column - 60, y: this.#y };
    this.#nodes.set(id, { id: this.#id(id), type, z: this.#id('tab'), ...own, ...at, wires: outputsOf(type, own) });
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
  const wrong = Object.keys(others).filter((name) => !(name in known));
  if (wrong.length > 0) throw new Error(`${type} has no ${wrong.join(', ')}`);
  return { ...known, ...others, ...('server' in known && { server }) };
}

/** What the editor writes for core nodes, as far as they are used in examples. */
const CORE: Readonly<Record<string, Properties>> = {
  comment: { name: '', info: '' },
  inject: {
    name: '',
    props: [{ p: 'payload' }],
    repeat: '',
    crontab: '',
    once: false,
    onceDelay: 0.1,
    topic: '',
    payload: '',
    payloadType: 'date',
  },
  debug: {
    name: '',
    active: true,
    tosidebar: true,
    console: false,
    tostatus: false,
    complete: 'payload',
    targetType: 'msg',
    statusVal: '',
    statusType: 'auto',
  },
  function: {
    name: '',
    func: 'return msg;',
    outputs: 1,
    timeout: 0,
    noerr: 0,
    initialize: '',
    finalize: '',
    libs: [],
  },
  change: { name: '', rules: [], action: '', property: '', from: '', to: '', reg: false },
  switch: {
    name: '',
    property: 'payload',
    propertyType: 'msg',
    rules: [],
    checkall: 'true',
    repair: false,
    outputs: 1,
  },
  template: {
    name: '',
    field: 'payload',
    fieldType: 'msg',
    format: 'handlebars',
    syntax: 'mustache',
    template: '',
    output: 'str',
  },
  delay: {
    name: '',
    pauseType: 'delay',
    timeout: '2',
    timeoutUnits: 'seconds',
    rate: '1',
    nbRateUnits: '1',
    rateUnits: 'second',
    randomFirst: '1',
    randomLast: '5',
    randomUnits: 'seconds',
    drop: false,
    allowrate: false,
    outputs: 1,
  },
  trigger: {
    name: '',
    op1: '',
    op2: '',
    op1type: 'nul',
    op2type: 'payl',
    duration: '5',
    extend: false,
    overrideDelay: false,
    units: 's',
    reset: '',
    bytopic: 'all',
    topic: 'topic',
    outputs: 1,
  },
  catch: { name: '', scope: null, uncaught: false },
  status: { name: '', scope: null },
  'http in': { name: '', url: '', method: 'get', upload: false, swaggerDoc: '' },
  'http response': { name: '', statusCode: '', headers: {} },
  'http request': {
    name: '',
    method: 'GET',
    ret: 'obj',
    paytoqs: 'ignore',
    url: '',
    tls: '',
    persist: false,
    proxy: '',
    insecureHTTPParser: false,
    authType: '',
    senderr: false,
    headers: [],
  },
  split: {
    name: '',
    splt: '\\n',
    spltType: 'str',
    arraySplt: 1,
    arraySpltType: 'len',
    stream: false,
    addname: '',
    property: 'payload',
  },
  join: {
    name: '',
    mode: 'auto',
    build: 'object',
    property: 'payload',
    propertyType: 'msg',
    key: 'topic',
    joiner: '\\n',
    joinerType: 'str',
    useparts: true,
    accumulate: false,
    timeout: '',
    count: '',
    reduceRight: false,
    reduceExp: '',
    reduceInit: '',
    reduceInitType: '',
    reduceFixup: '',
  },
  rbe: { name: '', func: 'rbe', gap: '', start: '', inout: 'out', septopics: true, property: 'payload', topi: 'topic' },
  file: {
    name: '',
    filename: '',
    filenameType: 'str',
    appendNewline: true,
    createDir: false,
    overwriteFile: 'false',
    encoding: 'none',
  },
  json: { name: '', property: 'payload', action: '', pretty: false },
  'link in': { name: '', links: [] },
  'link out': { name: '', mode: 'link', links: [] },
};

function core(type: string, given: Properties): Record<string, unknown> {
  const known = CORE[type];
  if (!known) throw new Error(`${type} is no core node that is known here`);
  const wrong = Object.keys(given).filter((name) => !(name in known));
  if (wrong.length > 0) throw new Error(`${type} has no ${wrong.join(', ')}`);
  return { ...structuredClone(known), ...given };
}

const WITHOUT_OUTPUT = new Set(['comment', 'debug', 'http response', 'link out']);

function outputsOf(type: string, { outputs }: Record<string, unknown>): string[][] {
  if (WITHOUT_OUTPUT.has(type)) return [];
  return Array.from({ length: typeof outputs === 'number' ? outputs : 1 }, () => []);
}
