/** docs/simulator-requests.md: what the simulator answers to each request, as its tests have seen it. */
import { type DocumentedMessage, type ListedMessage, SERVICES } from '../../lib/protocol';
import type { Outcome } from '../outcomes';

const INTRODUCTION = `# Requests, their outcomes, and the tests that show them

Made by \`npm run docs\` from what the simulator answered while its tests ran; \`npm test\` fails when it is not up to
date. One test is named per outcome, where several show it. Whatever a message lacks or has too much is refused
with the code for that case (E_CTI_REQUIRED_DATA_MISSING, E_CTI_INVALID_FIELD_TAG, E_CTI_INVALID_FIELD_LENGTH,
E_CTI_INVALID_RESERVED_FIELD ...) for every request alike; the table shows it where a test does.
`;

/** @throws Error for a request that no test makes */
export function requestsTable(outcomes: readonly Outcome[]): string {
  const parts = [INTRODUCTION];
  for (const [service, messages] of Object.entries(SERVICES)) {
    const requests = Object.entries(messages as { readonly [topic: string]: DocumentedMessage | ListedMessage })
      .filter(([topic, { fixed, kind }]) => fixed !== undefined && kind === 'request' && topic.endsWith('_REQ'))
      .map(([request]) => request);
    const rows = requests.flatMap((request) => rowsOf(request, outcomes));
    if (rows.length > 0) parts.push([`## ${service}`, '', ...HEAD, ...rows, ''].join('\n'));
  }
  return parts.join('\n');
}

const HEAD = ['| Request | Outcome | Shown by |', '|---|---|---|'];

/** The confirmation first. */
function rowsOf(request: string, outcomes: readonly Outcome[]): string[] {
  const own = outcomes.filter((outcome) => outcome.request === request);
  if (own.length === 0) throw new Error(`no test shows what becomes of ${request}`);
  const order = ({ answer }: Outcome) => (answer.endsWith('_CONF') ? `0${answer}` : `1${answer}`);
  own.sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return own.map(({ answer, test }) => `| ${request} | ${answer} | ${test.replaceAll('|', '\\|')} |`);
}
