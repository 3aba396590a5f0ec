/** The table of a node's actions, for its help: from the actions and the words of a language. */
import { actionFields, connectionKeys } from './action-fields';
import { ACTIONS, type Action, type PaletteType } from './actions';

/** @param label gives an action's words; @returns rows of a Markdown table */
export function helpTable(type: PaletteType, label: (name: string) => string): string {
  const actions = ACTIONS[type];
  const withStates = actions.some(({ connections }) => connections);
  return actions.map((action) => `| ${label(action.name)} | ${cells(action, withStates)} |`).join('\n');
}

function cells(action: Action, withStates: boolean): string {
  const given = new Set(Object.keys(action.connections ?? {}).flatMap((prefix) => [...connectionKeys(prefix)]));
  const fields = actionFields(action).filter(({ key }) => !given.has(key) && key !== 'peripheralID');
  const important = fields.filter((field) => field.required || field.first);
  const names = important.map(({ key, required }) => `\`${key}\`${required ? '\\*' : ''}`).join(', ');
  const states = Object.values(action.connections ?? {}).map((wanted) => wanted[0]?.replace('LCS_', ''));
  const last = withStates ? ` | ${states.join(', ') || '-'}` : '';
  return `\`${action.name}\` | \`${action.request}\` | ${names || '-'}${last}`;
}
