/** What a person types to choose some of many: texts with * and ?, several with commas in between. */
import { CtiError } from '../lib/session';

export type Matches = (value: string | number | null | undefined) => boolean;

/**
 * `*` stands for any characters, `?` for one; capital or small makes no difference.
 * @returns undefined where nothing is typed: everything is chosen
 * @throws CtiError CTI_INVALID_OPTION where a comma has nothing beside it
 */
export function pattern(field: string, typed: string | number | undefined): Matches | undefined {
  const text = String(typed ?? '').trim();
  if (text === '') return undefined;
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
