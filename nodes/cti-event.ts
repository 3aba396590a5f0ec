/** cti-event: messages of the server, and changes of the session's state, as messages of a flow. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { SessionStatus } from '../lib/session';
import { CalmStatus } from './calm-status';
import { ownCopy } from './own-copy';
import { stateMessage } from './session-messages';
import { type ShownStatus, shownStatus, unusable } from './session-status';
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
      const calm = new CalmStatus<ShownStatus>((status) => this.status(status));
      let before = session.status;
      session.register(this, {
        shows: (status) => calm.set(shownStatus(status)),
        changed: (status) => {
          if (settings.messages.includes('session') && isAnother(status, before)) this.send(stateMessage(status));
          before = status;
        },
      });
      this.on('close', (removed: boolean, done: () => void) => {
        unsubscribe();
        session.deregister(this);
        calm.stop();
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

/** Changes within one state, of a peripheral say, are for cti-session: flows start over when this message comes. */
function isAnother(status: SessionStatus, before: SessionStatus): boolean {
  return status.state !== before.state || status.side !== before.side || status.epoch !== before.epoch;
}
