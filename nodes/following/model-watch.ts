/** A flow node that follows calls or agents: registered, shown, and let go of when it is closed. */
import type { Node } from 'node-red';
import { CtiError, type SessionStatus } from '../../lib/session';
import { CalmStatus } from '../calm-status';
import { type ShownStatus, shownStatus, unusable } from '../session/session-status';
import type { ModelUser, SharedModel } from '../session/shared-model';
import { type CtiServerNode, sessionOf } from '../session/shared-session';

export interface ModelWatcher extends Pick<ModelUser, 'changed' | 'whole'> {
  /** When the node is closed. @param removed it is gone for good */
  end?(removed: boolean): Promise<void>;
}

/**
 * @param figures what the node shows when all is well, in the server's language
 * @param watch what the node wants to know; it may throw a CtiError about its settings
 */
export function watchModel(
  node: Node,
  server: CtiServerNode | null,
  figures: (model: SharedModel) => string,
  watch: (model: SharedModel) => ModelWatcher,
): void {
  try {
    const session = sessionOf(server);
    const { model } = session;
    const { end, ...user } = watch(model);
    const calm = new CalmStatus<ShownStatus>((status) => node.status(status));
    const show = (status: SessionStatus) => calm.set(looks(status, model, figures));
    model.register(node.id, { ...user, shows: () => show(session.status) });
    session.register(node, { shows: show });
    node.on('close', (removed: boolean, done: () => void) => {
      model.deregister(node.id, removed);
      session.deregister(node);
      calm.stop();
      if (removed) node.status({});
      const finish = (error?: Error) => {
        if (error) node.error(error, {});
        done();
      };
      if (end) end(removed).then(() => finish(), finish);
      else done();
    });
  } catch (error) {
    node.status(server?.shared && error instanceof CtiError ? wrongSettings(error) : unusable(server));
    node.error(error, {});
  }
}

function looks(status: SessionStatus, model: SharedModel, figures: (model: SharedModel) => string): ShownStatus {
  const session = shownStatus(status);
  // What is wrong with the session says more than figures of yesterday.
  if (status.state !== 'open' || session.fill !== 'green') return session;
  if (!model.model.complete) return { ...session, fill: 'yellow', text: whyIncomplete(model), complete: false };
  return { ...session, text: figures(model), complete: true };
}

/** Why the picture is not complete, as a key of the catalog. */
export function whyIncomplete({ unknown }: SharedModel): string {
  const key = (name: string) => `@ged188/node-red-cti/cti-call:cti-call.status.${name}`;
  if (unknown.includes('agents')) return key('agentsUnknown');
  return key(unknown.length > 0 ? 'partlyUnknown' : 'reading');
}

function wrongSettings({ code }: CtiError): ShownStatus {
  return {
    fill: 'red',
    shape: 'ring',
    state: 'closed',
    text: '@ged188/node-red-cti/cti-server:cti-server.status.settings',
    code,
  };
}
