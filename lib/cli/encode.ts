/** `cti encode`: messages as JSON Lines in, one hex frame a line out. */
import { type Codec, CtiError } from '../codec';
import { protocolOption, textOption } from './arguments';
import { type Command, EXIT } from './command';
import { openInput } from './input';
import { translateLines } from './lines';
import { newCodec } from './new-codec';

const HELP = `Usage: cti encode [--protocol N] [--charset NAME] [FILE|-]

The inverse of 'cti decode': reads one message a line as JSON, writes one frame a line in hex, its
header included.
  {"topic":"HEARTBEAT_REQ","payload":{"invokeID":1}}

Bytes are written as {"type":"Buffer","data":[1,2,3]}. Empty lines and lines that begin with # are
skipped. A message that cannot be encoded gives
  {"error":{"code":"CTI_MISSING_FIELD","message":"line 2: ...","field":"invokeID"}}
on its line, and the rest goes on; an error line of 'cti decode' is passed on as it is.

Options:
  --protocol N    protocol version of the frames, 9 to 25 (default: cti.protocol of the message,
                  else 25)
  --charset NAME  character set of the strings (default windows-1252)
  -h, --help      shows this text

Exit code: 0 when every message was encoded, 1 when something was wrong, 2 for a wrong command line.

Example:
  cti decode --protocol 20 frames.txt | cti encode
`;

export const encode: Command = {
  name: 'encode',
  summary: 'JSON Lines to frames (hex text)',
  help: HELP,
  options: { protocol: { type: 'string' }, charset: { type: 'string' } },
  positionals: 1,
  run: async (given, terminal, output) => {
    const encoder = new LineEncoder(protocolOption(given), textOption(given.options.charset));
    const input = await openInput(given.positionals[0], terminal);
    const good = await translateLines(input, terminal, output, (text) => {
      const message = parse(text);
      if (isErrorLine(message)) return { line: text.trim(), good: false };
      return { line: encoder.encode(message).toString('hex'), good: true };
    });
    return good ? EXIT.ok : EXIT.badInput;
  },
};

/** Encodes with the version of the command line, else of each message. */
class LineEncoder {
  readonly #version: number | undefined;
  readonly #charset: string | undefined;
  readonly #codecs = new Map<number | undefined, Codec>();

  /** @throws CtiError CTI_INVALID_OPTION */
  constructor(version: number | undefined, charset: string | undefined) {
    this.#version = version;
    this.#charset = charset;
    this.#codec(version);
  }

  /** @throws CtiError CTI_BAD_JSON, and what Codec.encode throws */
  encode(message: unknown): Buffer {
    if (!isObject(message) || typeof message.topic !== 'string' || !isObject(message.payload)) {
      throw new CtiError(
        'CTI_BAD_JSON',
        'this is no message; write an object with topic (a string) and payload (an object)',
      );
    }
    return this.#codec(this.#version ?? versionOf(message)).encode(message.topic, message.payload);
  }

  #codec(version: number | undefined): Codec {
    let codec = this.#codecs.get(version);
    if (codec === undefined) {
      codec = newCodec(version, this.#charset);
      this.#codecs.set(version, codec);
    }
    return codec;
  }
}

type JsonObject = { readonly [key: string]: unknown };

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isErrorLine(value: unknown): boolean {
  return isObject(value) && isObject(value.error) && value.topic === undefined;
}

function versionOf({ cti }: JsonObject): number | undefined {
  if (!isObject(cti) || cti.protocol === undefined) return undefined;
  if (typeof cti.protocol === 'number') return cti.protocol;
  throw new CtiError('CTI_INVALID_FIELD', `cti.protocol: ${JSON.stringify(cti.protocol)} is no protocol version`, {
    field: 'cti.protocol',
  });
}

/** @throws CtiError CTI_BAD_JSON */
function parse(text: string): unknown {
  try {
    return JSON.parse(text, (_, value) => (isBufferJson(value) ? Buffer.from(value.data) : value));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CtiError('CTI_BAD_JSON', `this is no JSON: ${reason}`, { cause });
  }
}

/** How JSON.stringify writes a Buffer. */
function isBufferJson(value: unknown): value is { readonly data: readonly number[] } {
  if (!isObject(value) || value.type !== 'Buffer' || !Array.isArray(value.data)) return false;
  return value.data.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
}
