/** Sees what an All Events client of the newest version gets, without a session or a place among the clients. */
import type { Codec } from '../../codec';
import { MASKS, MAX_VERSION, type MaskBit } from '../../protocol';
import { asDecoded } from '../as-decoded';
import type { Outgoing } from '../message';
import type { Client } from '../sessions/client';
import { ConfigurationFeed } from '../sessions/configuration-feed';
import type { SwitchEvent } from '../switch/events';
import type { Switch } from '../switch/switch';
import type { Monitor } from './monitor';
import { firstMonitor } from './monitors';
import { publish } from './publish';
import type { Subscriber } from './subscriber';

/** An event as an All Events client of the newest version gets it. */
export interface EventNotice {
  readonly topic: string;
  /** As it is decoded, without the fields that are absent. Made when it is asked for. */
  readonly payload: () => Readonly<Record<string, unknown>>;
}

/** No session has this number. */
const NO_SESSION = 0;

const CLIENT: Client = {
  sessionID: NO_SESSION,
  clientID: '',
  signature: '',
  version: MAX_VERSION,
  idleTimeout: null,
  services: new Set(['CTI_SERVICE_ALL_EVENTS'] as const),
  callMsgMask: every('CallEventMessageMask'),
  agentStateMask: every('AgentStateMask'),
  configMsgMask: new Set(),
  clientAddress: '',
  clientPort: 0,
  monitorID: 0,
  own: undefined,
};

export class Onlooker implements Subscriber {
  readonly client = CLIENT;
  readonly monitors = new Map<number, Monitor>();
  readonly watchers = new Map<number, Subscriber>();
  readonly configuration = new ConfigurationFeed(this);
  readonly #codec: Codec;
  readonly #listener: (notice: EventNotice) => void;
  #world: Switch | undefined;

  /** @param codec of the newest version */
  constructor(codec: Codec, listener: (notice: EventNotice) => void) {
    this.#codec = codec;
    this.#listener = listener;
  }

  /** Something has happened in the switch. */
  see(event: SwitchEvent, world: Switch): void {
    // Another one since the simulator was stopped: its calls are others.
    const monitor = world === this.#world ? undefined : firstMonitor(CLIENT);
    if (monitor) this.monitors.set(monitor.monitorID, monitor);
    this.#world = world;
    publish(event, [this], world);
  }

  send(outgoing: Outgoing): void {
    this.#listener({ topic: outgoing.topic, payload: () => asDecoded(outgoing, this.#codec) });
  }

  waits(): boolean {
    return false;
  }
}

function every<M extends 'CallEventMessageMask' | 'AgentStateMask'>(name: M): ReadonlySet<MaskBit<M>> {
  return new Set(Object.keys(MASKS[name].values) as MaskBit<M>[]);
}
