/** What a scenario is: plain data, from code or from a JSON or YAML file. */
import type { Constant } from '../../protocol';
import type {
  DeskSettings,
  DialedNumberConfiguration,
  InitialState,
  SimulatorConfiguration,
} from '../configuration/configuration';

/** Something that happens in the contact centre, and what clients have to see of it. */
export interface Scenario {
  /** In kebab-case: lower case letters and digits, joined by hyphens. */
  readonly name: string;
  /** One line for people. */
  readonly title: string;
  /** Which headings of which documents it follows; see SOURCES. */
  readonly follows: readonly string[];
  /**
   * Who plays: roles, and the agentID, extension or dialed number that stands in for each. `$A` in a field is the value
   * of role A, `$A.extension` the usual phone of the agent A.
   */
  readonly cast?: Cast;
  /** In which states the agents of the cast begin; the others stay as they are. */
  readonly given?: Readonly<Record<string, InitialState>>;
  /** What the contact centre has to be like. */
  readonly needs?: Needs;
  readonly steps: readonly Step[];
  /** Actions that put things right again, whatever came of the steps. One that is refused does not matter. */
  readonly finally?: readonly DoStep[];
}

export type Cast = Readonly<Record<string, string>>;

export interface Needs {
  /** Two sides, of which one is on standby. */
  readonly secondSide?: boolean;
  /** These settings of the configuration, as they are here. */
  readonly configuration?: NeededConfiguration;
  /** These desk settings of every agent in the cast. */
  readonly deskSettings?: NeededDeskSettings;
  /** This of every dialed number. */
  readonly dialedNumbers?: NeededOfNumbers;
}

export type NeededConfiguration = Partial<
  Pick<
    SimulatorConfiguration,
    'dispositionUpdates' | 'preCallEvents' | 'routingTime' | 'rtpEvents' | 'survivingCall' | 'wrapupDataTime'
  >
>;
export type NeededOfNumbers = Partial<
  Pick<DialedNumberConfiguration, 'agentGreeting' | 'requeryCallTypeID' | 'translationRoute'>
>;
export type NeededDeskSettings = Partial<
  Pick<
    DeskSettings,
    | 'wrapupIncoming'
    | 'wrapupOutgoing'
    | 'workModeTimer'
    | 'idleReasonRequired'
    | 'logoutReasonRequired'
    | 'ringNoAnswerTime'
  >
>;

export type Step = DoStep | ExpectStep | WaitForStep | NeverStep | PauseStep | WatchStep | RepeatStep;

/** One of the simulator's actions, with its fields beside it. */
export interface DoStep {
  readonly do: string;
  /** Keeps what the action answers: `$K1.callID` in later fields is its callID. */
  readonly as?: string;
  /** What the action has to answer, as far as it is said here. */
  readonly gives?: Pattern;
  /** The action has to be refused with this code. */
  readonly refused?: string;
  /** The action may also be refused: nothing depends on it. */
  readonly mayFail?: boolean;
  readonly note?: string;
  readonly [field: string]: unknown;
}

/**
 * These messages have come, in this order; others may have come between. It looks at what the view has seen since the
 * action before the expectations (of several actions in a row: the first) and counts each message once.
 */
export interface ExpectStep {
  readonly expect: Expected;
  readonly in?: ViewName;
  readonly note?: string;
}

/** As ExpectStep, but they may still come. */
export interface WaitForStep {
  readonly waitFor: Expected;
  readonly in?: ViewName;
  /** Seconds; 30 when left out. */
  readonly within?: number;
  readonly note?: string;
}

/** None of these has come beside those that were expected. */
export interface NeverStep {
  readonly never: Expectation | readonly Expectation[];
  readonly in?: ViewName;
  readonly note?: string;
}

/** Seconds. */
export interface PauseStep {
  readonly pause: number;
  readonly note?: string;
}

/** A client of this view comes now; without such a step it is there from the start. */
export interface WatchStep {
  readonly watch: ViewName;
  readonly note?: string;
}

/** The steps again and again: a round begins every so many seconds, whether the round before is over or not. */
export interface RepeatStep {
  readonly repeat: {
    /** Seconds. */
    readonly every: number;
    /** How many rounds; without end when left out. */
    readonly times?: number;
  };
  readonly steps: readonly Step[];
  readonly note?: string;
}

/**
 * Whose messages: `allEvents`, a client of every event; a role, the desktop of the agent; `monitor:` and a role, a
 * client that monitors the agent's phone; `supervisor:` and a role, the desktop of a supervisor who watches the teams.
 */
export type ViewName = string;

export type Expected = Expectation | readonly Expectation[];

/** A message's name; or its name with the fields that matter; or several, of which the order is free. */
export type Expectation = string | MessageExpectation | AnyOrder;

export interface AnyOrder {
  /** One that is a list keeps the order of its own. */
  readonly anyOrder: readonly (Expectation | readonly Expectation[])[];
}

/** One key is the message's name. */
export interface MessageExpectation {
  /** Keeps the message's payload, as in DoStep. */
  readonly as?: string;
  readonly note?: string;
  readonly [topic: string]: unknown;
}

/**
 * What a value is like: the value itself; null: absent or none; an object: these keys are like this; an array: element
 * by element; `{ oneOf: [...] }`; `{ not: ... }`.
 */
export type Pattern = unknown;

export type AgentState = Constant<'AgentState'>;

export const ALL_EVENTS = 'allEvents';
