/** Messages with a payload of the guide: what cti-event passes on, and what the nodes that send requests answer. */
import { fieldKey, MESSAGES, type MessageDefinition, type MessageName, type Payload, payloadSchema } from '../protocol';
import { CTI_FIELDS } from '../session';
import {
  about,
  anyOf,
  flag,
  integer,
  list,
  named,
  object,
  oneOf,
  openRow,
  optional,
  orNull,
  row,
  type Shape,
  text,
  type ValueOf,
} from '../shapes';

const NAMES = Object.keys(MESSAGES) as MessageName[];
const CTI = row(CTI_FIELDS);
const DRY_RUN_CTI = row({ confirmed: oneOf(false), dryRun: oneOf(true) });

/** What a server sends, unasked or as an answer: cti-event passes on whatever is chosen. */
export function serverMessages(): Shape[] {
  const known = NAMES.filter((name) => definitionOf(name).direction !== 'client-to-server');
  return [
    ...known.map((name) => row({ topic: oneOf(name), payload: payloadShape(name), cti: CTI })),
    row({ topic: WITHOUT_NAME, payload: named('message without a definition', row({ body: object })), cti: CTI }),
  ];
}

const WITHOUT_NAME: Shape<`MESSAGE_TYPE_${number}`> = {
  schema: { type: 'string', pattern: '^MESSAGE_TYPE_\\d+$' },
};

type More = Readonly<Record<string, Shape>>;

/**
 * What the nodes that send requests put on the message that asked.
 * @param more what the node adds
 */
export function answers(more: More = {}): Shape[] {
  const requests = NAMES.filter((name) => definitionOf(name).direction !== 'server-to-client');
  const confirmations = new Set(requests.flatMap((name) => confirmationOf(name) ?? []));
  return [
    ...[...confirmations].map((name) =>
      openRow({ topic: oneOf(name), payload: payloadShape(name), cti: CTI, ...more }),
    ),
    ...requests.map((name) =>
      about(
        'in a dry run: the request',
        openRow({ topic: oneOf(name), payload: keysOf(name), cti: DRY_RUN_CTI, ...more }),
      ),
    ),
    about(
      'what the server does not confirm; the payload stays as it came in',
      openRow({ topic: oneOf(...requests.filter((name) => definitionOf(name).kind !== 'request')), ...more }),
    ),
  ];
}

function definitionOf(name: MessageName): MessageDefinition {
  return MESSAGES[name];
}

function confirmationOf(name: MessageName): MessageName | undefined {
  const definition: MessageDefinition = MESSAGES[name];
  return definition.fixed && (definition.confirmedBy as MessageName | undefined);
}

export function payloadShape<N extends MessageName>(name: N): Shape<Payload<N>> {
  const { $schema: _, ...schema } = payloadSchema(name, 'any');
  return { schema };
}

/** A request as the flow gives it: constants or numbers, whatever may be left out left out. */
function keysOf(name: MessageName): Shape<object> {
  const { fixed, ...rest }: MessageDefinition = MESSAGES[name];
  const names = Object.keys({ ...fixed, ...('floating' in rest && rest.floating) });
  const properties = Object.fromEntries(names.map((guideName) => [fieldKey(guideName), {}]));
  const schema = { type: 'object', properties, ...(fixed && { additionalProperties: false }) };
  return named(name, { schema });
}

export const AGENT_RESULT = row({
  agentID: about('as the list names the agent; where it names only a device: agentInstrument', optional(text)),
  agentInstrument: optional(text),
  done: flag,
  dryRun: about(
    "the server's settings want nothing to be sent: it would have been, and is not done",
    optional(oneOf(true)),
  ),
  code: about('why not', optional(text)),
  message: optional(text),
});
/** A row of the result of cti-agent-state, in the place that the agent has in the list. */
export type AgentResult = ValueOf<typeof AGENT_RESULT>;

export const MONITOR_NEWS = row({
  action: text,
  request: about('what was asked', object),
  previous: about('the number that it had in the session before', optional(integer)),
});
/** What cti-monitor says of a monitor beside its number, as msg.monitor. */
export type MonitorNews = ValueOf<typeof MONITOR_NEWS>;

export const ROUTE_DECISION = row({
  rule: about(
    'counted from 1; else: none applied; null: none applied, and nothing is done then',
    orNull(anyOf(integer, oneOf('else'))),
  ),
  name: text,
  action: text,
  complete: about('false: not all calls and agents are known, so that numbers of them may be too small', flag),
  request: optional(text),
  payload: optional(object),
  dryRun: optional(oneOf(true)),
  refused: about('in a dry run: the code with which the request would have been refused', optional(text)),
});
/** What came of the rules of cti-route, as msg.route. */
export type RouteDecision = ValueOf<typeof ROUTE_DECISION>;

export function routeMessages(): Shape[] {
  const requests = NAMES.filter((name) => definitionOf(name).direction !== 'server-to-client');
  return [
    ...answers({ route: ROUTE_DECISION }),
    about('a dry run of the node', openRow({ topic: oneOf(...requests), payload: object, route: ROUTE_DECISION })),
    about('nothing is done: the message as it came', openRow({ route: ROUTE_DECISION })),
  ];
}

export function agentStateMessages(): Shape[] {
  return [...answers(), about('of several agents', openRow({ payload: list(AGENT_RESULT) }))];
}

export function monitorMessages(): Shape[] {
  return answers({ monitor: optional(MONITOR_NEWS) });
}
