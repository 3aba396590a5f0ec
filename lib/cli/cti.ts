#!/usr/bin/env node
/** The command itself: the process around run(). */
import { run } from './run';

async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => performance.now(),
    interrupted: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve());
      }),
  });
}

// Without a listener, an error report that nobody reads would end in a stack trace.
process.stderr.on('error', () => undefined);
void main();
