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
  /** The value of an environment variable as the node sees it; undefined: it is not set. */
  environment(name: string, id: string): unknown;
}

/** A whole value that Node-RED puts in, in its present and its old form. */
const REFERENCE = /^\$(?:\{(\S+)\}|\((\S+)\))$/;

/** @throws CtiError CTI_INVALID_FIELD, and CTI_INVALID_OPTION where a variable is not set */
export function readForm(body: unknown, { stored, environment }: FormSurroundings): Form {
  const { id, settings, credentials } = record('form', body);
  if (typeof id !== 'string') throw invalid('id', 'the id of the node');
  const resolve = (field: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((each) => resolve(field, each));
    const [reference, name, old] = (typeof value === 'string' && REFERENCE.exec(value)) || [];
    if (reference === undefined) return value;
    const found = environment(name ?? old ?? '', id);
    // A name is no more than words.
    if (found !== undefined || field === 'name') return found ?? value;
    throw new CtiError(
      'CTI_INVALID_OPTION',
      `${field}: ${reference} is not set; right is a variable that has a value`,
      { field },
    );
  };
  const values: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record('settings', settings))) {
    if (BITS.includes(name)) values[name] = chosen(name, resolve(name, value));
    else if (['string', 'number', 'boolean'].includes(typeof value)) values[name] = resolve(name, value);
    else throw invalid(name, 'a text, a number or a boolean');
  }
  for (const name of ['host', ...BITS]) if (!Object.hasOwn(values, name)) throw invalid(name, 'given');
  const { clientID, password } = record('credentials', credentials);
  return {
    id,
    settings: values as unknown as Form['settings'],
    credentials: {
      clientID: String(resolve('clientID', clientID ?? '')),
      password: String(resolve('password', password === STORED ? (stored(id)?.password ?? '') : (password ?? ''))),
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
