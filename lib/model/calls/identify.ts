/** Which call a message is about. Guide: Messaging Conventions, Call Event Data, "Call Identification". */
import type { Call } from './call';
import type { CallTable } from './call-table';
import type { IDType } from './connection';

export interface ConnectionName {
  readonly peripheralID: number | null;
  readonly connectionCallID: number | null;
  readonly connectionDeviceIDType: IDType;
  /** Required by the guide; without it there is one nameless connection. */
  readonly connectionDeviceID: string | undefined;
}

/** What CALL_CLEARED_EVENT ended stays findable, so that what comes late finds its call and not a new one. */
export function identify(table: CallTable, name: ConnectionName): Call | undefined {
  const { peripheralID, connectionCallID, connectionDeviceIDType: type, connectionDeviceID: id = '' } = name;
  if (connectionCallID === null || connectionCallID === undefined) return undefined;
  let last: Call | undefined;
  let live: Call[] | undefined;
  for (const call of table.at(peripheralID, connectionCallID)) {
    if (call.ended) last = call;
    else if (live) live.push(call);
    else live = [call];
  }
  if (!live) return last;
  if (live.length === 1) return live[0];
  // Two calls share the id: the connection decides.
  const having = live.filter((call) => call.find(type, id)?.left === false);
  if (having.length === 1) return having[0];
  // A connection that is new, or in both, is that of the call which has no destination yet.
  const candidates = having.length > 0 ? having : live;
  return candidates.findLast((call) => !call.hasDestination) ?? candidates.at(-1);
}
