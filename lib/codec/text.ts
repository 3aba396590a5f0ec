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

/** Takes what an index gives; the callers know that the bytes are there. */
const char: (...codes: (number | undefined)[]) => string = String.fromCharCode as (...codes: unknown[]) => string;

/** Node's own readers and writers, faster than toString and write; not in its type declarations. */
type NativeText = Buffer & {
  latin1Slice(start: number, end: number): string;
  latin1Write(text: string, at: number): number;
};

/** A STRING: what stands before the first NUL; the NUL may be missing. */
export function readString(b: Buffer, start: number, length: number, charset: Charset): string {
  if (length > 17) return readLong(b, start, start + length, charset);
  let n = 0;
  let bits = 0;
  for (; n < length; n++) {
    const byte = b[start + n] as number;
    if (byte === 0) break;
    bits |= byte;
  }
  if (bits > 127) return charset.decode(b.subarray(start, start + n));
  return n > 16 ? (b as NativeText).latin1Slice(start, start + n) : short(b, start, n);
}

function readLong(b: Buffer, start: number, end: number, charset: Charset): string {
  let text = (b as NativeText).latin1Slice(start, b[end - 1] === 0 ? end - 1 : end);
  const nul = text.indexOf('\0');
  if (nul >= 0) text = text.slice(0, nul);
  return /[\x80-\xff]/.test(text) ? charset.decode(b.subarray(start, start + text.length)) : text;
}

/** Up to 16 ASCII bytes: one call with all characters is three times as fast as a slice. */
function short(at: Uint8Array, s: number, n: number): string {
  // biome-ignore format: a table
  switch (n) {
    case 0: return '';
    case 1: return char(at[s]);
    case 2: return char(at[s], at[s + 1]);
    case 3: return char(at[s], at[s + 1], at[s + 2]);
    case 4: return char(at[s], at[s + 1], at[s + 2], at[s + 3]);
    case 5: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4]);
    case 6: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5]);
    case 7: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6]);
    case 8: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7]);
    case 9: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7], at[s + 8]);
    case 10: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7], at[s + 8], at[s + 9]);
    case 11: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7], at[s + 8], at[s + 9], at[s + 10]);
    case 12: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7], at[s + 8], at[s + 9], at[s + 10], at[s + 11]);
    case 13: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7], at[s + 8], at[s + 9], at[s + 10], at[s + 11], at[s + 12]);
    case 14: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7], at[s + 8], at[s + 9], at[s + 10], at[s + 11], at[s + 12], at[s + 13]);
    case 15: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7], at[s + 8], at[s + 9], at[s + 10], at[s + 11], at[s + 12], at[s + 13], at[s + 14]);
    default: return char(at[s], at[s + 1], at[s + 2], at[s + 3], at[s + 4], at[s + 5], at[s + 6], at[s + 7], at[s + 8], at[s + 9], at[s + 10], at[s + 11], at[s + 12], at[s + 13], at[s + 14], at[s + 15]);
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
