/** What a message into cti-simulator asks for. */
import { FORMER_ACTIONS } from '../../lib/node-messages';
import { CtiError } from '../../lib/session';
import { ACTIONS, type Action, typedAction } from '../../lib/simulator';

export type Order =
  | { readonly kind: 'action'; readonly topic: string; readonly action: Action }
  | { readonly kind: 'scenario'; readonly topic: 'scenario'; readonly scenario: unknown; readonly cast?: Cast }
  | { readonly kind: 'stop'; readonly topic: 'scenario' };

/** Who plays whom: agentIDs by role. */
export type Cast = Readonly<Record<string, string>>;

/**
 * In the order in which they are to be carried out: one, or one for each element of an array.
 * @throws CtiError CTI_UNKNOWN_ACTION, CTI_INVALID_ACTION, CTI_INVALID_FIELD
 */
export function ordersOf(topic: unknown, payload: unknown): Order[] {
  if (Array.isArray(payload)) return payload.map((one) => orderOf(topic, one));
  return [orderOf(topic, payload)];
}

function orderOf(topic: unknown, payload: unknown): Order {
  const given = isObject(payload) ? payload : {};
  const asked = given.action ?? (topic === undefined || topic === null || topic === '' ? 'call' : topic);
  if (asked === 'scenario') return scenarioOrder(payload);
  const name = typeof asked === 'string' && Object.hasOwn(FORMER_ACTIONS, asked) ? FORMER_ACTIONS[asked] : asked;
  const action = typedAction({ ...(isObject(payload) ? payload : onlyField(name, payload)), action: name });
  return { kind: 'action', topic: String(asked), action };
}

/** A payload that is no object is the value of the one field that the action needs: `ready` and an agentID, say. */
function onlyField(name: unknown, payload: unknown): Record<string, unknown> {
  const needed = ACTIONS.find((one) => one.name === name)?.fields.filter(({ required }) => required) ?? [];
  const [only] = needed;
  const isValue = (typeof payload === 'string' && payload !== '') || typeof payload === 'number';
  return only && needed.length === 1 && isValue ? { [only.name]: payload } : {};
}

/** A name; a scenario itself; a name with who plays whom; or the end of all that play. */
function scenarioOrder(payload: unknown): Order {
  const order = { kind: 'scenario', topic: 'scenario' } as const;
  if (typeof payload === 'string' && payload !== '') return { ...order, scenario: payload };
  if (!isObject(payload)) throw invalid('payload', payload, 'the name of a scenario, or a scenario');
  const { action: _, ...scenario } = payload;
  if ('steps' in scenario) return { ...order, scenario };
  const { name, cast, stop } = scenario;
  if (stop === true) return { kind: 'stop', topic: 'scenario' };
  if (typeof name !== 'string') throw invalid('payload.name', name, 'the name of a scenario');
  return { ...order, scenario: name, ...(cast !== undefined && { cast: castOf(cast) }) };
}

function castOf(cast: unknown): Cast {
  if (!isObject(cast)) throw invalid('payload.cast', cast, 'an object with an agentID for each role');
  return Object.fromEntries(Object.entries(cast).map(([role, agentID]) => [role, String(agentID)]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(field: string, value: unknown, right: string): CtiError {
  return new CtiError('CTI_INVALID_FIELD', `${field}: ${JSON.stringify(value)}; right is ${right}`, { field });
}
