/** The calls as they stand. */
import type { CallView } from './call-view';

/** Looking calls up. Ended calls are found too, for as long as the model keeps them: look at `state`. */
export interface Calls {
  /** Live calls and those that ended lately. */
  readonly size: number;
  get(id: string): CallView | undefined;
  all(): Iterable<CallView>;
  byConnectionCallID(peripheralID: number | null, connectionCallID: number): readonly CallView[];
  /** Calls in which the device has a part now. */
  byDevice(deviceID: string, peripheralID?: number | null): readonly CallView[];
  /** Calls in which the agent has a part now. */
  byAgent(agentID: string, peripheralID?: number | null): readonly CallView[];
  /** Calls that wait for the skill group or were delivered by it, and have not ended. */
  bySkillGroup(skillGroupNumber: number, peripheralID?: number | null): readonly CallView[];
  byContact(contactID: string): readonly CallView[];
}

/** A connection that a device snapshot shows in a call that the model does not know: what SNAPSHOT_CALL_REQ asks. */
export interface UnknownCall {
  readonly peripheralID: number | null;
  readonly connectionCallID: number;
  readonly connectionDeviceIDType: CallView['connections'][number]['connectionDeviceIDType'];
  readonly connectionDeviceID: string;
}
