/** `cti record`: stands between clients and a CTI Server and writes down what passes. */
import { CtiError } from '../codec';
import { PORTS } from '../protocol';
import { RecordingProxy } from '../simulator';
import { addressIn, listenAddressIn } from './address';
import { textOption } from './arguments';
import { type Command, EXIT } from './command';
import { plural } from './report';
import { Reporter } from './reporter';
import { clock } from './simulate-news';

const HELP = `Usage: cti record HOST[:PORT] --file FILE [--listen [HOST:]PORT] [--quiet]

Stands between clients and a CTI Server (plain TCP). Clients connect to it instead; every byte passes
on unchanged, in both directions, and every message is written into a file, for cti replay. Ctrl-C
ends it.

The file holds what the messages hold: names, numbers, call variables. Only passwords are starred
out. It is made readable for its owner only, and never overwrites another file.

Options:
  --file FILE             the file to write, a new one: JSON Lines, a frame per line
  --listen [HOST:]PORT    where clients connect to, 0 for any free port (default 127.0.0.1:${PORTS.A})
  --quiet                 does not list the messages
  -h, --help              shows this text

Exit code: 0 after Ctrl-C, 1 when it cannot listen or write, 2 for a wrong command line.

Example:
  cti record pg1a.example.com --listen 42027 --file monday.jsonl
`;

export const record: Command = {
  name: 'record',
  summary: 'writes down what passes between clients and a CTI Server',
  help: HELP,
  options: { file: { type: 'string' }, listen: { type: 'string' }, quiet: { type: 'boolean' } },
  positionals: 1,
  run: async ({ options, positionals }, terminal, output) => {
    const [given] = positionals;
    const file = textOption(options.file);
    if (given === undefined) {
      throw new CtiError('CTI_MISSING_ARGUMENT', 'there is no host; give HOST or HOST:PORT of the CTI Server');
    }
    if (file === undefined) throw new CtiError('CTI_MISSING_ARGUMENT', 'there is no file to write; give --file FILE');
    const { host, port = PORTS.A } = addressIn(given);
    const proxy = new RecordingProxy({
      listen: listenAddressIn(textOption(options.listen)),
      server: { host, port },
      file,
    });
    const reporter = new Reporter(output);
    if (!options.quiet) proxy.on('trace', (line) => reporter.report(`${clock()} ${line}\n`));
    const failed = new Promise<never>((_, reject) => {
      proxy.on('failed', reject);
    });
    // Asked first: a signal during the start counts too.
    const interrupted = terminal.interrupted();
    const address = await proxy.start();
    reporter.report(`Records what passes between ${address.host}:${address.port} and ${host}:${port} in ${file}\n`);
    reporter.report('Ctrl-C ends it.\n\n');
    try {
      await Promise.race([interrupted, reporter.unread, failed]);
    } finally {
      await proxy.stop();
    }
    reporter.report(`The recording has ended: ${plural(proxy.frames, 'message')} in ${file}.\n`);
    await reporter.written();
    return EXIT.ok;
  },
};
