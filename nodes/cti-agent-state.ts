/** cti-agent-state: signs agents in and out, makes them ready and not ready. */
import type { Node, NodeAPI } from 'node-red';
import { type AgentStateCredentials, type AgentStateSettings, agentStateNode } from './palette';

interface AgentStateNode extends Node<AgentStateCredentials> {}

export default function (RED: NodeAPI): void {
  function CtiAgentState(this: AgentStateNode, settings: AgentStateSettings): void {
    agentStateNode(RED, this, settings, (over, total) => RED._('cti-agent-state.status.progress', { over, total }));
  }
  RED.nodes.registerType<AgentStateNode, AgentStateSettings, object, AgentStateCredentials>(
    'cti-agent-state',
    CtiAgentState,
    { credentials: { agentPassword: { type: 'password' } } },
  );
}
