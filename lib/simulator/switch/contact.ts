import type { DialedNumberConfiguration, SkillGroupConfiguration } from '../configuration';
import type { Call, Connection, Party, RouterCallKey } from './call';
import type { CallData } from './call-data';

/** An outside caller on the way through a queue to an agent: one person, one call per peripheral. */
export interface Contact {
  /** The id of the call at the agent, known from the start. */
  readonly callID: number;
  readonly caller: Party;
  readonly dialed: DialedNumberConfiguration;
  readonly group: SkillGroupConfiguration;
  readonly key: RouterCallKey;
  readonly data: CallData;
  readonly queueCall: Call;
  readonly callerInQueue: Connection;
  readonly port: Connection;
  /** The caller has been told to wait: somebody may have seen a queued event. */
  queued: boolean;
  agentCall: Call | undefined;
}
