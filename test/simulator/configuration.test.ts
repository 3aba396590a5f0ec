import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CONTACT_CENTRE, Simulator } from '../../lib/simulator';
import { CONFIGURATION } from './site';

describe('the configuration of the simulator', () => {
  it('has a contact centre to start with', () => {
    const simulator = new Simulator();
    assert.equal(simulator.agents.length, 6);
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
  const wrong: readonly (readonly [string, object, string])[] = [
    ['not an object', [], 'configuration'],
    ['a part that is missing', { agents: undefined }, 'agents'],
    ['an unknown key', { skills: [] }, 'skills'],
    ['an unknown key in a row', { agents: [{ ...agent, skill: 1 }] }, 'agents[0].skill'],
    ['a number as text', { agents: [{ ...agent, extension: 2001 }] }, 'agents[0].extension'],
    ['an agent id that is too long', { agents: [{ ...agent, agentID: '123456789012' }] }, 'agents[0].agentID'],
    ['a state that is none', { agents: [{ ...agent, initialState: 'READY' }] }, 'agents[0].initialState'],
    ['an agent at the VRU', { agents: [{ ...agent, peripheralID: 5001 }] }, 'agents[0].peripheralID'],
    ['an unknown skill group', { agents: [{ ...agent, skillGroups: [1, 9] }] }, 'agents[0].skillGroups[1]'],
    ['unknown desk settings', { agents: [{ ...agent, deskSettings: 'None' }] }, 'agents[0].deskSettings'],
    ['an agent twice', { agents: [agent, { ...agent, extension: '2009', icmAgentID: 1 }] }, 'agents'],
    ['an extension twice', { agents: [agent, { ...agent, agentID: '9', icmAgentID: 1 }] }, 'agents and dialedNumbers'],
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
