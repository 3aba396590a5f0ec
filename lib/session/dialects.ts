/** Everything that depends on the protocol version, which each connection may have another one of. */
import { Codec } from '../codec';
import type { EventMasks } from '../protocol';
import { Catalog } from './catalog';
import { invalid } from './checks';
import { type OpenRequest, openRequestOf } from './open-request';
import type { SessionOptions } from './options';

export interface Dialect {
  readonly version: number;
  readonly codec: Codec;
  readonly catalog: Catalog;
  readonly openRequest: OpenRequest;
  /** What chose its masks; undefined: the options. */
  readonly masks: EventMasks | undefined;
}

export class Dialects {
  readonly #options: SessionOptions;
  readonly #idleTimeout: number;
  readonly #known = new Map<number, Dialect>();
  #masks: EventMasks | undefined;

  /** @param idleTimeout seconds */
  constructor(options: SessionOptions, idleTimeout: number) {
    this.#options = options;
    this.#idleTimeout = idleTimeout;
  }

  /** In the place of the options' masks, for whoever asks for a dialect from now on. */
  choose(masks: EventMasks): void {
    this.#masks = masks;
  }

  /** @throws CtiError CTI_INVALID_OPTION */
  of(version: number): Dialect {
    const known = this.#known.get(version);
    const masks = this.#masks;
    if (known !== undefined && known.masks === masks) return known;
    const codec = known?.codec ?? this.#codec(version);
    const catalog = known?.catalog ?? new Catalog(codec);
    const openRequest = openRequestOf(this.#options, codec, this.#idleTimeout, masks);
    const dialect = { version, codec, catalog, openRequest, masks };
    this.#known.set(version, dialect);
    return dialect;
  }

  #codec(version: number): Codec {
    const { networkRecording = 'messageTable', charset = 'windows-1252' } = this.#options;
    if (networkRecording !== 'messageTable' && networkRecording !== 'fieldTables') {
      throw invalid('networkRecording', networkRecording, '"messageTable" or "fieldTables"');
    }
    if (typeof charset !== 'string') throw invalid('charset', charset, 'the name of a character set');
    return new Codec({ version, charset, networkRecording });
  }
}
