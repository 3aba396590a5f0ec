/** Silent monitor and whisper: a call of the supervisor's own, to an agent's call. Source: SUPERVISE_CALL_REQ. */
import { Refusal } from '../refusal';
import { Call, type Connection, type Party } from './call';
import { CallData } from './call-data';
import type { Device } from './device';
import { release } from './ending';
import type { SwitchEvent } from './events';
import { type Lasting, overWith } from './lasting';
import type { PlacedCall } from './outgoing';
import type { Switch } from './switch';

/** Told in the words of the call's type. */
const KINDS = {
  SUPERVISOR_MONITOR: { type: 'CALLTYPE_SUPERVISOR_MONITOR', cause: 'CEC_SILENT_MONITOR', count: 'monitorCalls' },
  SUPERVISOR_WHISPER: { type: 'CALLTYPE_SUPERVISOR_WHISPER', cause: 'CEC_SUPERVISOR_WHISPER', count: 'whisperCalls' },
} as const;

export type ListeningAction = keyof typeof KINDS;

/** A supervisor at an agent's connection. */
interface Listener extends Lasting {
  /** The supervisor's part in the call by which he listens. */
  readonly supervisor: Connection;
}

/** Who listens to whom. */
export class Listening {
  readonly #world: Switch;
  readonly #listeners = new Set<Listener>();

  constructor(world: Switch) {
    this.#world = world;
  }

  /**
   * The supervisor hears the agent's call; with a whisper the agent hears the supervisor, too.
   * @throws Refusal
   */
  begin(action: ListeningAction, target: Connection, device: Device): PlacedCall {
    this.#check(target, device);
    const { type, cause, count } = KINDS[action];
    // The phone takes this call by itself: it is none of those that its agent has in hand.
    const phone: Party = { number: target.party.number, type: target.party.type };
    const world = this.#world;
    const call = new Call({
      callID: world.newCallID(),
      peripheral: device.peripheral,
      type,
      lineType: 'LINETYPE_SILENT_MONITOR',
      calling: device,
      called: phone,
      listensTo: target,
      data: new CallData({ ani: device.number }),
    });
    const proceed = () => {
      device.agent?.placeCall('OTHER_OUT');
      world.calls.add(call);
      const supervisor = call.join(device, 'LCS_INITIATE');
      world.happened('serviceInitiated', supervisor);
      world.follow(call);
      world.happened('originated', supervisor);
      const taken = call.join(phone, 'LCS_INITIATE');
      world.connect(taken);
      this.#listeners.add({ connection: target, supervisor });
      world.happened('established', taken, cause);
      world.tell({ kind: 'begun', call });
      world.follow(call);
      if (device.agent) world.statistics.count(device.agent, count);
    };
    return { call, proceed };
  }

  /** Whoever listens to somebody who is out of the call hears nothing more. */
  take(event: SwitchEvent): void {
    for (const { supervisor } of overWith(event, this.#listeners)) {
      if (supervisor.state !== 'LCS_NULL') release(this.#world, supervisor);
    }
    if (event.kind !== 'cleared') return;
    for (const one of this.#listeners) if (one.supervisor.call === event.call) this.#listeners.delete(one);
  }

  /** The calls by which somebody listens to the phone. */
  at(device: Device): Call[] {
    const listeners = [...this.#listeners].filter(({ connection }) => connection.latest.party.device === device);
    return listeners.map(({ supervisor }) => supervisor.call);
  }

  #check(target: Connection, device: Device): void {
    const { party, call } = target;
    if (target.state !== 'LCS_CONNECT') throw wrongState(`${party.number} does not talk`);
    if (device.busyBeside()) throw wrongState(`${device.number} has a call that is not on hold`);
    if (call.live.some((one) => one.party === device)) throw wrongState(`${device.number} is in the call already`);
    const [other] = party.device ? this.at(party.device) : [];
    if (other) throw wrongState(`${other.calling.number} listens to ${party.number} already`);
  }
}

function wrongState(why: string): Refusal {
  return new Refusal('E_CTI_INVALID_OBJECT_STATE', why);
}
