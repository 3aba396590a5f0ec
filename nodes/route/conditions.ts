/** A condition of a rule, ready to be asked whether it holds. */
import {
  agentState,
  agentsIn,
  callsWaiting,
  type Facts,
  groupNames,
  groupsOf,
  isFree,
  namedGroups,
  secondsWaited,
} from './centre';
import { comparison, textOf, type Values } from './comparisons';
import { dates, holidays, hours } from './hours';
import {
  CALL_FIELDS,
  type ConditionSettings,
  GROUP_BY,
  SUBJECTS,
  type SubjectName,
  TESTS,
  type Test,
} from './settings';
import { wrong } from './wrong';

export type Holds = (facts: Facts) => boolean;

/** What the typed inputs of a condition give. */
export interface Given {
  readonly of: unknown;
  readonly value: unknown;
  readonly most: unknown;
}

/** @throws CtiError CTI_INVALID_OPTION naming the part that cannot be right */
export function condition(settings: ConditionSettings, given: Given): Holds {
  const { subject, test } = known(settings);
  const isOpposite = test === 'isNot';
  switch (subject) {
    case 'hours':
      return opposite(isOpposite, inTime(hours(settings)));
    case 'dates':
      return opposite(isOpposite, inTime(dates(settings)));
    case 'holiday':
      return opposite(isOpposite, inTime(holidays(given.value, settings.zone)));
    case 'agentFree': {
      const agentID = agentOf(given);
      return opposite(isOpposite, (facts) => isFree(facts, agentID));
    }
    case 'callsWaiting':
    case 'agentsAvailable':
    case 'agentsSignedIn':
      return counted(settings, given, comparison(test, given.value, given.most), COUNTS[subject]);
    default: {
      const fits = comparison(test, given.value, given.most);
      const valuesOf = values(subject, given);
      return (facts) => fits(valuesOf(facts));
    }
  }
}

function known({ subject, test, groupBy }: ConditionSettings): { readonly subject: SubjectName; readonly test: Test } {
  if (!Object.hasOwn(SUBJECTS, subject)) throw wrong('subject', `right is one of ${Object.keys(SUBJECTS).join(', ')}`);
  const name = subject as SubjectName;
  const tests: readonly string[] = TESTS[SUBJECTS[name].kind];
  if (!tests.includes(test)) throw wrong('test', `of ${subject} right is one of ${tests.join(', ')}`);
  if (groupBy !== undefined && !GROUP_BY.some((one) => one === groupBy)) {
    throw wrong('groupBy', `right is one of ${GROUP_BY.join(', ')}`);
  }
  return { subject: name, test: test as Test };
}

function opposite(isOpposite: boolean, holds: Holds): Holds {
  return isOpposite ? (facts) => !holds(facts) : holds;
}

function inTime(is: (at: number) => boolean): Holds {
  return ({ now }) => is(now);
}

const COUNTS = {
  callsWaiting,
  agentsAvailable: (facts: Facts, groups: ReadonlySet<number>) => agentsIn(facts, groups, 'available'),
  agentsSignedIn: (facts: Facts, groups: ReadonlySet<number>) => agentsIn(facts, groups, 'signedIn'),
};

/** Of a call without a skill group nothing holds that is asked of its skill group. */
function counted(
  { groupBy }: ConditionSettings,
  { of }: Given,
  fits: (values: Values) => boolean,
  count: (facts: Facts, groups: ReadonlySet<number>) => number,
): Holds {
  const named = namedGroups(groupBy, of);
  return (facts) => {
    const groups = named(facts);
    return groups !== undefined && fits([count(facts, groups)]);
  };
}

type OfValues = Exclude<SubjectName, keyof typeof COUNTS | 'hours' | 'dates' | 'holiday' | 'agentFree'>;

function values(subject: OfValues, given: Given): (facts: Facts) => Values {
  switch (subject) {
    case 'dialedNumber':
      return ({ call }) => [call.dialedNumber, call.dnis];
    case 'variable': {
      const name = nameOf('variable', given);
      return ({ call }) => variables(call, name);
    }
    case 'field': {
      const name = nameOf('field', given);
      if (!CALL_FIELDS.includes(name))
        throw wrong('field', `no call has ${JSON.stringify(name)}; the dialog lists all`);
      return ({ call }) => [call[name]].flat();
    }
    case 'skillGroupName':
      return groupNames;
    case 'skillGroupNumber':
    case 'skillGroupID':
      return ({ call }) => groupsOf(call).map((group) => group[subject]);
    case 'waiting':
      return (facts) => [secondsWaited(facts)];
    case 'agentState': {
      const agentID = agentOf(given);
      return (facts) => [agentState(facts, agentID)];
    }
    default:
      return ({ call }) => [call[subject]];
  }
}

/** A call variable, an ECC variable, or all that an ECC array has. */
function variables(call: Facts['call'], name: string): Values {
  if (/^callVariable(?:[1-9]|10)$/i.test(name)) return [call[`callVariable${name.slice('callVariable'.length)}`]];
  const { namedVariables, namedArrays } = call as { [key: string]: { readonly [name: string]: unknown } | undefined };
  const array = namedArrays?.[name];
  return [namedVariables?.[name], ...(Array.isArray(array) ? array : [])];
}

function nameOf(part: string, { of }: Given): string {
  const name = textOf(of);
  if (name === '') throw wrong(part, 'none is named');
  return name;
}

function agentOf(given: Given): string {
  return nameOf('agent', given);
}
