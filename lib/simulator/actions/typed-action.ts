/** Actions from where values have no types: a form, a command line, a message that somebody typed. */
import { ACTIONS, type Action } from './table';

/**
 * Makes of texts the numbers, flags and objects that the action takes, and of numbers the texts. What does not fit
 * stays as it is: `perform` says what would be right.
 */
export function typedAction(given: Readonly<Record<string, unknown>>): Action {
  const fields = ACTIONS.find(({ name }) => name === given.action)?.fields ?? [];
  const typed: Record<string, unknown> = { ...given };
  for (const { name, type } of fields) {
    if (Object.hasOwn(typed, name)) typed[name] = typedValue(type, typed[name]);
  }
  return typed as Action;
}

function typedValue(type: string, value: unknown): unknown {
  if (typeof value === 'number') return type === 'text' ? String(value) : value;
  if (typeof value !== 'string') return value;
  switch (type) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
    case 'flag':
      return value === 'true' || (value === 'false' ? false : value);
    case 'object':
      return objectIn(value);
    default:
      return value;
  }
}

function objectIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
