/** What `cti simulate --cps` tells of the load, as text for people or JSON Lines for machines. */
import type { LoadOptions, LoadReport, SimulatorAddress, Spread } from '../simulator';
import { table } from './description/table';
import { plural } from './report';

export type LoadNews =
  | {
      readonly kind: 'start';
      readonly address: SimulatorAddress;
      readonly report: LoadReport;
      readonly load: LoadOptions;
    }
  | { readonly kind: 'progress'; readonly report: LoadReport }
  | { readonly kind: 'summary'; readonly report: LoadReport };

const WIDTH = 120;
/** Milliseconds of lateness that people are told of while it runs. */
const WORTH_TELLING = 100;

export function textLoad(news: LoadNews): string {
  if (news.kind === 'start') return startText(news);
  return news.kind === 'progress' ? `${progressText(news.report)}\n` : summaryText(news.report);
}

export function jsonLoad(news: LoadNews): string {
  const time = new Date().toISOString();
  if (news.kind !== 'start') return `${JSON.stringify({ event: news.kind, time, ...news.report })}\n`;
  const { host, port, sides } = news.address;
  return `${JSON.stringify({ event: 'started', time, host, port, sides, load: news.load, means: news.report.means })}\n`;
}

function startText({ address, report, load }: LoadNews & { kind: 'start' }): string {
  const { B } = address.sides;
  const where = B ? `, side B on standby on ${B.host}:${B.port}` : '';
  const { talk, wrap } = report.means;
  const { all, needed } = report.agents;
  return `CTI Server simulator on ${address.host}:${address.port}${where}
${plural(all, 'agent')} sign in, then ${load.callsPerSecond} calls a second for ${load.duration} s, seed ${load.seed ?? 1}
Talk time ${talk.toFixed(1)} s, work after a call ${wrap.toFixed(1)} s: keeps ${Math.round(needed)} agents busy${needed > all ? '; callers will give up in the queue' : ''}
Ctrl-C ends it.

`;
}

/** One line, without its end. */
export function progressText({ phase, seconds, agents, calls, clients, lateness }: LoadReport): string {
  if (phase === 'signing in') return `agents sign in: ${agents.signedIn} of ${agents.all}`;
  const rate = clients.reduce((sum, one) => sum + one.average, 0);
  const late = lateness.latest > WORTH_TELLING ? `, ${Math.round(lateness.latest)} ms behind` : '';
  const counts = `${calls.offered} calls, ${calls.answered} answered, ${calls.abandoned} abandoned, ${calls.queued} in the queue`;
  return `${seconds.toFixed(0)} s: ${counts}, ${agents.ready} agents ready, ${Math.round(rate)} messages/s${late}`;
}

function summaryText(report: LoadReport): string {
  const { calls, clients, seconds, latency, lateness } = report;
  const messages = Object.entries(report.messages);
  const total = messages.reduce((sum, [, count]) => sum + count, 0);
  const parts = [
    `After ${seconds.toFixed(1)} s: ${plural(calls.offered, 'call')} offered, ${calls.answered} answered, ${calls.abandoned} abandoned, ${calls.inProgress} in progress\n`,
    clients.length === 0
      ? 'No client was connected.\n'
      : table(
          ['Client', 'Messages', 'Per second', 'Peak'],
          clients.map((one) => [
            `${one.clientID} (session ${one.sessionID})`,
            String(one.messages),
            one.average.toFixed(0),
            String(one.peak),
          ]),
          WIDTH,
        ),
    clients.length === 0
      ? ''
      : table(
          [`Messages: ${total}`, ''],
          messages.map(([topic, count]) => [topic, String(count)]),
          WIDTH,
        ),
    table(
      ['Milliseconds', '50 %', '95 %', '99 %', 'most'],
      [
        ...(clients.length === 0 ? [] : [['from the event to the socket', ...spreadCells(latency)]]),
        ['calls came late by', ...spreadCells(lateness)],
      ],
      WIDTH,
    ),
    `${verdict(report)}\n`,
  ];
  return parts.filter((one) => one !== '').join('\n');
}

function verdict({ behind, slowClients, lateness }: LoadReport): string {
  const slow = slowClients.map((one) => `Client ${one} read too slowly and was closed. `).join('');
  if (!behind) return `${slow}The simulator has kept up.`;
  return `${slow}The simulator has fallen behind: calls came up to ${Math.round(lateness.max)} ms late, so the load was not even. Give fewer calls a second, or a machine with more to spare.`;
}

function spreadCells({ p50, p95, p99, max }: Spread): string[] {
  return [p50, p95, p99, max].map((one) => one.toFixed(one < 10 ? 3 : 0));
}
