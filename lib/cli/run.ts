/** `cti COMMAND ...`: finds the command, reads its command line, runs it, reports what went wrong. */
import { CtiError } from '../codec';
import { readArguments } from './arguments';
import { type Command, EXIT } from './command';
import { decode } from './decode';
import { describe } from './describe';
import { encode } from './encode';
import { nearest } from './nearest';
import { Output } from './output';
import { probeCommand } from './probe';
import { record } from './record';
import { replay } from './replay';
import { schema } from './schema';
import { simulate } from './simulate';
import type { Terminal } from './terminal';

const COMMANDS: readonly Command[] = [decode, encode, describe, schema, probeCommand, simulate, record, replay];
const HELP = { type: 'boolean', short: 'h' } as const;

/** Errors of the command line, as opposed to the input. */
const USAGE = [
  'CTI_UNKNOWN_COMMAND',
  'CTI_UNKNOWN_OPTION',
  'CTI_INVALID_OPTION',
  'CTI_INVALID_CAST',
  'CTI_MISSING_ARGUMENT',
  'CTI_UNEXPECTED_ARGUMENT',
  'CTI_UNKNOWN_MESSAGE',
];

/** @returns the exit code */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const output = new Output(terminal.stdout);
  const [first, ...rest] = args;
  if (first === undefined) {
    terminal.stderr.write(overview());
    return EXIT.badUsage;
  }
  if (first === '--help' || first === '-h') {
    await output.write(overview());
    return EXIT.ok;
  }
  const command = COMMANDS.find(({ name }) => name === first);
  try {
    if (command === undefined) throw unknownCommand(first);
    const given = readArguments(rest, { ...command.options, help: HELP }, command.positionals);
    if (given.options.help) {
      await output.write(command.help);
      return EXIT.ok;
    }
    return await command.run(given, terminal, output);
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    const name = command === undefined ? 'cti' : `cti ${command.name}`;
    const usage = USAGE.includes(error.code);
    terminal.stderr.write(`${name}: ${error.message} (${error.code})\n${usage ? `Try '${name} --help'.\n` : ''}`);
    return usage ? EXIT.badUsage : EXIT.badInput;
  }
}

function unknownCommand(name: string): CtiError {
  const names = COMMANDS.map((command) => command.name);
  const [near] = nearest(name, names);
  const advice = near === undefined ? `known commands: ${names.join(', ')}` : `did you mean ${near}?`;
  return new CtiError('CTI_UNKNOWN_COMMAND', `there is no command ${JSON.stringify(name)}; ${advice}`);
}

function overview(): string {
  return `Usage: cti COMMAND [OPTION ...]

Works with messages of Cisco's CTI Server protocol (GED-188).

Commands:
${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`).join('\n')}

'cti COMMAND --help' tells more about one of them.
`;
}
