/** What a person types to choose some of many: texts with * and ?, several with commas in between. */
import { CtiError } from '../lib/session';

export type Matches = (value: string | number | null | undefined) => boolean;

/**
 * `*` stands for any characters, `?` for one; capital or small makes no difference.
 * @returns undefined where nothing is typed: everything is chosen
 * @throws CtiError CTI_INVALID_OPTION where a comma has nothing beside it, or an environment variable no value
 */
export function pattern(field: string, typed: string | number | undefined): Matches | undefined {
  const text = String(typed ?? '').trim();
  if (text === '') return undefined;
  // Node-RED puts values in; a reference that is left would fit nobody.
  const [reference] = /\$\{[^}]*\}|^\$\(\S+\)$/.exec(text) ?? [];
  if (reference !== undefined) {
    const why = `the environment variable of ${reference} has no value`;
    const right = 'right is one that is set, and alone in the field, or 1001, 20*';
    throw new CtiError('CTI_INVALID_OPTION', `${field}: ${why}; ${right}`, { field });
  }
  const alternatives = text.split(',').map((one) => one.trim());
  if (alternatives.includes('')) {
    throw new CtiError(
      'CTI_INVALID_OPTION',
      `${field}: right is 1001, 10?? or 1001, 20*, with something around each comma`,
      {
        field,
      },
    );
  }
  const expression = new RegExp(`^(?:${alternatives.map(toExpression).join('|')})$`, 'is');
  return (value) => value !== undefined && value !== null && value !== '' && expression.test(String(value));
}

function toExpression(text: string): string {
  return text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
}
