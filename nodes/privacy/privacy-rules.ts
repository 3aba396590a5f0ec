/** What a cti-server keeps to itself, as its dialog saves it. */
import { CtiError } from '../../lib/session';
import { type Matches, pattern } from '../patterns';

export const ACTIONS = ['keep', 'mask', 'hash', 'drop'] as const;
export type Action = (typeof ACTIONS)[number];

/** What a row of the table may be about. */
export const SUBJECTS = [
  'callerNumbers',
  'dialedNumbers',
  'callVariables',
  'eccVariables',
  'wrapUp',
  'enteredDigits',
  'userToUser',
  'field',
] as const;
export type Subject = (typeof SUBJECTS)[number];

/**
 * Keys of what agents and their phones are called in one message or the other: calls and agents are found by them, so
 * that a model without them would be another one, and say that it is complete. No row may touch them.
 */
export const FOUND_BY: readonly string[] = [
  ...['agentID', 'agentIDLong', 'atcAgentID', 'loginID', 'oldLoginID', 'supervisorID'],
  ...['agentExtension', 'agentInstrument', 'extension', 'instrument', 'supervisorInstrument'],
];

/** A row of the table. */
export interface PrivacyRow {
  readonly subject: string;
  /** Of ECC variables and fields: a pattern of names; an empty one means all, of fields all but FOUND_BY. */
  readonly name?: string;
  readonly action: string;
}

interface Rule {
  readonly subject: Subject;
  /** undefined: all. */
  readonly names: Matches | undefined;
  readonly action: Action;
}

/** The first row that fits counts; what none fits is kept. */
export class PrivacyRules {
  readonly #rules: readonly Rule[];

  /** @throws CtiError CTI_INVALID_OPTION naming the row */
  constructor(rows: readonly PrivacyRow[] = []) {
    this.#rules = rows.map(toRule);
  }

  /** False: everything is kept. */
  get any(): boolean {
    return this.#rules.some(({ action }) => action !== 'keep');
  }

  get hashes(): boolean {
    return this.#rules.some(({ action }) => action === 'hash');
  }

  /**
   * @param subject undefined: a field that no entry of the table but `field` covers
   * @param name the field's key, or the name of an ECC variable
   * @param isPhone whether the value is an agent's phone: then only a row that names the field is about it
   */
  actionFor(subject: Subject | undefined, name: string, isPhone = false): Action {
    if (subject === undefined && FOUND_BY.includes(name)) return 'keep';
    const rule = this.#rules.find((one) => {
      if (one.subject === subject) return subject !== 'eccVariables' || fits(one, name);
      if (one.subject !== 'field' || subject === 'eccVariables') return false;
      return isPhone ? one.names?.(name) : fits(one, name);
    });
    return rule?.action ?? 'keep';
  }
}

function fits({ names }: Rule, name: string): boolean {
  return names === undefined || names(name);
}

function toRule({ subject, name, action }: PrivacyRow, index: number): Rule {
  const field = `privacy[${index}]`;
  const knownSubject = SUBJECTS.find((one) => one === subject);
  const knownAction = ACTIONS.find((one) => one === action);
  if (knownSubject === undefined) throw invalid(field, `its subject is one of ${SUBJECTS.join(', ')}`);
  if (knownAction === undefined) throw invalid(field, `its action is one of ${ACTIONS.join(', ')}`);
  const names = pattern(field, name);
  const parts = (name ?? '').split(',').map((one) => one.trim());
  if (knownSubject === 'field' && knownAction !== 'keep')
    refuseAgents(
      field,
      parts.filter((one) => !isAll(one)),
    );
  return { subject: knownSubject, names: parts.some(isAll) ? undefined : names, action: knownAction };
}

function isAll(part: string): boolean {
  return /^\**$/.test(part);
}

function refuseAgents(field: string, parts: readonly string[]): void {
  const found = FOUND_BY.find((key) => parts.some((part) => pattern(field, part)?.(key)));
  if (found === undefined) return;
  const why = `its names fit ${found}, and agents and their phones cannot be kept back: calls and agents are found by them`;
  throw invalid(field, `${why}; use the subject callerNumbers, or a change node at the end of the flow`);
}

function invalid(field: string, right: string): CtiError {
  return new CtiError('CTI_INVALID_OPTION', `${field}: ${right}`, { field });
}
