/** What the sidebar tab shows of a cti-server. Plain data. */
import type { SharedFigures, SharedStatus } from '../../lib/node-messages';
import { MESSAGES, type MessageDefinition } from '../../lib/protocol';
import type { CtiError, Gap, Percentiles, Session, SessionFigures } from '../../lib/session';
import { whyIncomplete } from '../following/model-watch';
import { type ShownStatus, shownStatus, unusable, withRails } from '../session/session-status';
import type { CtiServerNode, SharedSession } from '../session/shared-session';
import { RecentTrouble, type Trouble, toldOf } from './recent-trouble';
import { Traffic, type TrafficLine } from './traffic';

/** A cti-server that can be looked at. */
export interface LiveNode extends CtiServerNode {
  /** undefined where the settings are wrong. */
  readonly live?: LiveSession;
}

/** What is kept of a session so that it can be looked at. */
export class LiveSession {
  readonly trouble: RecentTrouble;
  readonly traffic: Traffic;

  constructor(session: Session, shared: SharedSession) {
    this.trouble = new RecentTrouble(session, shared.outgoing);
    this.traffic = new Traffic(shared);
  }

  close(): void {
    this.traffic.stop();
  }
}

/** Counters that say how a session does; each has words in the catalog. */
export const COUNTERS = [
  'framesIn',
  'framesOut',
  'events',
  'requestsSent',
  'requestsConfirmed',
  'requestsRefused',
  'requestsTimedOut',
  'requestsLost',
  'requestsNotSent',
  'reconnects',
  'tries',
] as const;

export interface ShownCounters {
  /** In the order in which they are shown. */
  readonly done: { readonly [C in (typeof COUNTERS)[number]]: number };
  /** What went no further, by its reason. */
  readonly dropped: SessionFigures['dropped'];
  /** By the safety rails. */
  readonly heldBack: SharedFigures['rails'];
}

export interface ServerLine {
  readonly id: string;
  readonly name: string;
  /** As nodes show it. */
  readonly shown: ShownStatus;
}

export interface LiveView {
  readonly id: string;
  readonly errors: readonly Trouble[];
  /** Absent where the settings are wrong. */
  readonly session?: {
    readonly status: SharedStatus;
    /** Hot standby: what the other session looks like, as a key of the catalog. */
    readonly standby?: string;
    readonly heartbeats: Percentiles & { readonly at?: string };
    readonly answers: Percentiles;
    readonly counters: ShownCounters;
    readonly gaps: readonly Gap[];
    /** Absent where nobody follows calls or agents. */
    readonly model?: {
      readonly calls: number;
      readonly agents: number;
      /** Why the picture is not complete, as a key of the catalog. */
      readonly incomplete?: string;
    };
  };
  /** New lines; absent where they are not asked for. */
  readonly traffic?: readonly TrafficLine[];
}

export function serverLine({ id, name = '', shared, problem }: LiveNode): ServerLine {
  const shown = shared ? withRails(shownStatus(shared.status)) : unusable(problem ? { problem } : null);
  return { id, name, shown };
}

/** @param after number of the last line of traffic that is known; undefined: traffic is not asked for */
export function liveView({ id, shared, live, problem }: LiveNode, after: number | undefined): LiveView {
  if (!shared || !live) return { id, errors: problem ? [settingsWrong(problem)] : [] };
  const { status, counters, presentModel } = shared;
  return {
    id,
    errors: live.trouble.errors,
    session: {
      status,
      ...(status.standby && { standby: standbyText(status.standby) }),
      heartbeats: { ...counters.heartbeatRoundTrip, ...(counters.lastHeartbeat && { at: counters.lastHeartbeat }) },
      answers: counters.confirmationTime,
      counters: shownCounters(counters),
      gaps: live.trouble.gaps,
      ...(presentModel && {
        model: {
          calls: presentModel.liveCalls,
          agents: presentModel.agentsSignedIn,
          ...(!presentModel.model.complete && { incomplete: whyIncomplete(presentModel) }),
        },
      }),
    },
    ...(after !== undefined && { traffic: live.traffic.after(after) }),
  };
}

function settingsWrong(problem: CtiError): Trouble {
  return { ...toldOf(problem, problem.message), at: '', times: 1 };
}

function standbyText({ state, code }: NonNullable<SharedStatus['standby']>): string {
  if (state === 'standby') return '@ged188/node-red-cti/cti-server:cti-server.test.result.standby';
  return shownStatus({ state, previous: state, since: '', attempt: 0, epoch: 0, ...(code && { code }) }).text ?? '';
}

function shownCounters({ typesIn, dropped, rails, ...figures }: SharedFigures): ShownCounters {
  const events = Object.entries(typesIn)
    .filter(([topic]) => (MESSAGES as Readonly<Record<string, MessageDefinition>>)[topic]?.kind === 'event')
    .reduce((sum, [, count]) => sum + count, 0);
  const all = { ...figures, events };
  const done = Object.fromEntries(COUNTERS.map((name) => [name, all[name]])) as ShownCounters['done'];
  return { done, dropped, heldBack: rails };
}
