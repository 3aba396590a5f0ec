/** A command of `cti` while it runs: its lines as they come, and Ctrl-C. */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { run } from '../../lib/cli/run';
import { keyboard, Paper, terminalOf } from './terminal';

export function running(args: readonly string[]) {
  const stdout = new PassThrough();
  const stderr = new Paper();
  let text = '';
  let interrupt: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    stdout.emit('more');
  });
  const keys = keyboard();
  const ended = run(args, terminalOf(keys, stdout, stderr, { interrupted: () => interrupted }));
  return {
    ended,
    interrupt,
    /** What is typed, or piped in. */
    keys,
    stdout,
    stderr,
    text: () => text,
    /** Waits until the output matches. */
    shows: async (pattern: RegExp): Promise<RegExpExecArray> => {
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        await once(stdout, 'more');
      }
    },
  };
}
