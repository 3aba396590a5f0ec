/** What the editor knows of a node, read from the node's own registration. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';

interface EditorProperty {
  readonly value: unknown;
  readonly validate?: (value: unknown, opt?: object) => unknown;
}

export function editorDefaults(type: string): Record<string, EditorProperty> {
  const html = readFileSync(resolve(__dirname, '../../nodes', `${type}.html`), 'utf8');
  const script = /<script type="text\/javascript">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  let found: Record<string, EditorProperty> = {};
  const registerType = (_type: string, definition: { defaults: Record<string, EditorProperty> }) => {
    found = definition.defaults;
  };
  const validators = { number: () => () => true, typedInput: () => () => true };
  const page = { RED: { nodes: { registerType }, validators, _: (key: string) => key }, window: {} };
  page.window = page;
  // Its validator is shared by the dialogs.
  runInNewContext(readFileSync(resolve(__dirname, '../../resources/patterns.js'), 'utf8'), page);
  runInNewContext(script, page);
  return found;
}
