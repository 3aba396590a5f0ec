import { Codec } from '../codec';

/** @throws CtiError CTI_INVALID_OPTION */
export function newCodec(version: number | undefined, charset: string | undefined): Codec {
  return new Codec({ ...(version === undefined ? {} : { version }), ...(charset === undefined ? {} : { charset }) });
}
