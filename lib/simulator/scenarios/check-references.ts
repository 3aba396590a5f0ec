/** Whether each reference of a scenario refers to something that is there by then. */
import { wrong } from '../configuration/shapes';
import { expectedMessage, isAnyOrder, listOf } from './matcher';
import {
  ALL_EVENTS,
  type Expectation,
  type Expected,
  type MessageExpectation,
  type Scenario,
  type Step,
} from './scenario';
import { namesIn } from './value-shapes';

/** @throws CtiError with `field`, the path of the reference */
export function checkReferences({ cast = {}, given = {}, steps, finally: last = [] }: Scenario): void {
  const roles = new Set(Object.keys(cast));
  for (const role of Object.keys(given)) {
    if (!roles.has(role)) throw wrong(`given.${role}`, role, `a role of the cast${among(roles)}`);
  }
  const known = new Set(roles);
  checkSteps(steps, 'steps', known, roles);
  // Whatever was kept on the way may be named; it is not there if the steps did not come so far.
  checkSteps(last, 'finally', known, roles);
}

function checkSteps(steps: readonly Step[], path: string, known: Set<string>, roles: ReadonlySet<string>): void {
  steps.forEach((step, i) => {
    checkStep(step, `${path}[${i}]`, known, roles);
  });
}

function checkStep(step: Step, path: string, known: Set<string>, roles: ReadonlySet<string>): void {
  if ('repeat' in step) {
    checkSteps((step as { readonly steps: readonly Step[] }).steps, `${path}.steps`, new Set(known), roles);
    return;
  }
  const view =
    (step as { readonly in?: string; readonly watch?: string }).in ?? (step as { readonly watch?: string }).watch;
  if (view !== undefined) checkView(view, path, roles);
  if ('do' in step) {
    const { do: _, as, note: __, ...fields } = step as Record<string, unknown> & { readonly as?: string };
    checkNames(fields, path, known);
    if (as !== undefined) known.add(as);
  }
  for (const key of ['expect', 'waitFor', 'never'] as const) {
    if (key in step) checkExpected((step as Record<string, unknown>)[key] as Expected, `${path}.${key}`, known);
  }
}

function checkExpected(expected: Expected, path: string, known: Set<string>): void {
  listOf(expected).forEach((one: Expectation, i) => {
    const where = Array.isArray(expected) ? `${path}[${i}]` : path;
    if (isAnyOrder(one)) {
      one.anyOrder.forEach((part, k) => {
        checkExpected(part as Expected, `${where}.anyOrder[${k}]`, known);
      });
      return;
    }
    const { topic, fields, as } = expectedMessage(one as string | MessageExpectation);
    checkNames(fields, `${where}.${topic}`, known);
    if (as !== undefined) known.add(as);
  });
}

function checkNames(value: unknown, path: string, known: ReadonlySet<string>): void {
  for (const [name, where] of namesIn(value, path)) {
    if (!known.has(name))
      throw wrong(where, `$${name}`, `a role, or kept by a step before (as: ${name})${among(known)}`);
  }
}

function checkView(view: string, path: string, roles: ReadonlySet<string>): void {
  const role = view.replace(/^.*:/, '');
  if (view === ALL_EVENTS || roles.has(role)) return;
  throw wrong(`${path}.in`, view, `a view: ${ALL_EVENTS}, or one of a role${among(roles)}`);
}

function among(names: ReadonlySet<string>): string {
  return names.size > 0 ? `; there are ${[...names].join(', ')}` : '; there is none';
}
