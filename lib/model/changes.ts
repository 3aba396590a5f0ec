/** What the model tells: one change at a time, with the whole call or agent as it stands then. */
import type { Constant } from '../protocol';
import type { AgentTopic } from './agents/agent-topics';
import type { AgentView } from './agents/agent-view';
import type { CallView, ConnectionView, ContactView } from './calls/call-view';

/** What may happen to a call; the documented event behind each is in transitions.ts. */
export const CALL_TOPICS = [
  'call.preCall',
  'call.preCallAborted',
  'call.started',
  'call.queued',
  'call.dequeued',
  'call.initiated',
  'call.originated',
  'call.reachedNetwork',
  'call.ringing',
  'call.answered',
  'call.held',
  'call.retrieved',
  'call.diverted',
  'call.failed',
  'call.transferred',
  'call.conferenced',
  'call.partyLeft',
  'call.data',
  'call.abandoned',
  'call.ended',
  'call.wrappedUp',
] as const;
export type CallTopic = (typeof CALL_TOPICS)[number];

interface Told {
  /**
   * Names this change, and no other, for whoever must not do a thing twice:
   * `<call id>/<topic>/<connectionDeviceID>`, from the second time on with `#2`, `#3` ... The contact is no part of it:
   * a call that an agent makes gets its router call key only when it is routed, after its first message.
   * What happens to a contact that has no call yet has `<router call key>/-/<topic>/<device>`, what happens to it as a
   * whole `<contact id>/-/<topic>`.
   *
   * It is the same on every instance that sees the call from its first message on, in whatever order the server sends
   * what belongs together, and when a snapshot finds the change that an event would have told. It is not the same:
   * - where the first message seen is another one (no BEGIN_CALL_EVENT): then the call reference or the router call key
   *   may be missing from it, or be there already. Without both the day (UTC) on which the call was first seen counts;
   * - where an instance begins after the call's ConnectionCallID has changed: the id has the first one that it saw;
   * - where an instance begins after two calls have been joined: it finds in the call that is left, under the id of that
   *   one, who answered in the other;
   * - for repetitions (`#2`, and calls whose number comes again) of which an instance has not seen all: it counts what
   *   it has seen;
   * - for `call.data`, which counts updates as they come;
   * - where two happenings cross, since between them the guide knows an order and the model goes by it. An event about a
   *   party or call that comes behind its end, or behind the next step, is not told (answered behind cleared, held behind
   *   retrieved), which leaves the numbers of later repetitions lower. Who leaves a call just when it is joined with
   *   another one has left under the id of the one that the event found the party in, and leaves once more (`#2`) where
   *   the joining names the party afterwards. An announcement behind the end of the call that it announces keeps the
   *   contact awaited: no `call.abandoned`;
   * - for agents where the minute is not the same: instances hear of a state at either side of a full minute, or one finds
   *   it by asking, since answers do not say when it began.
   */
  readonly key: string;
  /** ms since 1970, as given with the message. */
  readonly at: number;
  /** False: the picture is being rebuilt, other calls and agents may not be as they are shown. */
  readonly complete: boolean;
  /** No event told it: it was found by comparing with what the server says now. */
  readonly synthetic?: true;
  /** Why it was found only now. */
  readonly reason?: string;
  /** The topic of the message that told it. */
  readonly from?: string;
}

export interface CallChange extends Told {
  readonly kind: 'call';
  readonly topic: CallTopic;
  readonly call: CallView;
  readonly contact: ContactView;
  /** The party that it is about. */
  readonly connection?: ConnectionView;
  readonly cause?: Constant<'EventCause'> | number;
  /** Names of the context fields that are new. */
  readonly changed?: readonly string[];
}

export interface AgentChange extends Told {
  readonly kind: 'agent';
  readonly topic: AgentTopic;
  readonly agent: AgentView;
  /** What it was before, as far as it is different now. */
  readonly before: Partial<AgentView>;
}

export type Change = CallChange | AgentChange;
