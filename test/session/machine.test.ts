import assert from 'node:assert/strict';
import { CtiError } from '../../lib/codec';
import { type MachineInput, type MachineState, type Rules, transition } from '../../lib/session/machine';

const rules: Rules = {
  sides: ['A', 'B'],
  lastGood: 'A',
  expectedClients: 20,
  reconnectPauses: [15, 30],
  connectTimeout: 10,
  openTimeout: 30,
  closeTimeout: 1.5,
  random: () => 0.5,
};
const error = new CtiError('CTI_CONNECTION_LOST', 'lost');
const late = new CtiError('CTI_OPEN_TIMEOUT', 'too late');
const offLine = new CtiError('E_CTI_CTI_SERVER_OFFLINE', 'off line');
const order = ['A', 'B'] as const;
/** The second try of a search. */
const second = { side: 'B', search: { order, tries: 2 }, flaps: 0 } as const;
const leaving = { name: 'search', error: offLine, cure: 'time', leave: true, lasted: 3600 } as const;

const STATES = {
  closed: { name: 'closed' },
  connecting: { name: 'connecting', ...second, limit: 10 },
  opening: { name: 'opening', ...second, limit: 30 },
  open: { name: 'open', side: 'A', flaps: 0 },
  'open once too often': { name: 'open', side: 'A', flaps: 3 },
  'closing for good': { name: 'closing', side: 'A', next: { name: 'closed' }, limit: 1.5 },
  'closing to open again': { name: 'closing', side: 'A', next: { name: 'connecting' }, limit: 1.5 },
  'closing to go elsewhere': { name: 'closing', side: 'A', next: leaving, limit: 1.5 },
  waiting: { name: 'waiting', side: 'A', search: { order, tries: 4 }, flaps: 0, limit: 15, error },
} as const satisfies Record<string, MachineState>;

const INPUTS: { readonly [name: string]: MachineInput } = {
  open: { type: 'open' },
  close: { type: 'close' },
  connected: { type: 'connected' },
  granted: { type: 'granted' },
  'close confirmed': { type: 'close confirmed' },
  hurry: { type: 'hurry' },
  again: { type: 'again' },
  'too late': { type: 'too late', error: late },
  failed: { type: 'failed', error, cure: 'time', leave: false, lasted: 3600 },
  'failed soon': { type: 'failed', error, cure: 'time', leave: false, lasted: 2 },
  'failed and gone': { type: 'failed', error, cure: 'time', leave: true, lasted: 3600 },
  'failed for good': { type: 'failed', error, cure: 'person', leave: false, lasted: 3600 },
  leave: { type: 'leave', error: offLine, lasted: 3600 },
};

type Row = [from: keyof typeof STATES, input: keyof typeof INPUTS, to: string, effects: string];

const LOST = 'reset, left CTI_CONNECTION_LOST, over CTI_CONNECTION_LOST';
const LEFT = 'reset, over E_CTI_CTI_SERVER_OFFLINE, connect';

/** Every pair that does something; all others change nothing. */
const TABLE: Row[] = [
  ['closed', 'open', 'connecting A 1', 'connect'],
  ['connecting', 'connected', 'opening B 2', 'send OPEN_REQ'],
  ['connecting', 'again', 'connecting B 2', 'reset, connect'],
  ['connecting', 'failed', 'waiting A 1 s CTI_CONNECTION_LOST', 'reset'],
  ['connecting', 'failed soon', 'waiting A 1 s CTI_CONNECTION_LOST', 'reset'],
  ['connecting', 'failed and gone', 'waiting A 1 s CTI_CONNECTION_LOST', 'reset'],
  ['connecting', 'failed for good', 'waiting A 120 s CTI_CONNECTION_LOST', 'reset'],
  ['connecting', 'too late', 'waiting A 1 s CTI_OPEN_TIMEOUT', 'reset'],
  ['connecting', 'leave', 'connecting A 1', 'reset, connect'],
  ['connecting', 'close', 'closed', 'reset'],
  ['opening', 'granted', 'open B', ''],
  ['opening', 'again', 'connecting B 2', 'reset, connect'],
  ['opening', 'failed', 'waiting A 1 s CTI_CONNECTION_LOST', 'reset'],
  ['opening', 'failed soon', 'waiting A 1 s CTI_CONNECTION_LOST', 'reset'],
  ['opening', 'failed and gone', 'waiting A 1 s CTI_CONNECTION_LOST', 'reset'],
  ['opening', 'failed for good', 'waiting A 120 s CTI_CONNECTION_LOST', 'reset'],
  ['opening', 'too late', 'waiting A 1 s CTI_OPEN_TIMEOUT', 'reset'],
  ['opening', 'leave', 'connecting A 1', 'reset, connect'],
  ['opening', 'close', 'closed', 'reset'],
  ['open', 'failed', 'connecting A 1', `${LOST}, connect`],
  ['open', 'failed soon', 'connecting A 1', `${LOST}, connect`],
  ['open', 'failed and gone', 'connecting B 1', `${LOST}, connect`],
  ['open', 'failed for good', 'waiting A 120 s CTI_CONNECTION_LOST', LOST],
  ['open', 'leave', 'closing, then search', 'left E_CTI_CTI_SERVER_OFFLINE, send CLOSE_REQ'],
  ['open', 'close', 'closing, then closed', 'left, send CLOSE_REQ'],
  ['open once too often', 'failed', 'connecting A 1', `${LOST}, connect`],
  ['open once too often', 'failed soon', 'waiting A 1 s CTI_CONNECTION_LOST', LOST],
  ['open once too often', 'failed and gone', 'connecting B 1', `${LOST}, connect`],
  ['open once too often', 'failed for good', 'waiting A 120 s CTI_CONNECTION_LOST', LOST],
  ['open once too often', 'leave', 'closing, then search', 'left E_CTI_CTI_SERVER_OFFLINE, send CLOSE_REQ'],
  ['open once too often', 'close', 'closing, then closed', 'left, send CLOSE_REQ'],
  ['closing for good', 'open', 'closing, then connecting', ''],
  ['closing for good', 'close', 'closing, then closed', ''],
  ['closing for good', 'close confirmed', 'closed', 'reset, over'],
  ['closing for good', 'failed', 'closed', 'reset, over'],
  ['closing for good', 'failed soon', 'closed', 'reset, over'],
  ['closing for good', 'failed and gone', 'closed', 'reset, over'],
  ['closing for good', 'failed for good', 'closed', 'reset, over'],
  ['closing for good', 'too late', 'closed', 'reset, over'],
  ['closing to open again', 'close', 'closing, then closed', ''],
  ['closing to open again', 'close confirmed', 'connecting A 1', 'reset, over, connect'],
  ['closing to open again', 'failed', 'connecting A 1', 'reset, over, connect'],
  ['closing to open again', 'failed soon', 'connecting A 1', 'reset, over, connect'],
  ['closing to open again', 'failed and gone', 'connecting A 1', 'reset, over, connect'],
  ['closing to open again', 'failed for good', 'connecting A 1', 'reset, over, connect'],
  ['closing to open again', 'too late', 'connecting A 1', 'reset, over, connect'],
  ['closing to go elsewhere', 'close', 'closing, then closed', ''],
  ['closing to go elsewhere', 'close confirmed', 'connecting B 1', LEFT],
  ['closing to go elsewhere', 'failed', 'connecting B 1', LEFT],
  ['closing to go elsewhere', 'failed soon', 'connecting B 1', LEFT],
  ['closing to go elsewhere', 'failed and gone', 'connecting B 1', LEFT],
  ['closing to go elsewhere', 'failed for good', 'connecting B 1', LEFT],
  ['closing to go elsewhere', 'too late', 'connecting B 1', LEFT],
  ['waiting', 'too late', 'connecting A 5', 'connect'],
  ['waiting', 'hurry', 'connecting A 1', 'connect'],
  ['waiting', 'leave', 'connecting B 1', 'connect'],
  ['waiting', 'close', 'closed', ''],
];

function describeState(state: MachineState): string {
  switch (state.name) {
    case 'connecting':
    case 'opening':
      return `${state.name} ${state.side} ${state.search.tries}`;
    case 'open':
      return `open ${state.side}`;
    case 'waiting':
      return `waiting ${state.side} ${state.limit} s ${state.error.code}`;
    case 'closing':
      return `closing, then ${state.next.name}`;
    default:
      return state.name;
  }
}

describe('the states of a connector', () => {
  for (const [from, name, to, effects] of TABLE) {
    it(`${from}: ${name} leads to ${to}`, () => {
      const input = INPUTS[name];
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
    const idle = Object.keys(INPUTS).filter(
      (name) => !TABLE.some(([state, input]) => state === from && input === name),
    );
    it(`${from}: nothing comes of ${idle.join(', ')}`, () => {
      for (const name of idle) {
        const step = transition(STATES[from], INPUTS[name] as MachineInput, rules);
        assert.deepEqual(step.state, STATES[from], name);
        assert.deepEqual(step.effects, [], name);
      }
    });
  }

  it('remembers why, from the loss of a session to the next one', () => {
    const { state } = transition(STATES.open, INPUTS.failed as MachineInput, rules);
    assert.equal(state.name === 'connecting' && state.error, error);
  });

  it('lets a session flap three times, then makes pauses, and forgives it once one has lasted', () => {
    const runs: string[] = [];
    let state: MachineState = { name: 'open', side: 'A', flaps: 0 };
    for (const lasted of [1, 1, 1, 1, 1, 1, 600, 1]) {
      const failed: MachineState = transition(
        state,
        { type: 'failed', error, cure: 'time', leave: false, lasted },
        rules,
      ).state;
      runs.push(failed.name === 'waiting' ? `${failed.limit}` : failed.name);
      const trying: MachineState =
        failed.name === 'waiting' ? transition(failed, { type: 'hurry' }, rules).state : failed;
      const opening: MachineState = transition(trying, { type: 'connected' }, rules).state;
      state = transition(opening, { type: 'granted' }, rules).state;
    }
    assert.equal(runs.join(' '), 'connecting connecting connecting 1 15 30 connecting connecting');
  });
});
