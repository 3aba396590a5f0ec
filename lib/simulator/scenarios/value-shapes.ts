/** Shapes of the small parts of scenarios. */
import { type Shape, wrong } from '../configuration/shapes';
import { isWrongReference, referred } from './references';

/** Of a role, or of something that is kept. */
export const NAME = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;
const VIEW_NAME = /^(?:(?:monitor:|supervisor:)?[A-Za-z][A-Za-z0-9_]{0,31})$/;
const LONGEST_TIME = 86_400;

/** Keys of one's own choice. */
export function recordOf(shape: Shape, name: RegExp): Shape {
  return {
    schema: { type: 'object', propertyNames: { pattern: name.source }, additionalProperties: shape.schema },
    check: (value, path) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, value, 'an object');
      for (const [key, one] of Object.entries(value)) {
        if (!name.test(key)) throw wrong(`${path}.${key}`, key, 'a name: letters, digits and _, a letter first');
        shape.check(one, `${path}.${key}`);
      }
    },
  };
}

function matching(pattern: RegExp, right: string): Shape {
  return {
    schema: { type: 'string', pattern: pattern.source },
    check: (value, path) => {
      if (typeof value !== 'string' || !pattern.test(value)) throw wrong(path, value, right);
    },
  };
}

/** For people. */
export function line(longest: number): Shape {
  return {
    schema: { type: 'string', minLength: 1, maxLength: longest },
    check: (value, path) => {
      if (typeof value === 'string' && value !== '' && value.length <= longest) return;
      throw wrong(path, value, `a text of 1 to ${longest} characters`);
    },
  };
}

export const NOTE = line(400);
export const KEPT_AS = matching(NAME, 'a name: letters, digits and _, a letter first');
export const VIEW = matching(VIEW_NAME, 'a view: allEvents, a role, monitor:ROLE or supervisor:ROLE');
export const CODE = matching(/^(CF|E_CTI|CTI)_[A-Z0-9_]+$/, 'an error code: CF_..., E_CTI_... or CTI_...');

export const SECONDS: Shape = {
  schema: { type: 'number', minimum: 0, maximum: LONGEST_TIME },
  check: (value, path) => {
    if (typeof value === 'number' && value >= 0 && value <= LONGEST_TIME) return;
    throw wrong(path, value, `a number of seconds from 0 to ${LONGEST_TIME}`);
  },
};

/** Whatever JSON can say. */
export const ANYTHING: Shape = { schema: {}, check: () => undefined };

/** The value itself, or a reference to something that is known only when the scenario plays. */
export function orReference(shape: Shape): Shape {
  return {
    schema: { anyOf: [shape.schema, { type: 'string', pattern: '^\\$' }] },
    check: (value, path) => {
      checkReferencesIn(value, path);
      if (!hasReference(value)) shape.check(value, path);
    },
  };
}

/** @throws CtiError for a text that begins like a reference and is none */
export function checkReferencesIn(value: unknown, path: string): void {
  for (const [text, where] of textsIn(value, path)) {
    if (isWrongReference(text)) throw wrong(where, text, 'a reference like $A or $K1.callID; $$ begins a text with $');
  }
}

function hasReference(value: unknown): boolean {
  return textsIn(value, '').some(([text]) => text.startsWith('$'));
}

/** Every text at any depth, with its path. */
export function textsIn(value: unknown, path: string): [text: string, path: string][] {
  if (typeof value === 'string') return [[value, path]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    textsIn(one, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`),
  );
}

/** The names that texts at any depth refer to. */
export function namesIn(value: unknown, path: string): [name: string, path: string][] {
  return textsIn(value, path).flatMap(([text, where]) => {
    const reference = referred(text);
    return reference ? [[reference.name, where] as [string, string]] : [];
  });
}
