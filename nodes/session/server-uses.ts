/** What a cti-server is there for, and the services that go with it; any others are a choice of one's own. */
import type { MaskBit } from '../../lib/protocol';

type Services = readonly MaskBit<'CTIService'>[];

const ONE_AGENT: Services = ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CALL_DATA_UPDATE'];

export const USES = {
  bridge: [
    'CTI_SERVICE_ALL_EVENTS',
    'CTI_SERVICE_CLIENT_CONTROL',
    'CTI_SERVICE_CALL_DATA_UPDATE',
    'CTI_SERVICE_CONFIG_EVENTS',
  ],
  agent: ONE_AGENT,
  supervisor: [...ONE_AGENT, 'CTI_SERVICE_SUPERVISOR'],
} as const satisfies { readonly [use: string]: Services };
