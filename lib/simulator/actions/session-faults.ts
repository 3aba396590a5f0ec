/** What goes wrong between the server and its clients. */
import { CtiError } from '../../codec';
import { MALFORMED, type MalformedKind } from '../sessions/malformed';
import type { ClientConnection } from '../sides/side';
import { action, type Stage } from './definition';
import { amount, choice, field, maybe, textOf } from './fields';

const WHOSE = { clientID: maybe(textOf(64), "the ClientID of whose sessions; everybody's when left out") };
const KINDS = Object.keys(MALFORMED) as MalformedKind[];
const kindsInWords = Object.entries(MALFORMED).map(([kind, about]) => `${kind} (${about})`);

export const SESSION_ACTIONS = [
  action('drop', 'session', {
    about: 'Connections are reset without a word.',
    fields: WHOSE,
    run: ({ clientID }, stage) => {
      const sessions = sessionsOf(clientID, stage);
      for (const session of sessions) session.reset('dropped on demand');
      return { sessions: sessions.length };
    },
  }),
  action('halfOpen', 'session', {
    about: 'Connections stay, but nothing goes or comes any more; only those that there are, until they end.',
    fields: WHOSE,
    run: ({ clientID }, stage) => {
      const sessions = sessionsOf(clientID, stage);
      for (const session of sessions) session.stall();
      return { sessions: sessions.length };
    },
  }),
  action('slowAnswers', 'session', {
    about: 'Whatever clients ask, heartbeats too, is taken and answered late; sessions opened later are slow as well.',
    fields: { seconds: field(amount(0, 3600), 'in real time; 0 ends it'), ...WHOSE },
    run: ({ seconds, clientID }, { pair }) => void pair().office.slowAnswers.set(seconds, clientID),
  }),
  action('malformedFrame', 'session', {
    about: 'The server sends a frame that it should not send.',
    fields: { kind: maybe(choice(KINDS), `truncated when left out; ${kindsInWords.join('; ')}`), ...WHOSE },
    run: ({ kind = 'truncated', clientID }, stage) => {
      const sessions = sessionsOf(clientID, stage);
      for (const session of sessions) session.sendMalformed(kind);
      return { sessions: sessions.length };
    },
  }),
] as const;

/** On both sides. @throws CtiError CTI_UNKNOWN_CLIENT, CTI_NOT_STARTED */
function sessionsOf(clientID: string | undefined, { pair }: Stage): ClientConnection[] {
  const all = [...pair().office.sessions];
  if (clientID === undefined) return all;
  const found = all.filter(({ client }) => client?.clientID === clientID);
  if (found.length > 0) return found;
  const names = [...new Set(all.map(({ client }) => client?.clientID))].join(', ') || 'there are none';
  const message = `clientID: ${JSON.stringify(clientID)} has no session; who has: ${names}`;
  throw new CtiError('CTI_UNKNOWN_CLIENT', message, { field: 'clientID' });
}
