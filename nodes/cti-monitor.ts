/** cti-monitor: starts and stops the monitoring of devices, calls, teams and sessions. */
import type { Node, NodeAPI } from 'node-red';
import { type MonitorSettings, monitorNode } from './palette';

export default function (RED: NodeAPI): void {
  function CtiMonitor(this: Node, settings: MonitorSettings): void {
    monitorNode(RED, this, settings);
  }
  RED.nodes.registerType<Node, MonitorSettings, object, object>('cti-monitor', CtiMonitor);
}
