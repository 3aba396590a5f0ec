/** Agents and callers who do whatever comes to their minds, directly in the switch: no socket decides what comes first. */

import { CtiError } from '../../lib/codec';
import type { Simulator, SimulatorConfiguration } from '../../lib/simulator';
import { Refusal } from '../../lib/simulator/refusal';
import { answerTo } from '../../lib/simulator/requests';
import type { Client } from '../../lib/simulator/sessions/client';
import type { Switch } from '../../lib/simulator/switch/switch';
import type { random } from '../simulator/random';
import { AGENTS, active, connection, held, other, withDeskSettings } from '../simulator/site';

export const EXTENSIONS = ['2001', '2002', '2003', '2004', '2005'];
const OUTSIDE = '0015551234';
const MOST_CALLS = 9;

/** Five agents; four of them answer two skill groups. */
export function configuration(fields: Partial<SimulatorConfiguration>): SimulatorConfiguration {
  const base = withDeskSettings({
    wrapupIncoming: 'OPTIONAL',
    wrapupOutgoing: 'REQUIRED',
    workModeTimer: 3,
    ringNoAnswerTime: 4,
  });
  const [ann, ...others] = base.agents;
  const more = ['4', '5'].map((agentID) => ({
    ...(ann as NonNullable<typeof ann>),
    agentID,
    icmAgentID: 4000 + Number(agentID),
    extension: `200${agentID}`,
    skillGroups: [1, 2],
  }));
  return { ...base, agents: [ann as NonNullable<typeof ann>, ...others, ...more], ...fields };
}

type Random = ReturnType<typeof random>;

export class People {
  readonly #simulator: Simulator;
  readonly #world: Switch;
  readonly #random: Random;

  constructor(simulator: Simulator, world: Switch, dice: Random) {
    this.#simulator = simulator;
    this.#world = world;
    this.#random = dice;
  }

  /** One of them does something, sensible or not. @returns what */
  act(): string {
    const name = this.#random.pick(ACTIONS);
    this.#actions[name]();
    return name;
  }

  /** Everybody hangs up. */
  leave(): void {
    for (let i = 0; i < 50; i++) {
      const [call] = this.#simulator.calls;
      if (!call) return;
      const agent = call.parties.find((one) => one.state !== 'LCS_ALERTING' && EXTENSIONS.includes(one.number));
      if (agent) this.#ask('CLEAR_CONNECTION_REQ', connection(call.callID, agent.number));
      else this.#attempt(() => this.#simulator.hangUp(call.callID));
    }
  }

  readonly #actions = {
    'a caller dials a queue': () => {
      if (this.#simulator.calls.length >= MOST_CALLS) return;
      this.#simulator.inboundCall({ dialedNumber: this.#random.pick(['8001', '8002']) });
    },
    'a caller dials an agent': () => {
      const dialedNumber = this.#random.pick(EXTENSIONS);
      if (this.#world.devices.get(dialedNumber)?.agent) {
        this.#attempt(() => this.#simulator.inboundCall({ dialedNumber }));
      }
    },
    'a caller hangs up': () => {
      const call = this.#random.pick(this.#simulator.calls);
      if (call) this.#attempt(() => this.#simulator.hangUp(call.callID));
    },
    answer: () => this.#ask('ANSWER_CALL_REQ', this.#at('LCS_ALERTING')),
    hold: () => this.#ask('HOLD_CALL_REQ', this.#at('LCS_CONNECT')),
    retrieve: () => {
      const { callID, number } = this.#party('LCS_HOLD');
      this.#ask('RETRIEVE_CALL_REQ', held(callID, number));
    },
    'hang up': () => {
      this.#ask('CLEAR_CONNECTION_REQ', this.#at('LCS_CONNECT', 'LCS_HOLD', 'LCS_FAIL', 'LCS_INITIATE'));
    },
    consult: () => {
      this.#ask('CONSULTATION_CALL_REQ', { ...this.#talking(), dialedNumber: this.#number() });
    },
    // By chance alone two phones seldom come as far as this.
    'consult and be answered': () => {
      const first = this.#talking();
      const free = EXTENSIONS.filter((extension) => this.#world.devices.get(extension)?.idle);
      const dialedNumber = this.#random.pick(free) ?? '77';
      const phone = first.activeConnectionDeviceID;
      const before = new Set(this.#world.calls);
      this.#ask('CONSULTATION_CALL_REQ', { ...first, dialedNumber });
      const second = [...this.#world.calls].find((call) => !before.has(call));
      if (!second) return;
      this.#ask('ANSWER_CALL_REQ', connection(second.callID, dialedNumber));
      const both = { ...active(second.callID, phone), ...held(first.activeConnectionCallID, phone) };
      const next = this.#random.integer(3);
      if (next === 0) this.#ask('CONFERENCE_CALL_REQ', both);
      if (next === 1) this.#ask('TRANSFER_CALL_REQ', both);
    },
    alternate: () => this.#ask('ALTERNATE_CALL_REQ', this.#two(other)),
    reconnect: () => this.#ask('RECONNECT_CALL_REQ', this.#two(held)),
    transfer: () => this.#ask('TRANSFER_CALL_REQ', this.#two(held)),
    'transfer blindly': () => {
      const request = { ...this.#talking(), heldConnectionCallID: null, dialedNumber: this.#number() };
      this.#ask('TRANSFER_CALL_REQ', request);
    },
    conference: () => this.#ask('CONFERENCE_CALL_REQ', this.#two(held)),
    deflect: () => {
      this.#ask('DEFLECT_CALL_REQ', { ...this.#at('LCS_ALERTING'), calledDeviceID: this.#number() });
    },
    'set data': () => {
      const account = { namedVariables: { 'user.account': String(this.#random.integer(100)) } };
      const text = { callVariable1: String(this.#random.integer(100)) };
      this.#ask('SET_CALL_DATA_REQ', { ...this.#at('LCS_CONNECT'), ...this.#random.pick([account, text]) });
    },
    'place a call': () => {
      const agentInstrument = this.#random.pick(EXTENSIONS);
      this.#ask('MAKE_CALL_REQ', { peripheralID: AGENTS, agentInstrument, dialedNumber: this.#number() });
    },
    'get ready': () => this.#state('AGENT_STATE_AVAILABLE'),
    'take a break': () => this.#state('AGENT_STATE_NOT_READY', { eventReasonCode: this.#random.integer(4) }),
    'work after the call': () => this.#state('AGENT_STATE_WORK_READY'),
    'sign out': () => {
      const device = this.#world.devices.get(this.#random.pick(EXTENSIONS));
      if (device?.idle) this.#state('AGENT_STATE_LOGOUT', { agentInstrument: device.number });
    },
    'sign in': () => {
      const agentID = this.#random.pick([...this.#world.agents.keys()]);
      this.#state('AGENT_STATE_LOGIN', { agentID, agentInstrument: `200${agentID}` });
    },
  };

  #ask(topic: string, payload: object): void {
    const client = { services: new Set(['CTI_SERVICE_ALL_EVENTS']), own: undefined, sessionID: 0 };
    const context = { client: client as unknown as Client, world: this.#world } as Parameters<typeof answerTo>[1];
    this.#attempt(() => answerTo({ topic, payload } as Parameters<typeof answerTo>[0], context)?.after?.());
  }

  #attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof CtiError)) throw error;
    }
  }

  #state(agentState: string, fields: object = {}): void {
    const agentInstrument = this.#random.pick(EXTENSIONS);
    this.#ask('SET_AGENT_STATE_REQ', { peripheralID: AGENTS, agentState, agentInstrument, ...fields });
  }

  #number(): string {
    return this.#random.pick([...EXTENSIONS, ...EXTENSIONS, OUTSIDE, '77', '8001', '8002']);
  }

  /** A phone in a call that is in one of the states. */
  #party(...states: string[]): { callID: number; number: string } {
    const found = [...this.#world.calls].flatMap((call) =>
      call.live
        .filter((one) => EXTENSIONS.includes(one.party.number) && states.includes(one.state))
        .map((one) => ({ callID: call.callID, number: one.party.number })),
    );
    return this.#random.pick(found) ?? { callID: 1, number: this.#random.pick(EXTENSIONS) };
  }

  #at(...states: string[]) {
    const { callID, number } = this.#party(...states);
    return connection(callID, number);
  }

  #talking() {
    const { callID, number } = this.#party('LCS_CONNECT');
    return active(callID, number);
  }

  /** The two calls of a phone. */
  #two(second: typeof held | typeof other) {
    const { callID, number } = this.#party('LCS_HOLD');
    const first = [...(this.#world.devices.get(number)?.connections ?? [])].find((one) => one.call.callID !== callID);
    return { ...active(first?.call.callID ?? 1, number), ...second(callID, number) };
  }
}

type Action =
  | 'a caller dials a queue'
  | 'a caller dials an agent'
  | 'a caller hangs up'
  | 'answer'
  | 'hold'
  | 'retrieve'
  | 'hang up'
  | 'consult'
  | 'consult and be answered'
  | 'alternate'
  | 'reconnect'
  | 'transfer'
  | 'transfer blindly'
  | 'conference'
  | 'deflect'
  | 'set data'
  | 'place a call'
  | 'get ready'
  | 'take a break'
  | 'work after the call'
  | 'sign out'
  | 'sign in';

const OFTEN: { readonly [A in Action]: number } = {
  'a caller dials a queue': 4,
  'a caller dials an agent': 2,
  'a caller hangs up': 2,
  answer: 8,
  hold: 2,
  retrieve: 2,
  'hang up': 3,
  consult: 2,
  'consult and be answered': 3,
  alternate: 1,
  reconnect: 1,
  transfer: 1,
  'transfer blindly': 1,
  conference: 2,
  deflect: 2,
  'set data': 3,
  'place a call': 3,
  'get ready': 6,
  'take a break': 2,
  'work after the call': 1,
  'sign out': 1,
  'sign in': 3,
};
const ACTIONS = Object.entries(OFTEN).flatMap(([name, often]) => Array.from({ length: often }, () => name as Action));
