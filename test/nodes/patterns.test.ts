import assert from 'node:assert/strict';
import { pattern } from '../../nodes/patterns';
import { env } from './flow';

describe('a pattern', () => {
  const chosen = (typed: string, values: (string | number | null | undefined)[]) =>
    values.filter((value) => pattern('agent', typed)?.(value));

  it('is a text, with * for any characters and ? for one, and several with commas', () => {
    assert.deepEqual(chosen('1001', ['1001', '10010', 1001, '01001']), ['1001', 1001]);
    assert.deepEqual(chosen('10?1', ['1001', '1011', '101']), ['1001', '1011']);
    assert.deepEqual(chosen('10*, 2?', ['10', '1099', '25', '250']), ['10', '1099', '25']);
  });

  it('knows no capital letters and no other special characters', () => {
    assert.deepEqual(chosen('Gold.*', ['gold.', 'GOLD.plus', 'goldplus']), ['gold.', 'GOLD.plus']);
    assert.deepEqual(chosen('a+b(c)', ['a+b(c)', 'aab(c)']), ['a+b(c)']);
  });

  it('fits no value that is not there, not even *', () => {
    assert.deepEqual(chosen('*', [undefined, null, '', 'x', 0]), ['x', 0]);
  });

  it('is none where nothing is typed', () => {
    assert.equal(pattern('agent', ' '), undefined);
    assert.equal(pattern('agent', undefined), undefined);
  });

  it('is refused with a comma that has nothing beside it, and names the field', () => {
    assert.throws(() => pattern('agent', '1001,'), { code: 'CTI_INVALID_OPTION', field: 'agent', message: /^agent: / });
  });

  it('is refused with an environment variable that has no value, and names it', () => {
    for (const typed of [env('UNSET'), `1001, ${env('UNSET')}`, ` ${env('UNSET')} `, '$(UNSET)']) {
      const right = { code: 'CTI_INVALID_OPTION', field: 'denyAgents', message: /^denyAgents: .*\$.UNSET/ };
      assert.throws(() => pattern('denyAgents', typed), right);
    }
  });
});
