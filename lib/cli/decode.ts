/** `cti decode`: frames in, one message a line out. */
import { type Codec, CtiError, Framer } from '../codec';
import { protocolOption, textOption } from './arguments';
import { type Command, EXIT } from './command';
import { bytesOfHex } from './hex';
import { chunksOf, type Input, openInput } from './input';
import { translateLines } from './lines';
import { newCodec } from './new-codec';
import type { Output } from './output';
import { Progress } from './progress';
import { errorLine } from './report';
import type { Terminal } from './terminal';

const HELP = `Usage: cti decode [--protocol N] [--binary] [--charset NAME] [FILE|-]

Reads frames of the CTI Server protocol, writes one message a line as JSON:
  {"topic":"HEARTBEAT_CONF","payload":{"invokeID":1},"cti":{"number":6,"protocol":25,"length":4}}

The input is hex text, one frame with its header a line: blanks inside a line do not count, empty
lines and lines that begin with # are skipped. A frame that cannot be read gives
  {"error":{"code":"CTI_BAD_FRAME","message":"line 2: ...","offset":12}}
on its line, and the rest goes on. In hex text, offset counts bytes from the start of the frame; in
a binary stream, from the start of the stream. A stream that has lost its step ends the work.

Options:
  --protocol N    protocol version of the frames, 9 to 25 (default 25)
  --binary        the input is a binary stream, as on the connection
  --charset NAME  character set of the strings (default windows-1252)
  -h, --help      shows this text

Exit code: 0 when every frame was read, 1 when something was wrong, 2 for a wrong command line.

Examples:
  echo 00000004 00000006 00000001 | cti decode
  cti decode --protocol 20 --binary capture.bin
`;

export const decode: Command = {
  name: 'decode',
  summary: 'frames (hex text or a binary stream) to JSON Lines',
  help: HELP,
  options: { protocol: { type: 'string' }, binary: { type: 'boolean' }, charset: { type: 'string' } },
  positionals: 1,
  run: async (given, terminal, output) => {
    const codec = newCodec(protocolOption(given), textOption(given.options.charset));
    const input = await openInput(given.positionals[0], terminal);
    const decoded = (text: string) => ({ line: JSON.stringify(codec.decode(bytesOfHex(text))), good: true });
    const good = given.options.binary
      ? await decodeStream(codec, input, terminal, output)
      : await translateLines(input, terminal, output, decoded);
    return good ? EXIT.ok : EXIT.badInput;
  },
};

/** @returns whether every frame was read and the stream ended with a whole one */
async function decodeStream(codec: Codec, input: Input, terminal: Terminal, output: Output): Promise<boolean> {
  const progress = new Progress(terminal, input.size);
  let frames = 0;
  /** Bytes of the stream before the frame at hand. */
  let position = 0;
  let good = true;
  let ready = '';
  const report = (error: unknown, offset: number) => {
    good = false;
    ready += errorLine(error, `frame ${frames}`, offset);
  };
  const framer = new Framer((buffer, start, end) => {
    frames++;
    try {
      ready += `${JSON.stringify(codec.decode(buffer, start, end))}\n`;
    } catch (error) {
      report(error, position + offsetOf(error));
    }
    position += end - start;
  });
  const push = (chunk: Buffer): boolean => {
    try {
      framer.push(chunk);
      return true;
    } catch (error) {
      frames++;
      report(error, position);
      return false;
    }
  };
  let going = true;
  for await (const chunk of chunksOf(input)) {
    const inStep = push(chunk);
    going = (await output.write(ready)) && inStep;
    ready = '';
    if (!going) break;
    progress.advance(chunk.length, frames);
  }
  if (going && framer.pending > 0) {
    frames++;
    report(cutOff(framer.pending), position);
    await output.write(ready);
  }
  progress.end();
  return good;
}

function offsetOf(error: unknown): number {
  return error instanceof CtiError ? (error.offset ?? 0) : 0;
}

function cutOff(bytes: number): CtiError {
  return new CtiError('CTI_BAD_FRAME', `the stream ends in the middle of a frame, after ${bytes} bytes of it`);
}
