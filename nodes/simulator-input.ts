/** What a message into cti-simulator makes happen, by its topic. */
import { CtiError } from '../lib/session';
import type { Simulator } from '../lib/simulator';
import { inboundCall } from './inbound-call';

export interface Outcome {
  readonly topic: string;
  readonly payload: object;
}

/**
 * Any topic but those of its own makes an outside caller dial in.
 * @returns what goes out when it is done
 * @throws CtiError CTI_INVALID_FIELD, or what the simulator refuses
 */
export async function carryOut(simulator: Simulator, topic: unknown, payload: unknown): Promise<Outcome> {
  switch (topic) {
    case 'switch':
      simulator.switchSides();
      return { topic, payload: { active: simulator.active } };
    case 'maintenance':
      return { topic, payload: await simulator.maintenance() };
    case 'peripheralOffline':
    case 'peripheralOnline': {
      const peripheralID = peripheral(payload);
      simulator[topic](peripheralID);
      return { topic, payload: { peripheralID } };
    }
    default: {
      const call = inboundCall(payload);
      return { topic: 'call', payload: { ...call, ...simulator.inboundCall(call) } };
    }
  }
}

function peripheral(payload: unknown): number {
  const id = typeof payload === 'string' && /^\d+$/.test(payload.trim()) ? Number(payload) : payload;
  if (typeof id === 'number') return id;
  const message = `payload: ${JSON.stringify(payload)}; right is the ID of a peripheral`;
  throw new CtiError('CTI_INVALID_FIELD', message, { field: 'payload' });
}
