/** What the build makes of the tables in help: they have to fit into the sidebar. */
import assert from 'node:assert/strict';
import { FIELD_TITLES } from '../../lib/protocol';
import { narrowTables } from '../../nodes/editor/narrow-tables';
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

describe('tables in help', () => {
  it('break names where their words meet, and say the same', () => {
    const row = '| `CTI_NO_CALL` | `msg.error.code` is `a<*` of A_CONF... |';
    const code =
      '<code>CTI_<wbr>NO_<wbr>CALL</code> | <code>msg.<wbr>error.<wbr>code</code> is <code>a&#60;&#42;</code> of A_<wbr>CONF...';
    assert.equal(narrowTables(`\`CTI_NO_CALL\`\n${row}`), `\`CTI_NO_CALL\`\n| ${code} |`);
  });
});
