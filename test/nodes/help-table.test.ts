/** What the build makes of the tables in help: they have to fit into the sidebar. */
import assert from 'node:assert/strict';
import { FIELD_TITLES } from '../../lib/protocol';
import { ACTIONS as SIMULATED } from '../../lib/simulator';
import { actionTable } from '../../nodes/editor/action-table';
import { narrowTables } from '../../nodes/editor/narrow-tables';
import { protocolWords } from '../../nodes/editor/protocol-words';
import { ACTIONS, helpTable, type PaletteType } from '../../nodes/palette';

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
