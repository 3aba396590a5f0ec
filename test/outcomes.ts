/**
 * What the simulator answered to which request in which test, and which node sent which request: the sources of
 * docs/simulator-requests.md and docs/requests.md. Written to the file that CTI_OUTCOMES names, when the run is over.
 */
import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

export interface Outcome {
  readonly request: string;
  /** The confirmation's name, or the code of the refusal. */
  readonly answer: string;
  /** The file, and the title as the run shows it. */
  readonly test: string;
}

/** A request that a node has sent, and that was confirmed or needs no confirmation. */
export interface Use {
  readonly node: string;
  readonly request: string;
  readonly test: string;
}

export interface Seen {
  readonly outcomes: readonly Outcome[];
  readonly uses: readonly Use[];
  /** Properties of messages that our nodes have sent, as `cti-call: payload.id`. */
  readonly properties: readonly string[];
}

const ROOT = resolve(__dirname, '..');
/** Other rooms ask the simulator, too, to test something else. */
const ABOUT_IT = /^test\/simulator\//;
/** Their requests are made up from a seed: they show nothing that stays. */
const MADE_UP = /fuzz|chaos|invariants|disorder/;

/** By test, what it has seen: request and answer. */
const seen = new Map<string, Set<string>>();
let running: string | undefined;
/** The test that runs, whatever it is about. */
let present = '';
const uses = new Map<string, Use>();
const properties = new Set<string>();

/** For each node and request the first test by name, in whatever order they run. */
export function noteUse(node: string, request: string): void {
  const key = `${node} ${request}`;
  const known = uses.get(key);
  if (!known || present < known.test) uses.set(key, { node, request, test: present });
}

/** @param paths of properties that a message of the node had */
export function noteSeen(node: string, paths: readonly string[]): void {
  for (const path of paths) properties.add(`${node}: ${path}`);
}

/** @param answer the answer's name and its payload */
export function noteOutcome(request: string, answer: { readonly topic: string; readonly payload: object }): void {
  if (running === undefined) return;
  const { failureCode, status } = answer.payload as { failureCode?: unknown; status?: unknown };
  const refused = /FAILURE_CONF$/.test(answer.topic);
  const name = refused ? String(failureCode ?? status) : answer.topic;
  const known = seen.get(running) ?? new Set();
  seen.set(running, known.add(`${request} ${name}`));
}

/** For each outcome the test that shows the least besides; always the same one, in whatever order they run. */
function examples(): Outcome[] {
  const tests = [...seen].sort(([a, x], [b, y]) => x.size - y.size || (a < b ? -1 : 1));
  const found = new Map<string, Outcome>();
  for (const [test, outcomes] of tests) {
    for (const outcome of outcomes) {
      const [request = '', answer = ''] = outcome.split(' ');
      if (!found.has(outcome)) found.set(outcome, { request, answer, test });
    }
  }
  return [...found.values()];
}

export const mochaHooks = {
  beforeEach(this: Mocha.Context) {
    const { file = '', ...test } = this.currentTest as Mocha.Test;
    const name = relative(ROOT, file);
    present = `${name}: ${test.title}`;
    running = MADE_UP.test(name) || !ABOUT_IT.test(name) ? undefined : present;
  },
  afterAll() {
    const { CTI_OUTCOMES } = process.env;
    const all: Seen = { outcomes: examples(), uses: [...uses.values()], properties: [...properties] };
    if (CTI_OUTCOMES) writeFileSync(CTI_OUTCOMES, JSON.stringify(all));
  },
};
