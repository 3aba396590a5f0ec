/** cti-call: one message per change of a call, with the whole call as it then stands. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { CallChange, CallView, Change } from '../lib/model';
import type { SessionCti } from '../lib/session';
import { type CallFilters, callFilter } from './call-filter';
import { callMessage } from './change-messages';
import { KeptKeys } from './kept-keys';
import { watchModel } from './model-watch';
import type { Living } from './sent-keys';
import type { CtiServerNode } from './shared-session';

interface CallSettings extends NodeDef, CallFilters {
  readonly server: string;
  readonly oncePerContact: boolean;
  /** A context store; empty: the memory of the process. */
  readonly store: string;
}

export default function (RED: NodeAPI): void {
  function CtiCall(this: Node, settings: CallSettings): void {
    RED.nodes.createNode(this, settings);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    const figures = ({ liveCalls: count }: { liveCalls: number }) => RED._('cti-call.status.calls', { count });
    watchModel(this, server, figures, ({ model }) => {
      const chosen = callFilter(settings, model.agents.directory);
      const kept = new KeptKeys(this, settings.store ?? '');
      kept.keys.begin(model);
      /** Changes that wait for what was sent before to be known. */
      let waiting: [CallChange, SessionCti | undefined][] | undefined = [];
      const tell = (change: CallChange, cti: SessionCti | undefined) => {
        const key = kept.keys.claim(change);
        if (key === undefined) return;
        kept.changed();
        if (settings.oncePerContact && !isFirst(change, kept)) return;
        this.send(callMessage(change, key, cti));
      };
      const living: Living = {
        call: (id) => isLive(model.calls.get(id)),
        contact: (id) => model.calls.byContact(id).some(isLive),
      };
      let whole = false;
      const begin = () => {
        if (whole) kept.keys.settle(living);
        const late = waiting ?? [];
        waiting = undefined;
        for (const [change, cti] of late) tell(change, cti);
      };
      kept.load().then(begin, (error: Error) => {
        this.error(error, {});
        begin();
      });
      const changed = (change: Change, cti: SessionCti | undefined) => {
        if (change.kind !== 'call' || !chosen(change)) return;
        if (waiting) waiting.push([change, cti]);
        else tell(change, cti);
      };
      const settle = () => {
        whole = true;
        if (!waiting) kept.keys.settle(living);
      };
      return { changed, whole: settle, end: (removed) => kept.close(removed) };
    });
  }

  RED.nodes.registerType<Node, CallSettings, object, object>('cti-call', CtiCall);
}

function isLive(call: CallView | undefined): boolean {
  return call !== undefined && call.state !== 'ended';
}

/** Under whatever name it was told: two contacts may turn out to be one, and a router call key may come late. */
function isFirst({ contact, at }: CallChange, { keys }: KeptKeys): boolean {
  return contact.names.map((name) => keys.once(name, at)).every((first) => first);
}
