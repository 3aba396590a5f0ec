import { CtiError } from '../../codec';

/** How far a CTI Server may stray from the usual order. Every setting is within what the guide leaves free. */
export interface DisorderOptions {
  /** The same one with the same inputs gives the same order. A whole number from 0 to 4294967295. Default: made up. */
  readonly seed?: number | undefined;
  /** The chance, from 0 to 1, that an agent's state is told twice. @default 0.1 */
  readonly duplicates?: number | undefined;
  /** The chance, from 0 to 1, that a confirmation comes 10 to 15 s late, in real time whatever `speed`. @default 0.05 */
  readonly slowConfirmations?: number | undefined;
}

export type DisorderSettings = Readonly<Record<'seed' | 'duplicates' | 'slowConfirmations', number>>;

const LARGEST_SEED = 0xffff_ffff;

/** @throws CtiError CTI_INVALID_OPTION */
export function disorderSettings(options: DisorderOptions): DisorderSettings {
  const { seed = Math.floor(Math.random() * LARGEST_SEED), duplicates = 0.1, slowConfirmations = 0.05 } = options;
  if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
    throw wrong('seed', seed, `a whole number from 0 to ${LARGEST_SEED}`);
  }
  for (const [key, chance] of Object.entries({ duplicates, slowConfirmations })) {
    if (!(chance >= 0 && chance <= 1)) throw wrong(key, chance, 'a chance from 0 to 1');
  }
  return { seed, duplicates, slowConfirmations };
}

function wrong(key: string, value: unknown, right: string): CtiError {
  const field = `disorder.${key}`;
  return new CtiError('CTI_INVALID_OPTION', `${field}: ${JSON.stringify(value)} is not ${right}`, { field });
}
