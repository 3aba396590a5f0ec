import type { DialedNumberConfiguration, SkillGroupConfiguration } from '../configuration/configuration';
import type { Call, Connection, Party, RouterCallKey } from './call';
import type { CallData } from './call-data';

/** Somebody on the way through a queue to an agent: one person, one call per peripheral. */
export interface Contact {
  /** What the caller from outside is known by to whoever runs the simulator. */
  readonly contactID: number;
  /** The id of the call at the agent, known beforehand. */
  callID: number;
  readonly caller: Party;
  readonly dialed: DialedNumberConfiguration;
  readonly group: SkillGroupConfiguration;
  /** Changes when the call comes back from an agent who does not answer. */
  callTypeID: number | undefined;
  readonly key: RouterCallKey;
  readonly data: CallData;
  readonly queueCall: Call;
  readonly callerInQueue: Connection;
  readonly port: Connection;
  /** A call on the agents' peripheral that waits for an agent: one of them has placed it or sent it on. */
  placed: PlacedCall | undefined;
  /** The caller has been told to wait: somebody may have seen a queued event. */
  queued: boolean;
  /** The call is on its way to an agent. */
  approach: Approach | undefined;
  agentCall: Call | undefined;
}

export interface PlacedCall {
  readonly call: Call;
  /** The VRU's part in it, as long as nobody rings. */
  readonly port: Connection;
}

export interface Approach {
  /** The caller gives up, or (missed) cannot be put through. */
  readonly abort: (missed: boolean) => void;
}

/** Who waits or talks with this call. */
export function contactsOf(contacts: Iterable<Contact>, call: Call): Contact[] {
  const found: Contact[] = [];
  for (const one of contacts) if (one.agentCall === call || one.placed?.call === call) found.push(one);
  return found;
}
