/** `cti simulate --cps N`: the simulator under load, until the time is over. */
import { Load, type LoadOptions, type Simulator } from '../simulator';
import { jsonLoad, type LoadNews, progressText, textLoad } from './load-news';
import type { Output } from './output';
import { Reporter } from './reporter';
import { jsonNews, type News, textNews } from './simulate-news';
import type { Terminal } from './terminal';

/** Milliseconds between lines of progress; on a screen one line is written again and again. */
const EVERY = { line: 5_000, screen: 1_000 } as const;
const WIPE = '\r\x1b[K';

/** Runs until the load is over, the user ends it, or nobody reads the output any more. */
export async function showLoad(
  simulator: Simulator,
  options: LoadOptions,
  json: boolean,
  terminal: Terminal,
  output: Output,
): Promise<void> {
  const load = new Load(simulator, options);
  // Asked first: a signal during the start counts too.
  const interrupted = terminal.interrupted();
  const address = await simulator.start();
  const reporter = new Reporter(output);
  const screen = terminal.stdout.isTTY === true && !json;
  const report = (text: string) => reporter.report(screen ? `${WIPE}${text}` : text);
  const tell = (news: LoadNews) => report((json ? jsonLoad : textLoad)(news));
  const tellSession = (news: News) => report((json ? jsonNews : textNews)(news));
  simulator.on('session', (session) => tellSession({ kind: 'session', session }));
  let progress: NodeJS.Timeout | undefined;
  try {
    const over = load.run();
    tell({ kind: 'start', address, report: load.report, load: options });
    progress = setInterval(
      () => (screen ? report(progressText(load.report)) : tell({ kind: 'progress', report: load.report })),
      screen ? EVERY.screen : EVERY.line,
    );
    await Promise.race([over, interrupted, reporter.unread]);
  } finally {
    clearInterval(progress);
    load.stop();
    await simulator.stop();
  }
  tell({ kind: 'summary', report: load.report });
  await reporter.written();
}
