/**
 * What a cti-server hands over to the one that is deployed in its place: calls and agents as they stood. The new session
 * asks the server for the present and tells the difference, as after any gap; with an empty model nobody could say what
 * has ended meanwhile.
 */
import { createHash } from 'node:crypto';
import type { ContactCentreModel } from '../../lib/model';
import type { Privacy } from '../privacy/privacy';
import type { MissedChanges } from './missed-changes';

/** Milliseconds: a deployment closes its nodes within 15 s. */
const PATIENCE = 60_000;
/** Settings without which the model would be another one. */
const SAME = [
  ...['host', 'port', 'hostB', 'portB', 'instance', 'usetls', 'charset', 'services'],
  ...['agentID', 'agentExtension', 'agentInstrument', 'privacy'],
];

export interface Legacy {
  readonly model: ContactCentreModel;
  readonly missed: MissedChanges;
  /** Nodes that have followed the model. */
  readonly users: ReadonlySet<string>;
  /** Since when nothing has been heard, ms since 1970. */
  readonly from: number;
}

interface Left {
  readonly mark: string;
  readonly privacy: Privacy;
  readonly legacy: Legacy | undefined;
  readonly timer: NodeJS.Timeout;
}

/** By id of the cti-server. */
const left = new Map<string, Left>();

/** @param mark what has to be the same, so that the new one goes on where the old one ended */
export function handOver(id: string, mark: string, privacy: Privacy, legacy: Legacy | undefined): void {
  clearTimeout(left.get(id)?.timer);
  const timer = setTimeout(() => left.delete(id), PATIENCE).unref();
  left.set(id, { mark, privacy, legacy, timer });
}

/**
 * What names the source and shape of everything that the model knows.
 * @param settings of the cti-server; what is not named here may change, and the model goes on
 */
export function markOf(settings: object, privacyKey: string | undefined): string {
  const all = settings as Readonly<Record<string, unknown>>;
  const values = SAME.map((name) => all[name] ?? '');
  return createHash('sha256')
    .update(JSON.stringify([...values, privacyKey ?? '']))
    .digest('hex');
}

/** Once. Undefined: nothing is left, or it is of another server. */
export function takeOver(id: string, mark: string): Pick<Left, 'privacy' | 'legacy'> | undefined {
  const found = left.get(id);
  clearTimeout(found?.timer);
  left.delete(id);
  return found?.mark === mark ? found : undefined;
}
