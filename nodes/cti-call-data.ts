/** cti-call-data: writes call variables, ECC variables and wrap-up data. */
import type { Node, NodeAPI } from 'node-red';
import { type ActionSettings, actionNode } from './palette';

export default function (RED: NodeAPI): void {
  function CtiCallData(this: Node, settings: ActionSettings): void {
    actionNode(RED, this, settings, 'cti-call-data');
  }
  RED.nodes.registerType<Node, ActionSettings, object, object>('cti-call-data', CtiCallData);
}
