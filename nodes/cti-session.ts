/** cti-session: what the session of a cti-server does, as messages, and a hand on it. */
import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { act } from './session/session-actions';
import { gapMessage, ledgerMessage, maintenanceMessage, stateMessage } from './session/session-messages';
import { withRails } from './session/session-status';
import { type Watcher, watchSession } from './session/session-watch';
import { type CtiServerNode, sessionOf } from './session/shared-session';
import { speakLanguage } from './spoken-errors';

interface SessionSettings extends NodeDef {
  readonly server: string;
  /** The flow says whether the active server may go into maintenance. */
  readonly answersMaintenance: boolean;
}

interface ActionMessage extends NodeMessageInFlow {
  readonly action?: unknown;
}

export default function (RED: NodeAPI): void {
  function CtiSession(this: Node, settings: SessionSettings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;

    this.on('input', (message: ActionMessage, send, done) => {
      const answer = async () => act(sessionOf(server), message.action, message.payload);
      answer().then((out) => {
        if (out !== undefined) send(Object.assign(message, out));
        done();
      }, done);
    });

    const { answersMaintenance } = settings;
    const user: Watcher = {
      changed: (status) => this.send(stateMessage(status)),
      gap: (gap) => this.send(gapMessage(gap)),
      ledger: (ledger, gap) => {
        // The first picture is no news about what was missed.
        if (gap !== undefined || ledger.reason !== 'opened') this.send(ledgerMessage(ledger, gap));
      },
      maintenance: (request) => this.send(maintenanceMessage(request)),
      answersMaintenance,
    };
    watchSession(this, server, () => ({ user }), withRails);
  }

  RED.nodes.registerType<Node, SessionSettings, object, object>('cti-session', CtiSession);
}
