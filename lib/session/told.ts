/** Sentences for people: in English, and with what another language needs to say the same. Plain data. */
import { CtiError, type ErrorDetails } from '../codec';
import { EXPLANATIONS, type ExplanationName } from './explanations';

export interface Told {
  /** English. */
  readonly text: string;
  /** Where the catalog of cti-server has the sentence; undefined: it is the same in every language, or English only. */
  readonly key?: string;
  /** What stands in its places, __name__. */
  readonly values?: { readonly [name: string]: string | number | Told };
}

/** What is wrong, and what can be done about it. */
export interface Explanation {
  readonly what: Told;
  readonly toDo?: Told | undefined;
}

export function told(name: ExplanationName, values?: Told['values']): Told {
  return toldAs(`explanation.${name}`, EXPLANATIONS[name], values);
}

/** @param text English, which another table has under this key of the catalog */
export function toldAs(key: string, text: string, values?: Told['values']): Told {
  if (values === undefined) return { text, key };
  const filled = text.replace(/__(\w+?)__/g, (place, name: string) => {
    const value = values[name];
    if (value === undefined) return place;
    const words = typeof value === 'object' ? value.text : String(value);
    return name === 'next' ? capital(words) : words;
  });
  return { text: filled, key, values };
}

/** One after the other; each language has its own signs between them. */
export function joined(name: 'and' | 'list' | 'sentences', [first, ...more]: readonly [Told, ...Told[]]): Told {
  return more.reduce(
    (before, next) => told(name, name === 'sentences' ? { before, next } : { before, after: next }),
    first,
  );
}

export function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Not members of the errors: flows and logs would show them. */
const known = new WeakMap<CtiError, Explanation>();

/** An error whose message is made of what is wrong and what to do. @param joint between the two */
export function explained(
  code: string,
  { what, toDo }: Explanation,
  joint: '; ' | '. ' | ': ',
  details?: ErrorDetails,
): CtiError {
  const advice = toDo === undefined ? '' : joint + (joint === '. ' ? capital(toDo.text) : toDo.text);
  const error = new CtiError(code, `${what.text}${advice}`, details);
  return explainedLike(error, toDo === undefined ? { what } : { what, toDo });
}

/** The same error, known to be about what the explanation says. */
export function explainedLike(error: CtiError, explanation: Explanation | undefined): CtiError {
  if (explanation !== undefined) known.set(error, explanation);
  return error;
}

/** undefined for an error that says in English only what is wrong. */
export function explanationOf(error: CtiError): Explanation | undefined {
  return known.get(error);
}
