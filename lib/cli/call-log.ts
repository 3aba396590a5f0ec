import type { MessageName } from '../protocol';
import { Session } from '../session';
import { CALL_EVENTS } from './call-events';
import { type CallEvent, callLine } from './call-line';

export interface CallLog {
  close(): Promise<void>;
}

/** Opens an all-events session and prints one line per call event. */
export function callLog(
  server: { readonly host: string; readonly port: number },
  print: (line: string) => void,
): CallLog {
  const session = new Session({
    sides: { A: server },
    clientID: 'call-log',
    services: ['CTI_SERVICE_ALL_EVENTS'],
    callMsgMask: 0xffffffff,
    agentStateMask: 0,
    reconnectPauses: [1],
  });
  session.subscribe(CALL_EVENTS as MessageName[], (message) => print(callLine(message as CallEvent, new Date())));
  session.open();
  return { close: () => session.close() };
}
