import type { Arguments, OptionTable } from './arguments';
import type { Output } from './output';
import type { Terminal } from './terminal';

/** Exit codes: everything fine; something in the input was wrong; the command line was wrong. */
export const EXIT = { ok: 0, badInput: 1, badUsage: 2 } as const;

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  readonly options: OptionTable;
  /** Arguments that are no options: how many at most. */
  readonly positionals: number;
  /** @returns the exit code */
  run(given: Arguments, terminal: Terminal, output: Output): Promise<number>;
}
