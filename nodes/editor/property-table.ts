/** The table of a node's messages in its help: the build puts it where the help says {{properties}}. */
import { type MessageNode, messageSchema } from '../../lib/node-messages';
import type { JsonSchema } from '../../lib/protocol';

interface Properties {
  readonly [key: string]: JsonSchema;
}

/**
 * What has a name of its own is described elsewhere: Cisco's messages and constants, the actions of the simulator.
 * @returns rows of a Markdown table: the property, in italics where it may be absent, and its type; before those of each
 * msg.topic, where there are several, a row with the topic
 */
export function propertyTable(node: MessageNode): string {
  const { anyOf, ...only } = messageSchema(node);
  const messages = (anyOf as readonly JsonSchema[] | undefined) ?? [only];
  const shown = new Set<string>();
  const rows = messages.flatMap((message) => {
    const own = rowsOf(message, '', shown);
    return own.length > 0 && messages.length > 1 && isOwn(message) ? [`| **${topicOf(message)}** | |`, ...own] : own;
  });
  return rows.join('\n');
}

/** Objects of one kind are shown in full once. */
function rowsOf(schema: JsonSchema, path: string, shown: Set<string>): string[] {
  const { items, anyOf } = schema as { readonly items?: JsonSchema; readonly anyOf?: readonly JsonSchema[] };
  if (items) return items.title === undefined ? rowsOf(items, `${path}[]`, shown) : [];
  if (anyOf) return anyOf.flatMap((one) => (one.title === undefined ? rowsOf(one, path, shown) : []));
  const properties = propertiesOf(schema);
  const kind = Object.keys(properties).join();
  if (path !== '' && shown.has(kind)) return [];
  shown.add(kind);
  return Object.entries(properties).flatMap(([key, one]) => {
    const here = path === '' ? key : `${path}.${key}`;
    if (here === 'topic' || (here === 'payload' && one.title !== undefined)) return [];
    const isRequired = ((schema.required ?? []) as readonly string[]).includes(key);
    const row = `| ${isRequired ? `\`${here}\`` : `*\`${here}\`*`} | ${typeOf(one)} |`;
    // Messages of Cisco come in hundreds, and have the rest in common.
    const isNew = isOwn(schema) || !shown.has(row);
    shown.add(row);
    return isNew ? [row, ...(one.title === undefined ? rowsOf(one, here, shown) : [])] : [];
  });
}

function propertiesOf(schema: JsonSchema): Properties {
  return (schema.properties ?? {}) as Properties;
}

function isOwn(message: JsonSchema): boolean {
  return propertiesOf(message).payload?.title === undefined;
}

function topicOf(message: JsonSchema): string {
  return ((propertiesOf(message).topic?.enum ?? []) as readonly string[]).map((name) => `\`${name}\``).join(', ');
}

function typeOf({ title, enum: values, anyOf, type, format }: JsonSchema): string {
  if (title !== undefined) return `\`${title}\``;
  if (Array.isArray(values)) return values.map((value) => `\`${value}\``).join(', ');
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map((one: JsonSchema) => typeOf(one)))].join(' / ');
  if (format === 'date-time') return 'string (ISO 8601)';
  return type === 'integer' ? 'number' : String(type ?? 'any');
}
