/** cti-make-call: calls a number from the phone of an agent. */
import type { Node, NodeAPI } from 'node-red';
import { type ActionSettings, actionNode } from './palette';

export default function (RED: NodeAPI): void {
  function CtiMakeCall(this: Node, settings: ActionSettings): void {
    actionNode(RED, this, settings, 'cti-make-call');
  }
  RED.nodes.registerType<Node, ActionSettings, object, object>('cti-make-call', CtiMakeCall);
}
