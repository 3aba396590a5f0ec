/** What clients are told of other clients' sessions. */
import type { Payload } from '../../protocol';
import { message, type Outgoing } from '../message';
import { agentOf, type Client, deviceOf } from '../sessions/client';
import type { Switch } from '../switch/switch';

export function sessionOpened(client: Client, world: Switch): Outgoing {
  return message('CLIENT_SESSION_OPENED_EVENT', {
    ...whose(client, world),
    servicesGranted: [...client.services],
    callMsgMask: [...client.callMsgMask],
    agentStateMask: [...client.agentStateMask],
  });
}

export function sessionClosed(client: Client, status: Payload<'CLOSE_REQ'>['status'], world: Switch): Outgoing {
  return message('CLIENT_SESSION_CLOSED_EVENT', { ...whose(client, world), status });
}

function whose(client: Client, world: Switch) {
  const number = deviceOf(client, world)?.number;
  return {
    sessionID: client.sessionID,
    peripheralID: client.own?.peripheralID ?? null,
    clientPort: client.clientPort,
    clientAddress: client.clientAddress,
    clientID: client.clientID,
    clientSignature: client.signature,
    agentExtension: number,
    agentID: agentOf(client, world)?.agentID,
    agentInstrument: number,
  };
}
