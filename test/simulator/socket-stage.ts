/** A stage whose clients are real: a Session for all events, raw clients for everything else, over sockets. */
import assert from 'node:assert/strict';
import type { AnyMessage } from '../../lib/codec';
import { Session, type SessionOptions } from '../../lib/session';
import type { Simulator, SimulatorAddress, SimulatorConfiguration } from '../../lib/simulator';
import type { Stage, View, ViewTarget } from '../../lib/simulator/scenarios/stage';
import { allBits, TestClient } from './client';
import type { ManualClock } from './manual-clock';

const DESKTOP = ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'];
const MASKS = {
  callMsgMask: allBits('CallEventMessageMask', 25),
  agentStateMask: allBits('AgentStateMask', 25),
} as never;

export class SocketStage implements Stage {
  readonly twoSides: boolean;
  readonly #views = new Set<View>();

  constructor(
    readonly simulator: Simulator,
    readonly clock: ManualClock,
    readonly configuration: SimulatorConfiguration,
    readonly address: SimulatorAddress,
  ) {
    this.twoSides = address.sides.B !== undefined;
  }

  get agents() {
    return this.simulator.agents;
  }

  get calls() {
    return this.simulator.calls;
  }

  perform: Stage['perform'] = (action) => this.simulator.perform(action);

  async watch(target: ViewTarget): Promise<View> {
    const view = target.kind === 'allEvents' ? await this.#session() : await this.#client(target);
    this.#views.add(view);
    return view;
  }

  settled = async (): Promise<void> => {
    for (const view of this.#views) await view.settled();
  };

  async #session(): Promise<View> {
    const { A, B } = this.address.sides;
    const options: SessionOptions = {
      sides: { A, ...(B && { B }) },
      clientID: 'session',
      services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
      hotStandby: B !== undefined,
      protocolVersion: 25,
      // The simulator's clock runs ahead of the session's.
      heartbeatInterval: 0,
    };
    const session = new Session(options);
    const received: AnyMessage[] = [];
    const view: View = {
      received,
      settled: async () => {
        const { agents } = this.configuration;
        const about = { peripheralID: agents[0]?.peripheralID ?? 0, agentID: agents[0]?.agentID ?? '' };
        // Refused or lost, it has come after everything else.
        await session.request('QUERY_AGENT_STATE_REQ', about).catch(() => undefined);
      },
      onMessage: undefined,
      close: () => {
        this.#views.delete(view);
        void session.close();
      },
    };
    session.subscribe('*', ({ topic, payload }) => {
      received.push({ topic, payload } as AnyMessage);
      view.onMessage?.();
    });
    const ready = () =>
      session.status.state === 'open' && (B === undefined || session.status.standby?.state === 'standby');
    const open = new Promise<void>((resolve) => {
      session.on('status', () => {
        if (ready()) resolve();
      });
    });
    session.open();
    await open;
    return view;
  }

  async #client(target: ViewTarget): Promise<View> {
    const agent = this.configuration.agents.find(({ agentID }) => agentID === target.agentID) ?? assert.fail();
    const { peripheralID, agentID, extension: agentExtension } = agent;
    const client = await TestClient.connect(this.address.port);
    const own = { clientID: `${target.kind} ${agentID}`, peripheralID, agentID, agentExtension };
    if (target.kind === 'monitor') {
      await client.open({ clientID: 'monitor', servicesRequested: ['CTI_SERVICE_PERIPHERAL_MONITOR'] });
      await client.request('MONITOR_START_REQ', {
        peripheralID,
        monitoredDeviceType: 'DEVID_AGENT_DEVICE',
        monitoredDeviceID: agentExtension,
        ...(MASKS as object),
      } as never);
    } else if (target.kind === 'supervisor') {
      await client.open({ ...own, servicesRequested: [...DESKTOP, 'CTI_SERVICE_SUPERVISOR'] });
      for (const { teamID, supervisors } of this.configuration.teams ?? []) {
        if (supervisors.includes(agentID)) await client.request('MONITOR_AGENT_TEAM_START_REQ', { teamID });
      }
    } else await client.open({ ...own, servicesRequested: DESKTOP });
    const view: View = {
      received: client.events,
      settled: () => Promise.race([client.settled(), client.closed]),
      onMessage: undefined,
      close: () => {
        this.#views.delete(view);
        client.close();
      },
    };
    // Registered behind the client's own listener, which has taken the chunk by then.
    client.socket.on('data', () => view.onMessage?.());
    await client.settled();
    return view;
  }
}
