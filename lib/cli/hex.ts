import { CtiError } from '../codec';

/** @throws CtiError CTI_BAD_HEX; `offset` in bytes of the frame */
export function bytesOfHex(text: string): Buffer {
  const digits = text.replace(/\s+/g, '');
  const wrong = digits.search(/[^0-9a-f]/i);
  if (wrong >= 0) {
    const character = JSON.stringify(digits[wrong]);
    throw new CtiError(
      'CTI_BAD_HEX',
      `${character} is no hex digit; write one frame a line in hex, or give --binary for a binary stream`,
      { offset: wrong >> 1 },
    );
  }
  if (digits.length % 2 === 1) {
    throw new CtiError('CTI_BAD_HEX', `${digits.length} hex digits make no whole bytes`, {
      offset: digits.length >> 1,
    });
  }
  return Buffer.from(digits, 'hex');
}
