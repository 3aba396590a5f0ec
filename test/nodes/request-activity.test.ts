/** What a node that sends requests shows, in words that every editor has. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { REFUSAL_WORDS } from '../../lib/protocol';
import { CtiError } from '../../lib/session';
import { protocolWords } from '../../nodes/editor/protocol-words';
import { RequestActivity } from '../../nodes/requests/request-activity';
import type { ShownStatus } from '../../nodes/session/session-status';

const LOCALES = resolve(__dirname, '../../locales');
const LANGUAGES = readdirSync(LOCALES);

type Tree = { readonly [key: string]: string | Tree };

function catalog(language: string, type: string): Tree {
  const read = (file: string): Tree => JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8'));
  if (type !== 'cti-server') return read(`${type}.json`);
  const protocol = existsSync(join(LOCALES, language, 'protocol.json')) ? read('protocol.json') : protocolWords();
  return { ...read('cti-server.json'), protocol: protocol as Tree };
}

/** As the editor finds the words: a node of any type may show the status, so that the key has to name its catalog. */
function words(language: string, key = ''): unknown {
  const [, type = '', path = ''] = /^@ged188\/node-red-cti\/(cti-[a-z-]+):(.+)$/.exec(key) ?? [];
  assert.notEqual(type, '', `${key} names no catalog`);
  return path.split('.').reduce<unknown>((tree, name) => (tree as Tree | undefined)?.[name], catalog(language, type));
}

function shownAfter(failure?: Error): { readonly pending: ShownStatus; readonly ended: ShownStatus } {
  const shown: ShownStatus[] = [];
  const activity = new RequestActivity((status) => shown.push(status));
  activity.begun();
  activity.ended(failure);
  const [pending, ended] = shown;
  assert.ok(pending && ended);
  return { pending, ended };
}

describe('what a node that sends requests shows', () => {
  it('is in every language that it waits, and that something has failed', () => {
    const { pending, ended } = shownAfter(new TypeError('an expression'));
    assert.equal(ended.code, 'TypeError');
    for (const language of LANGUAGES) {
      for (const { text } of [pending, ended]) assert.equal(typeof words(language, text), 'string', language);
    }
  });

  it('is what the code of an error means, in every language; the code stands beside it', () => {
    for (const code of ['CTI_NO_CALL', ...Object.keys(REFUSAL_WORDS)]) {
      const { ended } = shownAfter(new CtiError(code, 'why'));
      assert.deepEqual([ended.fill, ended.state, ended.code], ['red', 'failed', code]);
      for (const language of LANGUAGES)
        assert.equal(typeof words(language, ended.text), 'string', `${language} ${code}`);
    }
  });

  it('is the code itself where nobody knows more than that', () => {
    assert.equal(shownAfter(new CtiError('CF_UNKNOWN_4711', 'why')).ended.text, 'CF_UNKNOWN_4711');
  });
});
