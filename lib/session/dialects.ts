/** Everything that depends on the protocol version, which each connection may have another one of. */
import { Codec } from '../codec';
import { Catalog } from './catalog';
import { invalid } from './checks';
import { type OpenRequest, openRequestOf } from './open-request';
import type { SessionOptions } from './options';

export interface Dialect {
  readonly version: number;
  readonly codec: Codec;
  readonly catalog: Catalog;
  readonly openRequest: OpenRequest;
}

export class Dialects {
  readonly #options: SessionOptions;
  readonly #idleTimeout: number;
  readonly #known = new Map<number, Dialect>();

  /** @param idleTimeout seconds */
  constructor(options: SessionOptions, idleTimeout: number) {
    this.#options = options;
    this.#idleTimeout = idleTimeout;
  }

  /** @throws CtiError CTI_INVALID_OPTION */
  of(version: number): Dialect {
    const known = this.#known.get(version);
    if (known !== undefined) return known;
    const codec = this.#codec(version);
    const openRequest = openRequestOf(this.#options, codec, this.#idleTimeout);
    const dialect = { version, codec, catalog: new Catalog(codec), openRequest };
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
