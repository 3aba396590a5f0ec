/** `cti replay`: a CTI Server that plays what `cti record` has written down. */
import { CtiError } from '../codec';
import { PORTS } from '../protocol';
import { RecordingPlayer, readRecording } from '../simulator';
import { listenAddressIn } from './address';
import { invalidOption, textOption } from './arguments';
import { type Command, EXIT } from './command';
import { plural } from './report';
import { Reporter } from './reporter';
import { clock } from './simulate-news';

const HELP = `Usage: cti replay FILE [--listen [HOST:]PORT] [--speed N|max] [--quiet]

Plays the server's side of a recording to every client that connects: a cti-server node of Node-RED,
or any other. The first client that opens a session gets the first recorded session of its protocol
version, the next one the next, and again from the first. Ctrl-C ends it.

Events come in their recorded order and time from OPEN_CONF on. A request gets what the recorded
request of the same type got, in order, with the client's InvokeID; FAILURE_CONF when there is no
more. Heartbeats and CLOSE_REQ are answered as by any CTI Server. After the last event the session
stays open.

Options:
  --listen [HOST:]PORT    where clients connect to, 0 for any free port (default 127.0.0.1:${PORTS.A})
  --speed N|max           factor on time, such as 10 or 0.5; max: as fast as the client reads (default 1)
  --quiet                 does not list the messages
  -h, --help              shows this text

Exit code: 0 after Ctrl-C, 1 when it cannot listen or the file is wrong, 2 for a wrong command line.

Example:
  cti replay monday.jsonl --speed 10
`;

export const replay: Command = {
  name: 'replay',
  summary: 'a CTI Server that plays a recording',
  help: HELP,
  options: { listen: { type: 'string' }, speed: { type: 'string' }, quiet: { type: 'boolean' } },
  positionals: 1,
  run: async ({ options, positionals }, terminal, output) => {
    const [file] = positionals;
    if (file === undefined) {
      throw new CtiError('CTI_MISSING_ARGUMENT', 'there is no recording; give the FILE that cti record has written');
    }
    const listen = listenAddressIn(textOption(options.listen));
    const speed = speedIn(textOption(options.speed));
    const player = new RecordingPlayer(await readRecording(file), { listen, speed });
    const reporter = new Reporter(output);
    const tell = (line: string) => reporter.report(`${clock()} ${line}\n`);
    if (!options.quiet) player.on('trace', tell);
    player.on('over', (connection, events) => {
      tell(`SESSION ${connection}: the recording is over, ${plural(events, 'event')} sent; the session stays open`);
    });
    // Asked first: a signal during the start counts too.
    const interrupted = terminal.interrupted();
    const { host, port } = await player.start();
    reporter.report(`Plays ${file} on ${host}:${port}\n`);
    for (const { connection, version, events } of player.sessions) {
      reporter.report(`  connection ${connection}: protocol ${version}, ${plural(events, 'event')}\n`);
    }
    reporter.report('Ctrl-C ends it.\n\n');
    try {
      await Promise.race([interrupted, reporter.unread]);
    } finally {
      await player.stop();
    }
    reporter.report('The replay has ended.\n');
    await reporter.written();
    return EXIT.ok;
  },
};

function speedIn(given: string | undefined): number | 'max' {
  if (given === undefined) return 1;
  if (given === 'max') return given;
  const speed = /^\d+(\.\d+)?$/.test(given) ? Number(given) : 0;
  if (speed > 0) return speed;
  throw invalidOption('speed', `--speed is ${JSON.stringify(given)}; give a number above 0, or max`);
}
