/** What `cti simulate` tells, as text for people or JSON Lines for machines. */
import type { SessionMessage } from '../session';
import type { AgentSnapshot, DialedNumberConfiguration, SessionNotice, SimulatorAddress } from '../simulator';
import { callLine } from './call-line';
import { table } from './description/table';
import type { Scenario } from './scenarios';

export type News =
  | ({
      readonly kind: 'start';
      readonly agents: readonly AgentSnapshot[];
      readonly dialedNumbers: readonly DialedNumberConfiguration[];
      readonly scenario: Scenario;
    } & SimulatorAddress)
  | { readonly kind: 'session'; readonly session: SessionNotice }
  | { readonly kind: 'event'; readonly message: SessionMessage }
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
      return `${callLine(news.message as never, new Date())}\n`;
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
    case 'end':
      return line({ event: 'ended', time });
  }
}

export function scenarioList(scenarios: readonly Scenario[], json: boolean): string {
  const rows = scenarios.map(({ name, about }) => [name, about]);
  if (json) return line(scenarios.map(({ name, about }) => ({ name, about })));
  return table(['Scenario', 'What happens'], rows, WIDTH);
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
  const { B } = sides;
  const where = B ? `, side B on standby on ${B.host}:${B.port}` : '';
  return `CTI Server simulator on ${host}:${port}${where}
Outside callers dial ${shortened(dialedNumbers.map(({ number }) => number))}
Scenario ${scenario.name}: ${scenario.about}

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
