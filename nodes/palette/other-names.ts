/** Fields that name the same thing: where the dialog fills one in, the message's others may be about something else. */
import { isPlainObject } from '../requests/our-payloads';
import type { Action } from './actions';

/** What of a request names an agent, or the agent's place. */
export const AGENT_NAMES: readonly string[] = [
  'agentID',
  'agentInstrument',
  'agentExtension',
  'agentIDLong',
  'icmAgentID',
];
const GROUPS = [AGENT_NAMES, ['skillGroupNumber', 'skillGroupID'], ['serviceNumber', 'serviceID']];

/** By these the model finds calls. */
const PARTIES: readonly string[] = ['agentID', 'agentInstrument', 'supervisorID', 'supervisorInstrument'];

/** Who signs in says where: there neither stands for the other. */
export function needsBoth({ needs = [] }: Action): boolean {
  return needs.includes('agentID') && needs.includes('agentInstrument');
}

/** Whose part in the chosen call is meant, where the dialog says it in a field; empty: it does not. */
export function partyOf(action: Action, decided: Readonly<Record<string, unknown>>): string {
  const party = partyNames(action).find((key) => PARTIES.includes(key) && isGiven(decided[key]));
  return party === undefined ? '' : String(decided[party]);
}

/** The fields that the message does not fill where the dialog names the party, unless both name the same. */
export function otherNamesOf(action: Action, party: string, given: unknown): string[] {
  const names = partyNames(action);
  const isSame = names.some((key) => namesTheSame([key], { [key]: party }, given));
  return isSame ? [] : [...names];
}

function partyNames({ connections = {}, agentFor }: Action): readonly string[] {
  const isSupervisor = 'supervisor' in connections && agentFor !== undefined;
  return isSupervisor ? [agentFor.key, agentFor.field] : AGENT_NAMES;
}

/** Whether one of the fields has the same value in both. */
export function namesTheSame(names: readonly string[], one: object, other: unknown): boolean {
  if (!isPlainObject(other)) return false;
  const mine = one as Record<string, unknown>;
  return names.some((key) => isGiven(mine[key]) && isGiven(other[key]) && String(mine[key]) === String(other[key]));
}

/**
 * Takes out what the message says beside what the dialog has filled in, unless both name the same.
 * @param own the request's fields, of dialog and message
 * @param decided those of the dialog
 * @param given the message's payload
 */
export function dropOtherNames(
  action: Action,
  own: Record<string, unknown>,
  decided: Readonly<Record<string, unknown>>,
  given: unknown,
): void {
  const groups = action.agentFor ? [...GROUPS, [action.agentFor.key, action.agentFor.field]] : GROUPS;
  for (const names of groups) {
    if (names === AGENT_NAMES && needsBoth(action)) continue;
    if (!names.some((key) => isGiven(decided[key])) || namesTheSame(names, decided, given)) continue;
    for (const key of names) if (!(key in decided)) delete own[key];
  }
}

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
