/** One session's configuration acquisition: keys, uploads, updates. Source: Initial configuration acquisition. */
import type { Message } from '../../codec';
import type { Payload } from '../../protocol';
import type { SimulatorConfiguration } from '../configuration/configuration';
import type { ChangedRecord, ConfigurationChanges } from '../configuration/configuration-changes';
import { message, type Outgoing } from '../message';
import { VOICE } from '../messages/agent-state';
import {
  beginMessage,
  type ConfigBit,
  type ConfigItem,
  configBits,
  configKeys,
  endMessage,
  itemsIn,
  recordMessages,
} from '../messages/configuration';
import { agentServiceRecord, type ConfigRecord, terminalName } from '../messages/configuration-records';
import type { Agent } from '../switch/agent';
import type { Switch } from '../switch/switch';
import type { Client } from './client';

/** Where the messages go to. */
export interface FeedTarget {
  /** Undefined once the session is over. */
  readonly client: Client | undefined;
  send(outgoing: Outgoing): void;
  /** Whether more bytes wait than the client reads at once; if so, `run` comes when they are gone. */
  waits(run: () => void): boolean;
}

type Requested = Payload<'CONFIG_REQUEST_EVENT'>;
type Bits = readonly (ConfigBit | number)[];

/** What updates the client asked for. */
interface Subscription {
  readonly bits: ReadonlySet<ConfigBit>;
  /** null: of all peripherals. */
  readonly peripheralID: number | null;
}

/** Messages sent in one go. */
const AT_ONCE = 100;

/** The configuration requests have no InvokeID: what they ask for comes in their order, one after the other. */
export class ConfigurationFeed {
  readonly #target: FeedTarget;
  readonly #queue: Iterator<Outgoing, void>[] = [];
  #waiting = false;
  #subscription: Subscription | undefined;

  constructor(target: FeedTarget) {
    this.#target = target;
  }

  /** @returns false for a message of another kind */
  take(incoming: Message, client: Client, world: Switch): boolean {
    if (incoming.topic === 'CONFIG_REQUEST_KEY_EVENT') this.#put([keyMessage(incoming.payload, client, world)]);
    else if (incoming.topic === 'CONFIG_REQUEST_EVENT') this.#request(incoming.payload, client, world);
    else return false;
    return true;
  }

  /** Updates come behind an upload that is on its way. */
  changed(changes: ConfigurationChanges, configuration: SimulatorConfiguration): void {
    const { bits, peripheralID } = this.#subscription ?? {};
    for (const [item, records] of changes) {
      if (!bits?.has(item.bit)) continue;
      const own = records.filter(({ record }) => isAt(record, peripheralID ?? null));
      if (own.length > 0) this.#put(update(item, own, configuration));
    }
  }

  /** An agent for whom services are on has signed in. */
  signedIn({ configuration }: Agent): void {
    const { bits, peripheralID = null } = this.#subscription ?? {};
    if (!bits?.has('CONFIG_MSG_AGENT_SERVICE_MASK') || !configuration.enabledServices?.length) return;
    const record = agentServiceRecord(configuration);
    if (!isAt(record, peripheralID)) return;
    const records = [{ recordType: 'CONFIG_RECORD_CHANGE', ...record.fields }];
    this.#put([message('CONFIG_AGENT_SERVICE_EVENT', { records } as never)]);
  }

  #request(request: Requested, client: Client, world: Switch): void {
    const refused = refusalOf(request, client, world);
    if (refused) {
      this.#put([refused]);
      return;
    }
    const { peripheralID } = request;
    // Printed since version 24, and empty in what older software sends in its place.
    const wanted = request.configMsgMask?.length ? request.configMsgMask : client.configMsgMask;
    this.#subscription = { bits: known(wanted), peripheralID };
    const items = itemsIn(known(request.configInformation));
    this.#put(items.length === 0 ? [endMessage('CONFIGEND_EMPTY')] : upload(items, peripheralID, world));
  }

  #put(messages: Iterable<Outgoing>): void {
    this.#queue.push(messages[Symbol.iterator]());
    if (!this.#waiting) this.#run();
  }

  /** A large configuration waits for the client to read, and lets the other sessions have their turns. */
  #run(): void {
    this.#waiting = false;
    for (let sent = 1; this.#target.client && this.#queue[0]; sent++) {
      const next = this.#queue[0].next();
      if (next.done) this.#queue.shift();
      else this.#target.send(next.value);
      this.#waiting = this.#target.waits(() => this.#run());
      if (!this.#waiting && sent === AT_ONCE) {
        this.#waiting = true;
        setImmediate(() => this.#run());
      }
      if (this.#waiting) return;
    }
  }
}

function keyMessage(request: Payload<'CONFIG_REQUEST_KEY_EVENT'>, client: Client, world: Switch): Outgoing {
  if (request.customerID) return message('CONFIG_KEY_EVENT', { configkeyStatus: 'CONFIG_UNKNOWN_CUSTOMER' });
  if (!mayAsk(client) || !isKnown(request.peripheralID, world)) {
    return message('CONFIG_KEY_EVENT', { configkeyStatus: 'CONFIG_NO_KEY_SUPPORT' });
  }
  return message('CONFIG_KEY_EVENT', { configkeyStatus: 'CONFIG_SUCCESS', ...configKeys(world.configuration) });
}

/** CONFIG_END_EVENT alone reports an error. */
function refusalOf(request: Requested, client: Client, world: Switch): Outgoing | undefined {
  const { customerID, peripheralID, configInformation, configMsgMask = [] } = request;
  if (!mayAsk(client)) return endMessage('CONFIGEND_INVALID', 'CTI_SERVICE_CONFIG_EVENTS is not granted');
  if (customerID) return endMessage('CONFIGEND_UNKNOWN_CUSTOMER', `there is no customer ${customerID}`);
  if (!isKnown(peripheralID, world)) return endMessage('CONFIGEND_INVALID', `there is no peripheral ${peripheralID}`);
  const possible = configBits(client.version);
  const stray = [...configInformation, ...configMsgMask].find((bit) => !possible.has(bit as ConfigBit));
  if (stray === undefined) return undefined;
  return endMessage('CONFIGEND_INVALID', `version ${client.version} has no configuration bit ${stray}`);
}

function mayAsk({ services }: Client): boolean {
  return services.has('CTI_SERVICE_CONFIG_EVENTS');
}

function isKnown(peripheralID: number | null, world: Switch): boolean {
  return peripheralID === null || world.peripheral(peripheralID) !== undefined;
}

function known(bits: Iterable<Bits[number]>): ReadonlySet<ConfigBit> {
  return new Set([...bits].filter((bit) => typeof bit === 'string'));
}

function isAt(record: ConfigRecord, peripheralID: number | null): boolean {
  return peripheralID === null || record.peripheralID === undefined || record.peripheralID === peripheralID;
}

/** The configuration as it is when it is asked for, kind by kind. */
function upload(items: readonly ConfigItem[], peripheralID: number | null, world: Switch): Iterable<Outgoing> {
  const { configuration } = world;
  const blocks = items.map((item) => ({
    item,
    records: item.records(configuration).filter((record) => isAt(record, peripheralID)),
  }));
  const last = blocks.some(({ records }) => records.length > 0) ? 'CONFIGEND_SUCCESS' : 'CONFIGEND_EMPTY';
  return (function* () {
    for (const [i, { item, records }] of blocks.entries()) {
      yield beginMessage('SOLICITED', item, configuration);
      const uploaded = records.map((record) => ({
        recordType: 'CONFIG_RECORD_ADD',
        ...record.fields,
        ...(item.topic === 'CONFIG_AGENT_EVENT' && standing(world, String(record.key))),
      }));
      yield* recordMessages(item, uploaded);
      yield endMessage(i === blocks.length - 1 ? last : 'CONFIGEND_PARTIAL');
    }
  })();
}

/** Of an agent in an upload; updates do without. */
function standing(world: Switch, agentID: string): object {
  const agent = world.agents.get(agentID);
  return {
    activeTerminal: agent?.device && terminalName(agent.device.number),
    mrds: [{ fltAgentMRDID: VOICE, fltAgentMRDState: agent?.state }],
  };
}

function* update(
  item: ConfigItem,
  records: readonly ChangedRecord[],
  configuration: SimulatorConfiguration,
): Generator<Outgoing, void> {
  yield beginMessage('UNSOLICITED', item, configuration);
  yield* recordMessages(
    item,
    records.map(({ recordType, record }) => ({ recordType, ...record.fields })),
  );
  yield endMessage('CONFIGEND_SUCCESS');
}
