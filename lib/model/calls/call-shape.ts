/** A call as a whole as plain data: what the model has made of it, and its data under the guide's names. */
import { type JsonSchema, payloadSchema } from '../../protocol';
import { type OptionalShape, row, type Shape } from '../../shapes';
import { type CallView, OWN_FIELDS } from './call-view';
import { CARRIERS, CONTEXT_KEYS } from './context';

const SCHEMAS: { readonly [key: string]: JsonSchema } = Object.assign(
  {},
  ...CARRIERS.map((name) => payloadSchema(name).properties),
);
const DATA = Object.fromEntries(
  CONTEXT_KEYS.map((key): [string, OptionalShape] => [key, { schema: SCHEMAS[key] ?? {}, optional: true }]),
);

export const CALL_SHAPE = row({ ...OWN_FIELDS, ...DATA }) as Shape<CallView>;
