/** `cti describe`: the messages, and the layout of one of them. */
import { RESERVED_NUMBERS } from '../protocol';
import { protocolOption } from './arguments';
import { type Command, EXIT } from './command';
import { inVersion } from './description/fields';
import { CATALOGUE, type Entry, find } from './description/find';
import { describeMessage } from './description/message';
import { table, wrap } from './description/table';
import { textOf } from './description/text';

const HELP = `Usage: cti describe [--protocol N] [--json] [NAME|NUMBER]

Without an argument: every message by service. With the name (in any case) or the number of a
message: its layout, with types, sizes, tags, versions, constants, and what answers it.

Options:
  --protocol N  the messages, fields and constants of one protocol version, 9 to 25 (default: all)
  --json        JSON for machines instead of text for people
  -h, --help    shows this text

Exit code: 0, or 2 when there is no such message.

Examples:
  cti describe make_call_req
  cti describe --protocol 20 9
`;

/** Characters of a line where the output is no screen. */
const WIDTH = 140;

export const describe: Command = {
  name: 'describe',
  summary: 'what a message consists of',
  help: HELP,
  options: { protocol: { type: 'string' }, json: { type: 'boolean' } },
  positionals: 1,
  run: async (given, terminal, output) => {
    const version = protocolOption(given);
    const [wanted] = given.positionals;
    const width = terminal.stdout.columns ?? WIDTH;
    const json = given.options.json === true;
    if (wanted === undefined) {
      const entries = CATALOGUE.filter(({ definition }) => inVersion(definition, version));
      await output.write(json ? listJson(entries, version) : listText(entries, width));
    } else {
      const message = describeMessage(find(wanted), version);
      await output.write(json ? `${JSON.stringify(message, null, 2)}\n` : textOf(message, width));
    }
    return EXIT.ok;
  },
};

function listJson(entries: readonly Entry[], version: number | undefined): string {
  const messages = entries.map((entry) => {
    const { name, number, status, service, kind, direction, since, until, about } = describeMessage(entry, version);
    return { name, number, status, service, kind, direction, since, until, about };
  });
  return `${JSON.stringify({ protocol: version, messages, reserved: RESERVED_NUMBERS }, null, 2)}\n`;
}

function listText(entries: readonly Entry[], width: number): string {
  const services = new Map<string, Entry[]>();
  for (const entry of entries) services.set(entry.service, [...(services.get(entry.service) ?? []), entry]);
  const parts = [...services].map(([service, members]) => {
    const rows = members
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, name, definition }) => {
        const { since } = definition;
        const about = 'about' in definition ? definition.about : 'number and name only';
        return [`${number}`.padStart(3), name, definition.kind, since === undefined ? '' : `${since}`, about];
      });
    return `${service}\n${table(['No.', 'Name', 'Kind', 'Since', 'About'], rows, width)}`;
  });
  const reserved = wrap(`Reserved numbers: ${RESERVED_NUMBERS.join(', ')}`, width).map((line) => `${line}\n`);
  return [...parts, reserved.join('')].join('\n');
}
