/** The examples that are written here, by their path in the Import menu. */
import type { Placed } from './sheet';

export type Examples = Readonly<Record<string, readonly Placed[]>>;

export const EXAMPLES: Examples = {};
