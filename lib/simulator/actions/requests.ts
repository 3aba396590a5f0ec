/** Whatever else a desktop may ask. */
import { MESSAGES, type MessageDefinition, type RequestName } from '../../protocol';
import { action } from './definition';
import { AGENT, choice, field, maybe, OBJECT } from './fields';

/** Requests with a public layout. Sessions are opened and closed by clients only. */
const REQUESTS = Object.entries<MessageDefinition>(MESSAGES)
  .filter(([, { kind, fixed }]) => kind === 'request' && fixed !== undefined)
  .map(([name]) => name as RequestName)
  .filter((name) => name !== 'OPEN_REQ' && name !== 'CLOSE_REQ');

export const REQUEST_ACTIONS = [
  action('request', 'request', {
    about: "Any request of the protocol, as the agent's own desktop would send it; the confirmation is the answer.",
    fields: {
      agent: AGENT,
      request: field(choice(REQUESTS), "the message's name"),
      payload: maybe(OBJECT, "the message's fields, without invokeID"),
    },
    run: async ({ agent, request, payload = {} }, stage) => ({
      ...(await stage.desktop(agent).request(request, payload as never)),
    }),
  }),
] as const;
