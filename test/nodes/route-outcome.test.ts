import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Decision, outcome } from '../../nodes/route';
import { str } from './route-rules';

type Words = { readonly [key: string]: string | Words };

const CATALOG = resolve(__dirname, '../../locales');

/** The words of a language, as RED._ gives them. */
function wordsIn(language: string) {
  const file = readFileSync(join(CATALOG, language, 'cti-route.json'), 'utf8');
  const { status } = JSON.parse(file)['cti-route'] as { status: Words };
  return (key: string, values: Readonly<Record<string, unknown>> = {}): string => {
    const text = key.split('.').reduce<string | Words | undefined>((at, part) => (at as Words)[part], status);
    return String(text).replace(/__(\w+)__/g, (_all, name: string) => String(values[name]));
  };
}

const GOLD: Decision = { rule: 2, name: 'Gold customers', action: 'deflect', fields: { calledDeviceID: str('5000') } };
const NONE: Decision = { rule: null, name: '', action: 'none', fields: {} };
const said = (decision: Decision, more: { there?: boolean; dryRun?: boolean } = {}, language = 'en-US') =>
  outcome(wordsIn(language), decision, { there: false, dryRun: false, ...more });

describe('the outcome of rules', () => {
  it('names the rule, and what was done', () => {
    assert.equal(said(GOLD), 'rule 2: Gold customers → deflect 5000');
    assert.equal(said({ ...GOLD, name: '' }), 'rule 2 → deflect 5000');
    const transfer = { action: 'transferBlind', fields: { dialedNumber: str('8001') } } as const;
    assert.equal(said({ ...GOLD, ...transfer }), 'rule 2: Gold customers → transfer 8001');
    assert.equal(said({ ...GOLD, rule: 'else', name: '' }), 'otherwise → deflect 5000');
  });

  it('says that nothing is done, and why', () => {
    assert.equal(said(NONE), 'no rule applies');
    assert.equal(said({ ...GOLD, action: 'none', fields: {} }), 'rule 2: Gold customers → nothing');
    assert.equal(said(GOLD, { there: true }), 'rule 2: Gold customers → already there');
  });

  it('says of a dry run what would have been done', () => {
    assert.equal(said(GOLD, { dryRun: true }), 'dry run: rule 2: Gold customers → deflect 5000');
    assert.equal(said(NONE, { dryRun: true }), 'dry run: no rule applies');
  });

  it('has nothing that came with the message', () => {
    const fields = { calledDeviceID: { value: 'payload.ani', type: 'msg' } };
    assert.equal(said({ ...GOLD, fields }), 'rule 2: Gold customers → deflect');
    const data = { action: 'setCallData', fields: { callVariable1: str('555') } } as const;
    assert.equal(said({ ...GOLD, ...data }), 'rule 2: Gold customers → set call data');
  });

  it('is said in every language', () => {
    for (const language of ['de', 'es', 'fr', 'ja', 'zh-CN']) {
      assert.match(said(GOLD, { dryRun: true }, language), /2.*Gold customers.*5000/, language);
      assert.doesNotMatch(said(GOLD, { dryRun: true }, language), /undefined|rule 2/, language);
    }
  });
});
