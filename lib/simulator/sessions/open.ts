/** OPEN_REQ: is it in order, and what is granted? */
import { MIN_IDLE_TIMEOUT, type Payload } from '../../protocol';
import { hasAgents } from '../configuration/roles';
import { bits, eventMasks } from '../events/masks';
import { Refusal } from '../refusal';
import type { Switch } from '../switch/switch';
import { checkRequest } from './check-request';
import { agentOf, type Client, deviceOf, type Own, type Service } from './client';
import { GRANTABLE } from './services';

export type OpenRequest = Payload<'OPEN_REQ'>;

/** A service bit without a public name that Cisco's CTI OS Server asks for (seen in recorded traffic). */
const CTI_OS_SERVICE = 0x200;

export interface OpenRules {
  readonly world: Switch;
  /** Every client must give it; undefined: any password will do. */
  readonly password: string | undefined;
}

/** Who asks, as the server sees it. */
export interface Visitor {
  readonly sessionID: number;
  /** For its own events, where it has a phone or an agent of its own. */
  readonly monitorID: number;
  readonly clientAddress: string;
  readonly clientPort: number;
  /** Other All Events sessions on this side. */
  readonly allEventsSessions: number;
}

/** A PG takes 7 or 20 All Events clients, by its size. */
const ALL_EVENTS_LIMIT = 20;

/** @throws Refusal */
export function grant(request: OpenRequest, version: number, visitor: Visitor, rules: OpenRules): Client {
  checkRequest('OPEN_REQ', request, version);
  if (request.idleTimeout !== null && request.idleTimeout < MIN_IDLE_TIMEOUT) {
    const message = `idleTimeout: ${request.idleTimeout} s is below the least, ${MIN_IDLE_TIMEOUT} s`;
    throw new Refusal('E_CTI_INVALID_TIMEOUT', message, { field: 'idleTimeout' });
  }
  const requested = request.servicesRequested.filter((bit) => bit !== CTI_OS_SERVICE);
  const asked = bits('CTIService', requested, version, 'E_CTI_INVALID_SERVICE_MASK');
  const masks = eventMasks(request, version);
  const configMsgMask = bits('ConfigInformation', request.configMsgMask, version, 'E_CTI_INVALID_CONFIG_MSG_MASK');
  checkPassword(request, rules.password);
  const own = asked.has('CTI_SERVICE_CLIENT_EVENTS') ? ownOf(request, rules.world) : undefined;
  if (own && asked.has('CTI_SERVICE_SUPERVISOR')) checkSupervisor(own, rules.world);
  const { sessionID, monitorID, clientAddress, clientPort } = visitor;
  const services = granted(asked, visitor, rules.world);
  return {
    sessionID,
    clientID: request.clientID ?? '',
    signature: request.clientSignature ?? '',
    version,
    idleTimeout: request.idleTimeout,
    services,
    ...masks,
    configMsgMask,
    clientAddress,
    clientPort,
    monitorID: own && !services.has('CTI_SERVICE_ALL_EVENTS') ? monitorID : 0,
    own,
  };
}

/** Fewer than asked for, maybe. */
function granted(asked: ReadonlySet<Service>, visitor: Visitor, { configuration }: Switch): Set<Service> {
  const services = new Set<Service>([...asked].filter((service) => GRANTABLE.has(service)));
  // What the server does with one client too many is not documented.
  const limit = configuration.allEventsLimit ?? ALL_EVENTS_LIMIT;
  if (visitor.allEventsSessions >= limit) services.delete('CTI_SERVICE_ALL_EVENTS');
  // A supervisor is somebody: without an agent of its own a session cannot be one's.
  if (!services.has('CTI_SERVICE_CLIENT_EVENTS')) services.delete('CTI_SERVICE_SUPERVISOR');
  return services;
}

function checkSupervisor(own: Own, world: Switch): void {
  const agent = agentOf({ own }, world);
  if (agent && world.teams.supervisedBy(agent.agentID).length > 0) return;
  const message = 'servicesRequested: the agent is no supervisor';
  throw new Refusal('E_CTI_FUNCTION_NOT_AVAILABLE', message, { field: 'servicesRequested' });
}

function checkPassword(request: OpenRequest, password: string | undefined): void {
  if (password === undefined) return;
  // UNSPEC on the wire: most clients send a NUL at the end, some do not.
  const given = request.clientPassword?.toString('latin1').replace(/\0+$/, '');
  if (given === password) return;
  throw new Refusal('E_CTI_INVALID_PASSWORD', 'clientPassword: not the right one', { field: 'clientPassword' });
}

function ownOf(request: OpenRequest, world: Switch): Own {
  const peripheral = world.peripheral(request.peripheralID ?? undefined);
  if (!peripheral || !hasAgents(peripheral)) {
    const message = `peripheralID: ${request.peripheralID} is no peripheral with agents`;
    throw new Refusal('E_CTI_INVALID_PERIPHERAL_ID', message, { field: 'peripheralID' });
  }
  const { agentExtension, agentID, agentInstrument } = request;
  const extension = agentExtension ?? agentInstrument;
  if (extension === undefined && agentID === undefined) {
    const message = 'one of agentExtension, agentID and agentInstrument is needed for Client Events';
    throw new Refusal('E_CTI_REQUIRED_DATA_MISSING', message);
  }
  if (agentExtension !== undefined && agentInstrument !== undefined && agentExtension !== agentInstrument) {
    throw inconsistent(`extension ${agentExtension} and instrument ${agentInstrument} are two phones`);
  }
  const device = extension === undefined ? undefined : world.phone(extension);
  const agent = agentID === undefined ? undefined : world.agents.get(agentID);
  if (extension !== undefined && device?.peripheral !== peripheral) {
    throw new Refusal('E_CTI_INVALID_AGENT_DATA', `there is no extension ${extension}`, { field: 'agentExtension' });
  }
  if (agentID !== undefined && agent?.peripheral !== peripheral) {
    throw new Refusal('E_CTI_INVALID_AGENT_DATA', `there is no agent ${agentID}`, { field: 'agentID' });
  }
  if (device && agent && (device.agent ?? agent) !== agent) throw inconsistent(`another agent is at ${extension}`);
  if (device && agent?.device && agent.device !== device) throw inconsistent(`agent ${agentID} is at another phone`);
  return { peripheralID: peripheral.peripheralID, peripheralType: peripheral.type, extension, agentID };
}

function inconsistent(message: string): Refusal {
  return new Refusal('E_CTI_INCONSISTENT_AGENT_DATA', message);
}

/** Whether two Client Events sessions are for the same phone or agent. */
export function sameDevice(one: Client, other: Client, world: Switch): boolean {
  if (!one.own || !other.own) return false;
  const device = deviceOf(one, world);
  if (device && device === deviceOf(other, world)) return true;
  const agent = agentOf(one, world);
  return agent !== undefined && agent === agentOf(other, world);
}
