import { MASKS } from './masks';
import { SERVICES } from './messages';
import type { MaskBit } from './payload';
import type { DocumentedMessage } from './schema';

type Service = MaskBit<'CTIService'>;

/** The services of which a client needs one to send the messages of a chapter of the guide. */
const NEEDED: { readonly [chapter in keyof typeof SERVICES]?: readonly Service[] } = {
  'Call Data Update Service': ['CTI_SERVICE_CALL_DATA_UPDATE'],
  'Client Control Service': ['CTI_SERVICE_CLIENT_CONTROL'],
  'Peripheral Monitor Service': ['CTI_SERVICE_PERIPHERAL_MONITOR'],
  'Client Monitor Service': ['CTI_SERVICE_CLIENT_MONITOR'],
  'Supervisor Service': ['CTI_SERVICE_SUPERVISOR'],
  'Server Service': ['CTI_SERVICE_SERVER'],
  'Agent Reporting and Management': ['CTI_SERVICE_AGENT_REPORTING'],
  'Task Events': ['CTI_SERVICE_TASK_MONITOR'],
};

/**
 * Agent states may be granted in the place of full control; the guide has the agent's cry for help under both; a bridge
 * that supervises names the supervisor (guide: SUPERVISE_CALL_REQ, SupervisorInstrument).
 */
const ALSO: { readonly [topic: string]: readonly Service[] } = {
  SET_AGENT_STATE_REQ: ['CTI_AGENT_STATE_CONTROL_ONLY'],
  QUERY_AGENT_STATE_REQ: ['CTI_AGENT_STATE_CONTROL_ONLY'],
  EMERGENCY_CALL_REQ: ['CTI_SERVICE_CLIENT_CONTROL'],
  SUPERVISE_CALL_REQ: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_PERIPHERAL_MONITOR'],
};

const byTopic = new Map<string, readonly Service[]>();
for (const [chapter, messages] of Object.entries(SERVICES)) {
  const services = NEEDED[chapter as keyof typeof SERVICES];
  if (services === undefined) continue;
  for (const topic of Object.keys(messages)) {
    byTopic.set(topic, [...services, ...(ALSO[topic] ?? [])]);
  }
}

const NONE: readonly Service[] = [];

/** The services of which a client needs one to send this message; empty: any client may. */
export function servicesFor(topic: string): readonly Service[] {
  return byTopic.get(topic) ?? NONE;
}

/** The constants of a services mask given as a number or as constants, and the bits that have no name. */
export function servicesIn(given: number | readonly (Service | number)[]): Set<Service | number> {
  const found = new Set<Service | number>();
  let rest = 0;
  for (const each of typeof given === 'number' ? [given] : given) {
    if (typeof each === 'number') rest |= each;
    else found.add(each);
  }
  for (const [service, bit] of Object.entries(MASKS.CTIService.values) as [Service, number][]) {
    if ((rest & bit) !== 0) found.add(service);
    rest &= ~bit;
  }
  if (rest !== 0) found.add(rest >>> 0);
  return found;
}

const THIRD_PARTY = new Set(
  Object.entries<Partial<DocumentedMessage>>(SERVICES['Client Control Service'])
    .filter(
      ([topic, { rejectedBy }]) => rejectedBy?.includes('CONTROL_FAILURE_CONF') && !/^(QUERY|SNAPSHOT)_/.test(topic),
    )
    .map(([topic]) => topic),
);

/**
 * Whether a request acts on a call, device or agent in the place of the phone; such requests are
 * not confirmed where CTI_SERVICE_IGNORE_CONF is granted (guide, Session Management, CTI Service Masks).
 */
export function isThirdPartyRequest(topic: string): boolean {
  return THIRD_PARTY.has(topic);
}
