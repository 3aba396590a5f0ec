/** A contact centre of any size. */
import { CtiError } from '../../codec';
import type {
  AgentConfiguration,
  DialedNumberConfiguration,
  SimulatorConfiguration,
  SkillGroupConfiguration,
  TeamConfiguration,
} from './configuration';
import { CONTACT_CENTRE } from './contact-centre';
import { randomFrom } from './random';

/** What one side of a Unified CCE serves. */
export const MOST_AGENTS = 2_000;
const MOST_CONFIGURED = 12_000;
const MOST_GROUPS = 100;
const AGENTS_PER_GROUP = 40;
const TEAM_SIZE = 20;
const MOST_SKILLS = 5;

const FIRST_NAMES =
  'Ada Boris Chiara Dmitri Elif Farid Grace Hugo Ines Jonas Keiko Luca Mira Nils Olga Pablo Quinn Rosa Sofia Tomas'.split(
    ' ',
  );
const LAST_NAMES = 'Abe Berg Costa Diaz Evans Fischer Gruber Haas Ito Jansen Khan Lund Moreau Novak Okoye Petrov'.split(
  ' ',
);

export interface ContactCentreSize {
  /** Agents signed in at the start, from 0 to 2,000. */
  readonly agents: number;
  /** Agents in all, up to 12,000. @default as many as are signed in */
  readonly configured?: number;
  /** The same seed gives the same contact centre. @default 1 */
  readonly seed?: number;
}

/**
 * Teams of 20 with a supervisor each, who is not ready at the start; the other signed in agents are ready. Agents
 * 10001 and so on at phones 40001 and so on, with one to five skill groups; calls to 8001 and so on.
 * @throws CtiError CTI_INVALID_OPTION
 */
export function generateContactCentre(size: ContactCentreSize): SimulatorConfiguration {
  const { agents: active, configured = active, seed = 1 } = size;
  check('agents', active, 0, MOST_AGENTS);
  check('configured', configured, Math.max(active, 1), MOST_CONFIGURED);
  check('seed', seed, 0, 0xffff_ffff);
  const random = randomFrom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const groups = Math.min(MOST_GROUPS, Math.max(2, Math.ceil(configured / AGENTS_PER_GROUP)));
  const skillGroups = range(groups).map(skillGroup);
  const numbers = skillGroups.map((one) => one.skillGroupNumber);
  const agents = range(configured).map((i): AgentConfiguration => {
    const skills = new Set([numbers[i % groups] as number]);
    const wanted = 1 + Math.floor(random() * Math.min(MOST_SKILLS, groups));
    while (skills.size < wanted) skills.add(pick(numbers));
    const state = isSupervisor(i) ? 'AGENT_STATE_NOT_READY' : 'AGENT_STATE_AVAILABLE';
    return {
      agentID: agentID(i),
      icmAgentID: 100_001 + i,
      name: `${pick(FIRST_NAMES)} ${pick(LAST_NAMES)}`,
      peripheralID: agentPeripheral,
      extension: String(40_001 + i),
      skillGroups: [...skills],
      deskSettings: 'Default',
      initialState: i < active ? state : 'AGENT_STATE_LOGOUT',
    };
  });
  return {
    ...CONTACT_CENTRE,
    skillGroups,
    precisionQueues: [],
    agents,
    teams: range(Math.ceil(configured / (TEAM_SIZE + 1))).map((i) => team(i, configured)),
    dialedNumbers: range(groups).map(dialedNumber),
    callTypes: skillGroups.map(({ name }, i) => ({ callTypeID: 20_001 + i, name })),
  };
}

const [agentPeripheral, queuePeripheral] = (['agents', 'queue'] as const).map(
  (role) => CONTACT_CENTRE.peripherals.find((one) => one.role === role)?.peripheralID,
) as [number, number];

function check(field: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw new CtiError('CTI_INVALID_OPTION', `${field}: ${value} is not a whole number from ${low} to ${high}`, {
    field,
  });
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

const agentID = (i: number) => String(10_001 + i);

/** The first of each team. */
const isSupervisor = (i: number) => i % (TEAM_SIZE + 1) === 0;

function skillGroup(i: number): SkillGroupConfiguration {
  return { skillGroupNumber: i + 1, skillGroupID: 10_001 + i, name: `Skill ${i + 1}` };
}

function dialedNumber(i: number): DialedNumberConfiguration {
  return {
    number: String(8001 + i),
    skillGroupNumber: i + 1,
    queuePeripheralID: queuePeripheral,
    callTypeID: 20_001 + i,
  };
}

function team(i: number, configured: number): TeamConfiguration {
  const first = i * (TEAM_SIZE + 1);
  const members = range(Math.min(TEAM_SIZE, configured - first - 1)).map((k) => agentID(first + 1 + k));
  return { teamID: 30_001 + i, name: `Team ${i + 1}`, supervisors: [agentID(first)], members };
}
