/** Rules, conditions and facts for the tests of nodes/route. */
import { ContactCentreModel } from '../../lib/model';
import type { ConditionSettings, Facts, RuleSettings } from '../../nodes/route';

export type Facing = Omit<ConditionSettings, 'test'> & { readonly test?: string };

export const str = (value: string) => ({ value, type: 'str' });

export function condition(one: Facing): ConditionSettings {
  return { test: 'is', ...one };
}

export function rule(conditions: readonly ConditionSettings[], more: Partial<RuleSettings> = {}): RuleSettings {
  return { name: '', conditions, action: 'deflect', fields: {}, ...more };
}

/** A contact centre of which nothing is known. */
export function facts(more: Partial<Facts> = {}): Facts {
  const { calls, agents } = new ContactCentreModel();
  return { call: {}, calls, agents, peripheralID: 5000, now: Date.parse('2026-11-20T12:00:00Z'), ...more };
}
