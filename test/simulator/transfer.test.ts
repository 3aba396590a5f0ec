import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, active, CONFIGURATION, connection, held, Site, withAgents, withDeskSettings } from './site';

/** CTI OS Developer Guide, Call Object: Transfer; the guide's TRANSFER_CALL_REQ and CALL_TRANSFERRED_EVENT. */
describe('a transfer', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let bob: TestClient;
  let first: number;

  const start = async (configuration = CONFIGURATION) => {
    site = await Site.start({ configuration });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    bob = await site.desktop('2002');
    await site.ready(bridge, '2001');
    ({ callID: first } = site.simulator.inboundCall({ ani: '5551234', callVariables: { callVariable1: 'gold' } }));
    await bridge.request('ANSWER_CALL_REQ', connection(first, '2001'));
    await settle();
  };
  const settle = async () => {
    for (const client of [bridge, ann, bob]) await client.news();
  };
  const consult = async (dialedNumber = '2002') => {
    const payload = { ...active(first, '2001'), dialedNumber };
    const made = (await bridge.request('CONSULTATION_CALL_REQ', payload)) as { newConnectionCallID: number };
    if (dialedNumber === '2002') {
      await bridge.request('ANSWER_CALL_REQ', connection(made.newConnectionCallID, '2002'));
    }
    await settle();
    return made.newConnectionCallID;
  };
  const both = (second: number) => ({ ...active(second, '2001'), ...held(first, '2001') });

  beforeEach(() => start());
  afterEach(() => site.stop());

  it('leaves caller and colleague in the first call, which both of them know from then on', async () => {
    const second = await consult();
    const conf = (await ann.request('TRANSFER_CALL_REQ', both(second))) as {
      newConnectionCallID: number;
      parties: { connectedPartyCallID: number; connectedPartyDeviceID: string }[];
    };
    assert.equal(conf.newConnectionCallID, first);
    assert.deepEqual(
      conf.parties.map((party) => [party.connectedPartyCallID, party.connectedPartyDeviceID]),
      [
        [first, '5551234'],
        [first, '2002'],
      ],
    );
    assert.deepEqual(await ann.topics(), ['CALL_TRANSFERRED', 'END_CALL 2001', 'END_CALL 2001', '1 AVAILABLE']);
    assert.deepEqual(await bridge.topics(), ['CALL_TRANSFERRED', 'END_CALL 2001', '1 AVAILABLE']);
    const update = await bob.event('CALL_DATA_UPDATE_EVENT');
    assert.equal(update.connectionCallID, second);
    assert.equal(update.newConnectionCallID, first);
    assert.equal(update.callType, 'CALLTYPE_TRANSFER_IN');
    assert.equal(update.callVariable1, 'gold');
    assert.deepEqual(await bob.topics(), ['CALL_TRANSFERRED']);

    site.simulator.hangUp(first);
    assert.deepEqual(await bob.topics(), [
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CONNECTION_CLEARED 2002',
      'CALL_CLEARED 2002',
      '2 NOT_READY',
      'END_CALL 2002',
    ]);
    assert.deepEqual(await ann.topics(), []);
    assert.deepEqual(site.simulator.calls, []);
  });

  it('tells both calls, who did it and to whom', async () => {
    const second = await consult();
    await ann.request('TRANSFER_CALL_REQ', both(second));
    for (const [client, state] of [
      [bridge, 'LCS_NULL'],
      [ann, 'LCS_NULL'],
      [bob, 'LCS_CONNECT'],
    ] as const) {
      const event = await client.event('CALL_TRANSFERRED_EVENT');
      assert.equal(event.primaryCallID, first);
      assert.equal(event.primaryDeviceID, '2001');
      assert.equal(event.secondaryCallID, second);
      assert.equal(event.secondaryDeviceID, '2001');
      assert.equal(event.transferringDeviceID, '2001');
      assert.equal(event.transferredDeviceID, '2002');
      assert.equal(event.eventCause, 'CEC_TRANSFER');
      assert.equal(event.numParties, 2);
      assert.deepEqual(event.parties?.map((party) => party.connectedPartyDeviceID).sort(), ['2002', '5551234']);
      assert.equal(event.localConnectionState, state);
    }
  });

  it('may keep the id of the second call where the configuration says so', async () => {
    await site.stop();
    await start({ ...CONFIGURATION, survivingCall: 'active' });
    const second = await consult();
    const conf = (await ann.request('TRANSFER_CALL_REQ', both(second))) as { newConnectionCallID: number };
    assert.equal(conf.newConnectionCallID, second);
    assert.deepEqual(await bob.topics(), ['CALL_TRANSFERRED']);
    assert.equal((await bridge.event('END_CALL_EVENT')).connectionCallID, first);
    assert.deepEqual(
      site.simulator.calls.map((call) => call.callID),
      [second],
    );
    site.simulator.hangUp(first);
    assert.deepEqual(site.simulator.calls, [], 'the caller is still known by the id that inboundCall returned');
  });

  it('is followed by work where the desk settings require it', async () => {
    await site.stop();
    await start(withDeskSettings({ wrapupIncoming: 'REQUIRED' }));
    const second = await consult();
    await ann.request('TRANSFER_CALL_REQ', both(second));
    assert.equal((await ann.topics()).at(-1), '1 WORK_READY');
  });

  for (const survivingCall of ['held', 'active'] as const) {
    it(`is followed by work for whoever has the caller then, when the ${survivingCall} call goes on`, async () => {
      await site.stop();
      await start({ ...withDeskSettings({ wrapupIncoming: 'REQUIRED' }), survivingCall });
      const second = await consult();
      await ann.request('TRANSFER_CALL_REQ', both(second));
      await bob.news();
      site.simulator.hangUp(first);
      const work = await bob.event('AGENT_STATE_EVENT');
      assert.deepEqual(
        [work.agentState, work.direction, work.skillGroupNumber],
        ['AGENT_STATE_WORK_NOT_READY', 'IN', 1],
      );
    });
  }

  it('is a call of its skill group for whoever has it then: busy elsewhere for the other groups', async () => {
    await site.stop();
    await start(withAgents({ skillGroups: [1, 2] }));
    await ann.request('TRANSFER_CALL_REQ', both(await consult()));
    const talking = await bob.event('AGENT_STATE_EVENT');
    assert.deepEqual(
      [talking.agentState, ...(talking.fltSkillGroups ?? []).map((group) => group.fltSkillGroupState)],
      ['AGENT_STATE_TALKING', 'AGENT_STATE_TALKING', 'AGENT_STATE_BUSY_OTHER'],
    );
  });

  it('in a single step is followed by work for a colleague who was ready, too', async () => {
    await site.stop();
    await start(withDeskSettings({ wrapupIncoming: 'REQUIRED' }));
    await site.ready(bridge, '2002');
    await ann.request('TRANSFER_CALL_REQ', { ...active(first, '2001'), dialedNumber: '2002' });
    await bob.request('ANSWER_CALL_REQ', connection(first, '2002'));
    await bob.news();
    site.simulator.hangUp(first);
    const work = await bob.event('AGENT_STATE_EVENT');
    assert.deepEqual([work.agentState, work.direction], ['AGENT_STATE_WORK_READY', 'IN']);
  });

  it('sends a caller back to a queue, where the caller waits first and then talks to the next agent', async () => {
    const second = await consult('8002');
    await ann.request('TRANSFER_CALL_REQ', both(second));
    await settle();
    assert.equal(site.simulator.calls.find((call) => call.callID === first)?.state, 'queued');
    await site.ready(bridge, '2003');
    const ringing = site.simulator.calls.find((call) => call.callID === first);
    assert.deepEqual(ringing?.parties, [
      { number: '5551234', state: 'LCS_CONNECT' },
      { number: '2003', state: 'LCS_ALERTING' },
    ]);
    await bridge.request('ANSWER_CALL_REQ', connection(first, '2003'));
    assert.equal((await bridge.event('CALL_ESTABLISHED_EVENT')).answeringDeviceID, '2003');
    site.simulator.hangUp(first);
    assert.deepEqual(site.simulator.calls, []);
  });

  it('may be made while the next agent rings, who can still let it ring too long', async () => {
    await site.stop();
    await start(withDeskSettings({ ringNoAnswerTime: 10 }));
    await site.ready(bridge, '2003');
    const second = await consult('8002');
    await ann.request('TRANSFER_CALL_REQ', both(second));
    assert.equal(site.simulator.calls[0]?.callID, first);
    assert.equal(site.simulator.calls[0]?.state, 'ringing');
    site.clock.advance(12_000);
    assert.equal(site.simulator.calls[0]?.state, 'queued');
    await site.ready(bridge, '2003');
    await bridge.request('ANSWER_CALL_REQ', connection(first, '2003'));
    assert.equal(site.simulator.calls[0]?.state, 'talking');
  });

  it('of a call between colleagues keeps its id for who called', async () => {
    const call = { peripheralID: AGENTS, agentInstrument: '2003', dialedNumber: '2002' };
    const cy = await site.desktop('2003');
    const { newConnectionCallID: id } = (await cy.request('MAKE_CALL_REQ', call)) as { newConnectionCallID: number };
    await bob.request('ANSWER_CALL_REQ', connection(id, '2002'));
    await bob.request('TRANSFER_CALL_REQ', { ...active(id, '2002'), dialedNumber: '0015559999' });
    await cy.news();
    site.clock.advance(3000);
    assert.deepEqual(await cy.topics(), ['CALL_ESTABLISHED 0015559999']);
    await cy.request('CLEAR_CONNECTION_REQ', connection(id, '2003'));
    assert.equal((await cy.topics()).at(-1), 'END_CALL 2003');
  });

  it('in a single step rings at the colleague and is over for who did it', async () => {
    const conf = await ann.request('TRANSFER_CALL_REQ', { ...active(first, '2001'), dialedNumber: '2002' });
    assert.equal((conf as { newConnectionCallID: number }).newConnectionCallID, first);
    assert.deepEqual(await ann.topics(), ['CALL_DELIVERED 2002', 'CALL_TRANSFERRED', 'END_CALL 2001', '1 AVAILABLE']);
    assert.deepEqual(await bob.topics(), ['BEGIN_CALL 2002', 'CALL_DELIVERED 2002', 'CALL_TRANSFERRED']);
    await bob.request('ANSWER_CALL_REQ', connection(first, '2002'));
    assert.deepEqual(await bob.topics(), ['CALL_ESTABLISHED 2002', '2 TALKING']);
    const delivered = (await bridge.event('CALL_DELIVERED_EVENT')) as { lastRedirectDeviceID?: string };
    assert.equal(delivered.lastRedirectDeviceID, '2001');
    assert.equal((await bridge.event('CALL_TRANSFERRED_EVENT')).secondaryCallID, null);
  });

  it('in a single step may go outside, and the call lives on without an agent', async () => {
    await ann.request('TRANSFER_CALL_REQ', { ...active(first, '2001'), dialedNumber: '0015559999' });
    site.clock.advance(3000);
    await bridge.event('CALL_ESTABLISHED_EVENT');
    assert.equal(site.simulator.calls[0]?.state, 'talking');
    site.simulator.hangUp(first);
    await bridge.event('END_CALL_EVENT');
    assert.deepEqual(site.simulator.calls, []);
  });

  it('is refused where the calls or the number do not allow it', async () => {
    const failure = 'CONTROL_FAILURE_CONF';
    const step = (dialedNumber: string) =>
      bridge.refused('TRANSFER_CALL_REQ', { ...active(first, '2001'), dialedNumber });
    assert.equal(await step('2999'), `${failure} CF_INVALID_DESTINATION`);
    const elsewhere = site.simulator.inboundCall({ dialedNumber: '2003' });
    assert.equal(await step('2003'), `${failure} CF_RESOURCE_BUSY`);
    site.simulator.hangUp(elsewhere.callID);

    const ringing = (await bridge.request('CONSULTATION_CALL_REQ', {
      ...active(first, '2001'),
      dialedNumber: '2002',
    })) as { newConnectionCallID: number };
    const pair = both(ringing.newConnectionCallID);
    assert.equal(await bridge.refused('TRANSFER_CALL_REQ', pair), `${failure} CF_INVALID_OBJECT_STATE`);
    await bridge.request('ANSWER_CALL_REQ', connection(ringing.newConnectionCallID, '2002'));
    await bridge.request('HOLD_CALL_REQ', connection(ringing.newConnectionCallID, '2002'));
    assert.equal(
      await bridge.refused('TRANSFER_CALL_REQ', pair),
      `${failure} CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED`,
      'the consulted agent has put the call on hold',
    );
  });
});
