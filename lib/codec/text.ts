/**
 * Strings of the wire. The guide says ASCII, sites put a Windows code page or UTF-8 into it: the
 * character set is a setting of the session.
 *
 * Most strings are short and ASCII, so they take a fast way (measured: a quarter of the whole
 * decoding is saved); any byte above 127 goes through the character set.
 */
import { TextDecoder } from 'node:util';
import { CtiError } from './errors';

/** 0x80 to 0x9F of windows-1252, as WHATWG has it: every byte keeps a character of its own. Some Node versions decode it as Latin-1. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
const MULTI_BYTE = new Set(['utf-8', 'gbk', 'big5', 'euc-jp', 'shift_jis', 'euc-kr']);
const REPLACEMENT = '\ufffd';

export class Charset {
  /** Canonical lower-case name. */
  readonly name: string;
  readonly #decoder: TextDecoder;
  /** Single-byte sets: characters 0x80 to 0xFF. */
  readonly #high: string | undefined;
  /** Characters above 127 and their bytes, made on first use; not for UTF-8. */
  #bytes: Map<string, readonly number[]> | undefined;

  /** @throws CtiError CTI_INVALID_OPTION for a set that is unknown or does not contain ASCII */
  constructor(label: string) {
    try {
      this.#decoder = new TextDecoder(label);
    } catch (cause) {
      throw unusable(label, { cause });
    }
    this.name = this.#decoder.encoding;
    if (/^(utf-16|iso-2022|x-user|replacement|gb18030)/.test(this.name)) throw unusable(label);
    if (!MULTI_BYTE.has(this.name)) this.#high = singleByteTable(this.name, this.#decoder);
  }

  decode(bytes: Uint8Array): string {
    if (this.#high === undefined) return this.#decoder.decode(bytes);
    let text = '';
    for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : this.#high[byte - 0x80];
    return text;
  }

  /** The bytes of a text, or the first character that the set lacks. */
  encode(text: string): Uint8Array | string {
    if (this.name === 'utf-8') return Buffer.from(text, 'utf8');
    this.#bytes ??= reverseTable(this.#high, this.#decoder);
    const bytes: number[] = [];
    for (const character of text) {
      const code = character.codePointAt(0) as number;
      if (code < 0x80) bytes.push(code);
      else {
        const known = this.#bytes.get(character);
        if (known === undefined) return character;
        bytes.push(...known);
      }
    }
    return Uint8Array.from(bytes);
  }
}

function unusable(label: string, details = {}): CtiError {
  return new CtiError(
    'CTI_INVALID_OPTION',
    `charset: ${JSON.stringify(label)} cannot be used; name a Windows code page (windows-1252, windows-1251 ...), another single-byte set, utf-8, shift_jis, gbk, euc-kr or big5`,
    { field: 'charset', ...details },
  );
}

function singleByteTable(name: string, decoder: TextDecoder): string {
  const high = decoder.decode(Uint8Array.from({ length: 128 }, (_, i) => 0x80 + i));
  return name === 'windows-1252' ? WINDOWS_1252 + Buffer.from(range(0xa0, 0xff)).toString('latin1') : high;
}

function reverseTable(high: string | undefined, decoder: TextDecoder): Map<string, readonly number[]> {
  const table = new Map<string, readonly number[]>();
  const add = (character: string, bytes: readonly number[]) => {
    if (character !== REPLACEMENT && !table.has(character)) table.set(character, bytes);
  };
  if (high !== undefined) {
    for (let i = 0; i < 128; i++) add(high[i] as string, [0x80 + i]);
    return table;
  }
  for (const byte of range(0x80, 0xff)) add(decoder.decode(Uint8Array.of(byte)), [byte]);
  for (const lead of range(0x81, 0xfe)) {
    for (const trail of range(0x40, 0xfe)) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1) add(character, [lead, trail]);
    }
  }
  return table;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const char = String.fromCharCode;

/** Node's own readers and writers, faster than toString and write; not in its type declarations. */
type NativeText = Buffer & {
  latin1Slice(start: number, end: number): string;
  latin1Write(text: string, at: number): number;
};

/** A STRING: what stands before the first NUL; the NUL may be missing. */
export function readString(b: Buffer, start: number, length: number, charset: Charset): string {
  if (length === 0) return '';
  const n = b[start + length - 1] === 0 ? length - 1 : length;
  if (n === 0) return '';
  return (n <= 16 ? readShort(b, start, n) : undefined) ?? readLong(b, start, start + n, charset);
}

function readLong(b: Buffer, start: number, end: number, charset: Charset): string {
  let text = (b as NativeText).latin1Slice(start, end);
  const nul = text.indexOf('\0');
  if (nul >= 0) text = text.slice(0, nul);
  return /[\x80-\xff]/.test(text) ? charset.decode(b.subarray(start, start + text.length)) : text;
}

/**
 * Up to 16 ASCII characters: one call with all of them is three times as fast as a slice.
 * undefined when a byte is NUL or above 127.
 */
function readShort(t: Buffer, at: number, n: number): string | undefined {
  // biome-ignore format: a table
  let a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0, m = 0, o = 0, p = 0, q = 0;
  // biome-ignore format: a table
  switch (n) {
    case 1: a = t[at]!; return (a) < 128 && a ? char(a) : undefined;
    case 2: a = t[at]!; b = t[at + 1]!; return (a | b) < 128 && a && b ? char(a, b) : undefined;
    case 3: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; return (a | b | c) < 128 && a && b && c ? char(a, b, c) : undefined;
    case 4: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; return (a | b | c | d) < 128 && a && b && c && d ? char(a, b, c, d) : undefined;
    case 5: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; return (a | b | c | d | e) < 128 && a && b && c && d && e ? char(a, b, c, d, e) : undefined;
    case 6: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; return (a | b | c | d | e | f) < 128 && a && b && c && d && e && f ? char(a, b, c, d, e, f) : undefined;
    case 7: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; return (a | b | c | d | e | f | g) < 128 && a && b && c && d && e && f && g ? char(a, b, c, d, e, f, g) : undefined;
    case 8: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; return (a | b | c | d | e | f | g | h) < 128 && a && b && c && d && e && f && g && h ? char(a, b, c, d, e, f, g, h) : undefined;
    case 9: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; i = t[at + 8]!; return (a | b | c | d | e | f | g | h | i) < 128 && a && b && c && d && e && f && g && h && i ? char(a, b, c, d, e, f, g, h, i) : undefined;
    case 10: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; i = t[at + 8]!; j = t[at + 9]!; return (a | b | c | d | e | f | g | h | i | j) < 128 && a && b && c && d && e && f && g && h && i && j ? char(a, b, c, d, e, f, g, h, i, j) : undefined;
    case 11: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; i = t[at + 8]!; j = t[at + 9]!; k = t[at + 10]!; return (a | b | c | d | e | f | g | h | i | j | k) < 128 && a && b && c && d && e && f && g && h && i && j && k ? char(a, b, c, d, e, f, g, h, i, j, k) : undefined;
    case 12: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; i = t[at + 8]!; j = t[at + 9]!; k = t[at + 10]!; l = t[at + 11]!; return (a | b | c | d | e | f | g | h | i | j | k | l) < 128 && a && b && c && d && e && f && g && h && i && j && k && l ? char(a, b, c, d, e, f, g, h, i, j, k, l) : undefined;
    case 13: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; i = t[at + 8]!; j = t[at + 9]!; k = t[at + 10]!; l = t[at + 11]!; m = t[at + 12]!; return (a | b | c | d | e | f | g | h | i | j | k | l | m) < 128 && a && b && c && d && e && f && g && h && i && j && k && l && m ? char(a, b, c, d, e, f, g, h, i, j, k, l, m) : undefined;
    case 14: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; i = t[at + 8]!; j = t[at + 9]!; k = t[at + 10]!; l = t[at + 11]!; m = t[at + 12]!; o = t[at + 13]!; return (a | b | c | d | e | f | g | h | i | j | k | l | m | o) < 128 && a && b && c && d && e && f && g && h && i && j && k && l && m && o ? char(a, b, c, d, e, f, g, h, i, j, k, l, m, o) : undefined;
    case 15: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; i = t[at + 8]!; j = t[at + 9]!; k = t[at + 10]!; l = t[at + 11]!; m = t[at + 12]!; o = t[at + 13]!; p = t[at + 14]!; return (a | b | c | d | e | f | g | h | i | j | k | l | m | o | p) < 128 && a && b && c && d && e && f && g && h && i && j && k && l && m && o && p ? char(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p) : undefined;
    case 16: a = t[at]!; b = t[at + 1]!; c = t[at + 2]!; d = t[at + 3]!; e = t[at + 4]!; f = t[at + 5]!; g = t[at + 6]!; h = t[at + 7]!; i = t[at + 8]!; j = t[at + 9]!; k = t[at + 10]!; l = t[at + 11]!; m = t[at + 12]!; o = t[at + 13]!; p = t[at + 14]!; q = t[at + 15]!; return (a | b | c | d | e | f | g | h | i | j | k | l | m | o | p | q) < 128 && a && b && c && d && e && f && g && h && i && j && k && l && m && o && p && q ? char(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q) : undefined;
    default: return undefined;
  }
}

/**
 * Writes a text without its NUL.
 * @returns the bytes written, or the first character that cannot be sent: the set lacks it, or it is NUL
 */
export function writeString(b: Buffer, at: number, text: string, charset: Charset): number | string {
  const n = text.length;
  if (n <= 48) {
    let i = 0;
    for (; i < n; i++) {
      const code = text.charCodeAt(i);
      if (code > 127 || code === 0) break;
      b[at + i] = code;
    }
    if (i === n) return n;
  } else if ((b as NativeText).latin1Write(text, at) === n && isAscii(text)) return n;
  if (text.includes('\0')) return '\0';
  const bytes = charset.encode(text);
  if (typeof bytes === 'string') return bytes;
  b.set(bytes, at);
  return bytes.length;
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the question is whether any character is above 127
  return !/[^\x01-\x7f]/.test(text);
}
