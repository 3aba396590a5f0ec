/** Decoding by hand: one straight-line function per message, for the small mix. */
import { agentState } from './straight-line/agent-state';
import { beginCall } from './straight-line/begin-call';
import { callCleared } from './straight-line/call-cleared';
import { callConnectionCleared } from './straight-line/call-connection-cleared';
import { callDataUpdate } from './straight-line/call-data-update';
import { callDelivered } from './straight-line/call-delivered';
import { callEstablished } from './straight-line/call-established';
import { callHeld } from './straight-line/call-held';
import { callRetrieved } from './straight-line/call-retrieved';
import { endCall } from './straight-line/end-call';
import { badFrame, u32 } from './straight-line/readers';

export function straightLine(b: Buffer, start: number, end: number): object {
  if (u32(b, start) !== end - start - 8) throw badFrame(start);
  switch (u32(b, start + 4)) {
    case 9:
      return callDelivered(b, start, end);
    case 10:
      return callEstablished(b, start, end);
    case 11:
      return callHeld(b, start, end);
    case 12:
      return callRetrieved(b, start, end);
    case 13:
      return callCleared(b, start, end);
    case 14:
      return callConnectionCleared(b, start, end);
    case 23:
      return beginCall(b, start, end);
    case 24:
      return endCall(b, start, end);
    case 25:
      return callDataUpdate(b, start, end);
    case 30:
      return agentState(b, start, end);
    default:
      throw badFrame(start);
  }
}
