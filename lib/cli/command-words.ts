/** A line that somebody types while the simulator runs: a word, and key=value after it. */
import { CtiError } from '../codec';

export interface TypedCommand {
  readonly word: string;
  /** What stands after the word without a key. */
  readonly argument: string | undefined;
  readonly values: Readonly<Record<string, string>>;
}

/** A value in quotes, an object or an array (up to the next key or the end), or anything without a blank. */
const VALUE = /^(?:"((?:[^"\\]|\\.)*)"|([[{].*?[\]}])(?=\s+[\w.]+=|\s*$)|(\S*))/;
const KEY = /^([A-Za-z][\w.]*)=/;

/** @throws CtiError CTI_BAD_LINE */
export function wordsOf(line: string): TypedCommand {
  const [word = ''] = line.trim().split(/\s/, 1);
  let rest = line.trim().slice(word.length).trim();
  let argument: string | undefined;
  const values: Record<string, string> = {};
  while (rest !== '') {
    const key = KEY.exec(rest)?.[1];
    if (key === undefined && argument !== undefined) {
      throw new CtiError('CTI_BAD_LINE', `${JSON.stringify(rest)}: right is key=value after ${word}`);
    }
    if (key !== undefined) rest = rest.slice(key.length + 1);
    const [whole = '', quoted, structure, plain] = VALUE.exec(rest) ?? [];
    const value = quoted?.replace(/\\(.)/g, '$1') ?? structure ?? plain ?? '';
    if (key === undefined) argument = value;
    else values[key] = value;
    rest = rest.slice(whole.length).trim();
  }
  return { word, argument, values };
}
