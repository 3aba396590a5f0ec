/** What `cti simulate` tells, as text for people or JSON Lines for machines. */
import {
  type AgentSnapshot,
  type DialedNumberConfiguration,
  loggedLine,
  type Scenario,
  type ScenarioResult,
  type SessionNotice,
  type SimulatorAddress,
  type StepReport,
} from '../simulator';
import { type CallEvent, callLine } from './call-line';
import { table } from './description/table';
import { scenarioList as listText, resultText, stepText } from './scenario-news';

export type News =
  | ({
      readonly kind: 'start';
      readonly agents: readonly AgentSnapshot[];
      readonly dialedNumbers: readonly DialedNumberConfiguration[];
      readonly scenario: Scenario;
    } & SimulatorAddress)
  | { readonly kind: 'session'; readonly session: SessionNotice }
  | { readonly kind: 'event'; readonly message: CallEvent }
  | { readonly kind: 'trace'; readonly line: string }
  | { readonly kind: 'step'; readonly step: StepReport }
  | { readonly kind: 'result'; readonly result: ScenarioResult }
  | { readonly kind: 'end' };

/** Characters of a line; only the notes of the tables are ever wrapped. */
const WIDTH = 120;
/** Of a list; what people read stays short, machines get it all. */
const MOST_SHOWN = 25;

export function textNews(news: News): string {
  switch (news.kind) {
    case 'start':
      return startText(news);
    case 'session':
      return `${clock()} ${sessionText(news.session)}\n`;
    case 'event':
      return `${callLine(news.message, new Date())}\n`;
    case 'trace':
      return `${loggedLine(news.line, new Date())}\n`;
    case 'step': {
      const text = stepText(news.step);
      return text === undefined ? '' : `${clock()} ${text}\n`;
    }
    case 'result':
      return `${resultText(news.result)}\n`;
    case 'end':
      return 'The simulator has ended.\n';
  }
}

export function jsonNews(news: News): string {
  const time = new Date().toISOString();
  switch (news.kind) {
    case 'start': {
      const { host, port, sides, agents, dialedNumbers, scenario } = news;
      return line({ event: 'started', time, host, port, sides, scenario: scenario.name, agents, dialedNumbers });
    }
    case 'session':
      return line({ ...news.session, event: `session ${news.session.event}`, time });
    case 'event':
      return line({ event: 'message', time, topic: news.message.topic, payload: news.message.payload });
    case 'trace':
      return line({ event: 'trace', time, line: news.line });
    case 'step':
      return line({ event: 'step', time, ...news.step });
    case 'result':
      return line({ event: 'scenario ended', time, ...news.result });
    case 'end':
      return line({ event: 'ended', time });
  }
}

export function scenarioList(scenarios: readonly Scenario[], json: boolean): string {
  if (!json) return listText(scenarios, WIDTH);
  return line(scenarios.map(({ name, title, follows, cast = {} }) => ({ name, title, follows, cast })));
}

function startText({ host, port, sides, agents, dialedNumbers, scenario }: News & { kind: 'start' }): string {
  const rows = agents
    .slice(0, MOST_SHOWN)
    .map((agent) => [
      agent.agentID,
      agent.name,
      agent.extension ?? 'signed out',
      agent.state,
      agent.skillGroups.join(', '),
    ]);
  const { A, B } = sides;
  const secured = ({ securePort }: typeof A) => (securePort === undefined ? '' : ` (TLS on ${securePort})`);
  const where = `${secured(A)}${B ? `, side B on standby on ${B.host}:${B.port}${secured(B)}` : ''}`;
  return `CTI Server simulator on ${host}:${port}${where}
Outside callers dial ${shortened(dialedNumbers.map(({ number }) => number))}
Scenario ${scenario.name}: ${scenario.title}

${table(['Agent', 'Name', 'Phone', 'State', 'Skill groups'], rows, WIDTH)}${agents.length > MOST_SHOWN ? `and ${agents.length - MOST_SHOWN} more\n` : ''}
Ctrl-C ends it.

`;
}

function shortened(numbers: readonly string[]): string {
  const rest = numbers.length - MOST_SHOWN;
  return `${numbers.slice(0, MOST_SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function sessionText({ event, sessionID, clientID, peer, version, services, reason }: SessionNotice): string {
  const who = `session ${sessionID} ${event}: ${clientID} at ${peer}`;
  if (event === 'closed') return reason === undefined ? who : `${who}, ${reason}`;
  return `${who}, protocol ${version}, ${services.join(' ')}`;
}

/** The time of day, for people. */
export function clock(): string {
  return new Date().toTimeString().slice(0, 8);
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
