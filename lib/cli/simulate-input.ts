/** What is typed, or piped, into `cti simulate` while it runs: an action on a line. */
import { createInterface } from 'node:readline';
import { CtiError } from '../codec';
import { ACTIONS, type ActionDescription, type Simulator, typedAction } from '../simulator';
import { type TypedCommand, wordsOf } from './command-words';
import { table } from './description/table';
import { nearest } from './nearest';
import type { News } from './simulate-news';
import type { Terminal } from './terminal';
import { TypedScenarios } from './typed-scenarios';

/** Characters of a line of help. */
const WIDTH = 120;

export interface TypedInput {
  /** Resolves when somebody types quit. The end of the input is no such word. */
  readonly quit: Promise<void>;
  /** Reads no more. */
  close(): void;
}

/** What typed lines have to do with. */
export interface InputDesk {
  readonly simulator: Simulator;
  readonly json: boolean;
  /** Shows what came of a line. */
  write(text: string): void;
  tell(news: News): void;
}

/** Carries out each line, one after the other; scenarios go on beside them. */
export function takeInput(stdin: Terminal['stdin'], { simulator, json, write, tell }: InputDesk): TypedInput {
  let end: () => void = () => undefined;
  const quit = new Promise<void>((resolve) => {
    end = resolve;
  });
  const tellFailure = (error: unknown) => write(failureText(error, json));
  const scenarios = new TypedScenarios(simulator, tell, tellFailure);
  const obey = async (line: string): Promise<string> => {
    const command = wordsOf(line);
    if (command.word === 'help') return help(command.argument);
    if (command.word === 'scenario') await scenarios.play(command.argument ?? '', command.values);
    else if (command.word === 'stop') scenarios.stop();
    else return doneText(command.word, await perform(command, simulator), json);
    return doneText(command.word, {}, json);
  };
  const reader = createInterface({ input: stdin, terminal: false });
  // A terminal that is gone has nothing more to say.
  stdin.on('error', () => reader.close());
  let last = Promise.resolve();
  reader.on('line', (line) => {
    last = last.then(async () => {
      if (/^\s*(#|$)/.test(line)) return;
      if (line.trim() === 'quit') end();
      else await obey(line).then(write, tellFailure);
    });
  });
  return {
    quit,
    close: () => {
      reader.close();
      stdin.pause();
    },
  };
}

function doneText(action: string, outcome: object, json: boolean): string {
  return json ? `${JSON.stringify({ event: 'done', action, outcome })}\n` : `${action}: done${textOf(outcome)}\n`;
}

/** What is wrong with a line, or with the scenario that it asked for. */
function failureText(error: unknown, json: boolean): string {
  if (!(error instanceof CtiError)) throw error;
  const { code, message } = error;
  return json ? `${JSON.stringify({ event: 'failed', code, message })}\n` : `${message} (${code})\n`;
}

/** @throws CtiError CTI_UNKNOWN_ACTION and what the action is refused with */
async function perform({ word, argument, values }: TypedCommand, simulator: Simulator): Promise<object> {
  const action = known(word);
  const needed = action.fields.filter(({ required }) => required);
  if (argument !== undefined && needed.length !== 1) {
    throw new CtiError('CTI_BAD_LINE', `${argument}: right is ${needed[0]?.name ?? 'key'}=${argument}`);
  }
  const only = argument === undefined ? {} : { [needed[0]?.name ?? '']: argument };
  return simulator.perform(typedAction({ ...only, ...values, action: word }));
}

function known(word: string): ActionDescription {
  const action = ACTIONS.find(({ name }) => name === word);
  if (action) return action;
  const names = ACTIONS.map(({ name }) => name);
  const [near] = nearest(word, names);
  const advice = near === undefined ? 'help lists what there is' : `did you mean ${near}?`;
  throw new CtiError('CTI_UNKNOWN_ACTION', `there is no ${word}; ${advice}`);
}

/** ` callID=5 ani=5551234`: what is not plain as JSON. */
function textOf(outcome: object): string {
  return Object.entries(outcome)
    .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('');
}

function help(name: string | undefined): string {
  if (name !== undefined) return helpOf(known(name));
  const rows = ACTIONS.map(({ name: word, about, fields }) => [`${word} ${fields.map(shown).join(' ')}`.trim(), about]);
  const lines = table(['Action', 'What happens'], [...rows.map(cut), ...OWN_WORDS], WIDTH);
  return `${lines}\nFields in brackets may be left out; help ACTION tells about each. Values: 8001, "two words" or {"key":"text"}.\n`;
}

const OWN_WORDS: readonly (readonly string[])[] = [
  ['scenario NAME [A=1003]', 'plays a scenario of cti simulate --list or from a file, with other agents in its roles'],
  ['stop', 'ends the scenarios that play'],
  ['help [ACTION]', 'this list, or the fields of one action'],
  ['quit', 'the simulator ends'],
];

/** The column stays narrow enough to be read. */
const LONGEST = 50;

function cut([words = '', about = '']: readonly string[]): string[] {
  return [words.length > LONGEST ? `${words.slice(0, LONGEST - 4).replace(/\s\S*$/, '')} ...` : words, about];
}

function shown({ name, required }: ActionDescription['fields'][number]): string {
  return required ? `${name}=` : `[${name}=]`;
}

function helpOf({ name, about, fields }: ActionDescription): string {
  if (fields.length === 0) return `${name}: ${about} It has no fields.\n`;
  const rows = fields.map((field) => [shown(field), field.type, field.about]);
  return `${name}: ${about}\n${table(['Field', 'Type', 'About'], rows, WIDTH)}`;
}
