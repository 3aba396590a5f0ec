/** What happens by itself while `cti simulate` runs. */
import type { InboundCall, Simulator } from '../simulator';

/** The side of the simulator that scenarios play on. */
export type Stage = Pick<Simulator, 'inboundCall' | 'hangUp' | 'calls'>;

export interface Scenario {
  readonly name: string;
  readonly about: string;
  /** @returns how to end it */
  play(stage: Stage): () => void;
}

const SECOND = 1_000;

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'quiet',
    about: 'nothing happens by itself; clients make the calls (default)',
    play: () => () => undefined,
  },
  {
    name: 'inbound',
    about: 'an inbound call at once and every 15 seconds; the caller hangs up after 45',
    play: (stage) => repeat(stage, { every: 15, calls: 1, patience: 45 }),
  },
  {
    name: 'rush',
    about: 'five inbound calls at a time, every 30 seconds, so that some have to queue',
    play: (stage) => repeat(stage, { every: 30, calls: 5, patience: 60 }),
  },
  {
    name: 'impatient',
    about: 'an inbound call every 10 seconds whose caller hangs up after 4',
    play: (stage) => repeat(stage, { every: 10, calls: 1, patience: 4 }),
  },
];

/** Times in seconds. */
interface Calls {
  readonly every: number;
  readonly calls: number;
  /** How long a caller stays. */
  readonly patience: number;
}

const CUSTOMERS: readonly InboundCall[] = [
  { callVariables: { callVariable1: 'gold' }, namedVariables: { 'user.account': '4711', 'user.segment': 'gold' } },
  { callVariables: { callVariable1: 'silver' }, namedVariables: { 'user.account': '4712' } },
  { callVariables: { callVariable1: 'new' } },
];

function repeat(stage: Stage, { every, calls, patience }: Calls): () => void {
  const leaving = new Set<NodeJS.Timeout>();
  let count = 0;
  const call = () => {
    const { callID } = stage.inboundCall(CUSTOMERS[count++ % CUSTOMERS.length]);
    const timer = setTimeout(() => {
      leaving.delete(timer);
      if (stage.calls.some((one) => one.callID === callID)) stage.hangUp(callID);
    }, patience * SECOND);
    leaving.add(timer);
  };
  const round = () => {
    for (let i = 0; i < calls; i++) call();
  };
  round();
  const rounds = setInterval(round, every * SECOND);
  return () => {
    clearInterval(rounds);
    for (const timer of leaving) clearTimeout(timer);
  };
}
