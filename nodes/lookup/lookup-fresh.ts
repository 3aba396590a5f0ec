/** Asks the server for what a lookup is about, before the model answers. */
import { type AgentView, type CallView, type Change, kindOfRefusal, type UnknownCall } from '../../lib/model';
import { CtiError } from '../../lib/session';
import type { SharedModel } from '../session/shared-model';
import { findAgents, findCalls } from './lookup';
import type { Query } from './lookup-query';

/** Questions for one lookup: more are a matter for the server's administrator. */
const MOST = 50;
/** The media routing domain of voice. */
const VOICE = 1;

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
    await ask(
      () => shared.ask('QUERY_AGENT_STATE_REQ', { peripheralID, mrdid, agentID }, concerns),
      () => shared.tell((model, at) => model.agents.signOut(agentID, peripheralID, 'lookup', at)),
    );
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
  const asked = {
    peripheralID,
    connectionCallID,
    connectionDeviceIDType: 'CONNECTION_ID_NONE',
    connectionDeviceID: '',
  };
  const concerns = (change: Change) =>
    change.kind === 'call' &&
    change.call.connectionCallID === connectionCallID &&
    change.call.peripheralID === peripheralID;
  await ask(() => shared.ask('SNAPSHOT_CALL_REQ', asked, concerns));
}

async function askDevice(shared: SharedModel, device: string, peripheralID: number | null): Promise<void> {
  const asked = { peripheralID, snapshotDeviceType: 'DEVID_AGENT_DEVICE', agentInstrument: device };
  const concerns = (change: Change) =>
    change.kind === 'call' && change.call.connections.some(({ deviceID }) => deviceID === device);
  let unknown: readonly UnknownCall[] = [];
  await ask(async () => {
    const answer = await shared.ask('SNAPSHOT_DEVICE_REQ', asked, concerns);
    unknown = shared.model.unknownCalls(answer, asked);
  });
  for (const call of unknown) await ask(() => shared.ask('SNAPSHOT_CALL_REQ', { ...call }, () => false));
}

async function askCall(shared: SharedModel, { id, peripheralID, connectionCallID, connections }: CallView) {
  const present = connections.filter(({ localConnectionState }) => localConnectionState !== 'LCS_NULL');
  const { connectionDeviceIDType = null, connectionDeviceID = '' } = present[0] ?? {};
  const asked = { peripheralID, connectionCallID, connectionDeviceIDType, connectionDeviceID };
  const concerns = (change: Change) => change.kind === 'call' && change.call.id === id;
  await ask(
    () => shared.ask('SNAPSHOT_CALL_REQ', asked, concerns),
    () => shared.tell((model, at) => model.endCall(id, 'lookup', at)),
  );
}

/** @param gone what follows where the server does not know of it */
async function ask(question: () => Promise<unknown>, gone = () => {}): Promise<void> {
  try {
    await question();
  } catch (error) {
    if (!(error instanceof CtiError) || kindOfRefusal(error.code) !== 'gone') throw error;
    gone();
  }
}

function checkNumber(count: number): void {
  if (count <= MOST) return;
  const message = `fresh: ${count} questions to the server; at most ${MOST} are put at once, so say which are wanted`;
  throw new CtiError('CTI_TOO_MANY_REQUESTS', message, { field: 'fresh' });
}
