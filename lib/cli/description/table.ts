/** Columns for people: as wide as their contents, the last one wrapped. */

/** The last column gets at least this many characters, even on a narrow screen. */
const LEAST = 30;

export function table(header: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const all = [header, ...rows];
  const last = header.length - 1;
  const widths = header.slice(0, last).map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  const before = widths.reduce((sum, one) => sum + one + 2, 2);
  return all
    .map((row) => {
      const cells = widths.map((one, i) => (row[i] ?? '').padEnd(one));
      const [first = '', ...more] = wrap(row[last] ?? '', Math.max(LEAST, width - before));
      const lines = [`  ${[...cells, first].join('  ')}`, ...more.map((text) => ' '.repeat(before) + text)];
      return lines.map((line) => `${line.trimEnd()}\n`).join('');
    })
    .join('');
}

/** Breaks a text between words. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Short cells side by side, read downwards. */
export function columns(cells: readonly string[], width: number): string {
  const cell = Math.max(...cells.map((text) => text.length)) + 2;
  const across = Math.max(1, Math.floor((width - 4) / cell));
  const rows = Math.ceil(cells.length / across);
  return Array.from({ length: rows }, (_, row) => {
    const line = cells.filter((_, i) => i % rows === row).map((text) => text.padEnd(cell));
    return `    ${line.join('').trimEnd()}\n`;
  }).join('');
}
