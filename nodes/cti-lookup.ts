/** cti-lookup: the calls or agents of this moment, on the message that asks. */
import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { watchModel } from './following/model-watch';
import { findAgents, findCalls } from './lookup/lookup';
import { askFresh } from './lookup/lookup-fresh';
import { lookupQuery, type Query } from './lookup/lookup-query';
import { ownCopy } from './own-copy';
import type { SharedModel } from './session/shared-model';
import { type CtiServerNode, sessionOf } from './session/shared-session';
import { speakLanguage } from './spoken-errors';

/** Each of them may be empty: the message says it. */
interface LookupSettings extends NodeDef {
  readonly server: string;
  readonly what: string;
  readonly answer: string;
  readonly fresh: boolean;
  /** Of the model: `id` is the node's own. */
  readonly callID: string;
  readonly contact: string;
  readonly connectionCallID: string;
  readonly peripheralID: string;
  readonly device: string;
  readonly agent: string;
  readonly skillGroup: string;
  readonly team: string;
  readonly variableName: string;
  readonly variable: string;
}

type Answered = NodeMessageInFlow & { complete?: boolean };

export default function (RED: NodeAPI): void {
  function CtiLookup(this: Node, settings: LookupSettings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    const figures = ({ liveCalls: calls, agentsSignedIn: agents }: SharedModel) =>
      RED._('cti-lookup.status.figures', { calls, agents });
    watchModel(this, server, figures, () => ({}));

    const answer = async (message: Answered): Promise<void> => {
      const { model: shared } = sessionOf(server);
      const query = lookupQuery({ ...settings, id: settings.callID }, message.payload);
      if (query.fresh) await askFresh(shared, query, server?.peripheralID ?? null);
      message.payload = ownCopy(found(shared, query));
      message.complete = shared.model.complete;
    };

    this.on('input', (message: Answered, send, done) => {
      answer(message).then(() => {
        send(message);
        done();
      }, done);
    });
  }

  RED.nodes.registerType<Node, LookupSettings, object, object>('cti-lookup', CtiLookup);
}

/** One that is not there is null. */
function found({ model }: SharedModel, query: Query): unknown {
  const views = query.what === 'calls' ? findCalls(model, query) : findAgents(model, query);
  if (query.answer === 'count') return views.length;
  return query.answer === 'one' ? (views[0] ?? null) : views;
}
