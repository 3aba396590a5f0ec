/** What every node that sends requests does: one answer for each message, a status, an end of its own. */
import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import { CtiError } from '../../lib/session';
import { CalmStatus } from '../calm-status';
import { type ShownStatus, shownStatus, unusable } from '../session/session-status';
import type { CtiServerNode, SessionUser } from '../session/shared-session';
import { RequestActivity } from './request-activity';
import type { FilledField } from './request-payload';

type Done = (error?: Error) => void;

/**
 * What a node does with a message before it sends it on; rejects with what Catch nodes get. Resolves to the output, from
 * 0 on; nothing where there is one only.
 * @param progress shows how far it is, in words of the server's language
 * @param result is shown beside the session when all is done
 */
// biome-ignore lint/suspicious/noConfusingVoidType: most nodes have one output and say nothing
type Ended = Promise<number | void>;
export type Work = (
  message: NodeMessageInFlow,
  progress: (text: string) => void,
  result: (shown: Partial<ShownStatus>) => void,
) => Ended;

/** @param user what else the node wants to know of the session */
export function doRequests(
  node: Node,
  server: CtiServerNode | null,
  work: Work,
  user: Omit<SessionUser, 'shows'> = {},
): void {
  const calm = new CalmStatus<ShownStatus>((status) => node.status(status));
  const activity = new RequestActivity((status) => calm.set(status));
  const pending = new Set<Done>();
  if (server?.shared)
    server.shared.register(node, { ...user, shows: (status) => activity.session(shownStatus(status)) });
  else activity.session(unusable(server));

  node.on('input', (message, send, done) => {
    pending.add(done);
    activity.begun();
    /** Once for each message: closing the node may come first. */
    const finish = (error?: Error, output = 0) => {
      if (!pending.delete(done)) return;
      activity.ended(error);
      if (error !== undefined) return done(error);
      send([...Array(output).fill(null), message]);
      done();
    };
    work(
      message,
      (text) => activity.progress(text),
      (shown) => activity.result(shown),
    )
      .then((output) => finish(undefined, output ?? 0))
      .catch(finish);
  });

  node.on('close', (removed: boolean, done: () => void) => {
    const closed = new CtiError('CTI_NODE_CLOSED', 'the node was stopped before the server answered');
    for (const fail of pending) fail(closed);
    pending.clear();
    server?.shared?.deregister(node);
    calm.stop();
    if (removed) node.status({});
    done();
  });
}

/** The value of a typed input. Rejects where an expression fails or a context store cannot be read. */
export function evaluate(RED: NodeAPI, node: Node, typed: FilledField, message: NodeMessageInFlow): Promise<unknown> {
  return new Promise((resolve, reject) => {
    RED.util.evaluateNodeProperty(typed.value, typed.type, node, message, (error, value) =>
      error ? reject(error) : resolve(value),
    );
  });
}
