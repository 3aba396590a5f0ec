/** The table of actions in the help of cti-simulator: the build puts it where the help says {{actions}}. */
import { ACTIONS, type ActionField } from '../lib/simulator';

/** Markdown, a row for each action. */
export function actionTable(): string {
  const rows = ACTIONS.map(({ name, about, fields }) => `| \`${name}\` | ${about} | ${fields.map(cell).join(', ')} |`);
  return ['| action | what happens | fields |', '|---|---|---|', ...rows].join('\n');
}

function cell({ name, required }: ActionField): string {
  return required ? `\`${name}\`` : `*\`${name}\`*`;
}
