/** Plain data from a file that people write: JSON or YAML. */
import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { CtiError } from '../../codec';

/**
 * @param file YAML, of which JSON is a part; one that ends in .json has to be JSON
 * @param code of the error
 * @returns the content; at the top, a `$schema` key for editors is left out
 * @throws CtiError with `code`: no such file, or what is wrong in it with line and column
 */
export async function readDataFile(file: string, code: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw cannotRead(file, code, cause instanceof Error ? cause.message : String(cause), cause);
  }
  // Editors on Windows put a byte order mark in front.
  const content = parse(text.replace(/^\uFEFF/, ''), file, code);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
  const { $schema: _, ...rest } = content as Record<string, unknown>;
  return rest;
}

/** JSON first: it is read a hundred times faster. */
function parse(text: string, file: string, code: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (/\.json$/i.test(file)) throw cannotRead(file, code, jsonMistake(text, cause), cause);
  }
  return parseYaml(text, file, code);
}

function parseYaml(text: string, file: string, code: string): unknown {
  try {
    const document = parseDocument(text, { prettyErrors: false });
    const [mistake] = [...document.errors, ...document.warnings];
    if (mistake) throw cannotRead(file, code, `${mistake.message}, ${placeOf(text, mistake.pos[0])}`, mistake);
    // A file of some lines must not become one of a million.
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    if (cause instanceof CtiError) throw cause;
    throw cannotRead(file, code, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** Where JSON.parse says no place, the YAML reader knows one: it takes JSON, too. */
function jsonMistake(text: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const [, position] = /position (\d+)/.exec(reason) ?? [];
  const [mistake] = position === undefined ? parseDocument(text, { prettyErrors: false }).errors : [];
  const at = position === undefined ? (mistake?.pos[0] ?? text.length) : Number(position);
  return `${reason}, ${placeOf(text, at)}`;
}

function placeOf(text: string, position: number): string {
  const before = text.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

function cannotRead(file: string, code: string, reason: string, cause: unknown): CtiError {
  return new CtiError(code, `${file} cannot be read: ${reason}`, { cause });
}

/** Runs a check. @throws CtiError of the check, with the file's name in front */
export function inFile(file: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    const { code, field } = error;
    throw new CtiError(code, `${file}: ${error.message}`, { ...(field !== undefined && { field }), cause: error });
  }
}
