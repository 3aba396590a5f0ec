/** cti-server: one session with a CTI Server, shared by the nodes that use it. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { CtiError, Session, type SessionStatus } from '../lib/session';
import { type EditorDefinitions, editorDefinitions } from './editor-definitions';
import { defaultPeripheral, type ServerCredentials, type ServerSettings, sessionOptions } from './session-options';
import { SharedSession } from './shared-session';

interface ServerNode extends Node<ServerCredentials> {
  shared?: SharedSession;
  problem?: CtiError;
  peripheralID: number | null;
  /** Node-RED passes this node's errors to the Catch nodes of these nodes' flows, once for each of them. */
  readonly users: Record<string, Node>;
}

export default function (RED: NodeAPI): void {
  function CtiServer(this: ServerNode, settings: NodeDef & ServerSettings): void {
    RED.nodes.createNode(this, settings);
    this.peripheralID = null;
    let session: Session;
    try {
      this.peripheralID = defaultPeripheral(settings);
      session = new Session(sessionOptions(settings, this.credentials ?? {}));
    } catch (error) {
      if (!(error instanceof CtiError)) throw error;
      this.problem = error;
      this.error(error);
      return;
    }
    const shared = new SharedSession(session);
    this.shared = shared;
    Object.defineProperty(this, 'users', { get: () => shared.onePerFlow() });
    session.on('problem', (error) => this.error(error, {}));
    const report = logChanges(this);
    session.on('status', report);
    this.on('close', (done: () => void) => {
      session.off('status', report);
      shared.close().then(done, done);
    });
  }

  /** A line in the log when the session opens, and when it is not open for another reason than before. */
  function logChanges(node: Node): (status: SessionStatus) => void {
    let last: string | undefined;
    return ({ state, peer, reason, code }) => {
      if (state === 'open') node.log(RED._('cti-server.log.open', { peer }));
      if (state === 'waiting' && code !== last)
        node.warn(RED._('cti-server.log.waiting', { peer, reason: reason ?? '' }));
      if (state === 'open' || state === 'waiting') last = code;
    };
  }

  RED.nodes.registerType<ServerNode, NodeDef & ServerSettings, object, ServerCredentials>('cti-server', CtiServer, {
    credentials: { clientID: { type: 'text' }, password: { type: 'password' } },
  });

  let definitions: EditorDefinitions | undefined;
  RED.httpAdmin.get('/cti-server/definitions', RED.auth.needsPermission('cti-server.read'), (_request, response) => {
    definitions ??= editorDefinitions();
    response.json(definitions);
  });
}
