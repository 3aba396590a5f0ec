import type { AgentChange } from '../changes';
import type { AgentsPart } from './agents-part';

/** The agents as they stand. */
export class Agents implements AgentsPart {
  apply(): readonly AgentChange[] {
    return [];
  }

  agentAt(): string | undefined {
    return undefined;
  }
}
