/** Asks for the configuration: all of it first, later what has another key than before (guide: Configuration Acquisition). */
import { inVersion, MASKS, MAX_VERSION, type MaskBit, type Payload } from '../../protocol';
import type { ModelMessage } from '../message';
import type { Pace } from './paced-queue';

type Bit = MaskBit<'ConfigInformation'>;
type Keys = Partial<Payload<'CONFIG_KEY_EVENT'>>;
type KeyField = Extract<keyof Keys, `${string}ConfigKey`>;

/** What the model makes use of, and the key that tells whether it has changed; domains have none. */
const WANTED: readonly { readonly bit: Bit; readonly key: KeyField | undefined }[] = [
  { bit: 'CONFIG_MSG_SERVICE_MASK', key: 'serviceConfigKey' },
  { bit: 'CONFIG_MSG_SKILL_GROUP_MASK', key: 'skillGroupConfigKey' },
  { bit: 'CONFIG_MSG_AGENT_MASK', key: 'agentConfigKey' },
  { bit: 'CONFIG_MSG_DEVICE_MASK', key: 'deviceConfigKey' },
  { bit: 'CONFIG_MSG_CALL_TYPE_MASK', key: 'callTypeConfigKey' },
  { bit: 'CONFIG_MSG_MRD_MASK', key: undefined },
];
/** Since then CONFIG_REQUEST_EVENT has a ConfigMsgMask. */
const WITH_UPDATE_MASK = 24;
/** Silence after which it is given up, in milliseconds: the guide's time for an answer of a busy server. */
const PATIENCE = 30_000;

export type Send = (topic: 'CONFIG_REQUEST_KEY_EVENT' | 'CONFIG_REQUEST_EVENT', payload: object) => void;

export class ConfigurationRequest {
  readonly #send: Send;
  readonly #pace: Pick<Pace, 'after'>;
  /** Of what has been uploaded. */
  readonly #known = new Map<Bit, string>();
  #asked: ReadonlyMap<Bit, string> = new Map();
  #done: ((failure: string | undefined) => void) | undefined;
  #cancelTimer: (() => void) | undefined;
  /** The block under way is an update that nobody has asked for. */
  #update = false;

  constructor(send: Send, pace: Pick<Pace, 'after'>) {
    this.#send = send;
    this.#pace = pace;
  }

  /** An upload has said which agents there are. */
  get namesAgents(): boolean {
    return this.#known.has('CONFIG_MSG_AGENT_MASK');
  }

  /** @param done with the code of what went wrong, if something did; nothing is told after stop() */
  start(done: (failure: string | undefined) => void): void {
    this.stop();
    this.#update = false;
    this.#done = done;
    this.#ask('CONFIG_REQUEST_KEY_EVENT', { peripheralID: null });
  }

  stop(): void {
    this.#done = undefined;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  take({ topic, payload, cti }: ModelMessage): void {
    if (!this.#done || !topic.startsWith('CONFIG_')) return;
    this.#wait();
    if (topic === 'CONFIG_KEY_EVENT') this.#keys(payload, cti?.protocol ?? MAX_VERSION);
    if (topic === 'CONFIG_BEGIN_EVENT') {
      this.#update = (payload as Partial<Payload<'CONFIG_BEGIN_EVENT'>>).configType === 'UNSOLICITED';
    }
    if (topic === 'CONFIG_END_EVENT' && !this.#update)
      this.#end((payload as Partial<Payload<'CONFIG_END_EVENT'>>).configEndStatus);
  }

  /** An empty mask permits updates and uploads nothing: that has to be asked in any case. */
  #keys(keys: Keys, version: number): void {
    const { since } = MASKS.ConfigInformation as { readonly since: { readonly [bit: string]: number } };
    const possible = WANTED.filter(({ bit }) => inVersion({ since: since[bit] ?? 0 }, version));
    const valid = keys.configkeyStatus === 'CONFIG_SUCCESS';
    const present = possible.map(({ bit, key }) => [bit, valid && key ? textOf(keys[key]) : ''] as const);
    const keyless = new Set(possible.filter(({ key }) => key === undefined).map(({ bit }) => bit));
    const news = present.filter(([bit, key]) => this.#known.get(bit) !== key || (key === '' && !keyless.has(bit)));
    this.#asked = new Map(news);
    this.#ask('CONFIG_REQUEST_EVENT', {
      configInformation: news.map(([bit]) => bit),
      ...(version >= WITH_UPDATE_MASK && { configMsgMask: possible.map(({ bit }) => bit) }),
      peripheralID: null,
    });
  }

  #end(status: Payload<'CONFIG_END_EVENT'>['configEndStatus'] | undefined): void {
    if (status === 'CONFIGEND_PARTIAL') return;
    const good = status === 'CONFIGEND_SUCCESS' || status === 'CONFIGEND_EMPTY';
    if (good) for (const [bit, key] of this.#asked) this.#known.set(bit, key);
    this.#finish(good ? undefined : String(status));
  }

  #ask(topic: Parameters<Send>[0], payload: object): void {
    try {
      this.#send(topic, payload);
      this.#wait();
    } catch (error) {
      const { code = 'CTI_NOT_SENDABLE' } = error as { code?: string };
      this.#finish(code);
    }
  }

  #wait(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#pace.after(PATIENCE, () => this.#finish('CTI_TIMEOUT'));
  }

  #finish(failure: string | undefined): void {
    const done = this.#done;
    this.stop();
    done?.(failure);
  }
}

/** Empty: the server has none, or asks for an upload by a key of zeros. */
function textOf(key: Uint8Array | undefined): string {
  return key?.some((byte) => byte !== 0) ? key.join() : '';
}
