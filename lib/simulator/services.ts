import type { Service } from './client';

/** Services that the simulator grants; the others are left out of what a client asks for. */
export const GRANTABLE: ReadonlySet<Service> = new Set<Service>([
  'CTI_SERVICE_CLIENT_EVENTS',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CONNECTION_MONITOR',
  'CTI_SERVICE_ALL_EVENTS',
  'CTI_SERVICE_ACTIVE_STANDBY',
]);
