/** What tests of the probe share: servers that answer as they are told, and reports taken apart. */
import assert from 'node:assert/strict';
import type { AnyMessage } from '../../lib/codec';
import type { PayloadInput } from '../../lib/protocol';
import { type ProbeReport, type ProbeStep, probe, type SessionOptions, type SideReport } from '../../lib/session';
import type { Surroundings } from '../../lib/session/session';
import { obliging, type TcpClient, TcpPeer } from './tcp-peer';

export type Script = (client: TcpClient, message: AnyMessage) => void;

export const CLIENT = { clientID: 'cti-probe', services: ['CTI_SERVICE_ALL_EVENTS'] } as const;
export const HOST = '127.0.0.1';

/** Steps of a report, or as they were told, with their outcomes. */
export function outcomes(steps: readonly ProbeStep[]): string[] {
  return steps.map(({ name, outcome }) => (outcome === 'ok' ? name : `${name} ${outcome}`));
}

export function sideOf(report: ProbeReport, side: 'A' | 'B' = 'A'): SideReport {
  const found = report.sides.find((one) => one.side === side);
  assert.ok(found);
  return found;
}

export function stepOf({ steps }: SideReport, name: ProbeStep['name']): ProbeStep {
  const found = steps.find((step) => step.name === name);
  assert.ok(found, `no step ${name} among ${outcomes(steps)}`);
  return found;
}

/** OPEN_CONF as the obliging peer sends it, but for some fields. */
export function grants(client: TcpClient, message: AnyMessage, fields: Partial<PayloadInput<'OPEN_CONF'>>): void {
  if (message.topic !== 'OPEN_REQ') {
    obliging(client, message);
    return;
  }
  client.send('OPEN_CONF', {
    invokeID: message.payload.invokeID,
    servicesGranted: message.payload.servicesRequested,
    monitorID: 0,
    pgStatus: [],
    icmCentralControllerTime: new Date(),
    peripheralOnline: true,
    peripheralType: 'PT_ENTERPRISE_AGENT',
    agentState: 'AGENT_STATE_UNKNOWN',
    departmentID: 0,
    sessionType: 'ACTIVE',
    ...fields,
  });
}

export function refuses(failureCode: PayloadInput<'FAILURE_CONF'>['failureCode']): Script {
  return (client, { topic, payload }) => {
    if (topic === 'OPEN_REQ') {
      client.send('FAILURE_CONF', { invokeID: payload.invokeID, failureCode, peripheralErrorCode: 0 });
    }
  };
}

export function tells(client: TcpClient, peripheralID: number, online: boolean): void {
  client.send('SYSTEM_EVENT', {
    pgStatus: online ? [] : ['PGS_PERIPHERAL_OFFLINE'],
    icmCentralControllerTime: new Date(),
    systemEventID: online ? 'SYS_PERIPHERAL_ONLINE' : 'SYS_PERIPHERAL_OFFLINE',
    systemEventArg1: peripheralID,
    systemEventArg2: 0,
    systemEventArg3: 0,
    eventDeviceType: null,
  });
}

export const TWO_PERIPHERALS = [5000, 5001].map((fltPeripheralID) => ({
  fltPeripheralID,
  multilineAgentControl: 'SINGLE_LINE_ONLY' as const,
}));

/** Servers of one test. */
export class Peers {
  readonly #peers: TcpPeer[] = [];

  async listen(script?: Script): Promise<TcpPeer> {
    const peer = await TcpPeer.listen(script);
    this.#peers.push(peer);
    return peer;
  }

  /** Waits until every connection has ended: the probe leaves none. */
  async stop(): Promise<void> {
    for (const peer of this.#peers.splice(0)) {
      await Promise.all(peer.clients.map((client) => client.until(() => client.ended !== undefined)));
      await peer.stop();
    }
  }
}

/** A port on which nothing listens. */
export async function deafPort(): Promise<number> {
  const peer = await TcpPeer.listen();
  const { port } = peer;
  await peer.stop();
  return port;
}

/** @param ports of side A, and of side B if there is one */
export async function probed(
  ports: number | readonly [number, number],
  options: Partial<SessionOptions> = {},
  surroundings: Partial<Surroundings> = {},
): Promise<ProbeReport & { readonly told: ProbeStep[] }> {
  const [A, B] = typeof ports === 'number' ? [ports] : ports;
  const sides = { A: { host: HOST, port: A }, ...(B !== undefined && { B: { host: HOST, port: B } }) };
  const told: ProbeStep[] = [];
  const report = await probe({ ...CLIENT, sides, ...options }, (step) => told.push(step), surroundings);
  return { ...report, told };
}
