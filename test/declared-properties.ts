/** The properties of our nodes' messages, as paths like payload.connections[].agentID; those of the guide's messages left out. */
import { CONTEXT_KEYS } from '../lib/model';
import { MESSAGE_NODES, type MessageNode, messageSchema } from '../lib/node-messages';
import type { JsonSchema } from '../lib/protocol';

type Paths = ReadonlySet<string>;

const known = new Map<MessageNode, Paths>();

export function declaredProperties(type: MessageNode): Paths {
  const paths = known.get(type) ?? new Set(pathsOf(messageSchema(type), ''));
  known.set(type, paths);
  return paths;
}

/** Goes to Catch nodes with the message that has failed. */
const AT_CATCH = ['route.refused'];

/**
 * What no test has seen. A property counts as seen where another node has sent it, or a list instead of one: cti-lookup
 * shows calls and agents as cti-call and cti-agent do; what an agent was before has what an agent has.
 * @param seen as `cti-call: payload.id`
 */
export function neverSeen(seen: readonly string[]): string[] {
  const paths = new Set(seen.map((one) => shared(one.replace(/^[^:]*: /, ''))));
  const declared = MESSAGE_NODES.flatMap((type) => [...declaredProperties(type)].map((path) => ({ type, path })));
  return declared
    .filter(({ path }) => !paths.has(shared(path)) && !AT_CATCH.includes(path))
    .map(({ type, path }) => `${type}: ${path}`);
}

function pathsOf(schema: JsonSchema, path: string): string[] {
  const {
    anyOf = [],
    items,
    properties = {},
  } = schema as {
    readonly anyOf?: readonly JsonSchema[];
    readonly items?: JsonSchema;
    readonly properties?: Readonly<Record<string, JsonSchema>>;
  };
  const own = Object.entries(properties).filter(([key]) => !isCallData(key));
  return [
    ...anyOf.flatMap((one) => partsOf(one, path)),
    ...(items ? partsOf(items, `${path}[]`) : []),
    ...own.flatMap(([key, one]) => {
      const here = path === '' ? key : `${path}.${key}`;
      return [here, ...partsOf(one, here)];
    }),
  ];
}

/** What has a name of its own is described elsewhere: Cisco's messages, the actions of the simulator. */
function partsOf(schema: JsonSchema, path: string): string[] {
  return schema.title === undefined ? pathsOf(schema, path) : [];
}

function shared(path: string): string {
  return path.replace(/^(payload\[\]|before)(?=\.)/, 'payload');
}

function isCallData(key: string): boolean {
  return (CONTEXT_KEYS as readonly string[]).includes(key);
}

/** Those of the declared ones that a message has. */
export function propertiesIn(type: MessageNode, message: object): string[] {
  const declared = declaredProperties(type);
  const found: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, `${path}[]`);
    else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
      for (const [key, each] of Object.entries(value)) {
        const here = path === '' ? key : `${path}.${key}`;
        if (!declared.has(here) || each === undefined) continue;
        found.push(here);
        walk(each, here);
      }
    }
  };
  walk(message, '');
  return found;
}
