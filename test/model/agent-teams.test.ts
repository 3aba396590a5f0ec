import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { member, PERIPHERAL, SIGN_IN, state, Told, team } from './agent-messages';

const OTHER = 5002;

describe('agents: teams', () => {
  it('a list at the beginning is no event, later changes are', () => {
    const told = new Told();
    told.hear(...SIGN_IN);
    const [listed] = told
      .hear(team('RESTORE_PERMANENT_CONFIGURATION', [member('3', 'PRIMARY_SUPERVISOR', 'SUPERVISOR'), member('1001')]))
      .filter(({ agent }) => agent.agentID === '1001');
    assert.equal(listed?.topic, 'agent.team');
    assert.equal(listed?.synthetic, true);
    assert.deepEqual(told.agent.team, {
      teamID: 1,
      agentTeamName: 'Sales',
      supervisors: ['3'],
      primarySupervisor: '3',
    });
    assert.deepEqual(told.model.agents.get('3')?.supervises, [1]);
    assert.deepEqual(
      told.model.agents.byTeam(1).map(({ agentID }) => agentID),
      ['1001'],
    );
    const changes = told.hear(team('ADD_AGENT', [member('4', 'SUPERVISOR')]));
    assert.deepEqual(changes.map(({ agent, topic }) => `${agent.agentID} ${topic}`).sort(), [
      '1001 agent.team',
      '4 agent.team',
    ]);
    assert.deepEqual(told.agent.team?.supervisors, ['3', '4']);
    assert.equal(changes[0]?.synthetic, undefined);
    told.hear(team('REMOVE_AGENT', [member('1001')]));
    assert.equal(told.agent.team, undefined);
  });

  it('an agent who comes to a team has left the other', () => {
    const told = new Told();
    told.hear(team('ADD_AGENT', [member('1001')]), team('ADD_AGENT', [member('1001')], { teamID: 2 }));
    assert.equal(told.agent.team?.teamID, 2);
    assert.deepEqual(told.model.agents.byTeam(1), []);
  });

  it('two peripherals with an agent of the same id have two agents, each in a team of its own', () => {
    const told = new Told();
    told.hear(...SIGN_IN, state('AGENT_STATE_AVAILABLE', { peripheralID: OTHER, agentExtension: '3001' }));
    told.hear(team('ADD_AGENT', [member('1001'), member('3', 'SUPERVISOR')], { teamID: 2, peripheralID: OTHER }));
    const [change, ...others] = told.hear(team('ADD_AGENT', [member('1001')]));
    assert.deepEqual(others, []);
    assert.equal(change?.agent.peripheralID, PERIPHERAL);
    assert.equal(told.agent.team?.teamID, 1);
    const { agents } = told.model;
    assert.equal(agents.get('1001', OTHER)?.team?.teamID, 2);
    const names = (teamID: number) => agents.byTeam(teamID).map(({ peripheralID, agentID }) => [peripheralID, agentID]);
    assert.deepEqual(names(1), [[PERIPHERAL, '1001']]);
    assert.deepEqual(names(2), [[OTHER, '1001']]);
    told.hear(team('REMOVE_AGENT', [member('1001')]));
    assert.equal(told.agent.team, undefined);
    assert.equal(agents.get('1001', OTHER)?.team?.teamID, 2);
    assert.deepEqual(
      agents.byAgentID('1001').map(({ peripheralID }) => peripheralID),
      [PERIPHERAL, OTHER],
    );
    assert.equal(agents.get('3', OTHER)?.supervises.join(), '2');
    assert.equal(agents.get('3', PERIPHERAL), undefined);
  });

  it('an agent with a new id stays in the team, one who is deleted does not', () => {
    const told = new Told();
    const config = (fields: object) => ({
      topic: 'CONFIG_AGENT_EVENT',
      payload: { records: [{ recordType: 'CONFIG_RECORD_CHANGE', fltPeripheralID: PERIPHERAL, ...fields }] },
    });
    told.hear(...SIGN_IN, team('ADD_AGENT', [member('1001'), member('2'), member('3', 'PRIMARY_SUPERVISOR')]));
    const [renamed] = told
      .hear(config({ loginID: '9', oldLoginID: '3' }))
      .filter(({ agent }) => agent.agentID === '1001');
    assert.equal(renamed?.topic, 'agent.team');
    assert.deepEqual(told.agent.team?.supervisors, ['9']);
    assert.equal(told.agent.team?.primarySupervisor, '9');
    told.hear(config({ loginID: '8', oldLoginID: '2' }), config({ loginID: '9', recordType: 'CONFIG_RECORD_DELETE' }));
    assert.deepEqual(
      told.model.agents.byTeam(1).map(({ agentID }) => agentID),
      ['1001', '8'],
    );
    assert.deepEqual(told.agent.team?.supervisors, []);
  });

  it('whom a new session does not list any more is not in the team', () => {
    const told = new Told();
    const restore = (...agents: object[]) => team('RESTORE_PERMANENT_CONFIGURATION', agents);
    told.hear(restore(member('3', 'SUPERVISOR'), member('1'), member('1001')));
    told.model.agents.doubtTeams();
    assert.deepEqual(told.hear(restore(member('3', 'SUPERVISOR')), restore(member('1'))), []);
    const changes = told.model.agents.endUnconfirmedTeams('gap', told.at);
    assert.deepEqual(
      changes.map(({ agent, topic, reason }) => [agent.agentID, topic, reason]),
      [['1001', 'agent.team', 'gap']],
    );
    assert.equal(told.agent.team, undefined);
    assert.equal(told.model.agents.get('1')?.team?.teamID, 1);
  });
});

describe('agents: names from the configuration', () => {
  const config = (topic: string, ...records: readonly object[]) => ({ topic, payload: { records } });
  const ANN = {
    recordType: 'CONFIG_RECORD_ADD',
    fltPeripheralID: PERIPHERAL,
    loginID: '1001',
    loginName: 'ann',
    firstName: 'Ann',
    lastName: 'Lee',
    agentType: 'CONFIG_SUPERVISOR',
    agentSkillTargetID: 7001,
    skills: [{ fltSkillGroupNumber: 2, fltSkillGroupPriority: 0 }],
  };

  it('an agent has a name, a number and groups before any state is told', () => {
    const told = new Told();
    assert.deepEqual(told.hear(config('CONFIG_AGENT_EVENT', ANN)), []);
    const { loginName, firstName, lastName, agentType, icmAgentID, agentState, skillGroups } = told.agent;
    assert.deepEqual(
      { loginName, firstName, lastName, agentType, icmAgentID, agentState },
      {
        loginName: 'ann',
        firstName: 'Ann',
        lastName: 'Lee',
        agentType: 'CONFIG_SUPERVISOR',
        icmAgentID: 7001,
        agentState: 'AGENT_STATE_UNKNOWN',
      },
    );
    assert.deepEqual(
      skillGroups.map(({ skillGroupNumber }) => skillGroupNumber),
      [2],
    );
  });

  it('an update changes what it says, a new login id moves the agent, a deletion ends it', () => {
    const told = new Told();
    told.hear(config('CONFIG_AGENT_EVENT', ANN));
    const change = { recordType: 'CONFIG_RECORD_CHANGE', fltPeripheralID: PERIPHERAL, loginID: '1001' };
    const skills = [{ fltSkillGroupNumber: 5, fltSkillGroupPriority: 0 }];
    const [regrouped] = told.hear(config('CONFIG_AGENT_EVENT', { ...change, lastName: 'Ray', skills }));
    assert.equal(regrouped?.topic, 'agent.skillGroup');
    assert.equal(told.agent.lastName, 'Ray');
    assert.equal(told.agent.firstName, 'Ann');
    told.hear(config('CONFIG_AGENT_EVENT', { ...change, loginID: '1009', oldLoginID: '1001' }));
    assert.equal(told.model.agents.get('1001'), undefined);
    assert.equal(told.model.agents.get('1009')?.firstName, 'Ann');
    told.hear(config('CONFIG_AGENT_EVENT', { ...change, recordType: 'CONFIG_RECORD_DELETE', loginID: '1009' }));
    assert.equal(told.model.agents.size, 0);
  });

  it('skill groups, services, devices, call types and media routing domains have names', () => {
    const told = new Told();
    const add = { recordType: 'CONFIG_RECORD_ADD', fltPeripheralID: PERIPHERAL };
    told.hear(
      config('CONFIG_SKILL_GROUP_EVENT', {
        ...add,
        peripheralNumber: 2,
        skillGroupSkillTargetID: 6002,
        peripheralName: 'Sales',
      }),
      config('CONFIG_SERVICE_EVENT', {
        ...add,
        peripheralNumber: 3,
        serviceSkillTargetID: 6103,
        peripheralName: 'Info',
      }),
      config('CONFIG_DEVICE_EVENT', { ...add, deviceType: 'ROUTE_POINT', dialedNumber: '8001' }),
      config('CONFIG_CALL_TYPE_EVENT', { recordType: add.recordType, fltCallTypeID: 9, enterpriseName: 'Orders' }),
      config('CONFIG_MRD_EVENT', { recordType: add.recordType, fltMRDomainID: 1, fltEnterpriseName: 'Cisco_Voice' }),
    );
    const { directory } = told.model.agents;
    assert.equal(directory.skillGroup(PERIPHERAL, 2)?.name, 'Sales');
    assert.equal(directory.skillGroup(PERIPHERAL, 2)?.skillGroupID, 6002);
    assert.equal(directory.service(PERIPHERAL, 3)?.name, 'Info');
    assert.deepEqual(
      [...directory.devices].map(({ deviceID, deviceType }) => `${deviceType} ${deviceID}`),
      ['ROUTE_POINT 8001'],
    );
    assert.equal(directory.callType(9)?.name, 'Orders');
    assert.equal(directory.domain(1)?.name, 'Cisco_Voice');
    const renumbered = { ...add, recordType: 'CONFIG_RECORD_CHANGE', peripheralNumber: 4, oldPeripheralNumber: 2 };
    told.hear(config('CONFIG_SKILL_GROUP_EVENT', renumbered));
    assert.equal(directory.skillGroup(PERIPHERAL, 2), undefined);
    assert.equal(directory.skillGroup(PERIPHERAL, 4)?.name, 'Sales');
  });
});
