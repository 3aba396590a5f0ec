/** The fields of an action: its request's, without what the action and the chosen call say already. */
import { type DocumentedMessage, MESSAGES } from '../../lib/protocol';
import { type RequestField, requestFields } from '../requests/request-fields';
import type { Action } from './actions';

const PARTS = ['ConnectionCallID', 'ConnectionDeviceIDType', 'ConnectionDeviceID'] as const;

/** The keys that hold a connection. @param prefix as in Action.connections */
export function connectionKeys(prefix: string): readonly [callID: string, type: string, id: string] {
  const [callID, type, id] = PARTS.map((part) =>
    prefix === '' ? part.charAt(0).toLowerCase() + part.slice(1) : prefix + part,
  );
  return [callID, type, id] as [string, string, string];
}

/** All that a payload may have, connections included; what the action puts first comes first. */
export function actionFields(action: Action): RequestField[] {
  const { set = {}, without = [], defaults = {}, first = [], byAgent, agentFor, needs = [], whole = [] } = action;
  const left = new Set([...Object.keys(set), ...without]);
  const usual = new Set([...Object.keys(defaults), ...whole]);
  const definition = MESSAGES[action.request] as DocumentedMessage;
  const fields = requestFields(definition)
    .filter(({ key }) => !left.has(key))
    .map((field) => ({
      ...field,
      required: needs.includes(field.key) || (field.required && !usual.has(field.key) && !isOf(action, field)),
    }));
  if (byAgent && !fields.some(({ key }) => key === 'agentID')) fields.unshift(INSTEAD_OF_DEVICE);
  if (agentFor) fields.unshift({ ...INSTEAD_OF_DEVICE, key: agentFor.key, instead: agentFor.field });
  const top = [
    ...(agentFor ? [agentFor.key, agentFor.field] : []),
    ...(byAgent ? ['agentID', 'agentInstrument'] : []),
    ...first,
  ];
  const found = top.map((key) => fields.find((field) => field.key === key)).filter((field) => field !== undefined);
  return [
    ...found.map((field) => ({ ...field, first: true as const })),
    ...fields.filter(({ key }) => !top.includes(key)),
  ];
}

/** The fields that are neither where it happens nor who asks. */
export function dataKeys({ connections = {} }: Action, fields: readonly RequestField[]): string[] {
  const where = new Set(Object.keys(connections).flatMap((prefix) => [...connectionKeys(prefix)]));
  for (const key of ['peripheralID', 'ctioscilClientID']) where.add(key);
  return fields.map(({ key }) => key).filter((key) => !where.has(key));
}

const INSTEAD_OF_DEVICE: RequestField = {
  key: 'agentID',
  type: 'STRING',
  required: false,
  about: 'The agent, instead of agentInstrument: the device is looked up.',
  instead: 'agentInstrument',
};

/** What the call, the agent or the server's settings give, and nobody has to fill in. */
function isOf({ byAgent, agentFor, namesAgent, connections = {} }: Action, { key }: RequestField): boolean {
  if (namesAgent && key === 'agentID') return true;
  if (key === 'peripheralID' || (byAgent && key === 'agentInstrument') || key === agentFor?.field) return true;
  return Object.keys(connections).some((prefix) => connectionKeys(prefix).includes(key));
}
