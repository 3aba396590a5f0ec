/**
 * The bench: every strategy in a process of its own, and all of a comparison taking turns in one
 * process; believe what both say. Only ratios within this run mean anything.
 */
import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median, spread } from './clock';
import { COMPARISONS, type Comparison } from './comparisons';
import { type Ratio, type Report, type Row, reportText } from './report';

const run = promisify(execFile);
/** Processes per strategy. */
const REPEATS = 3;

async function child(comparison: Comparison, names: readonly string[]): Promise<number[][]> {
  const script = join(__dirname, 'child.js');
  const { stdout } = await run(process.execPath, [script, comparison.id, ...names]);
  return JSON.parse(stdout) as number[][];
}

async function compare(comparison: Comparison): Promise<Row[]> {
  const names = [comparison.ours, ...comparison.others.map(({ name }) => name)];
  const together = await child(comparison, names);
  const alone: number[][] = names.map(() => []);
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (let turn = 0; turn < names.length; turn++) {
      const i = (repeat + turn) % names.length;
      const [times = []] = await child(comparison, [names[i] as string]);
      alone[i]?.push(median(times));
    }
  }
  return comparison.others.map(({ name, aim }, i) => ({
    what: comparison.what,
    mix: comparison.mix,
    ours: comparison.ours,
    other: name,
    oursNs: median(alone[0] as number[]),
    otherNs: median(alone[i + 1] as number[]),
    ownProcess: ratioOf(alone[0] as number[], alone[i + 1] as number[]),
    interleaved: ratioOf(together[0] as number[], together[i + 1] as number[]),
    ...(aim === undefined ? {} : { aim }),
  }));
}

/** Of times that were measured one after the other: what disturbed one disturbed both. */
function ratioOf(ours: readonly number[], theirs: readonly number[]): Ratio {
  return spread(theirs.map((time, i) => time / (ours[i] as number)));
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const [i, comparison] of COMPARISONS.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\r${i + 1} of ${COMPARISONS.length}: ${comparison.id}\x1b[K`);
    try {
      rows.push(...(await compare(comparison)));
    } catch (error) {
      failures.push(`${comparison.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const report: Report = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', rows, failures };
  process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
}

void main();
