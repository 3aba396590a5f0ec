/** `cti simulate`: a CTI Server with a small contact centre, to connect to. */
import {
  CONTACT_CENTRE,
  generateContactCentre,
  MOST_AGENTS,
  readConfiguration,
  Simulator,
  type SimulatorConfiguration,
} from '../simulator';
import { type Arguments, integerOption, invalidOption, textOption } from './arguments';
import { callEvents, WATCHER } from './call-log';
import { type Command, EXIT } from './command';
import { showLoad } from './load';
import { LOAD_OPTIONS, loadedContactCentre, loadOptions } from './load-options';
import { nearest } from './nearest';
import type { Output } from './output';
import { Reporter } from './reporter';
import { SCENARIOS, type Scenario } from './scenarios';
import { jsonNews, type News, scenarioList, textNews } from './simulate-news';
import type { Terminal } from './terminal';

const HELP = `Usage: cti simulate [--host H] [--port N] [--port-b N] [--config FILE | --agents N]
                    [--scenario NAME] [--json]
       cti simulate --cps N [--duration S] [--seed N] [--talk S] [--wrap S] [--agents N] ...
       cti simulate --list [--json]

Starts a CTI Server with a small contact centre: agents, phones, queues. Clients connect to it as to
Cisco's; it prints its address, its agents, the sessions, and one line per call event. Ctrl-C ends it.

Options:
  --host H         address to listen on (default 127.0.0.1)
  --port N         port to listen on, 0 for any free one (default 42027)
  --port-b N       port of a second side, on standby at first; 0 for any free one (default: one side)
  --config FILE    the contact centre, as JSON (default: one with 20 agents)
  --agents N       a made-up contact centre with so many agents signed in, 1 to ${MOST_AGENTS}
  --scenario NAME  what happens by itself (default quiet)
  --cps N          a load: so many calls a second on the average, agents who sign in and answer by
                   themselves, and a summary at the end
  --duration S     seconds for which the calls of a load come (default 60)
  --seed N         the same seed gives the same load (default 1)
  --talk S         seconds an agent talks, on the average (default: what keeps most of the agents busy)
  --wrap S         seconds of work after a call, on the average (default: a quarter of the talk time,
                   30 at most)
  --list           shows the scenarios
  --json           JSON Lines for machines instead of text for people
  -h, --help       shows this text

Exit code: 0 after Ctrl-C or a load, 1 when it cannot listen or the file is wrong,
2 for a wrong command line.

Examples:
  cti simulate --scenario inbound
  cti simulate --agents 2000 --cps 15 --duration 60
`;

const DEFAULT_SCENARIO = 'quiet';

export const simulate: Command = {
  name: 'simulate',
  summary: 'a CTI Server to connect to',
  help: HELP,
  options: {
    host: { type: 'string' },
    port: { type: 'string' },
    'port-b': { type: 'string' },
    config: { type: 'string' },
    agents: { type: 'string' },
    scenario: { type: 'string' },
    ...LOAD_OPTIONS,
    list: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionals: 0,
  run: async ({ options }, terminal, output) => {
    const json = options.json === true;
    if (options.list) {
      await output.write(scenarioList(SCENARIOS, json));
      return EXIT.ok;
    }
    const port = integerOption('port', options.port, 0, 65_535);
    const portB = integerOption('port-b', options['port-b'], 0, 65_535);
    const host = textOption(options.host);
    const scenario = scenarioNamed(textOption(options.scenario) ?? DEFAULT_SCENARIO);
    const load = loadOptions(options);
    const configuration = await contactCentre(options, load ? loadedContactCentre : readyContactCentre);
    if (load && configuration.dialedNumbers.length === 0) {
      throw invalidOption('cps', '--cps needs a number to dial; the contact centre has no dialedNumbers');
    }
    if (scenario.name !== DEFAULT_SCENARIO && configuration.dialedNumbers.length === 0) {
      const message = `scenario ${scenario.name} needs a number to dial; the contact centre has no dialedNumbers`;
      throw invalidOption('scenario', message);
    }
    const simulator = new Simulator({
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...(portB === undefined ? {} : { sideB: { port: portB } }),
      configuration,
    });
    if (load) await showLoad(simulator, load, json, terminal, output);
    else await show(simulator, configuration, scenario, json ? jsonNews : textNews, terminal, output);
    return EXIT.ok;
  },
};

const readyContactCentre = (agents: number) => generateContactCentre({ agents });

async function contactCentre(
  options: Arguments['options'],
  generate: (agents: number) => SimulatorConfiguration,
): Promise<SimulatorConfiguration> {
  const file = textOption(options.config);
  const agents = integerOption('agents', options.agents, 1, MOST_AGENTS);
  if (file !== undefined && agents !== undefined) {
    throw invalidOption('agents', '--agents and --config are two contact centres; give one of them');
  }
  if (file !== undefined) return readConfiguration(file);
  return agents === undefined ? CONTACT_CENTRE : generate(agents);
}

function scenarioNamed(name: string): Scenario {
  const scenario = SCENARIOS.find((one) => one.name === name);
  if (scenario !== undefined) return scenario;
  const names = SCENARIOS.map((one) => one.name);
  const [near] = nearest(name, names);
  const advice = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`;
  throw invalidOption('scenario', `there is no scenario ${JSON.stringify(name)}; ${advice}`);
}

/** Runs until the user ends it, or nobody reads the output any more. */
async function show(
  simulator: Simulator,
  { dialedNumbers }: SimulatorConfiguration,
  scenario: Scenario,
  textOf: (news: News) => string,
  terminal: Terminal,
  output: Output,
): Promise<void> {
  // Asked first: a signal during the start counts too.
  const interrupted = terminal.interrupted();
  const { host, port, sides } = await simulator.start();
  const reporter = new Reporter(output);
  const tell = (news: News) => reporter.report(textOf(news));
  let endScenario: (() => void) | undefined;
  simulator.on('session', (session) => {
    if (session.clientID !== WATCHER) tell({ kind: 'session', session });
    // The first call comes when somebody watches.
    else if (session.event === 'opened') endScenario ??= scenario.play(simulator);
  });
  tell({ kind: 'start', host, port, sides, agents: simulator.agents, dialedNumbers, scenario });
  const watcher = callEvents({ host, port }, (message) => tell({ kind: 'event', message }));
  try {
    await Promise.race([interrupted, reporter.unread]);
  } finally {
    endScenario?.();
    await watcher.close();
    await simulator.stop();
  }
  tell({ kind: 'end' });
  await reporter.written();
}
