/** The table of actions in the help of cti-simulator: the build puts it where the help says {{actions}}. */
import { ACTIONS, type ActionField } from '../../lib/simulator';
import type { ActionWords } from './protocol-words';

/**
 * Two columns, since the sidebar is narrow.
 * @param words of the language; @returns rows of a Markdown table: action; what happens, and below it the fields
 */
export function actionTable(words: ActionWords): string {
  return ACTIONS.map(({ name, fields }) => {
    const what = [words[name]?.about, fields.map(cell).join(', ')].filter((part) => part !== '');
    return `| \`${name}\` | ${what.join('<br>')} |`;
  }).join('\n');
}

function cell({ name, required }: ActionField): string {
  return required ? `\`${name}\`` : `*\`${name}\`*`;
}
