/** Checks of single options: each throws CtiError CTI_INVALID_OPTION with the option's name as `field`. */
import { inspect } from 'node:util';
import { CtiError } from '../codec';

/** A day: longer is a mistake, and timers end at 24 of them. */
export const MAX_SECONDS = 86_400;

export function seconds(option: string, value: unknown): number {
  if (typeof value === 'number' && value > 0 && value <= MAX_SECONDS) return value;
  throw invalid(option, value, `seconds above 0, at most ${MAX_SECONDS}`);
}

export function whole(option: string, value: unknown, low: number, high: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value;
  throw invalid(option, value, `a whole number from ${low} to ${high}`);
}

/** @param right what would be right */
export function invalid(option: string, value: unknown, right: string): CtiError {
  const came = value === undefined ? 'missing' : inspect(value, { depth: 1, breakLength: Number.POSITIVE_INFINITY });
  return new CtiError('CTI_INVALID_OPTION', `${option}: ${came}; right is ${right}`, { field: option });
}

export function flag(option: string, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw invalid(option, value, 'true or false');
}
