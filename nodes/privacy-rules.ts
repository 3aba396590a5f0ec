/** What a cti-server keeps to itself, as its dialog saves it. */
import { CtiError } from '../lib/session';
import { type Matches, pattern } from './patterns';

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

/** A row of the table. */
export interface PrivacyRow {
  readonly subject: string;
  /** Of ECC variables and fields: a pattern of names; an empty one means all. */
  readonly name?: string;
  readonly action: string;
}

interface Rule {
  readonly subject: Subject;
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
   */
  actionFor(subject: Subject | undefined, name: string): Action {
    const rule = this.#rules.find((one) => {
      if (one.subject === subject) return subject !== 'eccVariables' || fits(one, name);
      return one.subject === 'field' && subject !== 'eccVariables' && fits(one, name);
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
  return { subject: knownSubject, names: pattern(field, name), action: knownAction };
}

function invalid(field: string, right: string): CtiError {
  return new CtiError('CTI_INVALID_OPTION', `${field}: ${right}`, { field });
}
