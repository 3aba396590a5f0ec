/** Masks that ask for everything, in the version that a session speaks. */
import { type DocumentedMessage, fieldKey, MASKS, type MaskName, MESSAGES } from '../../lib/protocol';
import type { Action } from './actions';

/** @param version without a session those that every version has. A server refuses bits that the version lacks */
export function everyBit({ request, whole = [] }: Action, version = 0): Record<string, readonly string[]> {
  const masks: Record<string, readonly string[]> = {};
  for (const [name, field] of Object.entries((MESSAGES[request] as DocumentedMessage).fixed)) {
    const key = fieldKey(name);
    if (field.mask && whole.includes(key)) masks[key] = bitsOf(field.mask, version);
  }
  return masks;
}

function bitsOf(mask: MaskName, version: number): readonly string[] {
  const { since = {}, values } = MASKS[mask] as {
    readonly since?: { readonly [bit: string]: number };
    readonly values: { readonly [bit: string]: number };
  };
  return Object.keys(values).filter((bit) => version >= (since[bit] ?? 0));
}
