/** Lines in, lines out: what `decode` and `encode` have in common. */
import { CtiError } from '../codec';
import { chunksOf, type Input } from './input';
import type { Output } from './output';
import { Progress } from './progress';
import { errorLine } from './report';
import type { Terminal } from './terminal';

/** Characters of the longest line worth reading: a message as JSON has at most a tenth of it. */
export const MAX_LINE = 1_048_576;

/** One line of output for one line of input. */
export interface Translated {
  readonly line: string;
  readonly good: boolean;
}

/**
 * Translates an input line by line. Empty lines and lines that begin with # are skipped; a line
 * that cannot be translated (`translate` throws a CtiError) gives an error line in its place.
 *
 * @returns whether every line was good
 */
export async function translateLines(
  input: Input,
  terminal: Terminal,
  output: Output,
  translate: (text: string) => Translated,
): Promise<boolean> {
  const progress = new Progress(terminal, input.size);
  let count = 0;
  let allGood = true;
  const translated = ({ text, number }: Line): string => {
    count++;
    try {
      if (text === undefined) throw new CtiError('CTI_BAD_LINE', `longer than ${MAX_LINE} characters; no message is`);
      const { line, good } = translate(text);
      allGood &&= good;
      return `${line}\n`;
    } catch (error) {
      allGood = false;
      return errorLine(error, `line ${number}`);
    }
  };
  for await (const { lines, bytes } of linesOf(input)) {
    const reading = await output.write(lines.map(translated).join(''));
    if (!reading) break;
    progress.advance(bytes, count);
  }
  progress.end();
  return allGood;
}

interface Line {
  /** Counted from 1, as editors do. */
  readonly number: number;
  /** Without the line end; undefined when the line is longer than MAX_LINE. */
  readonly text: string | undefined;
}

/** As many lines at a time as a chunk completes: one wait per chunk, not per line. */
async function* linesOf(input: Input): AsyncGenerator<{ readonly lines: Line[]; readonly bytes: number }> {
  const decoder = new TextDecoder();
  let number = 0;
  let rest = '';
  /** The line at hand is too long; the rest of it is not kept. */
  let skipping = false;
  const line = (text: string): Line => {
    number++;
    const whole = skipping || text.length > MAX_LINE ? undefined : text;
    skipping = false;
    return { number, text: whole };
  };
  for await (const chunk of chunksOf(input)) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    const lines = parts.map(line).filter(counts);
    if (rest.length > MAX_LINE) {
      skipping = true;
      rest = '';
    }
    yield { lines, bytes: chunk.length };
  }
  rest += decoder.decode();
  if (rest !== '' || skipping) yield { lines: [line(rest)].filter(counts), bytes: 0 };
}

function counts({ text }: Line): boolean {
  return text === undefined || !/^\s*(#|$)/.test(text);
}
