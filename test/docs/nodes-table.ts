/** docs/requests.md: which node sends which request, and the test that shows it. */
import { type DocumentedMessage, type MessageDefinition, SERVICES } from '../../lib/protocol';
import { editorDefinitions } from '../../nodes/editor/editor-definitions';
import { ACTIONS } from '../../nodes/palette';
import type { Use } from '../outcomes';

const INTRODUCTION = `# Every request, and the nodes that send it

Made by \`npm run docs\` from the definitions and from what the tests of the nodes have sent; \`npm test\` fails when it
is not up to date. **cti-request** sends every request of this list by its form.
`;

/** What is answered or sent by the session itself, and by what people do with cti-session. */
const OF_THE_SESSION = new Set(['ACTIVE_MAINTENANCE_RESP_MSG', 'STOPPING_REQUESTS_TO_THIS_SIDE_IND']);

/** @throws Error for an action that no test shows */
export function nodesTable(uses: readonly Use[]): string {
  const sent = new Set(editorDefinitions().requests.flatMap(({ messages }) => messages.map(({ name }) => name)));
  const parts = [INTRODUCTION];
  for (const [service, messages] of Object.entries(SERVICES)) {
    const names = Object.entries(messages as { readonly [topic: string]: MessageDefinition })
      .filter(([name]) => sent.has(name))
      .sort(([, a], [, b]) => a.number - b.number)
      .map(([name, definition]) => rowsOf(name, definition as DocumentedMessage, uses));
    if (names.length > 0) parts.push([`## ${service}`, '', ...HEAD, ...names.flat(), ''].join('\n'));
  }
  return parts.join('\n');
}

const HEAD = ['| Request | What it does | Node: action | Shown by |', '|---|---|---|---|'];

function rowsOf(name: string, { about }: DocumentedMessage, uses: readonly Use[]): string[] {
  const nodes = Object.entries(ACTIONS).flatMap(([node, actions]) => {
    const own = actions.filter(({ request }) => request === name);
    return own.length > 0 ? [{ node, actions: own.map((action) => action.name) }] : [];
  });
  if (nodes.length === 0) {
    if (!OF_THE_SESSION.has(name)) throw new Error(`no node of the palette sends ${name}`);
    return [`| ${name} | ${about} | cti-session, by itself | |`];
  }
  return nodes.map(({ node, actions }) => {
    const use = uses.find((one) => one.node === node && one.request === name);
    if (!use) throw new Error(`no test shows ${node} send ${name}`);
    return `| ${name} | ${about} | ${node}: ${actions.join(', ')} | ${use.test.replaceAll('|', '\\|')} |`;
  });
}
