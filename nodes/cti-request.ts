/** cti-request: sends a request; the message goes on when the server has confirmed. */
import type { Node, NodeAPI, NodeDef, NodeMessageInFlow } from 'node-red';
import { CtiError } from '../lib/session';
import { ownCopy } from './own-copy';
import { checkKeys } from './requests/payload-keys';
import { definitionOf, isSendable, keysOf, requestFields } from './requests/request-fields';
import { type FilledField, requestPayload } from './requests/request-payload';
import { doRequests, evaluate } from './requests/request-work';
import { wholeNumber } from './session/session-options';
import { type CtiServerNode, type SharedSession, sessionOf } from './session/shared-session';
import { speakLanguage } from './spoken-errors';

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

export default function (RED: NodeAPI): void {
  function CtiRequest(this: RequestNode, settings: RequestSettings): void {
    RED.nodes.createNode(this, settings);
    speakLanguage(RED, this);
    const server = RED.nodes.getNode(settings.server) as CtiServerNode | null;
    const password = this.credentials?.agentPassword;
    const filled = { ...settings.fields, ...(password && { agentPassword: { value: password, type: 'str' } }) };

    const ask = async (message: NodeMessageInFlow): Promise<void> => {
      const session = sessionOf(server);
      const topic =
        settings.request || (await evaluate(RED, this, { value: settings.source, type: settings.sourceType }, message));
      if (typeof topic !== 'string') throw noName(topic);
      const definition = definitionOf(topic);
      // Without a layout there is nothing to fill in; for a name that is no request the session has the words.
      if (definition?.fixed === undefined) return send(session, topic, message, message.payload as object);
      const fields = requestFields(definition);
      // What nobody may send is refused by the session, in its own words.
      if (isSendable(topic, definition)) checkKeys(keysOf(fields), message.payload, message.topic);
      const payload = await requestPayload(fields, settings.request ? filled : {}, message.payload, (typed) =>
        evaluate(RED, this, typed, message),
      );
      if (payload.peripheralID === undefined && fields.some(({ key }) => key === 'peripheralID')) {
        payload.peripheralID = server?.peripheralID ?? undefined;
      }
      if (definition.kind !== 'request') return send(session, topic, message, payload);
      const answer = await session.request(topic, payload, wholeNumber('timeout', settings.timeout));
      Object.assign(message, ownCopy(answer));
    };

    doRequests(this, server, ask);
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
