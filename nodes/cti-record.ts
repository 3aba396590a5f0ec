/** cti-record: starts and stops recordings, and answers for a recording server. */
import type { Node, NodeAPI } from 'node-red';
import { type ActionSettings, actionNode } from './palette';

export default function (RED: NodeAPI): void {
  function CtiRecord(this: Node, settings: ActionSettings): void {
    actionNode(RED, this, settings, 'cti-record');
  }
  RED.nodes.registerType<Node, ActionSettings, object, object>('cti-record', CtiRecord);
}
