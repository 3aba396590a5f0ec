/** cti-call-control: answers, holds, transfers ... a call. */
import type { Node, NodeAPI } from 'node-red';
import { type ActionSettings, actionNode } from './palette';

export default function (RED: NodeAPI): void {
  function CtiCallControl(this: Node, settings: ActionSettings): void {
    actionNode(RED, this, settings, 'cti-call-control');
  }
  RED.nodes.registerType<Node, ActionSettings, object, object>('cti-call-control', CtiCallControl);
}
