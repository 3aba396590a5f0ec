/** Which changes of calls a cti-call node lets through. */
import type { CallChange, CallQueue, CallView, ConnectionView } from '../../lib/model';
import { CtiError } from '../../lib/session';
import { type Matches, pattern } from '../patterns';
import { type SkillGroupNames, skillGroupPattern } from './skill-groups';

/** As the dialog saves them; an empty one lets everything through. */
export interface CallFilters {
  /** Topics. */
  readonly changes: readonly string[];
  readonly agent?: string;
  readonly device?: string;
  readonly skillGroup?: string;
  readonly dialedNumber?: string;
  /** callVariable1 to callVariable10, or the name of an ECC variable. */
  readonly variableName?: string;
  readonly variable?: string;
  /** in, out, internal or consult. */
  readonly direction?: string;
}

/** @throws CtiError CTI_INVALID_OPTION naming the setting */
export function callFilter(filters: CallFilters, directory: SkillGroupNames): (change: CallChange) => boolean {
  const topics = new Set(filters.changes);
  const { direction } = filters;
  const skillGroup = skillGroupPattern(filters.skillGroup, directory);
  const dialedNumber = pattern('dialedNumber', filters.dialedNumber);
  const agent = pattern('agent', filters.agent);
  const device = pattern('device', filters.device);
  const variable = variableFilter(filters);
  return ({ topic, call, connection }) => {
    if (!topics.has(topic)) return false;
    if (direction && call.direction !== direction) return false;
    // What happens to one party concerns that one; what happens to the call, everybody who was ever in it.
    const parties = connection ? [connection] : call.connections;
    if (agent && !parties.some(({ agentID }) => agent(agentID))) return false;
    if (device && !parties.some((party) => isDevice(device, party))) return false;
    if (skillGroup && !skillGroupsOf(call).some((group) => skillGroup(call.peripheralID, group))) return false;
    if (dialedNumber && !dialedNumber(call.dialedNumber) && !dialedNumber(call.dnis)) return false;
    return variable === undefined || variable(call);
  };
}

/** The value of a call variable, or of an ECC variable. */
export function variableOf(call: CallView, name: string): unknown {
  const { namedVariables } = call;
  if (namedVariables && Object.hasOwn(namedVariables, name)) return namedVariables[name];
  return /^callVariable(?:[1-9]|10)$/.test(name) ? (call as unknown as Record<string, unknown>)[name] : undefined;
}

/** The groups that the call waits for, and the one it was delivered by. */
export function skillGroupsOf({ queue, skillGroupNumber, skillGroupID }: CallView): CallQueue['skillGroups'] {
  return [{ skillGroupNumber, skillGroupID }, ...(queue?.skillGroups ?? [])];
}

function isDevice(matches: Matches, { deviceID, connectionDeviceID }: ConnectionView): boolean {
  return matches(deviceID ?? connectionDeviceID);
}

function variableFilter({ variableName, variable }: CallFilters): ((call: CallView) => boolean) | undefined {
  const name = variableName?.trim() ?? '';
  const matches = pattern('variable', variable);
  if (name === '' && matches === undefined) return undefined;
  if (name === '') {
    const message = 'variableName: right is callVariable1 to callVariable10 or the name of an ECC variable';
    throw new CtiError('CTI_INVALID_OPTION', message, { field: 'variableName' });
  }
  const has = matches ?? ((value) => value !== undefined && value !== '');
  return (call) => {
    const value = variableOf(call, name);
    return typeof value === 'string' && has(value);
  };
}
