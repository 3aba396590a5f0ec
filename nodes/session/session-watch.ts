/** A flow node that follows the session of its server: registered, shown, and let go of when it is closed. */
import type { Node } from 'node-red';
import { CalmStatus } from '../calm-status';
import { type ShownStatus, shownStatus, unusable } from './session-status';
import { type CtiServerNode, type SessionUser, type SharedSession, sessionOf } from './shared-session';

export type Watcher = Omit<SessionUser, 'shows'>;

/**
 * @param watch what the node wants to know, and what ends with it; not called where there is no session
 * @param looks how the node shows a state of the session
 */
export function watchSession(
  node: Node,
  server: CtiServerNode | null,
  watch: (session: SharedSession) => { readonly user: Watcher; readonly end?: () => void },
  looks: (shown: ShownStatus) => ShownStatus = (shown) => shown,
): void {
  try {
    const session = sessionOf(server);
    const { user, end } = watch(session);
    const calm = new CalmStatus<ShownStatus>((status) => node.status(status));
    session.register(node, { ...user, shows: (status) => calm.set(looks(shownStatus(status))) });
    node.on('close', (removed: boolean, done: () => void) => {
      end?.();
      session.deregister(node);
      calm.stop();
      if (removed) node.status({});
      done();
    });
  } catch (error) {
    node.status(unusable(server));
    node.error(error, {});
  }
}
