/**
 * The names that are most like a mistyped one, best first: those that contain it or differ by few
 * letters. Capitals do not count.
 */
export function nearest(wrong: string, names: readonly string[], most = 5): string[] {
  const wanted = wrong.toLowerCase();
  const allowed = Math.max(2, Math.floor(wanted.length / 4));
  return names
    .map((name) => ({ name, distance: unlikeness(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name);
}

function unlikeness(wanted: string, name: string): number {
  return wanted.length >= 4 && name.includes(wanted) ? 1 : editDistance(wanted, name);
}

/** Letters to insert, delete or replace (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
