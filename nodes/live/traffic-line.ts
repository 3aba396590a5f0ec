/** A message in one line: its fields, those that say most first; the end is left out where they are many. */

/** Characters; more than anybody reads. */
const LONGEST = 400;
/** Bytes of a field without a form. */
const BYTES = 16;

/** Fields that say nothing are left out, passwords whatever the server's policy. */
export function fieldsOf(payload: object): string {
  let line = '';
  const told = Object.entries(payload).filter(([key, value]) => !isNothing(value) && !isSecret(key));
  for (const [key, value] of told.sort(([, one], [, other]) => weight(one) - weight(other))) {
    line += `${line && ', '}${key}: ${textOf(value)}`;
    if (line.length > LONGEST) return `${line.slice(0, LONGEST)} …`;
  }
  return line;
}

/** Texts, such as numbers of agents and callers, before constants and counts; zeros come last. */
function weight(value: unknown): number {
  if (value === 0 || value === false) return 2;
  return typeof value === 'object' || (typeof value === 'string' && !/^[A-Z]+_[A-Z0-9_]+$/.test(value)) ? 0 : 1;
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) {
    const hex = Buffer.from(value.subarray(0, BYTES)).toString('hex');
    return value.length > BYTES ? `${hex}…` : hex;
  }
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{ ${fieldsOf(value)} }`;
  return JSON.stringify(value) ?? '';
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isSecret(key: string): boolean {
  return /password/i.test(key);
}
