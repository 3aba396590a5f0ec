/** cti-call: one message per change of a call, with the whole call as it then stands. */
import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { CallChange, CallView } from '../lib/model';
import { type CallFilters, callFilter } from './following/call-filter';
import { callMessage } from './following/change-messages';
import { contactIDs } from './following/contact-ids';
import { HeldChanges } from './following/held-changes';
import { KeptKeys } from './following/kept-keys';
import { leftCallers, recall } from './following/left-callers';
import { watchModel } from './following/model-watch';
import { SentKeys } from './following/sent-keys';
import type { CtiServerNode } from './session/shared-session';
import { speakLanguage } from './spoken-errors';

interface CallSettings extends NodeDef, CallFilters {
  readonly server: string;
  readonly oncePerContact: boolean;
  /** A context store; empty: the memory of the process. */
  readonly store: string;
}

export default function (RED: NodeAPI): void {
  function CtiCall(this: Node, settings: CallSettings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    const figures = ({ liveCalls: count }: { liveCalls: number }) => RED._('cti-call.status.calls', { count });
    watchModel(this, server, figures, (shared) => {
      const { model } = shared;
      const chosen = callFilter(settings, model.agents.directory);
      const kept = new KeptKeys(this, settings.store ?? '', () => new SentKeys());
      const { keys } = kept;
      keys.begin(model, {
        call: (id) => isLive(model.calls.get(id)) || model.isRecalled(id),
        contact: (id) => model.calls.byContact(id).some(isLive) || model.isRecalled(id),
      });
      const once = settings.oncePerContact;
      const held = new HeldChanges<CallChange>((change, cti) => {
        if (change.contact.was !== undefined) {
          keys.joined(change.contact);
          if (once) keys.same(contactIDs(change, model.calls), change.at);
        }
        if (change.topic === 'call.started') keys.begins(change, contactIDs(change, model.calls));
        if (!chosen(change)) {
          if (keys.pass(change)) kept.changed();
          return;
        }
        const key = keys.claim(change);
        if (key === undefined) return;
        kept.changed();
        if (once && !keys.once(contactIDs(change, model.calls), change.at)) return;
        this.send(callMessage(change, key, cti));
      });
      const settle = () => {
        if (held.released && model.complete) keys.settle();
      };
      const keep = (left: typeof keys.left) => {
        if (left ?? keys.left) kept.changed();
        keys.left = left;
      };
      const begin = () => {
        recall(shared, keys.left);
        keep(undefined);
        held.release();
        settle();
      };
      kept.load().then(begin, (error: Error) => {
        this.error(error, {});
        begin();
      });
      return {
        changed: (change, cti) => {
          if (change.kind === 'call') held.take(change, cti);
        },
        whole: settle,
        end: (removed) => {
          if (held.released) keep(leftCallers(shared, chosen, Date.now()));
          return kept.close(removed);
        },
      };
    });
  }

  RED.nodes.registerType<Node, CallSettings, object, object>('cti-call', CtiCall);
}

function isLive(call: CallView | undefined): boolean {
  return call !== undefined && call.state !== 'ended';
}
