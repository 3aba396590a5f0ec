/** What a peripheral is for. */
import type { PeripheralConfiguration } from './configuration';

type WithRole = Pick<PeripheralConfiguration, 'role'>;

export const hasAgents = ({ role }: WithRole) => role !== 'queue';

/** Calls wait there, and it says so. */
export const hasQueues = ({ role }: WithRole) => role !== 'agents';
