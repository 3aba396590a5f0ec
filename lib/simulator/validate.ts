/** Checks a configuration that may come from a file: every mistake names its place and what would be right. */
import { CtiError } from '../codec';
import { ENUMS, MAX_VALUE } from '../protocol';
import type { SimulatorConfiguration } from './configuration';

type Check = (value: unknown, path: string) => void;
type Row = { readonly [key: string]: Check };

const LARGEST_ID = 0xffff_fffe;
const WRAPUP_MODES = ['REQUIRED', 'OPTIONAL', 'NOT_ALLOWED'];
const INITIAL_STATES = ['AGENT_STATE_LOGOUT', 'AGENT_STATE_NOT_READY', 'AGENT_STATE_AVAILABLE'];

const PERIPHERAL: Row = {
  peripheralID: integer(0, LARGEST_ID),
  name: text(64),
  type: oneOf(Object.keys(ENUMS.PeripheralType.values).filter((name) => name !== 'PT_NONE')),
  role: oneOf(['agents', 'queue']),
};
const SKILL_GROUP: Row = {
  skillGroupNumber: integer(0, 0x7fff_ffff),
  skillGroupID: integer(0, LARGEST_ID),
  name: text(63),
};
const DESK_SETTINGS: Row = {
  name: text(64),
  wrapupIncoming: oneOf(WRAPUP_MODES),
  wrapupOutgoing: oneOf(WRAPUP_MODES),
  workModeTimer: integer(0, 7200),
  idleReasonRequired: flag,
  logoutReasonRequired: flag,
};
const AGENT: Row = {
  agentID: text(11),
  icmAgentID: integer(0, 0x7fff_ffff),
  name: text(64),
  peripheralID: integer(0, LARGEST_ID),
  extension: text(15),
  password: optional(text(63)),
  skillGroups: list(integer(0, 0x7fff_ffff), 20),
  deskSettings: text(64),
  initialState: optional(oneOf(INITIAL_STATES)),
};
const DIALED_NUMBER: Row = {
  number: text(31),
  skillGroupNumber: integer(0, 0x7fff_ffff),
  queuePeripheralID: optional(integer(0, LARGEST_ID)),
};
const ECC_VARIABLE: Row = { name: text(32), maxLength: integer(1, MAX_VALUE - 1) };

const CONFIGURATION: Row = {
  peripherals: list(row(PERIPHERAL)),
  skillGroups: list(row(SKILL_GROUP)),
  deskSettings: list(row(DESK_SETTINGS)),
  agents: list(row(AGENT)),
  dialedNumbers: list(row(DIALED_NUMBER)),
  eccVariables: list(row(ECC_VARIABLE)),
  eccArrays: list(row({ ...ECC_VARIABLE, size: integer(1, 255) })),
  outsideRingTime: integer(0, 3600),
};

/** @throws CtiError CTI_INVALID_CONFIGURATION with `field`, the path of what is wrong */
export function checkConfiguration(configuration: SimulatorConfiguration): void {
  row(CONFIGURATION)(configuration, '');
  const { peripherals, skillGroups, deskSettings, agents, dialedNumbers, eccVariables, eccArrays } = configuration;
  unique(
    peripherals.map((one) => one.peripheralID),
    'peripherals',
    'peripheralID',
  );
  unique(
    skillGroups.map((one) => one.skillGroupNumber),
    'skillGroups',
    'skillGroupNumber',
  );
  unique(
    deskSettings.map((one) => one.name),
    'deskSettings',
    'name',
  );
  unique(
    agents.map((one) => one.agentID),
    'agents',
    'agentID',
  );
  unique(
    agents.map((one) => one.icmAgentID),
    'agents',
    'icmAgentID',
  );
  unique(
    eccVariables.map((one) => one.name),
    'eccVariables',
    'name',
  );
  unique(
    eccArrays.map((one) => one.name),
    'eccArrays',
    'name',
  );
  const numbers = [...agents.map((one) => one.extension), ...dialedNumbers.map((one) => one.number)];
  unique(numbers, 'agents and dialedNumbers', 'extension or number');

  const agentPeripherals = peripherals.filter((one) => one.role === 'agents').map((one) => one.peripheralID);
  const queues = peripherals.filter((one) => one.role === 'queue').map((one) => one.peripheralID);
  const groups = skillGroups.map((one) => one.skillGroupNumber);
  const settings = deskSettings.map((one) => one.name);
  agents.forEach((agent, i) => {
    known(agent.peripheralID, agentPeripherals, `agents[${i}].peripheralID`);
    known(agent.deskSettings, settings, `agents[${i}].deskSettings`);
    agent.skillGroups.forEach((group, k) => {
      known(group, groups, `agents[${i}].skillGroups[${k}]`);
    });
  });
  dialedNumbers.forEach((dialed, i) => {
    known(dialed.skillGroupNumber, groups, `dialedNumbers[${i}].skillGroupNumber`);
    const queue = dialed.queuePeripheralID;
    if (queue !== undefined) known(queue, queues, `dialedNumbers[${i}].queuePeripheralID`);
  });
}

function row(checks: Row): Check {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, value, 'an object');
    const given = value as { readonly [key: string]: unknown };
    for (const [key, check] of Object.entries(checks)) check(given[key], path === '' ? key : `${path}.${key}`);
    const unknown = Object.keys(given).find((key) => !Object.hasOwn(checks, key));
    if (unknown !== undefined) {
      const right = `a key that is known here; these are ${Object.keys(checks).join(', ')}`;
      throw wrong(path === '' ? unknown : `${path}.${unknown}`, unknown, right);
    }
  };
}

function list(check: Check, longest = Number.POSITIVE_INFINITY): Check {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrong(path, value, 'an array');
    if (value.length > longest) throw wrong(path, value.length, `at most ${longest} elements`);
    value.forEach((item, i) => {
      check(item, `${path}[${i}]`);
    });
  };
}

function optional(check: Check): Check {
  return (value, path) => {
    if (value !== undefined) check(value, path);
  };
}

function text(longest: number): Check {
  return (value, path) => {
    if (typeof value !== 'string' || value === '' || value.length > longest) {
      throw wrong(path, value, `a text of 1 to ${longest} characters`);
    }
  };
}

function integer(low: number, high: number): Check {
  return (value, path) => {
    if (!Number.isInteger(value) || (value as number) < low || (value as number) > high) {
      throw wrong(path, value, `a whole number from ${low} to ${high}`);
    }
  };
}

function flag(value: unknown, path: string): void {
  if (typeof value !== 'boolean') throw wrong(path, value, 'true or false');
}

function oneOf(values: readonly string[]): Check {
  return (value, path) => {
    if (!values.includes(value as string)) throw wrong(path, value, `one of ${values.join(', ')}`);
  };
}

function unique(values: readonly (string | number)[], where: string, what: string): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw wrong(where, twice, `unique: ${what} must not come twice`);
}

function known<T extends string | number>(value: T, values: readonly T[], path: string): void {
  if (values.includes(value)) return;
  throw wrong(path, value, values.length > 0 ? `one of ${values.join(', ')}` : 'configured, nothing of that kind is');
}

function wrong(path: string, value: unknown, right: string): CtiError {
  const came = /password/.test(path) ? 'the value' : (JSON.stringify(value) ?? 'nothing');
  return new CtiError('CTI_INVALID_CONFIGURATION', `${path || 'configuration'}: ${came} is not ${right}`, {
    field: path,
  });
}
