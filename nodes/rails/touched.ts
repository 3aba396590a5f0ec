/** Whom a request touches: agents and devices that it names, and the parties of its calls where the model knows them. */
import type { CallView, ContactCentreModel } from '../../lib/model';
import { fieldKey } from '../../lib/protocol';
import { layoutOf } from './control';

/** A request on its way to the server. */
export interface ControlRequest {
  readonly topic: string;
  /** As the server gets it. */
  readonly payload: object;
  /** As the flow gave it: the model knows connections by the IDs that flows see. */
  readonly given: object;
}

/** agent, device: it is made to do something. target: where a call goes. party: has a part in a call that is named. */
export type Role = 'agent' | 'device' | 'target' | 'party';

export interface Touched {
  /** The key of the payload. */
  readonly field: string;
  readonly role: Role;
  /** Agent IDs: the one that is named, or who is signed in at the device. */
  readonly agents: readonly string[];
  /** The device that is named, or those of the agent. A party without agents and devices: nobody knows the call. */
  readonly devices: readonly string[];
}

type Kind = 'agent' | 'device' | 'connection' | 'target';

/** Fields by key of the payload. */
const KINDS: { readonly [key: string]: Kind } = {
  agentID: 'agent',
  agentIDLong: 'agent',
  agentExtension: 'device',
  agentInstrument: 'device',
  supervisorInstrument: 'device',
  requestingDeviceID: 'device',
  originatingDeviceID: 'device',
  callingDeviceID: 'device',
  connectionDeviceID: 'connection',
  activeConnectionDeviceID: 'connection',
  heldConnectionDeviceID: 'connection',
  otherConnectionDeviceID: 'connection',
  agentConnectionDeviceID: 'connection',
  supervisorConnectionDeviceID: 'connection',
  calledDeviceID: 'target',
  dialedNumber: 'target',
};

/** What a field says of an agent or device; undefined: nothing. */
export function kindOf(key: string): Kind | undefined {
  return Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
}

/** Keys by which a request can say whom it makes do something. */
export function actingKeys(topic: string): string[] {
  const { fixed = {}, floating = {} } = layoutOf(topic) ?? {};
  const keys = Object.keys({ ...fixed, ...floating }).map((name) => fieldKey(name));
  return keys.filter((key) => kindOf(key) !== undefined && kindOf(key) !== 'target');
}

type Values = Readonly<Record<string, unknown>>;

/** @param model undefined: none is kept, so only what is named counts */
export function touchedBy(request: ControlRequest, model: ContactCentreModel | undefined): Touched[] {
  const payload = request.payload as Values;
  const peripheralID = numberOf(payload.peripheralID);
  const namedAgents = Object.keys(payload)
    .filter((key) => kindOf(key) === 'agent')
    .map((key) => textOf(payload[key]))
    .filter((agent) => agent !== '');
  const at = (device: string) => {
    const found = model?.agents.byDevice(device, peripheralID).map(({ agentID }) => agentID) ?? [];
    return found.length > 0 ? found : namedAgents;
  };
  const touched: Touched[] = [];
  const calls = new Map<string, readonly CallView[]>();
  for (const [field, value] of Object.entries(payload)) {
    if (/connectionCallID$/i.test(field) && isCallID(value)) calls.set(field, callsOf(model, peripheralID, value));
    const kind = kindOf(field);
    const text = textOf(value);
    if (kind === undefined || text === '') continue;
    if (kind === 'agent') {
      touched.push({ field, role: 'agent', agents: [text], devices: devicesOf(model, text, peripheralID) });
    } else if (kind === 'target') {
      touched.push({ field, role: 'target', agents: model ? at(text) : [], devices: [text] });
    } else if (kind === 'device') {
      // A remote agent's instrument has the number of the phone behind a semicolon.
      const [device = '', phone] = text.split(';');
      touched.push({ field, role: 'device', agents: at(device), devices: [device] });
      if (phone) touched.push({ field, role: 'target', agents: [], devices: [phone] });
    } else {
      const shown = textOf((request.given as Values)[field]);
      const named = callsOf(model, peripheralID, payload[field.replace(/DeviceID$/, 'CallID')]);
      const party = named.flatMap(({ connections }) => connections).find((one) => one.connectionDeviceID === shown);
      const device = party?.deviceID || text;
      touched.push({ field, role: 'device', agents: party?.agentID ? [party.agentID] : at(device), devices: [device] });
    }
  }
  return [...touched, ...[...calls].flatMap(([field, found]) => partiesOf(field, found))];
}

function partiesOf(field: string, calls: readonly CallView[]): Touched[] {
  if (calls.length === 0) return [{ field, role: 'party', agents: [], devices: [] }];
  return calls
    .flatMap(({ connections }) => connections)
    .filter(
      ({ localConnectionState, agentID, deviceID }) => localConnectionState !== 'LCS_NULL' && (agentID || deviceID),
    )
    .map(({ agentID, deviceID }) => ({
      field,
      role: 'party',
      agents: agentID ? [agentID] : [],
      devices: deviceID ? [deviceID] : [],
    }));
}

const NO_CALL = 0xffffffff;

function isCallID(value: unknown): boolean {
  const number = numberOf(value);
  return number !== undefined && number !== NO_CALL;
}

function callsOf(model: ContactCentreModel | undefined, peripheralID: number | undefined, id: unknown): CallView[] {
  const connectionCallID = numberOf(id);
  if (model === undefined || connectionCallID === undefined) return [];
  const found = model.calls.byConnectionCallID(peripheralID ?? null, connectionCallID);
  return found.filter(({ state }) => state !== 'ended');
}

function devicesOf(model: ContactCentreModel | undefined, agentID: string, peripheralID: number | undefined): string[] {
  const agent = model?.agents.get(agentID, peripheralID);
  return [agent?.agentExtension, agent?.agentInstrument].flatMap((device) => device || []);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Numbers may be numeric texts; undefined where there is none. */
function numberOf(value: unknown): number | undefined {
  if (value === null || textOf(value) === '') return undefined;
  const number = Number(value);
  return Number.isInteger(number) ? number : undefined;
}
