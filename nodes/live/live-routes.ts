/** What the sidebar tab asks of Node-RED. */
import type { NodeAPI } from 'node-red';
import { type Configured, runningNodes } from '../session/running-nodes';
import { type LiveNode, type LiveView, liveView, type ServerLine, serverLine } from './live-view';

export interface LiveAnswer {
  /** All that run. */
  readonly servers: readonly ServerLine[];
  /** The one that is looked at; the first where that one does not run. */
  readonly view?: LiveView;
}

export function liveRoutes(RED: NodeAPI): void {
  // Nothing changes by a question; traffic is decoded for as long as questions come.
  RED.httpAdmin.get('/cti-server/live', RED.auth.needsPermission('cti-server.read'), (request, response) => {
    const { id, traffic } = request.query;
    const servers = running(RED);
    const chosen = servers.find((server) => server.id === id) ?? servers[0];
    const after = typeof traffic === 'string' ? Number(traffic) || 0 : undefined;
    const answer: LiveAnswer = {
      servers: servers.map(serverLine),
      ...(chosen && { view: liveView(chosen, chosen.id === id ? after : undefined) }),
    };
    response.json(answer);
  });
}

function running(RED: NodeAPI): LiveNode[] {
  const all: Configured[] = [];
  RED.nodes.eachNode((node) => all.push(node));
  return (
    runningNodes(all, ({ type }) => type === 'cti-server')
      .map((id) => RED.nodes.getNode(id) as LiveNode | null | undefined)
      // While flows are deployed some are missing.
      .filter((node) => !!node)
  );
}
