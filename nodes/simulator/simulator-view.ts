/** What the live panel of cti-simulator shows. Plain data. */
import type {
  AgentSnapshot,
  CallSnapshot,
  Simulator,
  SimulatorAddress,
  SimulatorConfiguration,
} from '../../lib/simulator';

/** Of the agents that fit; more would be too many rows to look at. */
const MOST_SHOWN = 100;
const MOST_WAITING = 20;

export interface ShownCall {
  readonly callID: number;
  /** Of the agent's connection, LCS_... */
  readonly state: string;
  /** The other parties. */
  readonly other: string;
}

export interface ShownAgent extends Pick<AgentSnapshot, 'agentID' | 'name' | 'extension' | 'state' | 'skillGroups'> {
  /** In this state. */
  readonly seconds: number;
  readonly calls: readonly ShownCall[];
}

export interface Counts {
  readonly agents: number;
  readonly signedIn: number;
  readonly ready: number;
  /** With a call, or about to get one. */
  readonly busy: number;
}

export interface SimulatorView {
  readonly sides: readonly { readonly side: string; readonly role: 'active' | 'standby'; readonly port: number }[];
  readonly sessions: number;
  readonly counts: Counts;
  /** Callers for whom no agent is free. */
  readonly waiting: readonly Pick<CallSnapshot, 'callID' | 'callingNumber' | 'calledNumber' | 'skillGroup'>[];
  readonly agents: readonly ShownAgent[];
  /** Agents that fit what is looked for, shown or not. */
  readonly found: number;
  /** That callers can dial. */
  readonly numbers: readonly string[];
  readonly peripherals: readonly { readonly peripheralID: number; readonly name: string }[];
}

export interface Viewed {
  readonly simulator: Simulator;
  readonly sides: SimulatorAddress['sides'];
  readonly sessions: number;
  readonly configuration: SimulatorConfiguration;
}

/** @param find words that are in an agent's name, number, skill groups or state, in any case; empty: everybody */
export function simulatorView({ simulator, sides, sessions, configuration }: Viewed, find: string): SimulatorView {
  const { agents, calls } = simulator;
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = agents.filter((agent) => fits(agent, words));
  const callsAt = callsByNumber(calls);
  const { dialedNumbers, peripherals } = configuration;
  return {
    sides: sidesOf(sides, simulator.active),
    sessions,
    counts: countsOf(agents),
    waiting: calls
      .filter(({ state }) => state === 'queued')
      .slice(0, MOST_WAITING)
      .map(({ callID, callingNumber, calledNumber, skillGroup }) => ({
        callID,
        callingNumber,
        calledNumber,
        skillGroup,
      })),
    agents: fitting.slice(0, MOST_SHOWN).map((agent) => shown(agent, callsAt)),
    found: fitting.length,
    numbers: dialedNumbers.map(({ number }) => number),
    peripherals: peripherals.map(({ peripheralID, name }) => ({ peripheralID, name })),
  };
}

export function countsOf(agents: readonly AgentSnapshot[]): Counts {
  let [signedIn, ready, busy] = [0, 0, 0];
  for (const { state } of agents) {
    if (state !== 'AGENT_STATE_LOGOUT') signedIn++;
    if (state === 'AGENT_STATE_AVAILABLE') ready++;
    if (BUSY.has(state)) busy++;
  }
  return { agents: agents.length, signedIn, ready, busy };
}

const BUSY: ReadonlySet<string> = new Set<AgentSnapshot['state']>([
  'AGENT_STATE_TALKING',
  'AGENT_STATE_HOLD',
  'AGENT_STATE_RESERVED',
  'AGENT_STATE_BUSY_OTHER',
]);

function sidesOf(sides: SimulatorAddress['sides'], active: string | undefined): SimulatorView['sides'] {
  return (['A', 'B'] as const).flatMap((side) => {
    const address = sides[side];
    return address ? [{ side, role: side === active ? 'active' : 'standby', port: address.port }] : [];
  });
}

function fits({ agentID, name, extension, state, skillGroups }: AgentSnapshot, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [agentID, name, extension ?? '', state, ...skillGroups].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

function callsByNumber(calls: readonly CallSnapshot[]): ReadonlyMap<string, ShownCall[]> {
  const byNumber = new Map<string, ShownCall[]>();
  for (const { callID, callingNumber, parties } of calls) {
    for (const { number, state } of parties) {
      const others = parties.map((party) => party.number).filter((one) => one !== number);
      const other = others.length > 0 ? others.join(', ') : callingNumber;
      byNumber.set(number, [...(byNumber.get(number) ?? []), { callID, state, other }]);
    }
  }
  return byNumber;
}

function shown(agent: AgentSnapshot, callsAt: ReadonlyMap<string, ShownCall[]>): ShownAgent {
  const { agentID, name, extension, state, skillGroups, since } = agent;
  return {
    agentID,
    name,
    extension,
    state,
    skillGroups,
    seconds: Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 1000)),
    calls: extension === null ? [] : (callsAt.get(extension) ?? []),
  };
}
