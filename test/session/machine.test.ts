import assert from 'node:assert/strict';
import { CtiError } from '../../lib/codec';
import { type MachineInput, type MachineState, type Rules, transition } from '../../lib/session/machine';

const rules: Rules = {
  peer: 'pg:42027',
  openTimeout: 30,
  closeTimeout: 1.5,
  reconnectPauses: [1, 2, 5],
  random: () => 0,
};
const error = new CtiError('CTI_CONNECTION_LOST', 'lost');
const offLine = new CtiError('E_CTI_CTI_SERVER_OFFLINE', 'off line');
const tries = { attempt: 2, pauses: 1 };

const STATES = {
  closed: { name: 'closed' },
  connecting: { name: 'connecting', tries, limit: 30 },
  opening: { name: 'opening', tries, limit: 30 },
  open: { name: 'open' },
  'closing for good': { name: 'closing', next: { name: 'closed' }, limit: 1.5 },
  'closing to open again': { name: 'closing', next: { name: 'connecting' }, limit: 1.5 },
  'closing because off line': { name: 'closing', next: { name: 'waiting', error: offLine }, limit: 1.5 },
  waiting: { name: 'waiting', tries, limit: 2, error },
} as const satisfies Record<string, MachineState>;

const INPUTS: readonly MachineInput[] = [
  { type: 'open' },
  { type: 'close' },
  { type: 'connected' },
  { type: 'granted' },
  { type: 'close confirmed' },
  { type: 'too late' },
  { type: 'failed', error },
  { type: 'off line', error: offLine },
];

type Row = [from: keyof typeof STATES, input: MachineInput['type'], to: string, effects: string];

/** Every pair that does something; all others change nothing. */
const TABLE: Row[] = [
  ['closed', 'open', 'connecting 1', 'connect'],
  ['connecting', 'connected', 'opening 2', 'send OPEN_REQ'],
  ['connecting', 'failed', 'waiting 2 s CTI_CONNECTION_LOST', 'reset'],
  ['connecting', 'too late', 'waiting 2 s CTI_CONNECT_FAILED', 'reset'],
  ['connecting', 'close', 'closed', 'reset'],
  ['opening', 'granted', 'open', ''],
  ['opening', 'failed', 'waiting 2 s CTI_CONNECTION_LOST', 'reset'],
  ['opening', 'off line', 'waiting 2 s E_CTI_CTI_SERVER_OFFLINE', 'reset'],
  ['opening', 'too late', 'waiting 2 s CTI_OPEN_TIMEOUT', 'reset'],
  ['opening', 'close', 'closed', 'reset'],
  ['open', 'failed', 'waiting 1 s CTI_CONNECTION_LOST', 'reset, end requests CTI_CONNECTION_LOST'],
  ['open', 'off line', 'closing, then waiting', 'send CLOSE_REQ'],
  ['open', 'close', 'closing, then closed', 'end requests, send CLOSE_REQ'],
  ['closing for good', 'open', 'closing, then connecting', ''],
  ['closing for good', 'close', 'closing, then closed', ''],
  ['closing for good', 'close confirmed', 'closed', 'reset'],
  ['closing for good', 'failed', 'closed', 'reset'],
  ['closing for good', 'too late', 'closed', 'reset'],
  ['closing to open again', 'close', 'closing, then closed', ''],
  ['closing to open again', 'close confirmed', 'connecting 1', 'reset, connect'],
  ['closing to open again', 'failed', 'connecting 1', 'reset, connect'],
  ['closing to open again', 'too late', 'connecting 1', 'reset, connect'],
  ['closing because off line', 'close', 'closing, then closed', 'end requests'],
  [
    'closing because off line',
    'close confirmed',
    'waiting 1 s E_CTI_CTI_SERVER_OFFLINE',
    'reset, end requests E_CTI_CTI_SERVER_OFFLINE',
  ],
  [
    'closing because off line',
    'failed',
    'waiting 1 s E_CTI_CTI_SERVER_OFFLINE',
    'reset, end requests E_CTI_CTI_SERVER_OFFLINE',
  ],
  [
    'closing because off line',
    'too late',
    'waiting 1 s E_CTI_CTI_SERVER_OFFLINE',
    'reset, end requests E_CTI_CTI_SERVER_OFFLINE',
  ],
  ['waiting', 'too late', 'connecting 3', 'connect'],
  ['waiting', 'close', 'closed', ''],
];

function describeState(state: MachineState): string {
  switch (state.name) {
    case 'connecting':
    case 'opening':
      return `${state.name} ${state.tries.attempt}`;
    case 'waiting':
      return `waiting ${state.limit} s ${state.error.code}`;
    case 'closing':
      return `closing, then ${state.next.name}`;
    default:
      return state.name;
  }
}

describe('the states of a session', () => {
  for (const [from, type, to, effects] of TABLE) {
    it(`${from}: ${type} leads to ${to}`, () => {
      const input = INPUTS.find((one) => one.type === type);
      assert.ok(input);
      const step = transition(STATES[from], input, rules);
      assert.equal(describeState(step.state), to);
      const done = step.effects.map((one) =>
        'error' in one && one.error ? `${one.type} ${one.error.code}` : one.type,
      );
      assert.equal(done.join(', '), effects);
    });
  }

  for (const from of Object.keys(STATES) as (keyof typeof STATES)[]) {
    const idle = INPUTS.filter(({ type }) => !TABLE.some(([state, input]) => state === from && input === type));
    it(`${from}: nothing comes of ${idle.map(({ type }) => type).join(', ')}`, () => {
      for (const input of idle) {
        const step = transition(STATES[from], input, rules);
        assert.deepEqual(step.state, STATES[from], input.type);
        assert.deepEqual(step.effects, [], input.type);
      }
    });
  }

  it('pauses grow from try to try and begin anew after OPEN_CONF only', () => {
    const inputs: MachineInput['type'][] = [
      'open',
      'failed',
      'too late',
      'connected',
      'failed',
      'too late',
      'failed',
      'too late',
      'failed',
      'too late',
      'connected',
      'granted',
      'failed',
      'too late',
      'failed',
    ];
    let state: MachineState = { name: 'closed' };
    const pauses: number[] = [];
    for (const type of inputs) {
      const input = INPUTS.find((one) => one.type === type);
      assert.ok(input);
      state = transition(state, input, rules).state;
      if (state.name === 'waiting') pauses.push(state.limit);
    }
    assert.deepEqual(pauses, [1, 2, 5, 5, 1, 2]);
  });
});
