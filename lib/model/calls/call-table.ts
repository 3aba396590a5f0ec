/** The calls and their indexes: no question is answered by looking at all calls. */
import type { Call } from './call';
import type { Connection } from './connection';

/** Calls by a key that several may share. Most keys have one call: only others need a set. */
class Index<K> {
  readonly #found = new Map<K, Call | Set<Call>>();

  get(key: K): Iterable<Call> {
    const found = this.#found.get(key);
    if (found === undefined) return NONE;
    return found instanceof Set ? found : [found];
  }

  add(key: K, call: Call): void {
    const found = this.#found.get(key);
    if (found === undefined) this.#found.set(key, call);
    else if (found instanceof Set) found.add(call);
    else if (found !== call) this.#found.set(key, new Set([found, call]));
  }

  delete(key: K, call: Call): void {
    const found = this.#found.get(key);
    if (found === call) this.#found.delete(key);
    else if (found instanceof Set && found.delete(call) && found.size === 0) this.#found.delete(key);
  }
}

const NONE: readonly Call[] = [];

export class CallTable {
  readonly #byID = new Map<string, Call>();
  readonly #byCallID = new Index<string>();
  readonly #byDevice = new Index<string>();
  readonly #byAgent = new Index<string>();
  readonly #bySkillGroup = new Index<number>();
  /** In the order of their ends, which is the order of forgetting. */
  readonly #ended = new Set<Call>();
  /** Those that go on. */
  readonly live = new Set<Call>();

  /** Those that have ended and are not forgotten yet. */
  get past(): Iterable<Call> {
    return this.#ended;
  }

  get size(): number {
    return this.#byID.size;
  }

  get(id: string): Call | undefined {
    return this.#byID.get(id);
  }

  all(): Iterable<Call> {
    return this.#byID.values();
  }

  /** The oldest first. */
  at(peripheralID: number | null, callID: number): Iterable<Call> {
    return this.#byCallID.get(`${peripheralID}/${callID}`);
  }

  byDevice(deviceID: string): Iterable<Call> {
    return this.#byDevice.get(deviceID);
  }

  byAgent(agentID: string): Iterable<Call> {
    return this.#byAgent.get(agentID);
  }

  bySkillGroup(skillGroupNumber: number): Iterable<Call> {
    return this.#bySkillGroup.get(skillGroupNumber);
  }

  add(call: Call): void {
    this.#byID.set(call.id, call);
    this.#byCallID.add(`${call.peripheralID}/${call.callID}`, call);
    this.live.add(call);
  }

  /** The call goes on under another id and is still found by the old one. */
  rename(call: Call, callID: number): void {
    call.former ??= [];
    call.former.push(call.callID);
    call.callID = callID;
    this.#byCallID.add(`${call.peripheralID}/${callID}`, call);
  }

  /** The party goes over to another call, where it may have been before, and takes along what is known of it. */
  move(connection: Connection, from: Call, to: Call): void {
    from.connections.splice(from.connections.indexOf(connection), 1);
    const before = to.find(connection.type, connection.id);
    if (before) to.connections.splice(to.connections.indexOf(before), 1);
    to.connections.push(connection);
    const { deviceID, agentID } = connection;
    if (deviceID !== undefined) {
      if (!from.connections.some((one) => one.deviceID === deviceID)) this.#byDevice.delete(deviceID, from);
      this.#byDevice.add(deviceID, to);
    }
    if (agentID !== undefined) {
      if (!from.connections.some((one) => one.agentID === agentID)) this.#byAgent.delete(agentID, from);
      this.#byAgent.add(agentID, to);
    }
  }

  seeDevice(call: Call, connection: Connection, deviceID: string): void {
    connection.deviceID = deviceID;
    this.#byDevice.add(deviceID, call);
  }

  seeAgent(call: Call, connection: Connection, agentID: string): void {
    connection.agentID = agentID;
    this.#byAgent.add(agentID, call);
  }

  seeSkillGroup(call: Call, skillGroupNumber: number): void {
    this.#bySkillGroup.add(skillGroupNumber, call);
    if (!call.skillGroups.includes(skillGroupNumber)) call.skillGroups = [...call.skillGroups, skillGroupNumber];
  }

  ended(call: Call): void {
    this.live.delete(call);
    this.#ended.add(call);
  }

  resumed(call: Call): void {
    this.#ended.delete(call);
    this.live.add(call);
  }

  /** Forgets what ended before `until`. @returns what was forgotten */
  forget(until: number): Call[] {
    const forgotten: Call[] = [];
    for (const call of this.#ended) {
      if ((call.watch.ended ?? 0) > until) break;
      this.#remove(call);
      forgotten.push(call);
    }
    return forgotten;
  }

  #remove(call: Call): void {
    this.#ended.delete(call);
    this.#byID.delete(call.id);
    for (const callID of [call.callID, ...(call.former ?? [])]) {
      this.#byCallID.delete(`${call.peripheralID}/${callID}`, call);
    }
    for (const { deviceID, agentID } of call.connections) {
      if (deviceID !== undefined) this.#byDevice.delete(deviceID, call);
      if (agentID !== undefined) this.#byAgent.delete(agentID, call);
    }
    for (const number of call.skillGroups) this.#bySkillGroup.delete(number, call);
  }
}
