/** Every message that a node sends, by node: one declaration, from which types, JSON Schema and checks of help come. */
import type { JsonSchema } from '../protocol';
import { CtiError } from '../session';
import type { Shape } from '../shapes';
import { agentStateMessages, answers, monitorMessages, routeMessages, serverMessages } from './answers';
import { AGENT_MESSAGE, CALL_MESSAGE, LOOKUP_MESSAGE } from './following';
import { SESSION_MESSAGES, STATE_MESSAGE } from './session';
import { simulatorMessages } from './simulator';

/** Made when they are asked for: hardly any program wants all of them. */
const MESSAGES_OF = {
  'cti-event': () => [...serverMessages(), STATE_MESSAGE],
  'cti-call': () => [CALL_MESSAGE],
  'cti-agent': () => [AGENT_MESSAGE],
  'cti-lookup': () => [LOOKUP_MESSAGE],
  'cti-session': () => SESSION_MESSAGES,
  'cti-request': answers,
  'cti-make-call': answers,
  'cti-call-control': answers,
  'cti-call-data': answers,
  'cti-agent-state': agentStateMessages,
  'cti-route': routeMessages,
  'cti-query': answers,
  'cti-monitor': monitorMessages,
  'cti-supervise': answers,
  'cti-record': answers,
  'cti-message': answers,
  'cti-simulator': simulatorMessages,
} as const satisfies { readonly [node: string]: () => readonly Shape[] };

/** The type of a node that sends messages. */
export type MessageNode = keyof typeof MESSAGES_OF;

export const MESSAGE_NODES = Object.keys(MESSAGES_OF) as readonly MessageNode[];

/**
 * JSON Schema (draft-07) of the messages that a node sends. Those that a node puts on the message that it was sent may
 * have any other property.
 * @param topic messages with this msg.topic only
 * @throws CtiError CTI_UNKNOWN_MESSAGE
 */
export function messageSchema(node: string, topic?: string): JsonSchema {
  if (!Object.hasOwn(MESSAGES_OF, node)) {
    const message = `node: ${JSON.stringify(node)} sends no messages; these do: ${MESSAGE_NODES.join(', ')}`;
    throw new CtiError('CTI_UNKNOWN_MESSAGE', message, { field: 'node' });
  }
  const all = MESSAGES_OF[node as MessageNode]();
  const fitting = topic === undefined ? all : all.filter((one) => hasTopic(one, topic));
  if (fitting.length === 0) {
    const message = `topic: ${node} sends no message ${JSON.stringify(topic)}`;
    throw new CtiError('CTI_UNKNOWN_MESSAGE', message, { field: 'topic' });
  }
  const title = topic === undefined ? `Messages of ${node}` : `${topic} of ${node}`;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    description:
      'What the privacy settings of the cti-server keep back is absent, or masked, whatever is required here.',
    ...(fitting.length === 1 ? fitting[0]?.schema : { anyOf: fitting.map(({ schema }) => schema) }),
  };
}

/** One without a topic of its own keeps that of the message that came in. */
function hasTopic({ schema }: Shape, topic: string): boolean {
  const { topic: declared } = schema.properties as { readonly topic?: JsonSchema };
  if (declared === undefined) return true;
  const { enum: names, pattern } = declared as { readonly enum?: readonly unknown[]; readonly pattern?: string };
  return names?.includes(topic) ?? new RegExp(pattern ?? '').test(topic);
}
