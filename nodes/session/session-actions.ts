/** What a message into cti-session does, by msg.action. */
import { CtiError } from '../../lib/session';
import { countersMessage, stateMessage } from './session-messages';
import type { SharedSession } from './shared-session';

/** @returns what goes out on the message; undefined: nothing goes out */
type Action = (session: SharedSession, payload: unknown) => Promise<object | undefined> | object | undefined;

const ACTIONS: { readonly [name: string]: Action } = {
  connect: (session) => {
    session.connect();
    return undefined;
  },
  disconnect: async (session) => {
    await session.disconnect();
    return undefined;
  },
  switch: (session) => {
    session.switchSide();
    return undefined;
  },
  maintenance: (session, payload) => {
    session.answerMaintenance(accepted(payload));
    return undefined;
  },
  arm: (session, payload) => {
    session.arm(secondsOf(payload));
    return undefined;
  },
  disarm: (session) => {
    session.disarm();
    return undefined;
  },
  status: (session) => stateMessage(session.status),
  counters: (session) => countersMessage(session.counters),
};

export const ACTION_NAMES = Object.keys(ACTIONS);

/**
 * @param name undefined: status
 * @throws CtiError CTI_UNKNOWN_ACTION, CTI_CANNOT_SWITCH, CTI_TOO_LATE, CTI_INVALID_FIELD
 */
export async function act(session: SharedSession, name: unknown, payload: unknown): Promise<object | undefined> {
  const known = name === undefined || name === '' ? 'status' : name;
  const action = typeof known === 'string' && Object.hasOwn(ACTIONS, known) ? ACTIONS[known] : undefined;
  if (action !== undefined) return action(session, payload);
  throw new CtiError(
    'CTI_UNKNOWN_ACTION',
    `action: ${JSON.stringify(name)}; right is one of ${ACTION_NAMES.join(', ')}, or none for status`,
    { field: 'action' },
  );
}

/** true or false, alone or as { accepted }. */
function accepted(payload: unknown): boolean {
  const given =
    typeof payload === 'object' && payload !== null ? (payload as { readonly accepted?: unknown }).accepted : payload;
  if (typeof given === 'boolean') return given;
  throw new CtiError(
    'CTI_INVALID_FIELD',
    `payload: ${JSON.stringify(payload)}; right is true, the server may go into maintenance, or false`,
    { field: 'payload' },
  );
}

/** A number, alone or as { seconds }; undefined where there is none. */
function secondsOf(payload: unknown): number | undefined {
  const { seconds: given, ...unknown } =
    typeof payload === 'object' && payload !== null
      ? (payload as { readonly seconds?: unknown })
      : { seconds: payload };
  const isClear = Object.keys(unknown).length === 0;
  if (isClear && (given === undefined || given === null || given === '')) return undefined;
  if (isClear && typeof given === 'number') return given;
  throw new CtiError(
    'CTI_INVALID_FIELD',
    `payload: ${JSON.stringify(payload)}; right are seconds, alone or as { "seconds": 60 }, or nothing for 60`,
    { field: 'payload' },
  );
}
