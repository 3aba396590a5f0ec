/** Callers who come and go without end; agents are left to whoever uses the simulator. */
import type { Scenario, Step } from '../scenario';

const CUSTOMERS = [
  { callVariables: { callVariable1: 'gold' }, namedVariables: { 'user.account': '4711', 'user.segment': 'gold' } },
  { callVariables: { callVariable1: 'silver' }, namedVariables: { 'user.account': '4712' } },
  { callVariables: { callVariable1: 'new' } },
];

/** The caller of these customers with this number, from 0. */
const calls = (number: number): Step => ({ do: 'call', ...CUSTOMERS[number % CUSTOMERS.length], as: `K${number}` });
/** The call may be over already. */
const hangsUp = (number: number): Step => ({ do: 'hangUp', callID: `$K${number}.callID`, mayFail: true });
const FIVE = [0, 1, 2, 3, 4];
const THREE = [0, 1, 2];

const FOLLOWS_NOTHING: readonly string[] = [];

export const TRAFFIC: readonly Scenario[] = [
  {
    name: 'quiet',
    title: 'nothing happens by itself; clients make the calls',
    follows: FOLLOWS_NOTHING,
    steps: [{ repeat: { every: 3600 }, steps: [] }],
  },
  {
    name: 'inbound',
    title: 'an inbound call at once and every 15 seconds; the caller hangs up after 45',
    follows: FOLLOWS_NOTHING,
    steps: [
      {
        repeat: { every: 45 },
        steps: [
          ...THREE.flatMap((number): Step[] => [calls(number), { pause: 15 }]),
          ...THREE.flatMap((number): Step[] => [hangsUp(number), { pause: 15 }]),
        ],
      },
    ],
  },
  {
    name: 'rush',
    title: 'five inbound calls at a time, every 30 seconds, so that some have to queue; callers hang up after 60',
    follows: FOLLOWS_NOTHING,
    steps: [{ repeat: { every: 30 }, steps: [...FIVE.map(calls), { pause: 60 }, ...FIVE.map(hangsUp)] }],
  },
  {
    name: 'impatient',
    title: 'an inbound call every 10 seconds whose caller hangs up after 4',
    follows: FOLLOWS_NOTHING,
    steps: [
      {
        repeat: { every: 30 },
        steps: THREE.flatMap((number): Step[] => [
          calls(number),
          { pause: 4 },
          hangsUp(number),
          ...(number < 2 ? [{ pause: 6 }] : []),
        ]),
      },
    ],
  },
];
