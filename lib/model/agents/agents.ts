import type { AgentChange } from '../changes';
import type { Circumstances, ModelMessage } from '../message';
import type { AgentsPart } from './agents-part';

/** The agents as they stand. */
export class Agents implements AgentsPart {
  apply(_message: ModelMessage, _at: number, _circumstances: Circumstances): readonly AgentChange[] {
    return [];
  }

  agentAt(_peripheralID: number | null, _device: string): string | undefined {
    return undefined;
  }
}
