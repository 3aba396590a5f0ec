/** Steps and failures in words. */
import { expectedMessage, isAnyOrder, listOf, type Outcome, type Received } from './matcher';
import type { Failure } from './report';
import {
  ALL_EVENTS,
  type DoStep,
  type Expectation,
  type Expected,
  type MessageExpectation,
  type Step,
} from './scenario';

const MOST_SHOWN = 12;

export function stepText(step: Step): string {
  const { expect, waitFor, never, pause, watch, repeat } = step as Readonly<Record<string, unknown>>;
  const where = ` in ${(step as { readonly in?: string }).in ?? ALL_EVENTS}`;
  if (expect !== undefined) return `expect${where}: ${expectedText(expect as Expected)}`;
  if (waitFor !== undefined) return `wait${where} for ${expectedText(waitFor as Expected)}`;
  if (never !== undefined) return `none${where} of ${expectedText(never as Expected)}`;
  if (pause !== undefined) return `${pause} seconds pass`;
  if (watch !== undefined) return `a client comes: ${watch}`;
  if (repeat !== undefined) return repeatText(repeat as { readonly every: number; readonly times?: number });
  return actionText(step as DoStep);
}

export function actionText({ do: name, as, gives, refused, mayFail: _, note: __, ...fields }: DoStep): string {
  const given = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`);
  const answer = gives === undefined ? '' : `, which gives ${shown(gives)}`;
  const end = refused === undefined ? answer : `, refused with ${refused}`;
  return `${[name, ...given].join(' ')}${as === undefined ? '' : ` as ${as}`}${end}`;
}

function repeatText({ every, times }: { readonly every: number; readonly times?: number }): string {
  return `every ${every} seconds${times === undefined ? '' : `, ${times} times`}`;
}

function expectedText(expected: Expected): string {
  return listOf(expected).map(oneText).join(', ');
}

function oneText(one: Expectation): string {
  if (isAnyOrder(one)) {
    const parts = one.anyOrder.map((part) =>
      Array.isArray(part) ? `(${expectedText(part)})` : expectedText(part as Expected),
    );
    return `in any order ${parts.join(' | ')}`;
  }
  const { topic, fields } = expectedMessage(one as string | MessageExpectation);
  const given = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`);
  return given.length === 0 ? topic : `${topic} {${given.join(', ')}}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
}

/** @param left the messages that came and were not expected @param note why it is expected */
export function missingMessage(
  { missing, nearest }: Extract<Outcome, { found: false }>,
  left: readonly Received[],
  view: string,
  note: string | undefined,
): Failure {
  const { topic, fields } = missing;
  const why = missing.note ?? note;
  const came = left.map((one) => one.topic);
  const lines = [`${oneText({ [topic]: fields })} has not come in ${view}`];
  if (nearest && nearest.differences.length > 0) {
    const places = nearest.differences.map((one) => `${one.path} was ${shown(one.came)}, not ${shown(one.expected)}`);
    lines.push(`the nearest: a ${topic} whose ${places.join('; ')}`);
  } else if (nearest) lines.push(`a ${topic} like it came before its turn`);
  lines.push(came.length === 0 ? 'nothing else came' : `what came instead: ${shortened(came)}`);
  if (why !== undefined) lines.push(`(${why})`);
  return {
    text: lines.join('\n'),
    expected: { topic, fields },
    ...(nearest && { nearest: { topic, differences: nearest.differences } }),
    came,
    ...(why !== undefined && { note: why }),
  };
}

export function unwantedMessage({ topic, payload }: Received, view: string, note: string | undefined): Failure {
  const given = Object.entries(payload).filter(([, value]) => value !== undefined && value !== null);
  const fields = given.map(([key, value]) => `${key}=${shown(value)}`).join(', ');
  const why = note === undefined ? '' : `\n(${note})`;
  return {
    text: `${topic} has come in ${view}, which it must not: ${fields}${why}`,
    came: [topic],
    ...(note !== undefined && { note }),
  };
}

function shortened(names: readonly string[]): string {
  const rest = names.length - MOST_SHOWN;
  return rest > 0 ? `${names.slice(0, MOST_SHOWN).join(', ')} and ${rest} more` : names.join(', ');
}
