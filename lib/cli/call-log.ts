import { SERVICES } from '../protocol';
import { Session, type SessionMessage } from '../session';
import { callLine } from './call-line';

/** Events about calls: those of the client events service but for agents and the system. */
const CALL_EVENTS = Object.keys({ ...SERVICES['Client Events Service'], ...SERVICES['All Events Service'] }).filter(
  (name) => /^(BEGIN_CALL|END_CALL|CALL_\w+)_EVENT$/.test(name),
);

export interface CallLog {
  close(): Promise<void>;
}

type Server = { readonly host: string; readonly port: number };

/** The client of the simulator that watches, as its sessions call it. */
export const WATCHER = 'call-log';

/**
 * Opens an all-events session and hands on every call event.
 * @returns a handle that closes the session
 */
export function callEvents(server: Server, listener: (message: SessionMessage) => void): CallLog {
  const session = new Session({
    sides: { A: server },
    clientID: WATCHER,
    services: ['CTI_SERVICE_ALL_EVENTS'],
    callMsgMask: 0xffffffff,
    agentStateMask: 0,
    reconnectPauses: [1],
  });
  session.subscribe(CALL_EVENTS, listener);
  session.open();
  return session;
}

/** Prints one line per call event. */
export function callLog(server: Server, print: (line: string) => void): CallLog {
  return callEvents(server, (message) => print(callLine(message as never, new Date())));
}
