/** cti-request: sends a request; the message goes on when the server has confirmed. */
import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { CtiError } from '../lib/session';
import { CalmStatus } from './calm-status';
import { ownCopy } from './own-copy';
import { RequestActivity } from './request-activity';
import { definitionOf, requestFields } from './request-fields';
import { type FilledField, requestPayload } from './request-payload';
import { wholeNumber } from './session-options';
import { type ShownStatus, shownStatus, unusable } from './session-status';
import { type CtiServerNode, type SharedSession, sessionOf } from './shared-session';

interface RequestSettings extends NodeDef {
  readonly server: string;
  /** The message's name; empty: `source` gives it. */
  readonly request: string;
  readonly source: string;
  readonly sourceType: string;
  readonly fields: Readonly<Record<string, FilledField>>;
  /** Seconds; empty: the server's setting. */
  readonly timeout: string | number;
}

interface RequestCredentials {
  /** Of the agent who logs in or out. */
  readonly agentPassword?: string;
}

interface RequestNode extends Node<RequestCredentials> {}

type Done = (error?: Error) => void;

export default function (RED: NodeAPI): void {
  function CtiRequest(this: RequestNode, settings: RequestSettings): void {
    RED.nodes.createNode(this, settings);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    const calm = new CalmStatus<ShownStatus>((status) => this.status(status));
    const activity = new RequestActivity((status) => calm.set(status));
    const pending = new Set<Done>();
    if (server?.shared) server.shared.register(this, { shows: (status) => activity.session(shownStatus(status)) });
    else activity.session(unusable(server));

    const evaluate = (typed: FilledField, message: NodeMessageInFlow): Promise<unknown> =>
      new Promise((resolve, reject) => {
        RED.util.evaluateNodeProperty(typed.value, typed.type, this, message, (error, value) =>
          error ? reject(error) : resolve(value),
        );
      });

    const password = this.credentials?.agentPassword;
    const filled = { ...settings.fields, ...(password && { agentPassword: { value: password, type: 'str' } }) };

    const ask = async (message: NodeMessageInFlow): Promise<void> => {
      const session = sessionOf(server);
      const topic =
        settings.request || (await evaluate({ value: settings.source, type: settings.sourceType }, message));
      if (typeof topic !== 'string') throw noName(topic);
      const definition = definitionOf(topic);
      // Without a layout there is nothing to fill in; for a name that is no request the session has the words.
      if (definition?.fixed === undefined) return send(session, topic, message, message.payload as object);
      const fields = requestFields(definition);
      const payload = await requestPayload(fields, settings.request ? filled : {}, message.payload, (typed) =>
        evaluate(typed, message),
      );
      if (payload.peripheralID === undefined && fields.some(({ key }) => key === 'peripheralID')) {
        payload.peripheralID = server?.peripheralID ?? undefined;
      }
      if (definition.kind !== 'request') return send(session, topic, message, payload);
      const answer = await session.request(topic, payload, wholeNumber('timeout', settings.timeout));
      Object.assign(message, ownCopy(answer));
    };

    this.on('input', (message, send, done) => {
      pending.add(done);
      activity.begun();
      /** Once for each message: closing the node may come first. */
      const finish = (error?: Error) => {
        if (!pending.delete(done)) return;
        activity.ended(error && codeOf(error));
        if (error !== undefined) return done(error);
        send(message);
        done();
      };
      ask(message)
        .then(() => finish())
        .catch(finish);
    });

    this.on('close', (removed: boolean, done: () => void) => {
      const closed = new CtiError('CTI_NODE_CLOSED', 'the node was stopped before the server answered');
      for (const fail of pending) fail(closed);
      pending.clear();
      server?.shared?.deregister(this);
      calm.stop();
      if (removed) this.status({});
      done();
    });
  }

  RED.nodes.registerType<RequestNode, RequestSettings, object, RequestCredentials>('cti-request', CtiRequest, {
    credentials: { agentPassword: { type: 'password' } },
  });
}

/** For messages that the server does not confirm. */
function send(session: SharedSession, topic: string, message: NodeMessageInFlow, payload: object): void {
  Object.assign(message, ownCopy(session.send(topic, payload) ?? { topic }));
}

function noName(topic: unknown): CtiError {
  return new CtiError(
    'CTI_UNKNOWN_MESSAGE',
    `request: the name of a message is needed, like MAKE_CALL_REQ, not ${JSON.stringify(topic)}`,
    { field: 'request' },
  );
}

function codeOf(error: Error): string {
  return error instanceof CtiError ? error.code : error.name;
}
