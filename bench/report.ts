/** The results as a table for people. */
import { MIXES } from './mixes';

/** Median and quartiles. */
export interface Ratio {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

export interface Row {
  readonly what: string;
  readonly mix: keyof typeof MIXES;
  readonly ours: string;
  readonly other: string;
  /** Nanoseconds per message, each in a process of its own. */
  readonly oursNs: number;
  readonly otherNs: number;
  /** How many times cheaper ours is. */
  readonly ownProcess: Ratio;
  /** The same, taking turns in one process. */
  readonly interleaved: Ratio;
  readonly aim?: number;
}

export interface Report {
  readonly node: string;
  readonly cpu: string;
  readonly rows: readonly Row[];
  /** Comparisons that could not be measured, above all because results differed. */
  readonly failures: readonly string[];
}

export function reportText({ node, cpu, rows, failures }: Report): string {
  const header = ['what', 'mix', 'ours', 'ns', 'compared with', 'ns', 'own process', 'interleaved', 'aim', 'result'];
  const cells = rows.map((row) => [
    row.what,
    row.mix,
    row.ours,
    nanoseconds(row.oursNs),
    row.other,
    nanoseconds(row.otherNs),
    times(row.ownProcess),
    times(row.interleaved),
    row.aim === undefined ? '' : `${row.aim}`,
    result(row),
  ]);
  const widths = header.map((_, i) => Math.max(...[header, ...cells].map((line) => (line[i] as string).length)));
  const lines = [header, ...cells].map((line) => line.map((cell, i) => cell.padEnd(widths[i] as number)).join('  '));
  const mixes = Object.entries(MIXES).map(([name, { about }]) => `${name}: ${about}`);
  return `Node ${node} on ${cpu}
Mixes: ${mixes.join('; ')}
Ratios: how many times cheaper ours is, within this run (quartiles)

${lines.map((line) => line.trimEnd()).join('\n')}
${failures.map((failure) => `\nNOT MEASURED ${failure}\n`).join('')}`;
}

function nanoseconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function times({ ratio, low, high }: Ratio): string {
  return `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function result({ aim, ownProcess, interleaved }: Row): string {
  if (aim === undefined) return '';
  const reached = [ownProcess, interleaved].filter(({ ratio }) => ratio >= aim).length;
  return ['missed', 'one of both', 'reached'][reached] as string;
}
