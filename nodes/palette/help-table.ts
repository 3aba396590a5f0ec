/** The table of a node's actions, for its help: from the actions and the words of a language. */
import { actionFields, connectionKeys } from './action-fields';
import { ACTIONS, type Action, type PaletteType } from './actions';

export interface HelpWords {
  /** An action's words. */
  action(name: string): string;
  /** The title of a field. */
  field(key: string): string;
}

/**
 * Two columns, since the sidebar is narrow: the action with its name and its request, its fields with the state that the
 * connection has to be in.
 * @returns rows of a Markdown table
 */
export function helpTable(type: PaletteType, words: HelpWords): string {
  return ACTIONS[type].map((action) => `| ${whatItIs(action, words)} | ${whatItTakes(action, words)} |`).join('\n');
}

function whatItIs({ name, request }: Action, words: HelpWords): string {
  return `**${words.action(name)}**<br>\`${name}\`<br>\`${request}\``;
}

function whatItTakes(action: Action, words: HelpWords): string {
  const given = new Set(Object.keys(action.connections ?? {}).flatMap((prefix) => [...connectionKeys(prefix)]));
  const fields = actionFields(action)
    .filter(({ key }) => !given.has(key) && key !== 'peripheralID')
    .filter((field) => field.required || field.first)
    .map(({ key, required }) => `${words.field(key)} \`${key}\`${required ? '\\*' : ''}`);
  const states = Object.values(action.connections ?? {}).map((wanted) => wanted[0]?.replace('LCS_', ''));
  const parts = [fields.join(', '), states.length > 0 ? `*${states.join(', ')}*` : ''].filter((part) => part !== '');
  return parts.join('<br>') || '-';
}
