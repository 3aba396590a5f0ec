/** OPEN_REQ: is it in order, and what is granted? */
import { MASKS, type MaskBit, type MaskName, MIN_IDLE_TIMEOUT, type Payload } from '../protocol';
import { checkRequest } from './check-request';
import { agentOf, type Client, deviceOf, type Own, type Service } from './client';
import { Refusal, type StatusCode } from './refusal';
import { GRANTABLE } from './services';
import type { Switch } from './switch/switch';

export type OpenRequest = Payload<'OPEN_REQ'>;

/** A service bit without a public name that Cisco's CTI OS Server asks for (seen in recorded traffic). */
const CTI_OS_SERVICE = 0x200;

export interface OpenRules {
  readonly world: Switch;
  /** Every client must give it; undefined: any password will do. */
  readonly password: string | undefined;
}

/**
 * @param sessionID of the new session; also its monitor, where it has one
 * @throws Refusal
 */
export function grant(request: OpenRequest, version: number, sessionID: number, rules: OpenRules): Client {
  checkRequest('OPEN_REQ', request, version);
  if (request.idleTimeout !== null && request.idleTimeout < MIN_IDLE_TIMEOUT) {
    const message = `idleTimeout: ${request.idleTimeout} s is below the least, ${MIN_IDLE_TIMEOUT} s`;
    throw new Refusal('E_CTI_INVALID_TIMEOUT', message, { field: 'idleTimeout' });
  }
  const requested = request.servicesRequested.filter((bit) => bit !== CTI_OS_SERVICE);
  const asked = bits('CTIService', requested, version, 'E_CTI_INVALID_SERVICE_MASK');
  const { callMsgMask, agentStateMask, configMsgMask } = request;
  const callBits = bits('CallEventMessageMask', callMsgMask, version, 'E_CTI_INVALID_CALL_MSG_MASK');
  const agentBits = bits('AgentStateMask', agentStateMask, version, 'E_CTI_INVALID_AGENT_STATE_MASK');
  bits('ConfigInformation', configMsgMask, version, 'E_CTI_INVALID_CONFIG_MSG_MASK');
  checkPassword(request, rules.password);
  const clientEvents = asked.has('CTI_SERVICE_CLIENT_EVENTS');
  const own = clientEvents ? ownOf(request, rules.world) : undefined;
  if (clientEvents && asked.has('CTI_SERVICE_SUPERVISOR')) {
    const message = 'servicesRequested: the agent is no supervisor';
    throw new Refusal('E_CTI_FUNCTION_NOT_AVAILABLE', message, { field: 'servicesRequested' });
  }
  const services = new Set<Service>([...asked].filter((service) => GRANTABLE.has(service)));
  return {
    sessionID,
    clientID: request.clientID ?? '',
    signature: request.clientSignature ?? '',
    version,
    idleTimeout: request.idleTimeout,
    services,
    callMsgMask: callBits,
    agentStateMask: agentBits,
    monitorID: clientEvents && !services.has('CTI_SERVICE_ALL_EVENTS') ? sessionID : 0,
    own,
  };
}

function bits<M extends MaskName>(
  name: M,
  given: readonly (MaskBit<M> | number)[],
  version: number,
  code: StatusCode,
): ReadonlySet<MaskBit<M>> {
  const { since } = MASKS[name] as { readonly since?: { readonly [bit: string]: number } };
  const known = new Set<MaskBit<M>>();
  for (const bit of given) {
    if (typeof bit === 'number') throw new Refusal(code, `${name}: unused bits 0x${bit.toString(16)}`);
    if ((since?.[bit] ?? 0) > version) throw new Refusal(code, `${name}: version ${version} does not know ${bit}`);
    known.add(bit);
  }
  return known;
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
  if (peripheral?.role !== 'agents') {
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
  const device = extension === undefined ? undefined : world.devices.get(extension);
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
