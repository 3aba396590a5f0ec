/**
 * Frames of a recorded session, played to a real Node-RED with the packed package: the flow must
 * receive every message, in order, with the payload that the interpreted walker reads.
 */
import assert from 'node:assert/strict';
import { oracle } from '../codec/oracle';
import { present } from '../codec/present';
import { collector, type RealNodeRed } from './real-node-red';
import { RecordedPeer } from './recorded-peer';

export interface ReceivedMessage {
  readonly topic: string;
  readonly payload: Record<string, unknown>;
  readonly cti: { readonly number: number; readonly protocol: number; readonly length: number };
}

/** @param frames of the server side, OPEN_CONF first */
export async function receiveInFlow(nodeRed: RealNodeRed, frames: readonly Buffer[], version: number) {
  const peer = new RecordedPeer(frames, version);
  const port = await peer.listen();
  const before = nodeRed.collected.length;
  try {
    await nodeRed.deploy(flow(port, version));
    await nodeRed.until(`${frames.length} messages`, () => nodeRed.collected.length >= before + frames.length);
    await nodeRed.deploy([]);
  } finally {
    await peer.close();
  }
  const received = nodeRed.collected.slice(before).map(({ msg }) => msg as ReceivedMessage);
  assert.equal(received.length, frames.length);
  for (const [i, frame] of frames.entries()) checkMessage(received[i] as ReceivedMessage, frame, version);
  return received;
}

function flow(port: number, version: number): object[] {
  return [
    { id: 'tab', type: 'tab', label: 'Recorded session' },
    serverNode('server', port, { protocolVersion: version }),
    {
      id: 'events',
      z: 'tab',
      type: 'cti-event',
      server: 'server',
      messages: ['*'],
      x: 100,
      y: 100,
      wires: [['received']],
    },
    collector('received', 'tab'),
  ];
}

/** A cti-server as the editor of the first edition saved it: what came since is absent and has to have defaults. */
export function serverNode(id: string, port: number | string, more: object = {}): object {
  return {
    id,
    type: 'cti-server',
    name: '',
    host: '127.0.0.1',
    port,
    protocolVersion: '25',
    peripheralID: '',
    signature: '',
    services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CALL_DATA_UPDATE'],
    callMsgMask: 'all',
    agentStateMask: 'all',
    configMsgMask: 'all',
    heartbeatInterval: '5',
    requestTimeout: '20',
    charset: 'windows-1252',
    agentExtension: '',
    agentID: '',
    agentInstrument: '',
    ...more,
  };
}

function checkMessage(message: ReceivedMessage, frame: Buffer, version: number): void {
  const { topic, payload, cti } = oracle(frame, { version });
  assert.equal(message.topic, topic);
  assert.deepEqual(message.payload, present(payload), topic);
  const { number, protocol, length } = message.cti;
  assert.deepEqual({ number, protocol, length }, cti);
}
