/** cti-supervise: a supervisor listens, takes part, takes over; an agent asks for help. */
import type { Node, NodeAPI } from 'node-red';
import { type ActionSettings, actionNode } from './palette';

export default function (RED: NodeAPI): void {
  function CtiSupervise(this: Node, settings: ActionSettings): void {
    actionNode(RED, this, settings, 'cti-supervise');
  }
  RED.nodes.registerType<Node, ActionSettings, object, object>('cti-supervise', CtiSupervise);
}
