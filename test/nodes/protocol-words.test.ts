/** What people read for the guide's names: complete, short, and the same keys in every language. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { type DocumentedMessage, ENUMS, MESSAGES, RARE_FIELDS, SERVICES } from '../../lib/protocol';
import { editorDefinitions } from '../../nodes/editor/editor-definitions';
import { protocolWords } from '../../nodes/editor/protocol-words';
import { type RequestField, requestFields } from '../../nodes/requests/request-fields';

const PROJECT = resolve(__dirname, '../..');
const words = protocolWords();
const definitions = editorDefinitions();
const requests = definitions.requests
  .flatMap(({ messages }) => messages)
  .map(({ name, oneOf }) => ({
    name,
    oneOf,
    fields: requestFields(MESSAGES[name as keyof typeof MESSAGES] as DocumentedMessage),
  }));
const incoming = definitions.incoming.flatMap(({ messages }) => messages);
const withItems = (fields: readonly RequestField[]) => fields.flatMap((field) => [field, ...(field.items ?? [])]);

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  );
}

/** As a catalog finds it: a dot goes one step down. */
function at(tree: object, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => (found as Tree | undefined)?.[name], tree);
}

const count = (text: string) => text.split(/\s+/).length;

/** The editor's words, with a catalog that stands for Node-RED's. */
function editorWords(catalog: object) {
  const window: { CtiEditor?: { words: Record<string, (...names: string[]) => string> } } = {};
  const RED = {
    _: (key: string, { defaultValue }: { defaultValue: string }) => {
      const found = at(catalog, key.replace('@ged188/node-red-cti/cti-server:protocol.', ''));
      return typeof found === 'string' ? found : defaultValue;
    },
  };
  const context = {
    window,
    RED,
    get CtiEditor() {
      return window.CtiEditor;
    },
  };
  runInNewContext(readFileSync(join(PROJECT, 'resources/words.js'), 'utf8'), context);
  assert.ok(window.CtiEditor);
  return window.CtiEditor.words;
}

describe('the words of the protocol', () => {
  it('are texts without a space at the ends, under keys that a catalog takes', () => {
    for (const [path, text] of leaves(words as unknown as Tree)) {
      assert.match(text, /^\S(.*\S)?$/, path);
      assert.doesNotMatch(text, /__|\$t\(/, path);
      assert.equal(path.includes(':'), false, path);
      assert.equal(at(words as unknown as Tree, path), text, path);
    }
  });

  it('have a title of at most five words for every message that a server sends, and for no other', () => {
    assert.deepEqual(Object.keys(words.title).sort(), incoming.map(({ name }) => name).sort());
    for (const [name, title] of Object.entries(words.title)) {
      assert.match(title, /^[A-Z][^.]*$/, name);
      assert.ok(count(title) <= 5, `${name}: ${title}`);
    }
  });

  it('have a sentence for every request', () => {
    for (const { name } of requests) assert.match(words.message[name] ?? '', /^[A-Z].*\.$/, name);
  });

  it('have a title of at most four words for every field of a request, and for no other', () => {
    const keys = new Set(requests.flatMap(({ fields }) => withItems(fields)).map(({ key }) => key));
    assert.deepEqual(Object.keys(words.fieldTitle).sort(), [...keys].sort());
    for (const [key, title] of Object.entries(words.fieldTitle)) {
      assert.match(title, /^[A-Z][^.]*$/, key);
      assert.ok(count(title) <= 4, `${key}: ${title}`);
    }
  });

  it('have a sentence of at most fifteen words for every field of a request', () => {
    for (const { name, fields } of requests) {
      for (const { key, about } of withItems(fields)) {
        assert.match(about, /^[A-Z].*\.$/, `${name} ${key}`);
        assert.ok(count(about) <= 15, `${name} ${key}: ${about}`);
      }
    }
  });

  it('have no field that no request has, and no sentence that no request shows', () => {
    const shown = new Set(
      requests.flatMap(({ fields }) => withItems(fields)).map(({ key, about }) => `${key}: ${about}`),
    );
    for (const [key, about] of Object.entries(words.field)) {
      if (typeof about === 'string') assert.ok(shown.has(`${key}: ${about}`), key);
    }
  });

  it('say in a request what holds there only', () => {
    const { TRANSFER_CALL_REQ: transfer, HOLD_CALL_REQ: hold } = words.field;
    assert.match((transfer as { heldConnectionCallID: string }).heldConnectionCallID, /in one step/);
    assert.equal(hold, undefined);
  });

  it('say when one of a group of fields is needed, unless it always is', () => {
    const conditions = new Set(requests.flatMap(({ oneOf }) => oneOf?.map(({ when }) => when) ?? []));
    assert.deepEqual(
      Object.keys(words.condition).sort(),
      [...conditions].filter((when) => !when.startsWith('always')).sort(),
    );
  });

  it('have at most six words for every constant that a request takes', () => {
    for (const [table, constants] of Object.entries(definitions.enums)) {
      assert.deepEqual(Object.keys(words.constant[table] ?? {}).sort(), [...constants].sort(), table);
    }
    for (const [path, text] of leaves(words.constant)) assert.ok(count(text) <= 6, `${path}: ${text}`);
  });

  it('have at most eight words for every constant with which a request is refused', () => {
    const { StatusCode, ControlFailureCode } = ENUMS;
    const codes = [StatusCode, ControlFailureCode].flatMap(({ values }) => Object.keys(values));
    assert.deepEqual(Object.keys(words.refusal).sort(), codes.sort());
    for (const [code, text] of Object.entries(words.refusal)) assert.ok(count(text) <= 8, `${code}: ${text}`);
  });

  it('tell the constants of an enumeration apart', () => {
    for (const [table, constants] of Object.entries(words.constant)) {
      assert.equal(new Set(Object.values(constants)).size, Object.keys(constants).length, table);
    }
  });

  it('have words for every service of a session, and for every bit of a mask that a session or a request takes', () => {
    const masks = new Set(requests.flatMap(({ fields }) => fields).flatMap(({ mask }) => mask ?? []));
    const bits = [...masks].flatMap((mask) => definitions.masks[mask] ?? []);
    for (const bit of [...bits, ...definitions.services]) assert.ok(words.bit[bit], bit);
  });

  it('have a name for every service of the guide', () => {
    assert.deepEqual(Object.keys(words.service), Object.keys(SERVICES));
  });
});

describe('fields that hardly anybody fills in', () => {
  const fields = requests.flatMap(({ name, fields, oneOf }) =>
    fields.map((field) => ({ name, field, asked: oneOf?.some(({ keys }) => keys.includes(field.key)) ?? false })),
  );

  it('are marked', () => {
    const marked = new Set(fields.filter(({ field }) => field.rare).map(({ field }) => field.key));
    assert.deepEqual([...marked].sort(), [...RARE_FIELDS].sort());
  });

  it('are none that a request needs', () => {
    for (const { name, field, asked } of fields) {
      if (field.required || asked) assert.equal(field.rare, undefined, `${name} ${field.key}`);
    }
    const teams = fields.find(({ name, field }) => name === 'LIST_AGENT_TEAM_REQ' && field.key === 'supervisorID');
    assert.equal(teams?.field.required, true);
  });
});

describe('the words in the editor', () => {
  const editor = editorWords(words);

  it('are those of the catalog', () => {
    assert.equal(editor.title?.('CALL_DELIVERED_EVENT'), 'Call rings');
    assert.match(editor.message?.('CALL_DELIVERED_EVENT') ?? '', /^A call arrives/);
    assert.equal(editor.constant?.('AgentState', 'AGENT_STATE_WORK_READY'), 'wrap-up, then ready');
    assert.match(editor.bit?.('CTI_SERVICE_ALL_EVENTS') ?? '', /^All events/);
    assert.equal(editor.service?.('Client Events Service'), 'Calls and agents');
    assert.equal(editor.condition?.('AgentState is login or logout'), 'to log in or out');
    assert.equal(editor.scenario?.('hold-and-retrieve'), 'An agent puts a call on hold and takes it back');
  });

  it('are for a field those of the message, else those of its key', () => {
    assert.match(editor.field?.('TRANSFER_CALL_REQ', 'heldConnectionCallID') ?? '', /in one step/);
    assert.equal(
      editor.field?.('TRANSFER_CALL_REQ', 'dialedNumber'),
      editor.field?.('CONFERENCE_CALL_REQ', 'dialedNumber'),
    );
    assert.equal(editor.field?.('RETRIEVE_CALL_REQ', 'heldConnectionCallID'), words.field.heldConnectionCallID);
  });

  it('are for a field its title', () => {
    assert.equal(editor.fieldTitle?.('dialedNumber'), 'Number to call');
  });

  it("are the guide's name where there are none, and no sentence at all", () => {
    assert.equal(editor.fieldTitle?.('newField'), 'newField');
    assert.equal(editor.title?.('NEW_EVENT'), 'NEW_EVENT');
    assert.equal(editor.constant?.('AgentState', 'AGENT_STATE_NEW'), 'AGENT_STATE_NEW');
    assert.equal(editor.bit?.('NEW_MASK'), 'NEW_MASK');
    assert.equal(editor.service?.('New Service'), 'New Service');
    assert.equal(editor.message?.('NEW_EVENT'), '');
    assert.equal(editor.field?.('NEW_REQ', 'newField'), '');
  });
});

describe('titles of fields', () => {
  const catalogs = readdirSync(join(PROJECT, 'locales')).map((language) => {
    const file = join(PROJECT, 'locales', language, 'protocol.json');
    const { fieldTitle } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as typeof words) : words;
    return { language, fieldTitle };
  });
  for (const { language, fieldTitle } of catalogs) {
    it(`tell the fields of a request apart in ${language}`, () => {
      for (const { name, fields } of requests) {
        const titles = fields.map(({ key }) => fieldTitle[key]);
        const twice = titles.filter((title, i) => titles.indexOf(title) !== i);
        assert.deepEqual(twice, [], name);
      }
    });
  }
});

describe('the words of the protocol in other languages', () => {
  const english = new Map(leaves(words as unknown as Tree));
  for (const language of readdirSync(join(PROJECT, 'locales')).filter((name) => name !== 'en-US')) {
    it(`are complete in ${language}`, () => {
      const file = join(PROJECT, 'locales', language, 'protocol.json');
      assert.ok(existsSync(file), file);
      const translated = leaves(JSON.parse(readFileSync(file, 'utf8')) as Tree);
      assert.deepEqual(translated.map(([path]) => path).sort(), [...english.keys()].sort());
      for (const [path, text] of translated) {
        assert.match(text, /^\S(.*\S)?$/, path);
        if (count(text) > 3) assert.notEqual(text, english.get(path), path);
      }
    });
  }

  it('are not there for en-US: those are made from the definitions', () => {
    assert.equal(existsSync(join(PROJECT, 'locales/en-US/protocol.json')), false);
  });
});
