/** The monitors that the nodes of one session have started: they live as long as the session, whatever is deployed. */
import type { Action } from './actions';

/** Which request stops it. */
export type MonitorKind = 'MONITOR_STOP_REQ' | 'MONITOR_AGENT_TEAM_STOP_REQ' | 'SESSION_MONITOR_STOP_REQ';

export interface StartedMonitor {
  readonly kind: MonitorKind;
  readonly action: string;
  readonly request: Action['request'];
  /** What was asked; a change of its masks changes it. */
  payload: Readonly<Record<string, unknown>>;
  /** The node that started it, and its flow. */
  readonly node: string;
  readonly flow: string;
  monitorID: number;
  /** The session that it belongs to. */
  epoch: number;
  /** The server's confirmation. */
  answer: object;
}

const STOPPED_BY: { readonly [request: string]: MonitorKind } = {
  MONITOR_START_REQ: 'MONITOR_STOP_REQ',
  MONITOR_AGENT_TEAM_START_REQ: 'MONITOR_AGENT_TEAM_STOP_REQ',
  SESSION_MONITOR_START_REQ: 'SESSION_MONITOR_STOP_REQ',
};

/** undefined: the request starts no monitor. */
export function stoppedBy(request: string): MonitorKind | undefined {
  return STOPPED_BY[request];
}

export class StartedMonitors {
  static readonly #bySession = new WeakMap<object, StartedMonitors>();
  #all: StartedMonitor[] = [];

  /** One for each session. */
  static of(session: object): StartedMonitors {
    const started = StartedMonitors.#bySession.get(session) ?? new StartedMonitors();
    StartedMonitors.#bySession.set(session, started);
    return started;
  }

  add(monitor: StartedMonitor): void {
    this.#all.push(monitor);
  }

  remove(monitor: StartedMonitor): void {
    this.#all = this.#all.filter((one) => one !== monitor);
  }

  has(monitor: StartedMonitor): boolean {
    return this.#all.includes(monitor);
  }

  ofNode(node: string): StartedMonitor[] {
    return this.#all.filter((one) => one.node === node);
  }

  byID(kind: MonitorKind, monitorID: number | undefined): StartedMonitor | undefined {
    return this.#all.find((one) => one.kind === kind && one.monitorID === monitorID);
  }

  /** What was started last: by this node, else by another one of its flow. */
  last(kind: MonitorKind, node: string, flow: string): StartedMonitor | undefined {
    const fits = this.#all.filter((one) => one.kind === kind);
    return fits.findLast((one) => one.node === node) ?? fits.findLast((one) => one.flow === flow);
  }

  /** That was started by this node with the very same request. */
  same(node: string, request: string, payload: object): StartedMonitor | undefined {
    const asked = JSON.stringify(payload);
    return this.ofNode(node).find((one) => one.request === request && JSON.stringify(one.payload) === asked);
  }
}
