/** What the connection test explains, in the reader's language. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { explanationWords, probe, type Told } from '../../lib/session';

const PROJECT = resolve(__dirname, '../..');
const OTHERS = readdirSync(join(PROJECT, 'locales')).filter((language) => language !== 'en-US');

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  );
}

const wordsOf = (language: string) =>
  leaves(JSON.parse(readFileSync(join(PROJECT, 'locales', language, 'explanations.json'), 'utf8')) as Tree);
const places = (text: string) => [...text.matchAll(/__\w+?__/g)].map(([place]) => place).sort();
const english = leaves(explanationWords());

/** Every sentence that an explanation is made of. */
function within(told: Told | undefined): Told[] {
  if (told === undefined) return [];
  const inner = Object.values(told.values ?? {}).filter((value): value is Told => typeof value === 'object');
  return [told, ...inner.flatMap(within)];
}

describe('what the connection test explains', () => {
  for (const language of OTHERS) {
    it(`is there in ${language}, with the places of the English sentences, in words of that language`, () => {
      const words = new Map(wordsOf(language));
      assert.deepEqual([...words.keys()].sort(), english.map(([path]) => path).sort());
      for (const [path, text] of english) {
        const other = words.get(path) ?? '';
        assert.deepEqual(places(other), places(text), path);
        assert.match(other, /^\S(.*\S)?$/, path);
        if (
          text
            .replace(/__\w+?__/g, '')
            .split(/[^a-z]+/i)
            .filter(Boolean).length > 2
        )
          assert.notEqual(other, text, path);
      }
    });
  }

  it('has a name in the catalog for each sentence of a report, and English that says the same', async () => {
    const sides = { A: { host: '127.0.0.1', port: 1 } };
    const report = await probe({ sides, clientID: 'test', services: ['CTI_SERVICE_ALL_EVENTS'] });
    const steps = report.sides.flatMap((side) => side.steps);
    assert.deepEqual(
      steps.map(({ name }) => name),
      ['resolve', 'connect'],
    );
    const known = new Set(english.map(([path]) => `explanation.${path}`));
    for (const { detail, advice, told } of steps) {
      assert.equal(told.what.text, detail);
      assert.equal(told.toDo?.text, advice && advice.charAt(0).toLowerCase() + advice.slice(1));
      for (const { key = '' } of [...within(told.what), ...within(told.toDo)]) assert.ok(known.has(key), key);
    }
  });

  it('is shown by the dialog in the language of the editor, and in English where that has no words', () => {
    const german: Record<string, string> = {
      'explanation.cannotConnect': 'Keine Verbindung mit __peer__: __why__',
      'explanation.nobodyListens': 'niemand hört zu',
    };
    const { say } = editor((key, { defaultValue, ...values } = {}) => {
      const text = german[key.replace('@ged188/node-red-cti/cti-server:', '')] ?? defaultValue ?? '';
      return text.replace(/__(\w+?)__/g, (_place, name: string) => values[name] ?? '');
    });
    const why = { text: 'nothing listens on that port', key: 'explanation.nobodyListens' };
    const values = { peer: 'pg:42027', why };
    const told = { text: 'Cannot connect', key: 'explanation.cannotConnect', values };
    assert.equal(say(told), 'Keine Verbindung mit pg:42027: niemand hört zu');
    assert.equal(say({ text: 'new', key: 'explanation.new' }), 'new');
    assert.equal(say({ text: '127.0.0.1' }), '127.0.0.1');
  });
});

describe('an error in the dialog that is in English only', () => {
  const { sayError } = editor((key, options) => {
    const name = key.replace('@ged188/node-red-cti/cti-server:', '');
    const german: Record<string, string> = {
      'cti-server.errorCode.CTI_BAD_FRAME': 'unlesbar',
      'protocol.refusal.CF_NO_HELD_CALL': 'es gibt keinen gehaltenen Anruf',
    };
    return (options?.lng !== 'en-US' && german[name]) || name;
  });

  it('follows a sentence about its code', () =>
    assert.equal(sayError('frame 3', 'CTI_BAD_FRAME'), 'unlesbar (frame 3)'));
  it('follows the words of the constant with which the server has refused', () =>
    assert.equal(sayError('refused', 'CF_NO_HELD_CALL'), 'es gibt keinen gehaltenen Anruf (refused)'));
  it('is told as it is where there is none', () => assert.equal(sayError('frame 3', 'CTI_NEW'), 'frame 3'));
});

type Catalog = (key: string, options?: Readonly<Record<string, string>>) => string;

interface Editor {
  readonly say: (told: Told) => string;
  readonly sayError: (message: string, code: string) => string;
}

/** How the dialog says things. */
function editor(catalog: Catalog): Editor {
  const window: { CtiEditor?: Editor } = {};
  const context = {
    window,
    RED: { _: catalog },
    get CtiEditor() {
      return window.CtiEditor;
    },
  };
  runInNewContext(readFileSync(join(PROJECT, 'resources/connection-test.js'), 'utf8'), context);
  assert.ok(window.CtiEditor);
  return window.CtiEditor;
}
