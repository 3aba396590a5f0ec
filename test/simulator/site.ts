import {
  type AgentConfiguration,
  CONTACT_CENTRE,
  Simulator,
  type SimulatorAddress,
  type SimulatorConfiguration,
  type SimulatorOptions,
} from '../../lib/simulator';
import { TestClient } from './client';
import { ManualClock } from './manual-clock';

export const AGENTS = 5000;
export const VRU = 5001;

const agent = (agentID: string, extension: string, skillGroup: number): AgentConfiguration => ({
  agentID,
  icmAgentID: Number(agentID) + 4000,
  name: `Agent ${agentID}`,
  peripheralID: AGENTS,
  extension,
  skillGroups: [skillGroup],
  deskSettings: 'Default',
  initialState: 'AGENT_STATE_NOT_READY',
});

/** Ann (1) and Bob (2) answer sales, Cy (3) answers support; all of them signed in and not ready. */
export const CONFIGURATION: SimulatorConfiguration = {
  ...CONTACT_CENTRE,
  deskSettings: [
    {
      name: 'Default',
      wrapupIncoming: 'NOT_ALLOWED',
      wrapupOutgoing: 'NOT_ALLOWED',
      workModeTimer: 0,
      idleReasonRequired: false,
      logoutReasonRequired: false,
    },
  ],
  agents: [agent('1', '2001', 1), agent('2', '2002', 1), agent('3', '2003', 2)],
  teams: [{ teamID: 1, name: 'Team', supervisors: ['3'], members: ['1', '2'] }],
  // Most tests are about something else.
  rtpEvents: false,
  preCallEvents: 'none',
};

export function withDeskSettings(settings: object): SimulatorConfiguration {
  const [standard] = CONFIGURATION.deskSettings;
  return { ...CONFIGURATION, deskSettings: [{ ...standard, ...settings }] } as SimulatorConfiguration;
}

export function withAgents(fields: Partial<AgentConfiguration>): SimulatorConfiguration {
  return { ...CONFIGURATION, agents: CONFIGURATION.agents.map((one) => ({ ...one, ...fields })) };
}

/** What the clock of a simulator at rest waits for: the next half hour. */
export const TIMERS_AT_REST = 1;

export const HOT = [
  'CTI_SERVICE_ALL_EVENTS',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_ACTIVE_STANDBY',
];

/** A running simulator with its clients, for one test. */
export class Site {
  readonly clock = new ManualClock();
  readonly simulator: Simulator;
  readonly #clients: TestClient[] = [];
  port = 0;
  sides: SimulatorAddress['sides'] = { A: { host: '', port: 0 } };

  private constructor(options: SimulatorOptions) {
    this.simulator = new Simulator({ port: 0, configuration: CONFIGURATION, ...options }, this.clock);
  }

  static async start(options: SimulatorOptions = {}): Promise<Site> {
    const site = new Site(options);
    await site.open();
    return site;
  }

  async open(): Promise<void> {
    const { port, sides } = await this.simulator.start();
    this.port = port;
    this.sides = sides;
  }

  async connect(version?: number, side: 'A' | 'B' = 'A'): Promise<TestClient> {
    const client = await TestClient.connect(this.sides[side]?.port ?? 0, version);
    this.#clients.push(client);
    return client;
  }

  /** An All Events client with every mask bit, its opening events taken away. */
  async bridge(version?: number): Promise<TestClient> {
    const client = await this.connect(version);
    await client.open();
    await client.news();
    return client;
  }

  /** An All Events client that takes part in side switches, its opening events taken away. */
  async hot(side: 'A' | 'B', fields: object = {}): Promise<TestClient> {
    const client = await this.connect(undefined, side);
    await client.open({ servicesRequested: HOT, ...fields });
    await client.news();
    return client;
  }

  /** A Client Events client for an extension. */
  async desktop(extension: string, fields: object = {}): Promise<TestClient> {
    const client = await this.connect();
    await client.open({
      clientID: `desktop ${extension}`,
      peripheralID: AGENTS,
      servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CALL_DATA_UPDATE'],
      agentExtension: extension,
      ...fields,
    });
    await client.news();
    return client;
  }

  async ready(client: TestClient, ...extensions: string[]): Promise<void> {
    for (const agentInstrument of extensions) {
      await client.request('SET_AGENT_STATE_REQ', {
        peripheralID: AGENTS,
        agentState: 'AGENT_STATE_AVAILABLE',
        agentInstrument,
      });
      this.clock.advance(1);
    }
    await client.news();
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.simulator.stop();
  }
}

/** The identifiers of a connection, as requests want them. */
export const connection = (connectionCallID: number, connectionDeviceID: string) => ({
  peripheralID: AGENTS,
  connectionCallID,
  connectionDeviceIDType: 'CONNECTION_ID_STATIC' as const,
  connectionDeviceID,
});

export const held = (heldConnectionCallID: number, heldConnectionDeviceID: string) => ({
  peripheralID: AGENTS,
  heldConnectionCallID,
  heldConnectionDeviceIDType: 'CONNECTION_ID_STATIC' as const,
  heldConnectionDeviceID,
});

export const active = (activeConnectionCallID: number, activeConnectionDeviceID: string) => ({
  peripheralID: AGENTS,
  activeConnectionCallID,
  activeConnectionDeviceIDType: 'CONNECTION_ID_STATIC' as const,
  activeConnectionDeviceID,
});

export const other = (otherConnectionCallID: number, otherConnectionDeviceID: string) => ({
  peripheralID: AGENTS,
  otherConnectionCallID,
  otherConnectionDeviceIDType: 'CONNECTION_ID_STATIC' as const,
  otherConnectionDeviceID,
});
