import { SERVICES } from '../protocol';
import { Session } from '../session';
import { callLine } from './call-line';

/** Events about calls: those of the client events service but for agents and the system. */
const CALL_EVENTS = Object.keys({ ...SERVICES['Client Events Service'], ...SERVICES['All Events Service'] }).filter(
  (name) => /^(BEGIN_CALL|END_CALL|CALL_\w+)_EVENT$/.test(name),
);

/**
 * Opens an all-events session and prints one line per call event.
 * @returns a handle that closes the session
 */
export function callLog(
  server: { readonly host: string; readonly port: number },
  print: (line: string) => void,
): { close(): Promise<void> } {
  const session = new Session({
    ...server,
    clientID: 'call-log',
    services: ['CTI_SERVICE_ALL_EVENTS'],
    callMsgMask: 0xffffffff,
    agentStateMask: 0,
    reconnectPauses: [1],
  });
  session.subscribe(CALL_EVENTS, (message) => print(callLine(message as never, new Date())));
  session.open();
  return session;
}
