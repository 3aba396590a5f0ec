/** What every language has to have in common with English, the language of reference. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LOCALES = resolve(__dirname, '../../locales');
const REFERENCE = 'en-US';
/** Those that are promised. */
const LANGUAGES = ['de', 'es', 'fr', 'ja', 'zh-CN'];
const FILES = readdirSync(join(LOCALES, REFERENCE));

const EXAMPLE_PATHS = readdirSync(resolve(__dirname, '../../examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();

type Catalog = { readonly [key: string]: string | Catalog };

function read(language: string, file: string): string {
  return readFileSync(join(LOCALES, language, file), 'utf8');
}

/** Every text by its whole key. */
function textsOf(catalog: Catalog, prefix = ''): [key: string, text: string][] {
  return Object.entries(catalog).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : textsOf(value, `${prefix}${key}.`),
  );
}

const found = (text: string, what: RegExp) => [...text.matchAll(what)].map(([match]) => match).sort();

/** Placeholders and tags: what a text has beside its words. */
const partsOf = (text: string) => found(text, /__\w+__|<\/?[a-z][^>]*>|\$\{NAME\}/g);

/** What a page of help has beside its words. */
function shapeOf(help: string) {
  const lines = help.split('\n');
  return {
    headings: lines.filter((line) => line.startsWith('#')).map((line) => /^#+/.exec(line)?.[0]),
    rows: lines.filter((line) => line.startsWith('|')).map((line) => line.split('|').length),
    properties: lines.filter((line) => line.startsWith(': ')).length,
    code: found(help, /`[^`\n]+`/g),
    blocks: found(help, /^```.*$/gm).length,
    actions: found(help, /\{\{\w+\}\}/g),
  };
}

describe('help', () => {
  for (const language of readdirSync(LOCALES)) {
    // Node-RED makes name, type and text of them by colons, and loses what stands before the last one.
    it(`${language}: lists of properties have two colons in each line`, () => {
      for (const file of FILES.filter((name) => name.endsWith('.html'))) {
        for (const line of read(language, file)
          .split('\n')
          .filter((one) => one.startsWith(': '))) {
          assert.equal(line.split(':').length, 3, `${file}: ${line}`);
        }
      }
    });

    it(`${language}: no sentence looks like such a list`, () => {
      for (const file of FILES.filter((name) => name.endsWith('.html'))) {
        const sentences = read(language, file)
          .split('\n')
          .filter((line) => !/^(?:: |\||[{"\s]|```)/.test(line));
        for (const line of sentences)
          assert.doesNotMatch(line, /^[^:]*:[^:]+\([^)]*\)[^:]*:[^:]*$/, `${file}: ${line}`);
      }
    });
  }
});

describe('translations', () => {
  it('are there for every language that is promised', () => {
    const there = readdirSync(LOCALES).filter((language) => language !== REFERENCE);
    assert.deepEqual(there.sort(), LANGUAGES);
  });

  for (const language of readdirSync(LOCALES).filter((name) => name !== REFERENCE)) {
    describe(language, () => {
      for (const file of FILES.filter((name) => name.endsWith('.json'))) {
        it(`${file}: every text is there, with the placeholders and tags of the English one`, () => {
          const english = textsOf(JSON.parse(read(REFERENCE, file)) as Catalog);
          const texts = textsOf(JSON.parse(read(language, file)) as Catalog);
          assert.deepEqual(texts.map(([key]) => key).sort(), english.map(([key]) => key).sort());
          const translated = new Map(texts);
          for (const [key, text] of english) assert.deepEqual(partsOf(translated.get(key) ?? ''), partsOf(text), key);
        });
      }

      for (const file of FILES.filter((name) => name.endsWith('.html'))) {
        it(`${file}: has the sections, tables and code of the English page`, () => {
          assert.deepEqual(shapeOf(read(language, file)), shapeOf(read(REFERENCE, file)));
        });
      }

      it('examples.json: title and description of every example', () => {
        const words = JSON.parse(read(language, 'examples.json')) as Record<string, { title: string; about: string }>;
        assert.deepEqual(Object.keys(words).sort(), EXAMPLE_PATHS);
        for (const [path, { title, about }] of Object.entries(words)) assert.ok(title && about, path);
      });

      it('is a translation: hardly a sentence is the English one', () => {
        const sentences = (name: string) =>
          FILES.filter((file) => file.endsWith('.json'))
            .flatMap((file) =>
              textsOf(JSON.parse(read(name, file)) as Catalog).map(([key, text]) => [file + key, text] as const),
            )
            .filter(([, text]) => text.split(' ').length > 3);
        const english = new Map(sentences(REFERENCE));
        const same = sentences(language).filter(([key, text]) => english.get(key) === text);
        assert.deepEqual(same, []);
      });
    });
  }
});
