/** Where the nodes of an example stand: in columns, as wide as the widest label of the group in each. */
import type { Properties } from './sheet';

export interface Cell {
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels of the editor's canvas. */
const LEFT = 60;
const TOP = 40;
const ROW = 60;
const GROUP = 30;
const BETWEEN = 60;
/** Of the icon and the margins. */
const AROUND = 50;
const INPUT = 7;
const LINK = 30;
const WITHOUT_INPUT = new Set([
  'inject',
  'comment',
  'catch',
  'status',
  'http in',
  'cti-event',
  'cti-call',
  'cti-agent',
]);
/** Letters of the editor's font by their width, in pixels; small letters and digits are the usual ones. */
const LETTERS: readonly [RegExp, number][] = [
  [/[ijl'|]/g, 3.1],
  [/[ ft.,:;!/[\]()-]/g, 3.9],
  [/r/g, 4.7],
  [/[cksvxyz]/g, 7],
  [/[mMwW]/g, 11.5],
  [/[A-Z]/g, 9.5],
];
const USUAL = 7.8;

/** @param groups of rows; null is a free column. The first row of a group is its comment */
export function laidOut(groups: readonly (readonly (readonly (Cell | null)[])[])[]): Map<string, Place> {
  const places = new Map<string, Place>();
  let y = TOP;
  for (const group of groups) {
    const widths = columnWidths(group.slice(1));
    for (const row of group) {
      let left = LEFT;
      row.forEach((cell, column) => {
        if (cell) places.set(cell.id, { x: left + width(cell) / 2, y });
        left += (widths[column] ?? 0) + BETWEEN;
      });
      y += ROW;
    }
    y += GROUP;
  }
  return places;
}

function columnWidths(rows: readonly (readonly (Cell | null)[])[]): number[] {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  return Array.from({ length: columns }, (_, i) => Math.max(...rows.map((row) => (row[i] ? width(row[i]) : 100))));
}

/** As the editor has it: at least 100, in steps of 20. */
function width(cell: Cell): number {
  if (cell.type.startsWith('link ')) return LINK;
  const input = WITHOUT_INPUT.has(cell.type) ? 0 : INPUT;
  return Math.max(100, 20 * Math.ceil((textWidth(label(cell)) + AROUND + input) / 20));
}

function textWidth(text: string): number {
  let rest = text;
  let sum = 0;
  for (const [letters, each] of LETTERS) {
    const others = rest.replaceAll(letters, '');
    sum += (rest.length - others.length) * each;
    rest = others;
  }
  return sum + rest.length * USUAL;
}

/** What is written on the node. */
function label({ type, properties }: Cell): string {
  const { name, request, method, url, messages, changes } = properties;
  if (typeof name === 'string' && name !== '') return name;
  if (type === 'http in') return `[${method}] ${url}`;
  if (type === 'http response') return 'http';
  if (typeof request === 'string' && request !== '') return request;
  const [only, more] = [messages ?? changes].flat() as (string | undefined)[];
  return only !== undefined && more === undefined ? only : type.replaceAll('-', ' ');
}
