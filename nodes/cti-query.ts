/** cti-query: asks the server for agents, statistics, devices, calls, teams, settings. */
import type { Node, NodeAPI } from 'node-red';
import { type ActionSettings, actionNode } from './palette';

export default function (RED: NodeAPI): void {
  function CtiQuery(this: Node, settings: ActionSettings): void {
    actionNode(RED, this, settings, 'cti-query');
  }
  RED.nodes.registerType<Node, ActionSettings, object, object>('cti-query', CtiQuery);
}
