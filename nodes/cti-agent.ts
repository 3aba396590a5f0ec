/** cti-agent: one message per change of an agent, with the whole agent as it then stands. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { type AgentFilters, agentFilter } from './agent-filter';
import { agentMessage } from './change-messages';
import { watchModel } from './model-watch';
import type { CtiServerNode } from './shared-session';

interface AgentSettings extends NodeDef, AgentFilters {
  readonly server: string;
}

export default function (RED: NodeAPI): void {
  function CtiAgent(this: Node, settings: AgentSettings): void {
    RED.nodes.createNode(this, settings);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    const figures = ({ agentsSignedIn: count }: { agentsSignedIn: number }) =>
      RED._('cti-agent.status.agents', { count });
    watchModel(this, server, figures, ({ model }) => {
      const chosen = agentFilter(settings, model.agents.directory);
      return {
        changed: (change, cti) => {
          if (change.kind === 'agent' && chosen(change)) this.send(agentMessage(change, cti));
        },
      };
    });
  }

  RED.nodes.registerType<Node, AgentSettings, object, object>('cti-agent', CtiAgent);
}
