import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, active, CONFIGURATION, connection, held, Site, withDeskSettings } from './site';

const withFourth = (): SimulatorConfiguration => {
  const [ann] = CONFIGURATION.agents;
  assert.ok(ann);
  const dan = { ...ann, agentID: '4', icmAgentID: 4004, name: 'Dan', extension: '2004' };
  return { ...CONFIGURATION, agents: [...CONFIGURATION.agents, dan] };
};

/** CTI OS Developer Guide, Call Object: Conference, ClearConnection; the guide's CALL_CONFERENCED_EVENT. */
describe('a conference', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let bob: TestClient;
  let first: number;
  let second: number;

  const start = async (configuration = withFourth()) => {
    site = await Site.start({ configuration });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    bob = await site.desktop('2002');
    await site.ready(bridge, '2001');
    ({ callID: first } = site.simulator.inboundCall({ ani: '5551234' }));
    await bridge.request('ANSWER_CALL_REQ', connection(first, '2001'));
    second = await consult('2001', '2002');
    for (const client of [bridge, ann, bob]) await client.news();
  };

  beforeEach(() => start());
  afterEach(() => site.stop());

  const consult = async (from: string, dialedNumber: string) => {
    const payload = { ...active(first, from), dialedNumber };
    const made = (await bridge.request('CONSULTATION_CALL_REQ', payload)) as { newConnectionCallID: number };
    await bridge.request('ANSWER_CALL_REQ', connection(made.newConnectionCallID, dialedNumber));
    return made.newConnectionCallID;
  };
  const join = (from: string, id: number) =>
    bridge.request('CONFERENCE_CALL_REQ', { ...active(id, from), ...held(first, from) });
  const numbers = () => site.simulator.calls.map((call) => call.parties.map((party) => party.number).sort());

  it('has everybody in the first call; who was asked knows it by its new id', async () => {
    const conf = (await join('2001', second)) as { newConnectionCallID: number; numParties: number };
    assert.equal(conf.newConnectionCallID, first);
    assert.equal(conf.numParties, 3);
    assert.deepEqual(await ann.topics(), ['CALL_CONFERENCED', 'END_CALL 2001']);
    assert.deepEqual(await bridge.topics(), ['CALL_DATA_UPDATE 5551234', 'CALL_CONFERENCED', 'END_CALL 2001']);
    const update = await bob.event('CALL_DATA_UPDATE_EVENT');
    assert.equal(update.connectionCallID, second);
    assert.equal(update.newConnectionCallID, first);
    assert.equal(update.callType, 'CALLTYPE_CONFERENCE');
    const event = await bob.event('CALL_CONFERENCED_EVENT');
    assert.equal(event.primaryCallID, first);
    assert.equal(event.primaryDeviceID, '2001');
    assert.equal(event.secondaryCallID, second);
    assert.equal(event.secondaryDeviceID, '2002');
    assert.equal(event.controllerDeviceID, '2001');
    assert.equal(event.addedPartyDeviceID, '2002');
    assert.equal(event.eventCause, 'CEC_KEY_CONFERENCE');
    assert.equal(event.localConnectionState, 'LCS_CONNECT');
    assert.deepEqual(event.parties?.map((party) => party.connectedPartyDeviceID).sort(), ['2001', '2002', '5551234']);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_TALKING');
  });

  it('is named by somebody else for those who see everything when the controller is the caller', async () => {
    const call = { peripheralID: AGENTS, agentInstrument: '2003', dialedNumber: '2004' };
    ({ newConnectionCallID: first } = (await bridge.request('MAKE_CALL_REQ', call)) as { newConnectionCallID: number });
    await bridge.request('ANSWER_CALL_REQ', connection(first, '2004'));
    const outside = await bridge.request('CONSULTATION_CALL_REQ', {
      ...active(first, '2003'),
      dialedNumber: '0015559999',
    });
    site.clock.advance(3000);
    await join('2003', (outside as { newConnectionCallID: number }).newConnectionCallID);
    assert.equal((await bridge.event('CALL_DATA_UPDATE_EVENT')).connectionDeviceID, '2004');
  });

  it('is followed by work for everybody where the desk settings require it', async () => {
    await site.stop();
    await start({ ...withFourth(), deskSettings: withDeskSettings({ wrapupIncoming: 'REQUIRED' }).deskSettings });
    await join('2001', second);
    await bob.news();
    await bob.request('CLEAR_CONNECTION_REQ', connection(first, '2002'));
    const work = await bob.event('AGENT_STATE_EVENT');
    assert.deepEqual([work.agentState, work.direction, work.skillGroupNumber], ['AGENT_STATE_WORK_NOT_READY', 'IN', 1]);
  });

  it('takes a fourth and a fifth party, from who made it only', async () => {
    await join('2001', second);
    const third = await consult('2001', '2003');
    await join('2001', third);
    const foreign = await consult('2002', '2004');
    assert.equal(
      await bridge.refused('CONFERENCE_CALL_REQ', { ...active(foreign, '2002'), ...held(first, '2002') }),
      'CONTROL_FAILURE_CONF CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED',
    );
    await bridge.request('CLEAR_CONNECTION_REQ', connection(foreign, '2002'));
    await bridge.request('RETRIEVE_CALL_REQ', held(first, '2002'));
    const fourth = await consult('2001', '2004');
    await join('2001', fourth);
    assert.deepEqual(numbers(), [['2001', '2002', '2003', '2004', '5551234']]);
    const events = (await bridge.news()).filter((message) => message.topic === 'CALL_CONFERENCED_EVENT');
    assert.deepEqual(
      events.map(({ payload }) => (payload as { numParties: number }).numParties),
      [3, 4, 5],
    );
  });

  it('goes on when somebody leaves, and ends with the last two', async () => {
    await join('2001', second);
    for (const client of [bridge, ann, bob]) await client.news();
    await bob.request('CLEAR_CONNECTION_REQ', connection(first, '2002'));
    assert.deepEqual(await bob.topics(), ['CALL_CONNECTION_CLEARED 2002', 'END_CALL 2002', '2 NOT_READY']);
    assert.deepEqual(await ann.topics(), ['CALL_CONNECTION_CLEARED 2002']);
    assert.deepEqual(numbers(), [['2001', '5551234']]);
    await ann.request('CLEAR_CONNECTION_REQ', connection(first, '2001'));
    assert.deepEqual(await ann.topics(), [
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CLEARED 2001',
      '1 AVAILABLE',
      'END_CALL 2001',
    ]);
    assert.deepEqual(await bob.topics(), []);
  });

  it('lets who made it drop another party, and nobody else', async () => {
    await join('2001', second);
    const drop = (by: string, number: string) => ({ ...connection(first, number), requestingDeviceID: by });
    assert.equal(
      await bridge.refused('CLEAR_CONNECTION_REQ', drop('2002', '2001')),
      'CONTROL_FAILURE_CONF CF_DROP_ANY_PARTY_NOT_ENABLED_CTI',
    );
    assert.equal(
      await bridge.refused('CLEAR_CONNECTION_REQ', drop('2001', '2003')),
      'CONTROL_FAILURE_CONF CF_NO_CONNECTION_TO_CLEAR',
    );
    await ann.request('CLEAR_CONNECTION_REQ', drop('2001', '5551234'));
    assert.deepEqual(numbers(), [['2001', '2002']]);
  });

  it('goes on without the caller, who is done with the queue as well', async () => {
    await join('2001', second);
    await bridge.news();
    site.simulator.hangUp(first);
    assert.deepEqual(await bridge.topics(), [
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CLEARED 5551234',
      'END_CALL 5551234',
    ]);
    assert.deepEqual(numbers(), [['2001', '2002']]);
  });

  it('is not made in a single step with Unified CCE, nor with a call that waits in a queue', async () => {
    const step = { ...active(second, '2001'), dialedNumber: '2003' };
    assert.equal(await bridge.refused('CONFERENCE_CALL_REQ', step), 'CONTROL_FAILURE_CONF CF_INVALID_FEATURE');
    await bridge.request('RECONNECT_CALL_REQ', { ...active(second, '2001'), ...held(first, '2001') });
    const made = (await bridge.request('CONSULTATION_CALL_REQ', {
      ...active(first, '2001'),
      dialedNumber: '8002',
    })) as { newConnectionCallID: number };
    assert.equal(
      await bridge.refused('CONFERENCE_CALL_REQ', {
        ...active(made.newConnectionCallID, '2001'),
        ...held(first, '2001'),
      }),
      'CONTROL_FAILURE_CONF CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED',
    );
  });
});
