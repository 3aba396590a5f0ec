/** cti-event: messages of the server, and changes of the session's state, as messages of a flow. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { SessionStatus } from '../lib/session';
import { ownCopy } from './own-copy';
import { shownStatus, unusable } from './session-status';
import { type CtiServerNode, sessionOf } from './shared-session';

interface EventSettings extends NodeDef {
  readonly server: string;
  /** Names of messages; '*' every message of the server; 'session' changes of state. */
  readonly messages: readonly string[];
}

export default function (RED: NodeAPI): void {
  function CtiEvent(this: Node, settings: EventSettings): void {
    RED.nodes.createNode(this, settings);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    try {
      const session = sessionOf(server);
      const topics = settings.messages.includes('*') ? '*' : settings.messages.filter((name) => name !== 'session');
      // Each node a copy of its own: what one flow changes another must not see.
      const unsubscribe = session.subscribe(topics, (message) => this.send({ ...ownCopy(message) }));
      let seen: SessionStatus | undefined;
      session.register(this, (status) => {
        this.status(shownStatus(status));
        if (seen !== undefined && seen.state !== status.state && settings.messages.includes('session')) {
          this.send(stateMessage(status));
        }
        seen = status;
      });
      this.on('close', (removed: boolean, done: () => void) => {
        unsubscribe();
        session.deregister(this);
        if (removed) this.status({});
        done();
      });
    } catch (error) {
      this.status(unusable(server));
      this.error(error, {});
    }
  }

  RED.nodes.registerType<Node, EventSettings, object, object>('cti-event', CtiEvent);
}

function stateMessage({ state, previous, peer, reason, code }: SessionStatus) {
  return { topic: 'session', payload: ownCopy({ state, previous, peer, reason, code }) };
}
