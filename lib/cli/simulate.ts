/** `cti simulate`: a CTI Server with a small contact centre, to connect to. */
import {
  CONFIGURATION_SCHEMA,
  contactCentreFor,
  generateContactCentre,
  MOST_AGENTS,
  readConfiguration,
  SCENARIO_SCHEMA,
  SCENARIOS,
  type Scenario,
  Simulator,
  type SimulatorConfiguration,
} from '../simulator';
import { type Arguments, integerOption, invalidOption, textOption } from './arguments';
import { type Command, EXIT } from './command';
import { showLoad } from './load';
import { LOAD_OPTIONS, loadedContactCentre, loadOptions } from './load-options';
import { castGiven, checkDialable, scenarioGiven } from './scenario-options';
import { securedPorts } from './secured-ports';
import { Show } from './show';
import { jsonNews, scenarioList, textNews } from './simulate-news';

const HELP = `Usage: cti simulate [--host H] [--port N] [--port-b N] [--cert F --key F] [--config FILE | --agents N]
                    [--scenario NAME|FILE [--cast A=ID,B=ID] [--keep]] [--disorder SEED]
                    [--trace FILE] [--json]
       cti simulate --cps N [--duration S] [--seed N] [--talk S] [--wrap S] [--agents N] ...
       cti simulate --list [--json]
       cti simulate --schema configuration|scenario

Starts a CTI Server with a small contact centre: agents, phones, queues. Clients connect to it as to
Cisco's; it prints its address, its agents, the sessions, and one line per call event. Ctrl-C ends it.
Lines typed or piped into it make things happen, like 'call ani=5551234 dialedNumber=8001',
'answer 1001' or 'drop'; 'help' lists what there is, 'quit' ends it. The end of a pipe does not.

Options:
  --host H         address to listen on (default 127.0.0.1)
  --port N         port to listen on, 0 for any free one (default 42027)
  --port-b N       port of a second side, on standby at first; 0 for any free one (default: one side)
  --cert FILE      opens ports with TLS, too (42030, side B 43030): their certificate, PEM
  --key FILE       its key, PEM
  --ca FILE        clients have to show a certificate that this one vouches for, PEM
  --config FILE    the contact centre, as JSON or YAML (default: one with 20 agents)
  --agents N       a made-up contact centre with so many agents signed in, 1 to ${MOST_AGENTS}
  --scenario NAME  what happens by itself: one of --list, or a JSON or YAML file (default quiet).
                   Its steps are shown as they happen. The default contact centre becomes as the
                   scenario needs it. After the last step the simulator ends, too; the traffic at
                   the end of --list has no last step
  --cast A=ID      who plays: other agents or numbers for the scenario's roles, as A=1003,B=1004
  --keep           goes on after the scenario, until Ctrl-C
  --disorder SEED  messages come in every order that the guide leaves free, some twice, some
                   confirmations 10 to 15 s late; a number, and the same for the same number
  --trace FILE     a line per message into a file, in the manner of Cisco's ctisvr log; - shows
                   the lines here
  --cps N          a load: so many calls a second on the average, agents who sign in and answer by
                   themselves, and a summary at the end
  --duration S     seconds for which the calls of a load come (default 60)
  --seed N         the same seed gives the same load (default 1)
  --talk S         seconds an agent talks, on the average (default: what keeps most of the agents busy)
  --wrap S         seconds of work after a call, on the average (default: a quarter of the talk time,
                   30 at most)
  --list           shows the scenarios, and the headings of Cisco's documents that they follow
  --schema WHICH   prints the JSON Schema of a configuration or of a scenario
  --json           JSON Lines for machines instead of text for people
  -h, --help       shows this text

Exit code: 0 after Ctrl-C, a load, or a scenario that passed; 1 when a scenario failed or was ended
before its end, when it cannot listen, or when a file is wrong; 2 for a wrong command line.

Examples:
  cti simulate --scenario inbound
  cti simulate --scenario consultative-transfer --cast A=1007,B=1008,N=8003
  cti simulate --agents 2000 --cps 15 --duration 60
`;

const SCHEMAS = { configuration: CONFIGURATION_SCHEMA, scenario: SCENARIO_SCHEMA };

export const simulate: Command = {
  name: 'simulate',
  summary: 'a CTI Server to connect to',
  help: HELP,
  options: {
    host: { type: 'string' },
    port: { type: 'string' },
    'port-b': { type: 'string' },
    cert: { type: 'string' },
    key: { type: 'string' },
    ca: { type: 'string' },
    config: { type: 'string' },
    agents: { type: 'string' },
    scenario: { type: 'string' },
    cast: { type: 'string' },
    keep: { type: 'boolean' },
    disorder: { type: 'string' },
    trace: { type: 'string' },
    schema: { type: 'string' },
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
    if (options.schema) {
      await output.write(`${JSON.stringify(schemaNamed(options.schema), null, 2)}\n`);
      return EXIT.ok;
    }
    const port = integerOption('port', options.port, 0, 65_535);
    const portB = integerOption('port-b', options['port-b'], 0, 65_535);
    const host = textOption(options.host);
    const scenario = await scenarioGiven(textOption(options.scenario));
    const cast = castGiven(textOption(options.cast));
    const load = loadOptions(options);
    const configuration = await contactCentre(options, scenario, load ? loadedContactCentre : readyContactCentre);
    if (load && configuration.dialedNumbers.length === 0) {
      throw invalidOption('cps', '--cps needs a number to dial; the contact centre has no dialedNumbers');
    }
    checkDialable(scenario, configuration);
    const seed = integerOption('disorder', options.disorder, 0, 0xffff_ffff);
    const trace = textOption(options.trace);
    const simulator = new Simulator({
      ...(host === undefined ? {} : { host }),
      ...(port === undefined ? {} : { port }),
      ...sideB(port, portB, scenario),
      ...(await securedPorts(options, port === 0, terminal)),
      ...(seed !== undefined && { disorder: { seed } }),
      ...(trace !== undefined && trace !== '-' && { traceFile: trace }),
      configuration,
    });
    if (load) {
      await showLoad(simulator, load, json, terminal, output);
      return EXIT.ok;
    }
    const show = new Show(simulator, configuration, json ? jsonNews : textNews, terminal, output);
    if (trace === '-') show.traced();
    return show.run(scenario, cast, options.keep === true);
  },
};

const readyContactCentre = (agents: number) => generateContactCentre({ agents });

function schemaNamed(name: string | true): object {
  const schema = Object.entries(SCHEMAS).find(([key]) => key === name)?.[1];
  if (schema) return schema;
  throw invalidOption('schema', `--schema is ${JSON.stringify(name)}; give configuration or scenario`);
}

/** A second side, where it is asked for or the scenario needs it. */
function sideB(port: number | undefined, portB: number | undefined, { needs }: Scenario) {
  if (portB !== undefined) return { sideB: { port: portB } };
  if (!needs?.secondSide) return {};
  return { sideB: port === 0 ? { port } : {} };
}

async function contactCentre(
  options: Arguments['options'],
  scenario: Scenario,
  generate: (agents: number) => SimulatorConfiguration,
): Promise<SimulatorConfiguration> {
  const file = textOption(options.config);
  const agents = integerOption('agents', options.agents, 1, MOST_AGENTS);
  if (file !== undefined && agents !== undefined) {
    throw invalidOption('agents', '--agents and --config are two contact centres; give one of them');
  }
  if (file !== undefined) return readConfiguration(file);
  return agents === undefined ? contactCentreFor(scenario) : generate(agents);
}
