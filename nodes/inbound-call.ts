/** The call that a message into cti-simulator asks for. */
import { CtiError } from '../lib/session';
import type { InboundCall } from '../lib/simulator';

/**
 * Of an object the four keys are taken; anything else that is not an object (an inject's timestamp,
 * say) is a call with the simulator's own numbers.
 * @throws CtiError CTI_INVALID_FIELD
 */
export function inboundCall(payload: unknown): InboundCall {
  if (typeof payload !== 'object' || payload === null) return {};
  const { ani, dialedNumber, callVariables, namedVariables } = payload as Record<string, unknown>;
  return {
    ...(ani !== undefined && { ani: text('ani', ani) }),
    ...(dialedNumber !== undefined && { dialedNumber: text('dialedNumber', dialedNumber) }),
    ...(callVariables !== undefined && { callVariables: texts('callVariables', callVariables) }),
    ...(namedVariables !== undefined && { namedVariables: texts('namedVariables', namedVariables) }),
  };
}

function text(field: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw invalid(field, value, 'a text');
}

function texts(field: string, value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) throw invalid(field, value, 'an object with texts');
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, text(`${field}.${name}`, each)]));
}

function invalid(field: string, value: unknown, right: string): CtiError {
  return new CtiError('CTI_INVALID_FIELD', `${field}: ${JSON.stringify(value)}; right is ${right}`, { field });
}
