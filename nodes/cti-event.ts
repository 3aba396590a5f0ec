/** cti-event: messages of the server, and changes of the session's state, as messages of a flow. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { SessionStatus } from '../lib/session';
import { ownCopy } from './own-copy';
import { stateMessage } from './session/session-messages';
import { watchSession } from './session/session-watch';
import type { CtiServerNode } from './session/shared-session';
import { speakLanguage } from './spoken-errors';

interface EventSettings extends NodeDef {
  readonly server: string;
  /** Names of messages; '*' every message of the server; 'session' changes of state. */
  readonly messages: readonly string[];
}

export default function (RED: NodeAPI): void {
  function CtiEvent(this: Node, settings: EventSettings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    watchSession(this, server, (session) => {
      const topics = settings.messages.includes('*') ? '*' : settings.messages.filter((name) => name !== 'session');
      // Each node a copy of its own: what one flow changes another must not see.
      const end = session.subscribe(topics, (message) => this.send({ ...ownCopy(message) }));
      let before = session.status;
      const changed = (status: SessionStatus) => {
        if (settings.messages.includes('session') && isAnother(status, before)) this.send(stateMessage(status));
        before = status;
      };
      return { user: { changed, needs: topics }, end };
    });
  }

  RED.nodes.registerType<Node, EventSettings, object, object>('cti-event', CtiEvent);
}

/** Changes within one state, of a peripheral say, are for cti-session: flows start over when this message comes. */
function isAnother(status: SessionStatus, before: SessionStatus): boolean {
  return status.state !== before.state || status.side !== before.side || status.epoch !== before.epoch;
}
