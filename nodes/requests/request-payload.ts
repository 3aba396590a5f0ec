/** The payload of a request: what the dialog fills in, else what the message brings. */
import { CtiError } from '../../lib/session';
import { isPlainObject } from './our-payloads';
import type { RequestField } from './request-fields';

/** A typed input of the dialog. */
export interface FilledField {
  readonly value: string;
  readonly type: string;
}

export type Evaluate = (filled: FilledField) => Promise<unknown>;

/**
 * @param filled by key of the payload; a field that is filled in wins
 * @param given the message's payload; of an object the keys that the request has are taken
 * @throws CtiError CTI_INVALID_FIELD where an expression fails
 */
export async function requestPayload(
  fields: readonly RequestField[],
  filled: Readonly<Record<string, FilledField>>,
  given: unknown,
  evaluate: Evaluate,
): Promise<Record<string, unknown>> {
  const source = isPlainObject(given) ? given : {};
  const payload: Record<string, unknown> = {};
  for (const field of fields) {
    const typed = filled[field.key];
    const value = typed && typed.value !== '' ? await evaluated(field.key, typed, evaluate) : source[field.key];
    if (value !== undefined) payload[field.key] = fitting(field, value);
  }
  return payload;
}

async function evaluated(field: string, typed: FilledField, evaluate: Evaluate): Promise<unknown> {
  try {
    return await evaluate(typed);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CtiError('CTI_INVALID_FIELD', `${field}: ${typed.type} ${JSON.stringify(typed.value)} fails: ${reason}`, {
      field,
      cause,
    });
  }
}

/**
 * What dialogs and flows give in another form than the encoder takes: a check list as constants
 * joined by commas, a number for a text. Everything else stays as it is: the encoder refuses what
 * is wrong and names the field.
 */
function fitting(field: RequestField, value: unknown): unknown {
  if (field.type === 'LIST' && field.items && Array.isArray(value)) {
    const items = field.items;
    return value.map((item) => (isPlainObject(item) ? fittingItem(items, item) : item));
  }
  if (field.type === 'STRING' && typeof value === 'number') return String(value);
  return field.mask && typeof value === 'string' ? maskBits(value) : value;
}

function fittingItem(items: readonly RequestField[], given: Record<string, unknown>): Record<string, unknown> {
  const item = { ...given };
  for (const field of items) if (field.key in item) item[field.key] = fitting(field, item[field.key]);
  return item;
}

/** A number as text, or the constants of a check list. */
function maskBits(text: string): string | string[] {
  if (/^\s*(?:\d+|0x[\da-f]+)\s*$/i.test(text)) return text.trim();
  return text
    .split(',')
    .map((bit) => bit.trim())
    .filter((bit) => bit !== '');
}
