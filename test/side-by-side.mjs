// Runs programs side by side. Plain JavaScript with Node's own modules only.
import { spawn } from 'node:child_process';

/** Much of what they do is waiting: three keep two cores busy. */
const AT_ONCE = 3;
/** Where mocha begins to sum up. */
const SUMMARY = /^.* \d+ passing/m;
/** Lines of a program that has failed without a summary. */
const LAST_LINES = 60;

/**
 * What is printed is never mixed: the first of those that run prints as it goes, what the others say waits for its end.
 * Each runs to its end, whatever becomes of the others; Ctrl-C and SIGTERM end all.
 * @param {readonly { title: string, args: readonly string[], env?: object }[]} programs for node, in the order in which they begin
 * @param {string} cwd
 * @returns {Promise<boolean>} whether all went well; if not, the failures have been printed once more, at the end
 */
export async function sideBySide(programs, cwd) {
  const waiting = [...programs];
  /** Begun, the one that prints first. */
  const begun = [];
  const failed = [];
  const children = new Set();
  let stopped = false;

  const stop = (signal) => {
    stopped = true;
    waiting.length = 0;
    for (const child of children) child.kill(signal);
  };
  const signals = ['SIGINT', 'SIGTERM'];
  for (const signal of signals) process.on(signal, stop);

  const flush = () => {
    for (const one of [...begun]) {
      process.stdout.write(one.unprinted);
      one.unprinted = '';
      if (one.runs) return;
      begun.shift();
    }
  };

  const runOne = ({ title, args, env }) =>
    new Promise((resolve) => {
      const one = { title, runs: true, unprinted: `${title} ...\n`, said: '' };
      begun.push(one);
      const child = spawn(process.execPath, args, {
        cwd,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...(process.stdout.isTTY && { FORCE_COLOR: '1' }), ...process.env, ...env },
      });
      children.add(child);
      const print = (text) => {
        one.unprinted += text;
        one.said += text;
        flush();
      };
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print);
      child.on('error', (error) => print(`${error}\n`));
      child.on('close', (status) => {
        children.delete(child);
        one.runs = false;
        if (status !== 0) failed.push(one);
        flush();
        resolve();
      });
      flush();
    });

  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runOne(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));

  for (const signal of signals) process.off(signal, stop);
  if (stopped) console.error('Stopped.');
  else if (programs.length > 1)
    for (const { title, said } of failed) console.error(`\nFailed: ${title}\n\n${ending(said)}`);
  return failed.length === 0 && !stopped;
}

/** What mocha sums up, with every failure in it; the last lines of what has no summary. */
function ending(said) {
  const at = said.search(SUMMARY);
  return at < 0 ? said.split('\n').slice(-LAST_LINES).join('\n') : said.slice(at);
}
