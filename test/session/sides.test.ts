import assert from 'node:assert/strict';
import { type Cure, newSearch, nextTry, type SideName, type SideRules, tried } from '../../lib/session/sides';

const RULES: SideRules = { expectedClients: 40, reconnectPauses: [15, 30, 60, 120] };

/** So many tries that all fail, as `side@pause`. */
function tries(sides: readonly SideName[], lastGood: SideName | undefined, count: number, leave?: SideName): string {
  let search = newSearch(sides, lastGood, leave);
  const found: string[] = [];
  for (let i = 0; i < count; i++) {
    const { side, pause } = nextTry(search, i === 0 ? undefined : 'time', RULES, 0.5);
    found.push(pause === 0 ? side : `${side}@${pause}`);
    search = tried(search);
  }
  return found.join(' ');
}

describe('which side is tried next', () => {
  const rows: [title: string, sides: readonly SideName[], lastGood: SideName | undefined, expected: string][] = [
    ['at the start', ['A', 'B'], undefined, 'A B A@2 B A@15 B A@30 B A@60 B A@120 B A@120 B A@120 B'],
    ['after side A', ['A', 'B'], 'A', 'A B A@2 B A@15 B A@30 B A@60 B A@120 B A@120 B A@120 B'],
    ['after side B', ['A', 'B'], 'B', 'B A B@2 A B@15 A B@30 A B@60 A B@120 A B@120 A B@120 A'],
    ['with side A alone', ['A'], 'A', 'A A@2 A@15 A@30 A@60 A@120 A@120 A@120'],
  ];
  for (const [title, sides, lastGood, expected] of rows) {
    it(`${title}: ${expected}`, () => {
      assert.equal(tries(sides, lastGood, expected.split(' ').length), expected);
    });
  }

  it('is the other one when the last good side asks to be left or is silent', () => {
    assert.equal(tries(['A', 'B'], 'A', 3, 'A'), 'B A B@2');
    assert.equal(tries(['A', 'B'], 'B', 3, 'B'), 'A B A@2');
    assert.equal(tries(['A'], 'A', 2, 'A'), 'A A@2');
  });

  it('comes 120 s after a refusal that only a person can put right, whatever came before', () => {
    const cures: (Cure | undefined)[] = [undefined, 'person', 'time', 'person', 'time', 'person'];
    let search = newSearch(['A', 'B']);
    const found = cures.map((cure) => {
      const { side, pause } = nextTry(search, cure, RULES, 0.5);
      search = tried(search);
      return `${side}@${pause}`;
    });
    assert.deepEqual(found, ['A@0', 'B@120', 'A@2', 'B@120', 'A@15', 'B@120']);
  });

  it('comes after a random pause of at most a tenth of the expected clients', () => {
    const search = { order: ['A', 'B'], tries: 2 } as const;
    assert.equal(nextTry(search, 'time', RULES, 0).pause, 0);
    assert.equal(nextTry(search, 'time', RULES, 0.999).pause, 3.996);
    assert.equal(nextTry(search, 'time', { ...RULES, expectedClients: 0 }, 0.999).pause, 0);
  });

  it('follows the pauses of the settings, the last for ever', () => {
    const rules = { expectedClients: 0, reconnectPauses: [1, 2] };
    const pauses = [4, 6, 8, 100].map((made) => nextTry({ order: ['A', 'B'], tries: made }, 'time', rules, 0).pause);
    assert.deepEqual(pauses, [1, 2, 2, 2]);
  });
});
