/** cti-monitor: starts and stops monitors, and starts them again in a new session, where the server has forgotten them. */
import type { Node, NodeAPI, NodeMessageInFlow } from 'node-red';
import type { MonitorNews } from '../../lib/node-messages';
import { CtiError, type SessionStatus } from '../../lib/session';
import { ownCopy } from '../own-copy';
import { doRequests } from '../requests/request-work';
import type { SharedSession } from '../session/shared-session';
import { speakLanguage } from '../spoken-errors';
import { type ActionSettings, Actions, type Prepared } from './action-node';
import { type MonitorKind, type StartedMonitor, StartedMonitors, stoppedBy } from './started-monitors';

export interface MonitorSettings extends ActionSettings {
  /** Monitors are started again when the session is opened anew. */
  readonly again: boolean;
}

/** The session is the reason: there will be another one. */
const NO_SESSION = new Set([
  'CTI_CONNECTION_LOST',
  'CTI_SESSION_CLOSED',
  'CTI_NOT_CONNECTED',
  'CTI_NOT_SENT',
  'CTI_TIMEOUT',
]);

const GONE = /^E_CTI_(INVALID_CALLID|\w*MONITOR_ALREADY_EXISTS)$/;

export function monitorNode(RED: NodeAPI, node: Node, settings: MonitorSettings): void {
  RED.nodes.createNode(node, settings);
  speakLanguage(RED, node);
  const actions = new Actions(RED, node, settings, 'cti-monitor');
  const session = actions.server?.shared;
  const follower = session && new Follower(node, session, settings.again);
  doRequests(node, actions.server, (message) => perform(node, actions, message), {
    changed: (status) => follower?.changed(status),
  });
  follower?.changed(follower.session.status);
  node.on('close', (removed: boolean, done: () => void) => {
    follower?.leave(removed);
    done();
  });
}

async function perform(node: Node, actions: Actions, message: NodeMessageInFlow): Promise<void> {
  const prepared = await actions.prepare(message);
  const started = StartedMonitors.of(prepared.session);
  const { request } = prepared.action;
  if (stoppedBy(request)) return start(node, actions, started, prepared, message);
  // The masks of a team's or a session's monitor cannot be changed.
  const kind = request === 'CHANGE_MONITOR_MASK_REQ' ? 'MONITOR_STOP_REQ' : (request as MonitorKind);
  const { payload } = prepared;
  const monitor =
    payload.monitorID === undefined
      ? started.last(kind, node.id, node.z)
      : started.byID(kind, Number(payload.monitorID));
  payload.monitorID ??= monitor?.monitorID;
  if (payload.monitorID === undefined) throw noMonitor();
  const answer = await (request === kind ? stop(actions, started, monitor, prepared) : actions.send(prepared));
  if (monitor && request !== kind) {
    const { callMsgMask, agentStateMask } = payload;
    monitor.payload = { ...monitor.payload, callMsgMask, agentStateMask };
  }
  Object.assign(message, ownCopy(answer));
}

async function start(
  node: Node,
  actions: Actions,
  started: StartedMonitors,
  prepared: Prepared,
  message: NodeMessageInFlow,
): Promise<void> {
  const { session, action, payload } = prepared;
  const { name, request } = action;
  const news: MonitorNews = { action: name, request: payload };
  // Asked once more after a deployment, or while the session was away: the server would refuse a second one.
  const before = started.same(node.id, request, payload);
  const same = before?.epoch === session.status.epoch ? before : undefined;
  if (before && !same) started.remove(before);
  const answer = same ? same.answer : await sendOrKeep(actions, started, before, prepared);
  const kind = stoppedBy(request);
  const confirmed = confirmation(answer);
  if (!same && kind && confirmed) {
    started.add({ kind, action: name, request, payload, node: node.id, flow: node.z, ...confirmed });
  }
  Object.assign(message, ownCopy(answer), { monitor: ownCopy(news) });
}

/** Where the session is gone so is the monitor: it is not started again. */
function stop(
  actions: Actions,
  started: StartedMonitors,
  monitor: StartedMonitor | undefined,
  prepared: Prepared,
): Promise<object | undefined> {
  if (monitor) started.remove(monitor);
  const isLost = (code: string) => NO_SESSION.has(code) || code === 'E_CTI_INVALID_MONITORID';
  return sendOrKeep(actions, started, monitor, prepared, isLost);
}

/** @param monitor has been removed, and comes back where the request fails, unless the failure says that it is lost */
async function sendOrKeep(
  actions: Actions,
  started: StartedMonitors,
  monitor: StartedMonitor | undefined,
  prepared: Prepared,
  isLost: (code: string) => boolean = () => false,
): Promise<object | undefined> {
  try {
    return await actions.send(prepared);
  } catch (error) {
    if (monitor && !isLost(codeOf(error))) started.add(monitor);
    throw error;
  }
}

/** Undefined where confirmations are left out: nobody knows the number. */
function confirmation(answer: object | undefined): Pick<StartedMonitor, 'monitorID' | 'epoch' | 'answer'> | undefined {
  const { payload, cti } = (answer ?? {}) as { payload?: { monitorID?: unknown }; cti?: { epoch: number } };
  if (!answer || typeof payload?.monitorID !== 'number' || !cti) return undefined;
  return { monitorID: payload.monitorID, epoch: cti.epoch, answer };
}

/** What happens to the node's monitors without a message: their call ends, the session is opened anew. */
class Follower {
  readonly session: SharedSession;
  readonly #node: Node;
  readonly #again: boolean;
  readonly #started: StartedMonitors;
  readonly #unsubscribe: () => void;
  /** The session in which monitors are being started again. */
  #running = 0;
  #closed = false;

  constructor(node: Node, session: SharedSession, again: boolean) {
    this.session = session;
    this.#node = node;
    this.#again = again;
    this.#started = StartedMonitors.of(session);
    this.#unsubscribe = session.subscribe(['END_CALL_EVENT'], ({ payload }) => {
      const { monitorID } = payload as { readonly monitorID?: number };
      const monitor = this.#started.byID('MONITOR_STOP_REQ', monitorID);
      if (monitor?.action === 'startCall') this.#started.remove(monitor);
    });
  }

  changed({ state, epoch }: SessionStatus): void {
    if (state !== 'open' || epoch === this.#running) return;
    const old = this.#started.ofNode(this.#node.id).filter((monitor) => monitor.epoch !== epoch);
    if (!this.#again) for (const monitor of old) this.#started.remove(monitor);
    else if (old.length > 0) void this.#startAgain(old, epoch);
  }

  leave(removed: boolean): void {
    this.#closed = true;
    this.#unsubscribe();
    if (!removed) return;
    for (const monitor of this.#started.ofNode(this.#node.id)) {
      this.#started.remove(monitor);
      const { kind, monitorID } = monitor;
      // Nobody is left who would want to know.
      this.session.request(kind, { monitorID }).catch(() => undefined);
    }
  }

  async #startAgain(monitors: readonly StartedMonitor[], epoch: number): Promise<void> {
    this.#running = epoch;
    for (const monitor of monitors) {
      if (this.#closed || this.session.status.epoch !== epoch) return;
      if (this.#started.has(monitor)) await this.#startOne(monitor);
    }
  }

  async #startOne(monitor: StartedMonitor): Promise<void> {
    const { request, payload, action, monitorID: previous } = monitor;
    try {
      const answer = await this.session.request(request, payload);
      Object.assign(monitor, confirmation(answer));
      if (this.#closed) return;
      const news: MonitorNews = { action, request: payload, previous };
      this.#node.send({ ...ownCopy(answer), monitor: ownCopy(news) });
    } catch (error) {
      if (NO_SESSION.has(codeOf(error))) return;
      this.#started.remove(monitor);
      // The call has ended meanwhile, and the monitor with it; or the flow was quicker.
      if (GONE.test(codeOf(error))) return;
      this.#node.error(error, { monitor: { action, request: ownCopy(payload), previous } });
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof CtiError ? error.code : '';
}

function noMonitor(): CtiError {
  const message =
    'monitorID: none is given, and no cti-monitor of this flow has started one of this kind that goes on; give the number of the confirmation';
  return new CtiError('CTI_NO_MONITOR', message, { field: 'monitorID' });
}
