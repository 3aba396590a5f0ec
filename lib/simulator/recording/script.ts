/** A recorded connection as something to be played: what comes by itself, and what answers which request. */
import { invokeIDOf, messageNumber } from '../../codec';
import { HEADER_SIZE, MESSAGES, type MessageDefinition } from '../../protocol';
import { isOpenRequest, versionIn } from './listing';
import type { RecordedFrame, Recording } from './recording';

export interface ScriptedAnswer {
  readonly frame: Buffer;
  /** Milliseconds between the request and it. */
  readonly after: number;
}

export interface ScriptedEvent {
  readonly frame: Buffer;
  /** Milliseconds after OPEN_CONF. */
  readonly at: number;
}

export interface Script {
  /** The connection's number in the recording. */
  readonly connection: number;
  /** Protocol version. */
  readonly version: number;
  readonly openConf: Buffer;
  readonly events: readonly ScriptedEvent[];
  /** By MessageType of the request, in the order in which they were asked; each may have several. */
  readonly answers: ReadonlyMap<number, readonly (readonly ScriptedAnswer[])[]>;
}

const CONFIRMATIONS: ReadonlySet<number> = new Set(
  (Object.values(MESSAGES) as MessageDefinition[])
    .filter(({ kind }) => kind === 'confirmation')
    .map(({ number }) => number),
);

/** One per connection on which a session was opened, in their order. */
export function scriptsOf({ entries }: Recording): Script[] {
  const connections = new Map<number, RecordedFrame[]>();
  for (const entry of entries) {
    if (!('hex' in entry)) continue;
    const frames = connections.get(entry.connection);
    if (frames) frames.push(entry);
    else connections.set(entry.connection, [entry]);
  }
  return [...connections].flatMap(([connection, frames]) => scriptOf(connection, frames) ?? []);
}

function scriptOf(connection: number, frames: readonly RecordedFrame[]): Script | undefined {
  let version: number | undefined;
  let opened: { readonly frame: Buffer; readonly t: number } | undefined;
  const events: ScriptedEvent[] = [];
  const answers = new Map<number, ScriptedAnswer[][]>();
  const asked = new Map<number, { readonly t: number; readonly answers: ScriptedAnswer[] }>();
  for (const { t, from, hex } of frames) {
    const frame = Buffer.from(hex, 'hex');
    const number = messageNumber(frame, 0);
    const invokeID = frame.length >= HEADER_SIZE + 4 ? invokeIDOf(frame, 0) : undefined;
    if (from === 'client') {
      if (!opened && isOpenRequest(frame)) version = versionIn(frame);
      if (invokeID === undefined || own(number)) continue;
      const made: ScriptedAnswer[] = [];
      asked.set(invokeID, { t, answers: made });
      const others = answers.get(number);
      if (others) others.push(made);
      else answers.set(number, [made]);
    } else if (number === MESSAGES.OPEN_CONF.number) opened ??= { frame, t };
    else if (!CONFIRMATIONS.has(number)) {
      if (opened) events.push({ frame, at: (t - opened.t) * 1000 });
    } else if (invokeID !== undefined && !own(number)) {
      const request = asked.get(invokeID);
      request?.answers.push({ frame, after: (t - request.t) * 1000 });
    }
  }
  if (!opened || version === undefined) return undefined;
  return { connection, version, openConf: opened.frame, events, answers };
}

const OWN: readonly number[] = [
  MESSAGES.OPEN_REQ,
  MESSAGES.HEARTBEAT_REQ,
  MESSAGES.HEARTBEAT_CONF,
  MESSAGES.CLOSE_REQ,
  MESSAGES.CLOSE_CONF,
].map(({ number }) => number);

/** What the player answers by itself. */
function own(number: number): boolean {
  return OWN.includes(number);
}
