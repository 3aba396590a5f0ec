import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, CONFIGURATION, Site } from './site';

const SUPERVISOR = [
  'CTI_SERVICE_CLIENT_EVENTS',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_SUPERVISOR',
];

/** Cy (3) supervises Ann (1) in team 1; nobody is in team 2. */
const TEAMS: SimulatorConfiguration = {
  ...CONFIGURATION,
  teams: [
    { teamID: 1, name: 'Sales team', supervisors: ['3'], members: ['1'] },
    { teamID: 2, name: 'Reserve', supervisors: ['3'], members: [] },
    { teamID: 3, name: 'Others', supervisors: ['2'], members: [] },
  ],
};

/** Expectations follow the guide's headings "Supervisor Service" and LIST_AGENT_TEAM_REQ. */
describe('a supervisor', () => {
  let site: Site;
  let cy: TestClient;

  const start = async (configuration = TEAMS) => {
    if (site) await site.stop();
    site = await Site.start({ configuration });
    cy = await site.connect();
    await cy.open({
      clientID: 'cy',
      peripheralID: AGENTS,
      agentExtension: '2003',
      servicesRequested: SUPERVISOR,
    });
  };
  beforeEach(() => start());
  afterEach(() => site.stop());

  it('is told the teams on opening, each with its agents and their states', async () => {
    site.clock.advance(5000);
    const first = await cy.event('AGENT_TEAM_CONFIG_EVENT');
    assert.deepEqual(
      { ...first, unknownFields: undefined },
      {
        peripheralID: AGENTS,
        teamID: 1,
        numberOfAgents: 2,
        configOperation: 'RESTORE_PERMANENT_CONFIGURATION',
        departmentID: 0,
        agentTeamName: 'Sales team',
        agents: [
          {
            atcAgentID: '3',
            agentFlags: ['PRIMARY_SUPERVISOR', 'SUPERVISOR'],
            atcAgentState: 'AGENT_STATE_NOT_READY',
            atcStateDuration: 0,
          },
          { atcAgentID: '1', agentFlags: [], atcAgentState: 'AGENT_STATE_NOT_READY', atcStateDuration: 0 },
        ],
        unknownFields: undefined,
      },
    );
    assert.equal((await cy.event('AGENT_TEAM_CONFIG_EVENT')).teamID, 2);
    assert.deepEqual(await cy.topics(), []);
  });

  it('is told who comes to a team and who goes', async () => {
    await cy.news();
    site.simulator.addToTeam(1, '2');
    const added = await cy.event('AGENT_TEAM_CONFIG_EVENT');
    assert.equal(added.configOperation, 'ADD_AGENT');
    assert.deepEqual(
      added.agents?.map((agent) => agent.atcAgentID),
      ['2'],
    );
    site.simulator.addToTeam(2, '2');
    const moves = await cy.news();
    assert.deepEqual(
      moves.map(({ payload }) => {
        const { teamID, configOperation } = payload as { teamID: number; configOperation: string };
        return [teamID, configOperation];
      }),
      [
        [1, 'REMOVE_AGENT'],
        [2, 'ADD_AGENT'],
      ],
    );
    site.simulator.removeFromTeam(2, '2');
    assert.equal((await cy.event('AGENT_TEAM_CONFIG_EVENT')).configOperation, 'REMOVE_AGENT');
    site.simulator.addToTeam(3, '1');
    assert.equal((await cy.event('AGENT_TEAM_CONFIG_EVENT')).teamID, 1);
    assert.deepEqual(await cy.topics(), []);
    assert.throws(() => site.simulator.addToTeam(99, '1'), { code: 'CTI_UNKNOWN_TEAM' });
    assert.throws(() => site.simulator.addToTeam(1, '99'), { code: 'CTI_UNKNOWN_AGENT' });
  });

  it('is somebody who has a team, and has a session for the agent', async () => {
    const ann = await site.connect();
    const open = { clientID: 'ann', peripheralID: AGENTS, agentExtension: '2001', servicesRequested: SUPERVISOR };
    assert.equal(await ann.refused('OPEN_REQ', ann.openPayload(open)), 'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE');
    const bridge = await site.connect();
    const conf = await bridge.open({ servicesRequested: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_SUPERVISOR'] });
    assert.deepEqual(conf.servicesGranted, ['CTI_SERVICE_ALL_EVENTS']);
  });

  it('asks for the list of teams', async () => {
    const list = (await cy.request('LIST_AGENT_TEAM_REQ', { supervisorID: 4003 })) as {
      agentTeams: { teamID: number }[];
      more: string;
      segmentNumber: number;
    };
    assert.deepEqual(
      list.agentTeams.map((team) => team.teamID),
      [1, 2],
    );
    assert.deepEqual([list.more, list.segmentNumber], ['LAST', 1]);
    assert.equal(
      await cy.refused('LIST_AGENT_TEAM_REQ', { supervisorID: 4001 }),
      'FAILURE_CONF E_CTI_SUPERVISOR_NOT_FOUND',
    );
  });

  it('gets a long list in segments, and a large team in several events', async () => {
    const count = 70;
    const agents = Array.from({ length: count }, (_, i) => ({
      ...(CONFIGURATION.agents[0] as (typeof CONFIGURATION.agents)[number]),
      agentID: String(100 + i),
      icmAgentID: 9000 + i,
      extension: String(4000 + i),
    }));
    await start({
      ...CONFIGURATION,
      agents: [...CONFIGURATION.agents, ...agents],
      teams: Array.from({ length: count }, (_, i) => ({
        teamID: i + 1,
        name: `Team ${i}`,
        supervisors: ['3'],
        members: i === 0 ? agents.map((agent) => agent.agentID) : [],
      })),
    });
    assert.equal((await cy.event('AGENT_TEAM_CONFIG_EVENT')).numberOfAgents, 64);
    const rest = await cy.event('AGENT_TEAM_CONFIG_EVENT');
    assert.deepEqual([rest.teamID, rest.numberOfAgents], [1, 7]);
    await cy.news();
    const first = (await cy.request('LIST_AGENT_TEAM_REQ', { supervisorID: 4003 })) as { more: string };
    assert.equal(first.more, 'MORE_TO_FOLLOW');
    const last = await cy.event('LIST_AGENT_TEAM_CONF');
    assert.deepEqual([last.more, last.segmentNumber, last.numberOfAgentTeams], ['LAST', 2, 6]);
  });

  it("monitors a team: the agents' states until it stops, and nothing of their calls", async () => {
    await cy.news();
    const bridge = await site.bridge();
    const { monitorID } = (await cy.request('MONITOR_AGENT_TEAM_START_REQ', { teamID: 1 })) as { monitorID: number };
    await site.ready(bridge, '2001', '2002');
    site.simulator.inboundCall({ dialedNumber: '8001' });
    const seen = await cy.news();
    assert.deepEqual(
      seen.map(({ payload }) => {
        const { agentID, agentState } = payload as { agentID: string; agentState: string };
        return `${agentID} ${agentState}`;
      }),
      ['1 AGENT_STATE_AVAILABLE', '1 AGENT_STATE_RESERVED'],
    );
    assert.ok(seen.every(({ payload }) => (payload as { monitorID: number }).monitorID === monitorID));
    assert.equal(
      await cy.refused('MONITOR_AGENT_TEAM_START_REQ', { teamID: 1 }),
      'FAILURE_CONF E_CTI_AGENT_TEAM_MONITOR_ALREADY_EXISTS',
    );
    await cy.request('MONITOR_AGENT_TEAM_STOP_REQ', { monitorID });
    assert.equal(
      await cy.refused('MONITOR_AGENT_TEAM_STOP_REQ', { monitorID }),
      'FAILURE_CONF E_CTI_INVALID_MONITORID',
    );
    assert.equal(await cy.refused('MONITOR_AGENT_TEAM_START_REQ', { teamID: 3 }), 'FAILURE_CONF E_CTI_TEAM_NOT_FOUND');
  });

  it('sets the state of an agent of the team, and of nobody else', async () => {
    await cy.news();
    const set = { peripheralID: AGENTS, agentState: 'AGENT_STATE_NOT_READY', eventReasonCode: 999 };
    await cy.request('SET_AGENT_STATE_REQ', { ...set, agentInstrument: '2001' } as never);
    assert.equal(site.simulator.agents[0]?.eventReasonCode, 999);
    assert.equal(
      await cy.refused('SET_AGENT_STATE_REQ', { ...set, agentInstrument: '2002' }),
      'CONTROL_FAILURE_CONF CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE',
    );
  });

  describe('and the clients of the team', () => {
    const say = (distribution: string, fields: object = {}) => ({
      peripheralID: AGENTS,
      distribution,
      text: 'hello',
      ...fields,
    });
    let ann: TestClient;
    let bob: TestClient;
    let bridge: TestClient;

    /** Who has got the text. */
    const readers = async (): Promise<string[]> => {
      const names: string[] = [];
      for (const [name, client] of Object.entries({ ann, bob, cy, bridge })) {
        const texts = (await client.news()).filter(({ topic }) => topic === 'USER_MESSAGE_EVENT');
        if (texts.length > 0) names.push(name);
      }
      return names;
    };

    beforeEach(async () => {
      ann = await site.desktop('2001');
      bob = await site.desktop('2002');
      bridge = await site.bridge();
      await cy.news();
    });

    it('write to one client, the supervisor, the team or all', async () => {
      await ann.request('USER_MESSAGE_REQ', say('DISTRIBUTE_TO_CLIENT', { clientID: 'desktop 2002' }) as never);
      const text = await bob.event('USER_MESSAGE_EVENT');
      assert.deepEqual(
        [text.clientID, text.text, text.distribution],
        ['desktop 2001', 'hello', 'DISTRIBUTE_TO_CLIENT'],
      );
      assert.equal(text.icmCentralControllerTime, '2026-01-31T12:00:00.000Z');
      await ann.request('USER_MESSAGE_REQ', say('DISTRIBUTE_TO_SUPERVISOR') as never);
      assert.deepEqual(await readers(), ['cy']);
      await ann.request('USER_MESSAGE_REQ', say('DISTRIBUTE_TO_TEAM') as never);
      assert.deepEqual(await readers(), ['ann', 'cy']);
      await bridge.request('USER_MESSAGE_REQ', say('DISTRIBUTE_TO_TEAM', { agentID: '1' }) as never);
      assert.deepEqual(await readers(), ['ann', 'cy']);
      await ann.request('USER_MESSAGE_REQ', say('DISTRIBUTE_TO_ALL') as never);
      assert.deepEqual(await readers(), ['ann', 'bob', 'cy', 'bridge']);
    });

    it('are told when there is nobody to read it', async () => {
      const refused = (client: TestClient, distribution: string, fields: object = {}) =>
        client.refused('USER_MESSAGE_REQ', say(distribution, fields));
      assert.equal(
        await refused(ann, 'DISTRIBUTE_TO_CLIENT', { clientID: 'nobody' }),
        'FAILURE_CONF E_CTI_CLIENT_NOT_FOUND',
      );
      assert.equal(await refused(ann, 'DISTRIBUTE_TO_CLIENT'), 'FAILURE_CONF E_CTI_REQUIRED_DATA_MISSING');
      assert.equal(await refused(bridge, 'DISTRIBUTE_TO_TEAM'), 'FAILURE_CONF E_CTI_REQUIRED_DATA_MISSING');
      assert.equal(
        await ann.refused('USER_MESSAGE_REQ', { ...say(''), distribution: 77 }),
        'FAILURE_CONF E_CTI_INVALID_DISTRIBUTION_TYPE',
      );
      const gone = new Promise((resolve) => site.simulator.on('session', resolve));
      cy.close();
      await gone;
      assert.equal(await refused(ann, 'DISTRIBUTE_TO_SUPERVISOR'), 'FAILURE_CONF E_CTI_SUPERVISOR_NOT_FOUND');
      site.simulator.removeFromTeam(1, '1');
      assert.equal(await refused(ann, 'DISTRIBUTE_TO_TEAM'), 'FAILURE_CONF E_CTI_TEAM_NOT_FOUND');
    });
  });
});
