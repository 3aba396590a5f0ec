/** cti-message: sends texts to other clients, and reports events to the server. */
import type { Node, NodeAPI } from 'node-red';
import { type ActionSettings, actionNode } from './palette';

export default function (RED: NodeAPI): void {
  function CtiMessage(this: Node, settings: ActionSettings): void {
    actionNode(RED, this, settings, 'cti-message');
  }
  RED.nodes.registerType<Node, ActionSettings, object, object>('cti-message', CtiMessage);
}
