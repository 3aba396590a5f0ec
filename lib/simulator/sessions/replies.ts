/** What a client says in answer to the server. */
import type { Message } from '../../codec';
import type { OpenSession, Side } from '../sides/side';

/** @returns false: the message is none of these */
export function takeReply(incoming: Message, session: OpenSession, side: Side): boolean {
  switch (incoming.topic) {
    // About a maintenance; means something only while there is one.
    case 'ACTIVE_MAINTENANCE_RESP_MSG':
      side.handover?.answered(session, incoming.payload);
      return true;
    case 'STOPPING_REQUESTS_TO_THIS_SIDE_IND':
      side.handover?.stopping(session);
      return true;
    case 'START_RECORDING_CONF':
    case 'STOP_RECORDING_CONF':
      side.recorders.answered(session, incoming);
      return true;
    default:
      return false;
  }
}
