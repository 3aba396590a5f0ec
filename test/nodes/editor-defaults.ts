/** What the editor knows of a node, read from the node's own registration. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';

const RESOURCES = resolve(__dirname, '../../resources');

interface EditorProperty {
  readonly value: unknown;
  readonly validate?: (value: unknown, opt?: object) => unknown;
}

interface EditorDefinition {
  readonly defaults: Record<string, EditorProperty>;
  readonly outputs?: number;
}

export function editorDefaults(type: string): Record<string, EditorProperty> {
  return editorDefinition(type).defaults;
}

export function editorDefinition(type: string): EditorDefinition {
  const html = readFileSync(resolve(__dirname, '../../nodes', `${type}.html`), 'utf8');
  const script = /<script type="text\/javascript">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  let found: EditorDefinition = { defaults: {} };
  const registerType = (_type: string, definition: EditorDefinition) => {
    found = definition;
  };
  const validators = { number: () => () => true, typedInput: () => () => true };
  const CtiEditor: object = {};
  const RED = { nodes: { registerType }, validators, _: (key: string) => key };
  const scripts = ['patterns.js', 'privacy-table.js'].map((name) => readFileSync(resolve(RESOURCES, name), 'utf8'));
  for (const each of scripts) runInNewContext(each, { window: { CtiEditor }, CtiEditor, RED });
  runInNewContext(script, { CtiEditor, RED });
  return found;
}
