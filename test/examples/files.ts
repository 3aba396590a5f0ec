/** The files in examples/. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { editorDefaults } from '../nodes/editor-defaults';

export interface FlowNode {
  readonly id: string;
  readonly type: string;
  readonly [property: string]: unknown;
}

export const FOLDER = resolve(__dirname, '../../examples');

/** The paths of all examples in the Import menu. */
export function examplePaths(): string[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length).replaceAll('\\', '/'))
    .sort();
}

export function exampleText(path: string): string {
  return readFileSync(join(FOLDER, `${path}.json`), 'utf8');
}

export function example(path: string): FlowNode[] {
  return JSON.parse(exampleText(path));
}

/** One that was drawn in the editor: what it does not have yet comes as the dialogs have it. */
export function completed(nodes: readonly FlowNode[]): FlowNode[] {
  return nodes.map((node) => {
    if (!node.type.startsWith('cti-')) return node;
    const absent = Object.entries(editorDefaults(node.type)).filter(([name]) => !(name in node));
    return { ...node, ...Object.fromEntries(absent.map(([name, { value }]) => [name, value])) };
  });
}

const LINE = 120;

/** The text of a file, as the formatter of this project wants it: lists without objects on one line, where they fit. */
export function shownAs(nodes: readonly object[]): string {
  return `${shown(nodes, '', 0)}\n`;
}

/** @param before how much stands on the line already */
function shown(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const deeper = `${indent}  `;
  if (Array.isArray(value)) {
    const short = onOneLine(value);
    if (short !== undefined && before + short.length + 1 <= LINE) return short;
    return `[\n${value.map((one) => deeper + shown(one, deeper, deeper.length)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([name, member]) => {
    const begin = `${deeper}${JSON.stringify(name)}: `;
    return begin + shown(member, deeper, begin.length);
  });
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

function onOneLine(value: unknown): string | undefined {
  if (!Array.isArray(value)) return typeof value === 'object' && value !== null ? undefined : JSON.stringify(value);
  const members = value.map(onOneLine);
  return members.includes(undefined) ? undefined : `[${members.join(', ')}]`;
}
