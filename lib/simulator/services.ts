/** Which services there are, and which one a request belongs to. */
import { type MaskBit, SERVICES } from '../protocol';
import type { Service } from './client';

/** Services that the simulator grants; the others are left out of what a client asks for. */
export const GRANTABLE: ReadonlySet<Service> = new Set<Service>([
  'CTI_SERVICE_CLIENT_EVENTS',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CONNECTION_MONITOR',
  'CTI_SERVICE_ALL_EVENTS',
]);

/** The service that a client needs for the messages of a chapter of the guide. */
const NEEDED: { readonly [chapter in keyof typeof SERVICES]?: MaskBit<'CTIService'> } = {
  'Call Data Update Service': 'CTI_SERVICE_CALL_DATA_UPDATE',
  'Client Control Service': 'CTI_SERVICE_CLIENT_CONTROL',
  'Peripheral Monitor Service': 'CTI_SERVICE_PERIPHERAL_MONITOR',
  'Client Monitor Service': 'CTI_SERVICE_CLIENT_MONITOR',
  'Supervisor Service': 'CTI_SERVICE_SUPERVISOR',
  'Server Service': 'CTI_SERVICE_SERVER',
  'Agent Reporting and Management': 'CTI_SERVICE_AGENT_REPORTING',
  'Task Events': 'CTI_SERVICE_TASK_MONITOR',
};

const byTopic = new Map<string, Service>();
for (const [chapter, messages] of Object.entries(SERVICES)) {
  const service = NEEDED[chapter as keyof typeof SERVICES];
  if (service) for (const topic of Object.keys(messages)) byTopic.set(topic, service);
}

/** Undefined: every client may send it. */
export function serviceFor(topic: string): Service | undefined {
  return byTopic.get(topic);
}
