/** What a server has granted, against what was asked for. */
import { CtiError } from '../codec';
import { type MaskBit, type Payload, servicesFor, servicesIn } from '../protocol';
import { about, bit, row, text, type ValueOf } from '../shapes';
import { EXPLANATIONS } from './explanations';
import { type Told, told, toldAs } from './told';

type Service = MaskBit<'CTIService'>;

export const MISSING_SERVICE = row({
  service: bit('CTIService'),
  lost: about('what will not work because of it', text),
});
export type MissingService = ValueOf<typeof MISSING_SERVICE>;

export const LOST: { readonly [S in Service]: string } = {
  CTI_SERVICE_CLIENT_EVENTS: 'no events of the agent or device of this session',
  CTI_SERVICE_CALL_DATA_UPDATE: 'call variables, ECC variables and wrap-up data cannot be set',
  CTI_SERVICE_CLIENT_CONTROL: 'calls cannot be made, answered, held, transferred or ended, agent states cannot be set',
  CTI_SERVICE_CONNECTION_MONITOR: 'the server raises no alarm when this session ends',
  CTI_SERVICE_ALL_EVENTS: 'no events of calls and agents: is the limit of all-events clients of the PG reached?',
  CTI_SERVICE_PERIPHERAL_MONITOR: 'devices and calls cannot be monitored',
  CTI_SERVICE_CLIENT_MONITOR: "other clients' sessions cannot be seen",
  CTI_SERVICE_SUPERVISOR: 'no supervisor requests and no team events',
  CTI_SERVICE_SERVER: 'no service can be registered, recording for instance',
  CTI_SERVICE_AGENT_REPORTING: 'agent states of an application path cannot be reported',
  CTI_SERVICE_ALL_TASK_EVENTS: 'no events of tasks',
  CTI_SERVICE_TASK_MONITOR: 'tasks cannot be monitored',
  CTI_AGENT_STATE_CONTROL_ONLY: 'agent states cannot be set',
  CTI_DEVICE_STATE_CONTROL: 'no requests for changes of device states',
  CTI_SERVICE_CONFIG_EVENTS: 'no configuration: names of agents, skill groups and devices stay unknown',
  CTI_SERVICE_UPDATE_EVENTS: 'no update notifications',
  CTI_SERVICE_IGNORE_DUPLICATE_AGENT_EVENTS: 'agent events that repeat a state are sent as well',
  CTI_SERVICE_IGNORE_CONF: 'confirmations are sent as well',
  CTI_SERVICE_ACD_LINE_ONLY: 'events of lines other than the ACD line are sent as well',
  CTI_SERVICE_ACTIVE_STANDBY: 'no hot standby: after a failure the session is opened anew',
  CTI_SERVICE_DEBUG: 'no debug messages',
};

/** Agent state control counts as granted with full control, and so does full control where only that is granted. */
export function missingServices(
  requested: number | readonly (Service | number)[],
  granted: Payload<'OPEN_CONF'>['servicesGranted'],
): MissingService[] {
  const has = servicesIn(granted);
  const missing: MissingService[] = [];
  for (const service of servicesIn(requested)) {
    if (has.has(service)) continue;
    if (service === 'CTI_AGENT_STATE_CONTROL_ONLY' && has.has('CTI_SERVICE_CLIENT_CONTROL')) continue;
    const stateOnly = service === 'CTI_SERVICE_CLIENT_CONTROL' && has.has('CTI_AGENT_STATE_CONTROL_ONLY');
    const lost = typeof service === 'number' ? EXPLANATIONS.lostWithoutName : LOST[service];
    missing.push({ service, lost: stateOnly ? EXPLANATIONS.lostCallControl : lost });
  }
  return missing;
}

/** What will not work, for those who speak other languages, too. */
export function lossOf({ service, lost }: MissingService): Told {
  if (typeof service === 'number') return told('lostWithoutName');
  return lost === LOST[service] ? toldAs(`explanation.lost.${service}`, lost) : told('lostCallControl');
}

/** What to report of services that were not granted. */
export function notGranted(missing: readonly MissingService[], peer: string): CtiError {
  const list = missing.map(({ service, lost }) => `${service} (${lost})`).join('; ');
  return new CtiError(
    'CTI_SERVICE_NOT_GRANTED',
    `${peer} has not granted everything that was asked for: ${list}. Check what the site allows this client ID, or ask for less`,
    { services: missing.map(({ service }) => service) },
  );
}

/**
 * Only what was asked for and refused is known not to work; anything else is the server's to say.
 * @throws CtiError CTI_SERVICE_NOT_GRANTED
 */
export function checkGranted(
  topic: string,
  missing: readonly MissingService[],
  granted: Payload<'OPEN_CONF'>['servicesGranted'],
): void {
  if (missing.length === 0) return;
  const needed = servicesFor(topic);
  if (needed.some((service) => granted.includes(service))) return;
  const lacking = missing.find(({ service }) => needed.includes(service as Service));
  if (lacking === undefined) return;
  throw new CtiError(
    'CTI_SERVICE_NOT_GRANTED',
    `${topic} not sent: the server has not granted ${lacking.service} to this session (${lacking.lost})`,
    { topic, service: lacking.service },
  );
}
