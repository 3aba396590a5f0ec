/** The model's half for agents, as its other half sees it. */
import type { AgentChange } from '../changes';
import type { Circumstances, ModelMessage } from '../message';

export interface AgentsPart {
  /** Never throws on what a server may send. */
  apply(message: ModelMessage, at: number, circumstances: Circumstances): readonly AgentChange[];
  /** Who is signed in at a device (extension or instrument). Null: whatever the peripheral, if there is only one such. */
  agentAt(peripheralID: number | null, device: string): string | undefined;
  /** Whose ICMAgentID (AgentSkillTargetID) it is. */
  agentOf(icmAgentID: number | undefined): string | undefined;
}
