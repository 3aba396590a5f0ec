import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CONFIGURATION_SCHEMA } from '../lib/simulator';

const ROOT = resolve(__dirname, '..');
const TEXT = readFileSync(resolve(ROOT, 'docs/simulator.md'), 'utf8');

/** Options of the simulator that are no part of the configuration. */
const OPTIONS = ['disorder', 'duplicates', 'slowConfirmations'];

describe('docs/simulator.md', () => {
  it('names tests that there are', () => {
    const named = TEXT.match(/\btest\/[\w/-]+(\.test\.ts)?/g) ?? [];
    assert.ok(named.length > 40);
    assert.deepEqual(
      named.filter((path) => !existsSync(resolve(ROOT, path))),
      [],
    );
  });

  it('names settings that there are', () => {
    const schema = JSON.stringify(CONFIGURATION_SCHEMA);
    const cells = TEXT.split('\n').map((line) => line.split('|').at(-2) ?? '');
    const settings = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''));
    assert.ok(settings.length > 20);
    assert.deepEqual(
      settings.filter((name) => !OPTIONS.includes(name) && !schema.includes(`"${name}"`)),
      [],
    );
  });

  it('has a row for each of the fourteen criteria', () => {
    const numbers = [...TEXT.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      Array.from({ length: 14 }, (_, i) => i + 1),
    );
  });
});
