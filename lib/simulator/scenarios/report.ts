/** What became of a scenario. Plain data, for people and machines. */
import type { Difference } from './pattern';

export type StepState = 'waiting' | 'running' | 'passed' | 'failed' | 'stopped';

export interface StepReport {
  /** In the list of steps, from 0; of a step within a repetition the repetition's. */
  readonly index: number;
  /** In words. */
  readonly text: string;
  /** `waiting`: it was not its turn. */
  readonly state: StepState;
  readonly failure?: Failure;
  /** Of a step within a repetition: which round, from 1. */
  readonly round?: number;
}

export interface Failure {
  /** All of it, in one text for people. */
  readonly text: string;
  /** Of an action that was refused, or that should have been. */
  readonly code?: string;
  /** The message that has not come. */
  readonly expected?: { readonly topic: string; readonly fields: object };
  /** What is most like it, and where it differs. */
  readonly nearest?: { readonly topic: string; readonly differences: readonly Difference[] };
  /** The messages that came and were not expected: their names. */
  readonly came?: readonly string[];
  /** Why it is expected: documented or inferred, and the heading. */
  readonly note?: string;
}

export interface ScenarioResult {
  readonly name: string;
  /** Every step has passed; of a scenario without end: none has failed. */
  readonly passed: boolean;
  /** It was stopped before its end. */
  readonly stopped: boolean;
  /** Of the disorder in which clients got their messages; absent: there is none. */
  readonly seed?: number;
  /** Seconds of the contact centre's time. */
  readonly seconds: number;
  readonly steps: readonly StepReport[];
}
