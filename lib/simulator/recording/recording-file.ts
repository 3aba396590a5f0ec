/** Recordings to files and back. */
import { createReadStream, createWriteStream, openSync, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CtiError } from '../../codec';
import { HEADER_SIZE } from '../../protocol';
import { FORMAT, FORMAT_VERSION, type Recording, type RecordingEntry, type RecordingHeader } from './recording';

/** Writes a recording as it happens. */
export class RecordingWriter {
  readonly #stream: WriteStream;
  #broken = false;

  /**
   * @param file a new one, readable for its owner only: callers' data stand in it
   * @param failed nothing can be written any more: the disk is full
   * @throws CtiError CTI_CANNOT_WRITE
   */
  constructor(file: string, start: Date, failed: (error: CtiError) => void) {
    this.#stream = createWriteStream(file, { fd: opened(file) });
    this.#stream.on('error', (cause) => {
      this.#broken = true;
      failed(cannotWrite(file, cause.message, cause));
    });
    const header: RecordingHeader = { format: FORMAT, version: FORMAT_VERSION, start: start.toISOString() };
    this.#line(header);
  }

  write(entry: RecordingEntry): void {
    this.#line(entry);
  }

  /** Resolves when everything is in the file. */
  async close(): Promise<void> {
    if (this.#broken) return;
    await new Promise<void>((resolve) => this.#stream.once('close', resolve).end());
  }

  #line(value: object): void {
    if (!this.#broken) this.#stream.write(`${JSON.stringify(value)}\n`);
  }
}

/**
 * Reads the whole file into memory.
 * @throws CtiError CTI_INVALID_RECORDING with `line`, from 1; CTI_CANNOT_READ_RECORDING (no such file)
 */
export async function readRecording(file: string): Promise<Recording> {
  const input = createReadStream(file);
  const entries: RecordingEntry[] = [];
  let start: Date | undefined;
  let number = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      const wrong = (what: string) => invalid(file, number, what);
      const value = objectIn(text, wrong);
      if (start === undefined) start = startIn(value, wrong);
      else entries.push(entryIn(value, entries.at(-1)?.t ?? 0, wrong));
    }
  } catch (error) {
    if (error instanceof CtiError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CtiError('CTI_CANNOT_READ_RECORDING', `${file} cannot be read: ${reason}`, { cause: error });
  } finally {
    input.destroy();
  }
  if (start === undefined) throw invalid(file, 1, 'the file is empty; give one that cti record has written');
  return { start, entries };
}

type Wrong = (what: string) => CtiError;
type Fields = { readonly [key: string]: unknown };

function objectIn(text: string, wrong: Wrong): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong('it is no JSON; if it is the last line, the recording was cut off there: take the line out');
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw wrong('it is no JSON object');
}

function startIn({ format, version, start }: Fields, wrong: Wrong): Date {
  if (format !== FORMAT) throw wrong(`it has no format "${FORMAT}"; give a file that cti record has written`);
  if (version !== FORMAT_VERSION) {
    throw wrong(`version ${JSON.stringify(version)} of the format is not known; this is version ${FORMAT_VERSION}`);
  }
  const date = new Date(typeof start === 'string' ? start : Number.NaN);
  if (Number.isNaN(date.getTime())) throw wrong(`start: ${JSON.stringify(start)} is no date and time in ISO 8601`);
  return date;
}

function entryIn(value: Fields, earlier: number, wrong: Wrong): RecordingEntry {
  const { t, connection, event, from, hex } = value;
  if (typeof t !== 'number' || t < earlier) {
    throw wrong(`t: ${JSON.stringify(t)} is no number of seconds from ${earlier}, that of the line before, on`);
  }
  if (!Number.isInteger(connection) || (connection as number) < 1) {
    throw wrong(`connection: ${JSON.stringify(connection)} is no whole number from 1 on`);
  }
  if (from !== undefined && from !== 'client' && from !== 'server') {
    throw wrong(`from: ${JSON.stringify(from)} is neither "client" nor "server"`);
  }
  if (event !== undefined) {
    if (event === 'opened' || event === 'closed' || event === 'lost') return value as unknown as RecordingEntry;
    throw wrong(`event: ${JSON.stringify(event)} is none of "opened", "closed", "lost"`);
  }
  if (from === undefined) throw wrong('it has neither event nor from; a frame has from "client" or "server"');
  if (typeof hex !== 'string' || hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) {
    throw wrong('hex: the frame is not written as pairs of hexadecimal digits');
  }
  const bytes = hex.length / 2;
  const right = bytes < HEADER_SIZE ? undefined : HEADER_SIZE + Number.parseInt(hex.slice(0, 8), 16);
  if (bytes !== right) {
    throw wrong(
      `hex: the frame has ${bytes} bytes; ${right === undefined ? 'its header alone has 8' : `its MessageLength makes ${right}`}`,
    );
  }
  return value as unknown as RecordingEntry;
}

function invalid(file: string, line: number, what: string): CtiError {
  return new CtiError('CTI_INVALID_RECORDING', `${file}, line ${line}: ${what}`, { line });
}

/** Open at once, so that a mistake shows before anything is recorded. */
function opened(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw cannotWrite(file, code === 'EEXIST' ? 'it exists already; give the name of a new file' : message, error);
  }
}

function cannotWrite(file: string, reason: string, cause: unknown): CtiError {
  return new CtiError('CTI_CANNOT_WRITE', `${file} cannot be written: ${reason}`, { field: 'file', cause });
}
