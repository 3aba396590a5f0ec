import { SERVICES } from '../protocol';
import { Session, type SessionMessage } from '../session';
import { callLine } from './call-line';

/** Events about calls: those of the client events service but for agents and the system. */
const CALL_EVENTS = Object.keys({ ...SERVICES['Client Events Service'], ...SERVICES['All Events Service'] }).filter(
  (name) => /^(BEGIN_CALL|END_CALL|CALL_\w+)_EVENT$/.test(name),
);

export interface CallLog {
  /** Resolves when every event until now has been handed on; at the latest after a moment without an answer. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

type Server = { readonly host: string; readonly port: number };

/** Seconds. */
const MOMENT = 2;

/** The client of the simulator that watches, as its sessions call it. */
export const WATCHER = 'call-log';

/**
 * Opens an all-events session with whichever side is active and hands on every call event.
 */
export function callEvents(
  sides: { readonly A: Server; readonly B?: Server },
  listener: (message: SessionMessage) => void,
): CallLog {
  const session = new Session({
    sides,
    clientID: WATCHER,
    services: ['CTI_SERVICE_ALL_EVENTS'],
    callMsgMask: 0xffffffff,
    agentStateMask: 0,
    reconnectPauses: [1],
  });
  session.subscribe(CALL_EVENTS, listener);
  // Or closed, and then there is nothing to wait for.
  const opened = new Promise<void>((resolve) => {
    session.on('status', ({ state }) => {
      if (state === 'open' || state === 'closed') resolve();
    });
  });
  session.open();
  return {
    close: () => session.close(),
    caughtUp: async () => {
      await opened;
      // Its answer comes after all events. Where there is none, there is nothing to catch up with.
      await session.request('HEARTBEAT_REQ', {}, { timeout: MOMENT }).catch(() => undefined);
    },
  };
}

/** Prints one line per call event. */
export function callLog(server: Server, print: (line: string) => void): CallLog {
  return callEvents({ A: server }, (message) => print(callLine(message as never, new Date())));
}
