import type { CallClient } from '../switch/call-clients';
import { type CallData, eccOverflows } from '../switch/call-data';

/** The data that announce a call. */
export function context(data: CallData) {
  const { customerPhoneNumber: _, customerAccountNumber: __, ...texts } = data.texts;
  return { ...texts, userToUserInfo: data.userToUserInfo, ...ecc(data) };
}

/** Every update carries all ECC data, changed or not; or none at all when they are too many. */
export function ecc(data: CallData) {
  if (eccOverflows(data)) return { namedVariables: undefined, namedArrays: undefined };
  return { namedVariables: data.namedVariables, namedArrays: data.namedArrays };
}

/** As many as the guide's lists hold (MAX_NUM_CTI_CLIENTS). */
const MOST_CLIENTS = 16;

/** The latest of them, in the order in which they came. */
export function signatures(clients: readonly CallClient[]) {
  return clients.slice(-MOST_CLIENTS).map(({ signature, since }) => ({
    ctiClientSignature: signature,
    ctiClientTimestamp: new Date(since).toISOString(),
  }));
}
