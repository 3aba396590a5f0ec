/** The values of the cti-server dialog as they stand, not deployed yet. */
import { CtiError } from '../../lib/session';
import type { ServerCredentials, ServerSettings } from '../session/session-options';
import type { TlsSettingsOfServer } from '../session/tls-choice';

export interface Form {
  /** Of the node, deployed or not. */
  readonly id: string;
  readonly settings: ServerSettings & TlsSettingsOfServer;
  readonly credentials: ServerCredentials;
}

/** What the editor shows in the place of a password that is stored already. */
const STORED = '__PWRD__';

/** Settings with several constants. */
const BITS = ['services', 'callMsgMask', 'agentStateMask', 'configMsgMask'];

export interface FormSurroundings {
  /** What is stored for a node. */
  stored(id: string): ServerCredentials | undefined;
  /** The value of an environment variable, given as ${NAME}. */
  environment(reference: string, id: string): unknown;
}

/** @throws CtiError CTI_INVALID_FIELD */
export function readForm(body: unknown, { stored, environment }: FormSurroundings): Form {
  const { id, settings, credentials } = record('form', body);
  if (typeof id !== 'string') throw invalid('id', 'the id of the node');
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    return typeof value === 'string' && /^\$\{[^}]+\}$/.test(value) ? environment(value, id) : value;
  };
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record('settings', settings))) {
    if (BITS.includes(name)) values[name] = chosen(name, resolve(value));
    else if (['string', 'number', 'boolean'].includes(typeof value)) values[name] = resolve(value);
    else throw invalid(name, 'a text, a number or a boolean');
  }
  for (const name of ['host', ...BITS]) if (!Object.hasOwn(values, name)) throw invalid(name, 'given');
  const { clientID, password } = record('credentials', credentials);
  return {
    id,
    settings: values as unknown as Form['settings'],
    credentials: {
      clientID: String(resolve(clientID ?? '')),
      password: String(resolve(password === STORED ? (stored(id)?.password ?? '') : (password ?? ''))),
    },
  };
}

function chosen(name: string, value: unknown): unknown {
  if ((value === 'all' || value === 'auto') && name !== 'services') return value;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw invalid(name, 'an array of constants');
}

function record(field: string, value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw invalid(field, 'an object');
}

/** Without the value: it may be a secret. */
function invalid(field: string, right: string): CtiError {
  return new CtiError('CTI_INVALID_FIELD', `${field}: right is ${right}`, { field });
}
