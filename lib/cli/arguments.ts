/** The command line as options and arguments, with coded errors that say what would be right. */
import { parseArgs } from 'node:util';
import { CtiError } from '../codec';
import { MAX_VERSION, MIN_VERSION } from '../protocol';
import { nearest } from './nearest';

export type OptionTable = {
  readonly [name: string]: { readonly type: 'string' | 'boolean'; readonly short?: string };
};

export interface Arguments {
  readonly options: { readonly [name: string]: string | true | undefined };
  readonly positionals: readonly string[];
}

/**
 * @throws CtiError CTI_UNKNOWN_OPTION, CTI_INVALID_OPTION (a value is missing or not wanted, or the
 * option stands twice), CTI_UNEXPECTED_ARGUMENT
 */
export function readArguments(args: readonly string[], table: OptionTable, atMost: number): Arguments {
  const { tokens } = parseArgs({ args: [...args], options: table, strict: false, tokens: true });
  const options: Record<string, string | true> = {};
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    const known = Object.hasOwn(table, name) ? table[name] : undefined;
    if (known === undefined) throw unknownOption(rawName, Object.keys(table));
    if (Object.hasOwn(options, name)) throw invalidOption(name, `${rawName} stands twice; give it once`);
    if (known.type === 'boolean' && value !== undefined) {
      throw invalidOption(name, `${rawName} takes no value; ${JSON.stringify(value)} came with it`);
    }
    const missing = value === undefined || (!token.inlineValue && /^-./.test(value));
    if (known.type === 'string' && missing) throw invalidOption(name, `${rawName} needs a value`);
    options[name] = value ?? true;
  }
  if (positionals.length > atMost) {
    const extra = JSON.stringify(positionals[atMost]);
    throw new CtiError(
      'CTI_UNEXPECTED_ARGUMENT',
      `${extra} is one argument too many; ${atMost === 0 ? 'none is expected' : `at most ${atMost} is expected`}`,
    );
  }
  return { options, positionals };
}

/** @throws CtiError CTI_INVALID_OPTION for anything but a known protocol version */
export function protocolOption({ options }: Arguments): number | undefined {
  return integerOption('protocol', options.protocol, MIN_VERSION, MAX_VERSION);
}

/** @throws CtiError CTI_INVALID_OPTION for anything but a whole number within the limits */
export function integerOption(
  name: string,
  given: string | true | undefined,
  least: number,
  most: number,
): number | undefined {
  if (given === undefined) return undefined;
  const value = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw invalidOption(name, `--${name} is ${JSON.stringify(given)}; give a whole number from ${least} to ${most}`);
}

export function textOption(given: string | true | undefined): string | undefined {
  return typeof given === 'string' ? given : undefined;
}

export function invalidOption(field: string, message: string): CtiError {
  return new CtiError('CTI_INVALID_OPTION', message, { field });
}

function unknownOption(rawName: string, names: readonly string[]): CtiError {
  const known = names.map((name) => `--${name}`);
  const [near] = nearest(rawName, known);
  const advice = near === undefined ? `known options: ${known.join(', ')}` : `did you mean ${near}?`;
  return new CtiError('CTI_UNKNOWN_OPTION', `there is no option ${rawName}; ${advice}`);
}
