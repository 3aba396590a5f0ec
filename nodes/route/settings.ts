/** Rules of cti-route as the dialog saves them, and what a condition may be about. */
import { CONTEXT_KEYS } from '../../lib/model';
import { ENUMS } from '../../lib/protocol';

/** A typed input: a text, or where the value comes from. */
export interface TypedValue {
  readonly value: string;
  readonly type: string;
}

export type RouteAction = 'deflect' | 'transferBlind' | 'setCallData' | 'none';

export interface ConditionSettings {
  readonly subject: string;
  readonly test: string;
  /** The variable, field, skill group or agent that is meant. */
  readonly of?: TypedValue;
  /** How `of` names a skill group: number, id, name; call: the groups of the call itself, and `of` is empty. */
  readonly groupBy?: string;
  readonly value?: TypedValue;
  /** The upper end of `between`. */
  readonly most?: TypedValue;
  /** 1 is Monday, 7 Sunday; the day on which the hours begin. None: every day. */
  readonly days?: readonly number[];
  /** Of hours as 08:00, of dates as 2026-12-31; `to` of hours is the first minute that is out, of dates the last day. */
  readonly from?: string;
  readonly to?: string;
  /** IANA; empty: the node's. */
  readonly zone?: string;
}

/** What is done, and what the request takes. */
export interface RouteStep {
  readonly action: RouteAction;
  readonly fields: Readonly<Record<string, TypedValue>>;
}

export interface RuleSettings extends RouteStep {
  readonly name: string;
  /** All have to hold; none: the rule always applies. */
  readonly conditions: readonly ConditionSettings[];
}

/** What the value of a subject is like, which says how it can be tested. */
export type SubjectKind = 'text' | 'number' | 'truth' | 'hours' | 'dates';

export interface Subject {
  readonly kind: SubjectKind;
  /** What has to be named beside it. */
  readonly of?: 'variable' | 'field' | 'skillGroup' | 'agent';
  /** Constants to choose from. */
  readonly choices?: readonly string[];
  /** Their enumeration, for plain words. */
  readonly enum?: 'CallType' | 'AgentState';
}

export const SUBJECTS = {
  ani: { kind: 'text' },
  dialedNumber: { kind: 'text' },
  callType: { kind: 'text', enum: 'CallType', choices: Object.keys(ENUMS.CallType.values) },
  direction: { kind: 'text', choices: ['in', 'out', 'internal', 'consult'] },
  variable: { kind: 'text', of: 'variable' },
  field: { kind: 'text', of: 'field' },
  skillGroupNumber: { kind: 'text' },
  skillGroupID: { kind: 'text' },
  skillGroupName: { kind: 'text' },
  waiting: { kind: 'number' },
  callsWaiting: { kind: 'number', of: 'skillGroup' },
  agentsAvailable: { kind: 'number', of: 'skillGroup' },
  agentsSignedIn: { kind: 'number', of: 'skillGroup' },
  agentState: { kind: 'text', of: 'agent', enum: 'AgentState', choices: Object.keys(ENUMS.AgentState.values) },
  agentFree: { kind: 'truth', of: 'agent' },
  hours: { kind: 'hours' },
  dates: { kind: 'dates' },
  holiday: { kind: 'truth' },
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectName = keyof typeof SUBJECTS;

const NUMBER_TESTS = ['less', 'more', 'between'] as const;
const YES_NO = ['is', 'isNot'] as const;

/** The first one is what a new condition begins with. */
export const TESTS = {
  text: ['is', 'isNot', 'oneOf', 'noneOf', 'beginsWith', 'matches', 'empty', 'notEmpty', ...NUMBER_TESTS],
  number: [...NUMBER_TESTS, 'is', 'isNot'],
  truth: YES_NO,
  hours: YES_NO,
  dates: YES_NO,
} as const satisfies Readonly<Record<SubjectKind, readonly string[]>>;

export type Test = (typeof TESTS)['text'][number];

export const GROUP_BY = ['number', 'id', 'name', 'call'] as const;

/** What a call has beside its data, where it is a text or a number. */
const OF_CALLS = [
  'callingDeviceID',
  'calledDeviceID',
  'lastRedirectDeviceID',
  'serviceNumber',
  'peripheralID',
  'connectionCallID',
  'state',
  'eventCause',
  'calledPartyDisposition',
];

/** Of several values by name, and binary. */
const NO_VALUES: readonly string[] = ['namedVariables', 'namedArrays', 'callReferenceID'];

/** Keys of a call that a condition can be about. */
export const CALL_FIELDS: readonly string[] = [...CONTEXT_KEYS, ...OF_CALLS]
  .filter((key) => !NO_VALUES.includes(key))
  .sort();
