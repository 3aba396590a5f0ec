/** Strings, read as the codec reads them: what is compared is the walk over tables with code written out. */
import { Charset, readString } from '../../../lib/codec/text';

const charset = new Charset('windows-1252');

/** A STRING up to its first NUL. */
export function text(b: Buffer, start: number, size: number): string {
  return readString(b, start, size, charset);
}
