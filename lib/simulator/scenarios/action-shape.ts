/** A step that makes something happen: the fields of its action, and what becomes of it. */
import { ACTION_FIELDS } from '../actions';
import { flag, oneOf, optional, type Row, row, type Shape, wrong } from '../configuration/shapes';
import { ANYTHING, CODE, KEPT_AS, orReference } from './value-shapes';

/** @param note the shape of the note that any step may have */
export function actionShape(note: Row<{ note?: string }>['note']): Shape {
  const shapes = new Map<string, Shape>();
  for (const [name, fields] of ACTION_FIELDS) {
    const own = Object.entries(fields).map(([key, { kind, required }]) => {
      const shape = orReference(kind.shape);
      return [key, required ? shape : optional(shape)] as const;
    });
    const common = {
      do: oneOf([name]),
      as: optional(KEPT_AS),
      gives: optional(ANYTHING),
      refused: optional(CODE),
      mayFail: optional(flag),
      note,
    };
    shapes.set(name, row({ ...Object.fromEntries(own), ...common } as Row<Record<string, unknown>>));
  }
  return {
    schema: { anyOf: [...shapes.values()].map((one) => one.schema) },
    check: (value, path) => {
      const name = (value as { readonly do?: unknown } | null)?.do;
      const shape = typeof name === 'string' ? shapes.get(name) : undefined;
      if (!shape) throw wrong(`${path}.do`, name, `an action; these are ${[...shapes.keys()].join(', ')}`);
      shape.check(value, path);
    },
  };
}
