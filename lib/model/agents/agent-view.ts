/** An agent as given out: plain data. */
export interface AgentView {
  readonly peripheralID: number | null;
  readonly agentID: string;
  readonly agentExtension: string | undefined;
  readonly agentInstrument: string | undefined;
}
