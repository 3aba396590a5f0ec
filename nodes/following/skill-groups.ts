/** A skill group by its number on the peripheral, its SkillGroupID, or its name in the configuration. */
import type { Directory } from '../../lib/model';
import { pattern } from '../patterns';

interface SkillGroup {
  readonly skillGroupNumber: number | null | undefined;
  readonly skillGroupID: number | null | undefined;
}

export type SkillGroupNames = Pick<Directory, 'skillGroup' | 'skillGroups'>;
export type MatchesSkillGroup = (peripheralID: number | null, group: SkillGroup) => boolean;

/**
 * @param typed a pattern, or several with commas in between
 * @returns undefined where nothing is typed
 * @throws CtiError CTI_INVALID_OPTION where a comma has nothing beside it
 */
export function skillGroupPattern(
  typed: string | number | undefined,
  directory: SkillGroupNames,
): MatchesSkillGroup | undefined {
  const matches = pattern('skillGroup', typed);
  if (!matches) return undefined;
  return (peripheralID, group) => {
    const known = recordOf(peripheralID, group, directory);
    const { skillGroupNumber, skillGroupID } = group;
    return matches(skillGroupNumber) || matches(skillGroupID ?? known?.skillGroupID) || matches(known?.name);
  };
}

/** An announced call is of no peripheral yet: then its SkillGroupID says which group it is. */
function recordOf(peripheralID: number | null, { skillGroupNumber, skillGroupID }: SkillGroup, names: SkillGroupNames) {
  if (typeof skillGroupNumber !== 'number') return undefined;
  if (peripheralID !== null) return names.skillGroup(peripheralID, skillGroupNumber);
  return [...names.skillGroups].find((one) => one.skillGroupID !== undefined && one.skillGroupID === skillGroupID);
}

/** The numbers of the groups that are meant, so that they can be looked up; of whatever peripheral. */
export function skillGroupNumbers(typed: string, directory: SkillGroupNames): number[] {
  const matches = skillGroupPattern(typed, directory);
  const numbers = new Set<number>();
  for (const group of directory.skillGroups) {
    if (matches?.(group.peripheralID ?? null, group)) {
      numbers.add(group.skillGroupNumber);
    }
  }
  // Those that no configuration names have their number all the same.
  for (const one of typed.split(',')) if (/^\s*\d+\s*$/.test(one)) numbers.add(Number(one));
  return [...numbers];
}
