/** cti-agent: one message per change of an agent, with the whole agent as it then stands. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { AgentChange } from '../lib/model';
import { type AgentFilters, agentFilter } from './following/agent-filter';
import { agentMessage } from './following/change-messages';
import { HeldChanges } from './following/held-changes';
import { KeptKeys } from './following/kept-keys';
import { watchModel } from './following/model-watch';
import { ToldAgents } from './following/told-agents';
import type { CtiServerNode } from './session/shared-session';
import { speakLanguage } from './spoken-errors';

interface AgentSettings extends NodeDef, AgentFilters {
  readonly server: string;
  /** A context store; empty, or absent in flows of earlier editions: the memory of the process. */
  readonly store?: string;
}

export default function (RED: NodeAPI): void {
  function CtiAgent(this: Node, settings: AgentSettings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    const figures = ({ agentsSignedIn: count }: { agentsSignedIn: number }) =>
      RED._('cti-agent.status.agents', { count });
    watchModel(this, server, figures, ({ model }) => {
      const chosen = agentFilter(settings, model.agents.directory);
      const kept = new KeptKeys(this, settings.store ?? '', () => new ToldAgents());
      const { keys } = kept;
      keys.begin(model);
      const held = new HeldChanges<AgentChange>((change, cti) => {
        const key = keys.take(change);
        kept.changed();
        if (key !== undefined && chosen(change)) this.send(agentMessage(change, key, cti));
      });
      const begin = () => {
        for (const former of keys.former()) model.agents.recall(...former);
        held.release();
      };
      kept.load().then(begin, (error: Error) => {
        this.error(error, {});
        begin();
      });
      return {
        changed: (change, cti) => {
          if (change.kind === 'agent') held.take(change, cti);
        },
        end: (removed) => kept.close(removed),
      };
    });
  }

  RED.nodes.registerType<Node, AgentSettings, object, object>('cti-agent', CtiAgent);
}
