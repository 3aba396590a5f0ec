import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CONTACT_CENTRE, Simulator } from '../../lib/simulator';
import { CONFIGURATION } from './site';

describe('the configuration of the simulator', () => {
  it('has a contact centre to start with', () => {
    const simulator = new Simulator();
    assert.equal(simulator.agents.length, 20);
    assert.equal(simulator.agents[0]?.state, 'AGENT_STATE_AVAILABLE');
    const { callID } = simulator.inboundCall();
    assert.equal(simulator.calls[0]?.callID, callID);
    assert.equal(simulator.calls[0]?.state, 'ringing');
  });

  it('may come from JSON', () => {
    assert.doesNotThrow(() => new Simulator({ configuration: JSON.parse(JSON.stringify(CONTACT_CENTRE)) }));
  });

  it('gives snapshots that are plain data', () => {
    const simulator = new Simulator({ configuration: CONFIGURATION });
    simulator.inboundCall();
    const snapshot = { agents: simulator.agents, calls: simulator.calls };
    assert.deepEqual(JSON.parse(JSON.stringify(snapshot)), snapshot);
  });

  const [agent] = CONFIGURATION.agents;
  const [dialed] = CONFIGURATION.dialedNumbers;
  const [settings] = CONFIGURATION.deskSettings;
  const [team] = CONFIGURATION.teams ?? [];
  const [service] = CONFIGURATION.services ?? [];
  const wrong: readonly (readonly [string, object, string])[] = [
    ['not an object', [], 'configuration'],
    ['a part that is missing', { agents: undefined }, 'agents'],
    ['an unknown key', { skills: [] }, 'skills'],
    ['a misspelt key', { agents: undefined, agnets: [] }, 'agnets'],
    ['an unknown key in a row', { agents: [{ ...agent, skill: 1 }] }, 'agents[0].skill'],
    ['a number as text', { agents: [{ ...agent, extension: 2001 }] }, 'agents[0].extension'],
    ['an agent id that is too long', { agents: [{ ...agent, agentID: '123456789012' }] }, 'agents[0].agentID'],
    ['a state that is none', { agents: [{ ...agent, initialState: 'READY' }] }, 'agents[0].initialState'],
    ['an agent at the VRU', { agents: [{ ...agent, peripheralID: 5001 }] }, 'agents[0].peripheralID'],
    ['an unknown skill group', { agents: [{ ...agent, skillGroups: [1, 9] }] }, 'agents[0].skillGroups[1]'],
    ['unknown desk settings', { agents: [{ ...agent, deskSettings: 'None' }] }, 'agents[0].deskSettings'],
    ['an agent twice', { agents: [agent, { ...agent, extension: '2009', icmAgentID: 1 }] }, 'agents'],
    [
      'an extension twice',
      { agents: [agent, { ...agent, agentID: '9', icmAgentID: 1 }] },
      'agents, dialedNumbers and extraDevices',
    ],
    [
      'a queue with agents',
      { dialedNumbers: [{ ...dialed, queuePeripheralID: 5000 }] },
      'dialedNumbers[0].queuePeripheralID',
    ],
    [
      'a wrap-up mode that is none',
      { deskSettings: [{ ...settings, wrapupIncoming: 'MAYBE' }] },
      'deskSettings[0].wrapupIncoming',
    ],
    [
      'a flag that is none',
      { deskSettings: [{ ...settings, idleReasonRequired: 1 }] },
      'deskSettings[0].idleReasonRequired',
    ],
    ['a time below 0', { outsideRingTime: -1 }, 'outsideRingTime'],
    ['a team with nobody known', { teams: [{ ...team, members: ['9'] }] }, 'teams[0].members[0]'],
    ["a team's number that nobody can dial", { teams: [{ ...team, dialedNumber: '1' }] }, 'teams[0].dialedNumber'],
    [
      'an outgoing mode with data',
      { deskSettings: [{ ...settings, wrapupOutgoing: 'REQUIRED_WITH_WRAPUP_DATA' }] },
      'deskSettings[0].wrapupOutgoing',
    ],
    ['an unknown supervisor', { teams: [{ ...team, supervisors: ['9'] }] }, 'teams[0].supervisors[0]'],
    ['an agent in two teams', { teams: [team, { ...team, teamID: 2 }] }, 'teams'],
    ['a team twice', { teams: [team, { ...team, members: [] }] }, 'teams'],
    ['an unknown call type', { dialedNumbers: [{ ...dialed, callTypeID: 1 }] }, 'dialedNumbers[0].callTypeID'],
    ['a service nowhere', { services: [{ ...service, peripheralID: 1 }] }, 'services[0].peripheralID'],
    ['a service number twice', { services: [service, { ...service, serviceID: 1 }] }, 'services'],
    ['no domain of voice calls', { mediaRoutingDomains: [{ mrdid: 2, name: 'Chat' }] }, 'mediaRoutingDomains'],
    [
      'a precision queue without its skill group',
      { precisionQueues: [{ precisionQueueID: 1, name: 'PQ', skillGroupNumber: 9 }] },
      'precisionQueues[0].skillGroupNumber',
    ],
    [
      'a device of no kind',
      { extraDevices: [{ number: '1', peripheralID: 5000, kind: 'phone' }] },
      'extraDevices[0].kind',
    ],
    [
      'a device with the number of a phone',
      { extraDevices: [{ number: '2001', peripheralID: 5000, kind: 'cti port' }] },
      'agents, dialedNumbers and extraDevices',
    ],
    [
      'an agent service that is none',
      { agents: [{ ...agent, enabledServices: ['COFFEE'] }] },
      'agents[0].enabledServices[0]',
    ],
    ['a name that no message can carry', { agents: [{ ...agent, name: 'Ирина' }] }, 'agents[0].name'],
    [
      'desk settings with the number of others',
      { deskSettings: [settings, { ...settings, name: 'Other', agentDeskSettingsID: 1 }] },
      'deskSettings',
    ],
    ['an order that is none', { preCallEvents: 'sometimes' }, 'preCallEvents'],
  ];
  for (const [what, change, field] of wrong) {
    it(`names the place of ${what}`, () => {
      const configuration = Array.isArray(change) ? change : { ...CONFIGURATION, ...change };
      assert.throws(
        () => new Simulator({ configuration: configuration as never }),
        (error: Error) => {
          assert.equal((error as { code?: string }).code, 'CTI_INVALID_CONFIGURATION');
          assert.ok(error.message.startsWith(`${field}: `), error.message);
          return true;
        },
      );
    });
  }

  it('takes no speed of 0', () => {
    assert.throws(() => new Simulator({ speed: 0 }), { code: 'CTI_INVALID_OPTION', field: 'speed' });
  });
});
