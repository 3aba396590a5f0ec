/** Sound to and from a phone. */
import { message, type Outgoing } from '../message';
import type { MediaEvent } from '../switch/events';
import { about } from './about';

const FIRST_PORT = 16_384;
const PORTS = 8192;
/** G.711 with 20 ms in a packet. */
const AUDIO = { rtpType: 'AUDIO', bitRate: 64_000, echoCancellation: 0, packetSize: 20, payloadType: 4 } as const;

export function mediaMessage({ kind, call, connection, direction }: MediaEvent, monitorID: number): Outgoing {
  const { peripheralType: _, ...which } = about(call, connection, monitorID);
  const { number, device } = connection.party;
  const end = {
    ...which,
    direction,
    clientAddress: addressOf(number),
    // Even ports are for RTP; a phone has a pair of them for each call.
    clientPort: FIRST_PORT + 2 * (call.callID % PORTS),
    agentID: device?.agent?.agentID,
    agentExtension: number,
    agentInstrument: number,
  };
  return kind === 'mediaStarted'
    ? message('RTP_STARTED_EVENT', { ...end, ...AUDIO })
    : message('RTP_STOPPED_EVENT', end);
}

/** The phones' addresses are made up of their numbers. */
function addressOf(number: string): string {
  const value = Number(number.slice(-5)) || 0;
  return `10.${(value >> 16) & 255}.${(value >> 8) & 255}.${value & 255}`;
}
