/** Rules in order: the first one whose conditions all hold decides. */
import { CtiError } from '../../lib/session';
import type { Facts } from './centre';
import { condition, type Given, type Holds } from './conditions';
import {
  type ConditionSettings,
  type RouteStep,
  type RuleSettings,
  SUBJECTS,
  type SubjectName,
  type TypedValue,
} from './settings';
import { wrong } from './wrong';

export interface RoutingSettings {
  /** A flow that was written by hand may have none. */
  readonly rules?: readonly RuleSettings[];
  /** What is done where no rule applies: nothing, if it is left out. */
  readonly otherwise?: RouteStep;
  /** IANA, of conditions that name none; empty: that of the computer. */
  readonly timeZone?: string;
  readonly holidays: TypedValue;
}

export interface Decision extends RouteStep {
  /** Counted from 1; null: none applies. */
  readonly rule: number | 'else' | null;
  /** Of the rule; empty: it has none. */
  readonly name: string;
}

export type EvaluateValue = (typed: TypedValue) => Promise<unknown>;

/** Ready, or made anew for each call since its values come from elsewhere. */
type Question = { readonly holds: Holds } | { readonly settings: ConditionSettings };

const NOTHING: RouteStep = { action: 'none', fields: {} };
const NO_VALUE: TypedValue = { value: '', type: 'str' };
/** Types whose value is what was typed. */
const LITERAL = ['str', 'num'];
const ACTIONS: readonly string[] = ['deflect', 'transferBlind', 'setCallData', 'none'];

export class Rules {
  readonly #rules: readonly RuleSettings[];
  readonly #questions: readonly (readonly Question[])[];
  readonly #otherwise: RouteStep;

  /** @throws CtiError CTI_INVALID_OPTION naming the rule, the condition and what is wrong with it */
  constructor({ rules = [], otherwise = NOTHING, timeZone = '', holidays }: RoutingSettings) {
    this.#rules = rules;
    this.#otherwise = otherwise;
    for (const [i, { action }] of [...rules, otherwise].entries()) {
      if (ACTIONS.includes(action)) continue;
      throw wrong(i === rules.length ? 'otherwise' : `rule ${i + 1}`, `the action is none of ${ACTIONS.join(', ')}`);
    }
    this.#questions = rules.map(({ conditions }, i) =>
      conditions.map((one, k) => placed(i, k, () => question(withTime(one, timeZone, holidays)))),
    );
  }

  /** @param evaluate gives values that come from elsewhere. Rejects where one of them cannot be right */
  async decide(facts: Facts, evaluate: EvaluateValue): Promise<Decision> {
    for (const [i, questions] of this.#questions.entries()) {
      if (!(await this.#applies(questions, i, facts, evaluate))) continue;
      const { name, action, fields } = this.#rules[i] as RuleSettings;
      return { rule: i + 1, name, action, fields };
    }
    const { action, fields } = this.#otherwise;
    return { rule: action === 'none' ? null : 'else', name: '', action, fields };
  }

  async #applies(questions: readonly Question[], i: number, facts: Facts, evaluate: EvaluateValue): Promise<boolean> {
    for (const [k, one] of questions.entries()) {
      const given = 'settings' in one ? await evaluated(one.settings, evaluate, i, k) : undefined;
      const holds = placed(i, k, () => {
        const test = 'settings' in one ? condition(one.settings, given as Given) : one.holds;
        return test(facts);
      });
      if (!holds) return false;
    }
    return true;
  }
}

/** Days are those of the node, where the condition says nothing else. */
function withTime(settings: ConditionSettings, timeZone: string, holidays: TypedValue): ConditionSettings {
  const zone = settings.zone?.trim() || timeZone;
  return settings.subject === 'holiday' ? { ...settings, zone, value: holidays } : { ...settings, zone };
}

function question(settings: ConditionSettings): Question {
  const parts = [settings.of, settings.value, settings.most];
  if (!parts.every((typed) => LITERAL.includes(typed?.type ?? 'str'))) return { settings };
  const [of, value, most] = parts.map((typed) => typed?.value);
  const holds = condition(settings, { of, value, most });
  if (comparesWith(settings) && (value ?? '').trim() === '') throw wrong('value', 'nothing is typed');
  return { holds };
}

/** What comes from elsewhere may be nothing, and then nothing equals it; nobody means that who types. */
function comparesWith({ subject, test }: ConditionSettings): boolean {
  const { kind } = SUBJECTS[subject as SubjectName];
  return (kind === 'text' || kind === 'number') && test !== 'empty' && test !== 'notEmpty';
}

async function evaluated(settings: ConditionSettings, evaluate: EvaluateValue, i: number, k: number): Promise<Given> {
  const value = async (part: string, typed: TypedValue = NO_VALUE) => {
    if (LITERAL.includes(typed.type)) return typed.value;
    try {
      return await evaluate(typed);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return placed(i, k, () => {
        throw wrong(part, `${typed.type} ${JSON.stringify(typed.value)} fails: ${reason}`, cause);
      });
    }
  };
  const { of, value: wanted, most } = settings;
  return { of: await value('of', of), value: await value('value', wanted), most: await value('most', most) };
}

/** Says in which condition something is wrong. */
function placed<T>(rule: number, index: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CtiError)) throw error;
    const { code, message, cause } = error;
    throw new CtiError(code, `rule ${rule + 1}, condition ${index + 1}: ${message}`, { field: 'rules', cause });
  }
}
