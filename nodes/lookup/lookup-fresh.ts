/** Asks the server for what a lookup is about, before the model answers. */
import type { AgentView, CallView, Change } from '../../lib/model';
import { CtiError } from '../../lib/session';
import type { SharedModel } from '../session/shared-model';
import { findAgents, findCalls } from './lookup';
import type { Query } from './lookup-query';

/** Questions for one lookup: more are a matter for the server's administrator. */
const MOST = 50;
/** The media routing domain of voice. */
const VOICE = 1;
/** A call by its id alone. */
const NO_CONNECTION = { connectionDeviceIDType: 'CONNECTION_ID_NONE', connectionDeviceID: '' } as const;

/**
 * @param peripheralID where neither the query nor the model knows one
 * @throws CtiError CTI_TOO_MANY_REQUESTS, or why the server could not be asked
 */
export async function askFresh(shared: SharedModel, query: Query, peripheralID: number | null): Promise<void> {
  const known = query.peripheralID ?? peripheralID;
  if (query.what === 'agents') await askAgents(shared, query, known);
  else await askCalls(shared, query, known);
}

async function askAgents(shared: SharedModel, query: Query, peripheralID: number | null): Promise<void> {
  const found = findAgents(shared.model, query);
  if (found.length === 0 && query.agent !== undefined) {
    return askAgent(shared, { peripheralID, agentID: query.agent, domains: [] });
  }
  checkNumber(found.length);
  for (const agent of found) await askAgent(shared, agent);
}

type Asked = Pick<AgentView, 'peripheralID' | 'agentID' | 'domains'>;

async function askAgent(shared: SharedModel, { peripheralID, agentID, domains }: Asked): Promise<void> {
  const concerns = (change: Change) => change.kind === 'agent' && change.agent.agentID === agentID;
  const numbers = domains.length > 0 ? domains.map(({ mrdid }) => mrdid) : [VOICE];
  for (const mrdid of numbers) {
    const answer = await shared.ask('QUERY_AGENT_STATE_REQ', { peripheralID, mrdid, agentID }, concerns);
    if (answer !== 'gone') continue;
    shared.tell((model, at) => model.agents.signOut(agentID, peripheralID, 'lookup', at));
  }
}

async function askCalls(shared: SharedModel, query: Query, peripheralID: number | null): Promise<void> {
  const agent = await agentOf(shared, query, peripheralID);
  const device = query.device ?? agent?.agentExtension ?? agent?.agentInstrument;
  if (device !== undefined) await askDevice(shared, device, agent?.peripheralID ?? peripheralID);
  if (query.connectionCallID !== undefined) await askUnknownCall(shared, query.connectionCallID, peripheralID);
  const calls = findCalls(shared.model, query).filter(({ state }) => state !== 'ended');
  checkNumber(calls.length);
  for (const call of calls) await askCall(shared, call);
}

/** One whom the model does not know is asked for. */
async function agentOf(shared: SharedModel, query: Query, peripheralID: number | null): Promise<AgentView | undefined> {
  const { agent: agentID } = query;
  if (agentID === undefined) return undefined;
  const { agents } = shared.model;
  const known = agents.get(agentID, query.peripheralID);
  if (known) return known;
  await askAgent(shared, { peripheralID, agentID, domains: [] });
  return agents.get(agentID, query.peripheralID);
}

/** By its id alone, since no connection of it is known. */
async function askUnknownCall(shared: SharedModel, connectionCallID: number, peripheralID: number | null) {
  const known = shared.model.calls.byConnectionCallID(peripheralID, connectionCallID);
  if (peripheralID === null || known.some(({ state }) => state !== 'ended')) return;
  const asked = { peripheralID, connectionCallID, ...NO_CONNECTION };
  const concerns = (change: Change) =>
    change.kind === 'call' &&
    change.call.connectionCallID === connectionCallID &&
    change.call.peripheralID === peripheralID;
  await shared.ask('SNAPSHOT_CALL_REQ', asked, concerns);
}

async function askDevice(shared: SharedModel, device: string, peripheralID: number | null): Promise<void> {
  const asked = { peripheralID, snapshotDeviceType: 'DEVID_AGENT_DEVICE', agentInstrument: device };
  const concerns = (change: Change) =>
    change.kind === 'call' && change.call.connections.some(({ deviceID }) => deviceID === device);
  const answer = await shared.ask('SNAPSHOT_DEVICE_REQ', asked, concerns);
  const unknown = typeof answer === 'object' ? shared.model.unknownCalls(answer, asked) : [];
  for (const call of unknown) await shared.ask('SNAPSHOT_CALL_REQ', { ...call }, () => false);
}

/** By one party after the other: any of them may have left. The call has ended when the server knows none of them. */
async function askCall(shared: SharedModel, { id, peripheralID, connectionCallID, connections }: CallView) {
  const concerns = (change: Change) => change.kind === 'call' && change.call.id === id;
  const present = connections.filter(({ localConnectionState }) => localConnectionState !== 'LCS_NULL');
  for (const { connectionDeviceIDType, connectionDeviceID } of present.length > 0 ? present : [NO_CONNECTION]) {
    const asked = { peripheralID, connectionCallID, connectionDeviceIDType, connectionDeviceID };
    if ((await shared.ask('SNAPSHOT_CALL_REQ', asked, concerns)) !== 'gone') return;
  }
  shared.tell((model, at) => model.endCall(id, 'lookup', at));
}

function checkNumber(count: number): void {
  if (count <= MOST) return;
  const message = `fresh: ${count} questions to the server; at most ${MOST} are put at once, so say which are wanted`;
  throw new CtiError('CTI_TOO_MANY_REQUESTS', message, { field: 'fresh' });
}
