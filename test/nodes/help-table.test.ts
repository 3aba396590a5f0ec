/** What the build makes of the tables in help: they have to fit into the sidebar. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGE_NODES, type MessageNode } from '../../lib/node-messages';
import { FIELD_TITLES } from '../../lib/protocol';
import { ACTIONS as SIMULATED } from '../../lib/simulator';
import { actionTable } from '../../nodes/editor/action-table';
import { narrowTables } from '../../nodes/editor/narrow-tables';
import { propertyTable } from '../../nodes/editor/property-table';
import { protocolWords } from '../../nodes/editor/protocol-words';
import { ACTIONS, helpTable, type PaletteType } from '../../nodes/palette';
import { declaredProperties } from '../declared-properties';

const TYPES = Object.keys(ACTIONS) as PaletteType[];
const words = { action: () => 'Do it', field: (key: string) => String(FIELD_TITLES[key]) };
const table = (type: PaletteType) => helpTable(type, words).split('\n');

describe('the table of actions in help', () => {
  it('has a row of two columns for each action', () => {
    for (const type of TYPES) {
      assert.equal(table(type).length, ACTIONS[type].length, type);
      for (const row of table(type)) assert.equal(row.split(' | ').length, 2, row);
    }
  });

  it('says what is done, how messages name it and what is sent; then the fields, and the state of the connection', () => {
    const [call] = table('cti-make-call');
    assert.match(call ?? '', /^\| \*\*Do it\*\*<br>`makeCall`<br>`MAKE_CALL_REQ` \| /);
    assert.match(call ?? '', /Number to call `dialedNumber`\\\*/);
    const deflect = table('cti-call-control').find((row) => row.includes('DEFLECT'));
    assert.match(deflect ?? '', /Destination `calledDeviceID`\\\*<br>\*ALERTING\* \|$/);
  });

  it('has no word that is wider than half a sidebar', () => {
    for (const row of TYPES.flatMap(table)) {
      for (const word of narrowTables(row).split(/<[^>]*>|\s/)) assert.ok(word.length <= 18, `${word} in ${row}`);
    }
  });
});

describe('the table of actions in the help of cti-simulator', () => {
  const rows = actionTable(protocolWords().action).split('\n');

  it('has two columns: the action; what happens, and the fields, optional ones in italics', () => {
    assert.deepEqual(
      rows.map((row) => /^\| `(\w+)` \| [^|]+ \|$/.exec(row)?.[1]),
      SIMULATED.map(({ name }) => name),
    );
    assert.ok(rows.includes('| `hangUp` | The outside party of a call hangs up.<br>`callID` |'), rows[2]);
    assert.ok(rows.some((row) => row.endsWith('<br>`agent`, *`reason`* |')));
    assert.ok(rows.some((row) => /^\| `restoreLink` \| [^<]+ \|$/.test(row)));
  });
});

describe('tables in help', () => {
  it('break names where their words meet, and say the same', () => {
    const row = '| `CTI_NO_CALL` | `msg.error.code` is `a<*` of A_CONF... |';
    const code =
      '<code>CTI_<wbr>NO_<wbr>CALL</code> | <code>msg.<wbr>error.<wbr>code</code> is <code>a&#60;&#42;</code> of A_<wbr>CONF...';
    assert.equal(narrowTables(`\`CTI_NO_CALL\`\n${row}`), `\`CTI_NO_CALL\`\n| ${code} |`);
  });

  it('break long German words where their parts meet, and names of fields nowhere else than before', () => {
    const row = '| Nachbearbeitungsdaten des Aufzeichnungsservers | `agentInstrument` |';
    const broken = '| Nachbearbeitungs&shy;daten des Aufzeichnungs&shy;servers | <code>agent<wbr>Instrument</code> |';
    assert.equal(narrowTables(row), broken);
    assert.equal(narrowTables('Nachbearbeitungsdaten'), 'Nachbearbeitungsdaten');
  });
});

describe('the table of properties in help', () => {
  const LOCALES = join(__dirname, '../../locales');
  /** Whose help says in words that a message is as theirs. */
  const AS = { 'cti-lookup': ['cti-call', 'cti-agent'] } as Readonly<Record<string, readonly MessageNode[]>>;
  const helpOf = (language: string, node: MessageNode) =>
    readFileSync(join(LOCALES, language, `${node}.html`), 'utf8').replace('{{properties}}', () => propertyTable(node));

  for (const language of readdirSync(LOCALES)) {
    it(`${language}: with the rest of the page it names every property that a node's messages are declared with`, () => {
      for (const node of MESSAGE_NODES) {
        const pages = [node, 'cti-event', ...(AS[node] ?? [])].map((one) => helpOf(language, one as MessageNode));
        const words = new Set(pages.join('\n').match(/\w+/g));
        const keys = [...declaredProperties(node)].map((path) => path.replaceAll('[]', '').split('.').at(-1) ?? '');
        assert.deepEqual(
          [...new Set(keys)].filter((key) => !words.has(key)),
          [],
          node,
        );
      }
    });
  }

  it('has the property and its type, in italics what may be absent, each kind of object once', () => {
    const rows = propertyTable('cti-call').split('\n');
    assert.ok(rows.includes('| `payload.id` | string |'));
    assert.ok(rows.includes('| *`payload.direction`* | `in`, `out`, `internal`, `consult` |'));
    assert.ok(rows.includes('| *`payload.eventCause`* | `EventCause` |'));
    assert.ok(rows.includes('| *`payload.callVariable1`* | string |'));
    assert.ok(rows.includes('| `payload.connections[].since` | number |'));
    assert.ok(rows.includes('| *`connection`* | object |'));
    assert.ok(!rows.some((row) => row.includes('`connection.since`')));
    assert.equal(rows.length, new Set(rows).size);
  });

  it('has no word that is wider than half a sidebar', () => {
    for (const row of MESSAGE_NODES.flatMap((node) => propertyTable(node).split('\n'))) {
      for (const word of narrowTables(row)
        .replace(/&#\d+;/g, '_')
        .split(/<[^>]*>|\s/))
        assert.ok(word.length <= 18, `${word} in ${row}`);
    }
  });

  it('goes by topic where a node has several kinds of messages, and leaves out those of Cisco', () => {
    assert.match(
      propertyTable('cti-session'),
      /^\| \*\*`gap`\*\* \| \|\n\| `payload` \| object \|\n\| `payload\.from` /m,
    );
    const rows = propertyTable('cti-event').split('\n');
    assert.equal(rows[0], '| `cti` | object |');
    assert.ok(rows.length < 60, `${rows.length} rows`);
  });
});
