/** Texts and numbers of a call, and what a rule wants of them. */
import { type Matches, pattern } from '../patterns';
import type { Test } from './settings';
import { wrong } from './wrong';

/** All that the call has under a name: a number that was dialled has two, skill groups may be several. */
export type Values = readonly unknown[];

/** Of one value that is there; false where a test asks for the opposite, see `NOT`. */
type Has = (value: string) => boolean;

/** Tests that are another one's opposite. */
const NOT: Readonly<Partial<Record<Test, Test>>> = { isNot: 'is', noneOf: 'oneOf', empty: 'notEmpty' };

/**
 * Capital or small makes no difference but in `matches`. One of the values is enough, of opposites none may fit.
 * @param value what was typed or evaluated; of `oneOf` an array, too
 * @param most the upper end of `between`
 * @throws CtiError CTI_INVALID_OPTION naming value or most
 */
export function comparison(test: Test, value: unknown, most: unknown): (values: Values) => boolean {
  const opposite = NOT[test];
  const has = one(opposite ?? test, value, most);
  return (values) => values.some((each) => isText(each) && has(String(each))) !== (opposite !== undefined);
}

function isText(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) && value !== '';
}

function one(test: Test, value: unknown, most: unknown): Has {
  switch (test) {
    case 'oneOf': {
      const matches = patternOf(value);
      return (text) => matches?.(text) ?? false;
    }
    case 'beginsWith': {
      const start = textOf(value).toLowerCase();
      return (text) => start !== '' && text.toLowerCase().startsWith(start);
    }
    case 'matches': {
      const expression = expressionOf(value);
      return (text) => expression?.test(text) ?? false;
    }
    case 'less': {
      const to = numberOf('value', value);
      return (text) => toNumber(text) < to;
    }
    case 'more': {
      const from = numberOf('value', value);
      return (text) => toNumber(text) > from;
    }
    case 'between': {
      const [from, to] = [numberOf('value', value), numberOf('most', most)];
      if (from > to) throw wrong('most', 'right is a number that is not below the first one');
      return (text) => toNumber(text) >= from && toNumber(text) <= to;
    }
    case 'notEmpty':
      return () => true;
    default: {
      const wanted = textOf(value).toLowerCase();
      return (text) => wanted !== '' && text.toLowerCase() === wanted;
    }
  }
}

/** NaN for what is no number: it is neither less nor more than anything. */
function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** @param part of the condition */
function numberOf(part: string, value: unknown): number {
  const number = typeof value === 'number' ? value : toNumber(textOf(value));
  if (Number.isFinite(number)) return number;
  throw wrong(part, 'no number; right is for instance 30');
}

/** Nothing where an expression gave nothing. */
export function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value).trim();
}

function patternOf(value: unknown): Matches | undefined {
  const list = Array.isArray(value) ? value.map(textOf).filter((text) => text !== '') : [textOf(value)];
  return pattern('value', list.join(','));
}

function expressionOf(value: unknown): RegExp | undefined {
  const text = textOf(value);
  try {
    return text === '' ? undefined : new RegExp(text);
  } catch (cause) {
    throw wrong('value', 'no regular expression; right is for instance ^00(41|43)', cause);
  }
}
