/** The table of actions in the help of cti-simulator: the build puts it where the help says {{actions}}. */
import { ACTIONS, type ActionField } from '../../lib/simulator';
import type { ActionWords } from './protocol-words';

/** @param words of the language; @returns rows of a Markdown table: action, what happens, fields */
export function actionTable(words: ActionWords): string {
  const rows = ACTIONS.map(
    ({ name, fields }) => `| \`${name}\` | ${words[name]?.about} | ${fields.map(cell).join(', ')} |`,
  );
  return rows.join('\n');
}

function cell({ name, required }: ActionField): string {
  return required ? `\`${name}\`` : `*\`${name}\`*`;
}
