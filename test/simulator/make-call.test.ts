import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, Site, withDeskSettings } from './site';

describe('a call that an agent places', () => {
  let site: Site;
  let bridge: TestClient;

  const start = async (configuration = CONFIGURATION) => {
    site = await Site.start({ configuration });
    bridge = await site.bridge();
  };
  const makeCall = async (client: TestClient, dialedNumber: string): Promise<number> => {
    const made = (await client.request('MAKE_CALL_REQ', {
      peripheralID: AGENTS,
      agentInstrument: '2001',
      dialedNumber,
      callVariable1: 'hello',
    })) as { newConnectionCallID: number; newConnectionDeviceID: string };
    assert.equal(made.newConnectionDeviceID, '2001');
    return made.newConnectionCallID;
  };

  beforeEach(() => start());
  afterEach(() => site.stop());

  it('to a colleague is seen once by All Events and by each desktop from its own side', async () => {
    const ann = await site.desktop('2001');
    const bob = await site.desktop('2002');
    const callID = await makeCall(ann, '2002');
    const start = ['BEGIN_CALL 2001', 'CALL_SERVICE_INITIATED 2001', '1 TALKING', 'CALL_ORIGINATED 2001'];
    assert.deepEqual(await bridge.topics(), [...start, 'CALL_DELIVERED 2002']);
    assert.deepEqual(await ann.topics(), [...start, 'CALL_DELIVERED 2002']);
    assert.deepEqual(await bob.topics(), ['BEGIN_CALL 2002', 'CALL_DELIVERED 2002']);

    await bob.request('ANSWER_CALL_REQ', connection(callID, '2002'));
    assert.deepEqual(await bridge.topics(), ['CALL_ESTABLISHED 2002', '2 TALKING']);
    assert.deepEqual(await ann.topics(), ['CALL_ESTABLISHED 2002']);
    assert.deepEqual(await bob.topics(), ['CALL_ESTABLISHED 2002', '2 TALKING']);

    await bob.request('HOLD_CALL_REQ', connection(callID, '2002'));
    assert.deepEqual(await ann.topics(), ['CALL_HELD 2002']);
    assert.deepEqual(await bob.topics(), ['CALL_HELD 2002', '2 HOLD']);
    await bridge.news();

    await bob.request('CLEAR_CONNECTION_REQ', connection(callID, '2002'));
    const cleared = ['CALL_CONNECTION_CLEARED 2002', 'CALL_CONNECTION_CLEARED 2001'];
    assert.deepEqual(await bridge.topics(), [
      ...cleared,
      'CALL_CLEARED 2001',
      '1 NOT_READY',
      '2 NOT_READY',
      'END_CALL 2001',
    ]);
    assert.deepEqual(await ann.topics(), [...cleared, 'CALL_CLEARED 2001', '1 NOT_READY', 'END_CALL 2001']);
    assert.deepEqual(await bob.topics(), [...cleared, 'CALL_CLEARED 2002', '2 NOT_READY', 'END_CALL 2002']);
  });

  it('to a colleague tells its kind, its parties and its data', async () => {
    const callID = await makeCall(bridge, '2002');
    const begin = await bridge.event('BEGIN_CALL_EVENT');
    assert.equal(begin.connectionCallID, callID);
    assert.equal(begin.callType, 'CALLTYPE_AGENT_INSIDE');
    assert.equal(begin.callVariable1, 'hello');
    assert.equal((await bridge.event('CALL_SERVICE_INITIATED_EVENT')).localConnectionState, 'LCS_INITIATE');
    const originated = await bridge.event('CALL_ORIGINATED_EVENT');
    assert.equal(originated.calledDeviceID, '2002');
    assert.equal(originated.localConnectionState, 'LCS_INITIATE');
    const delivered = await bridge.event('CALL_DELIVERED_EVENT');
    assert.equal(delivered.alertingDeviceID, '2002');
    assert.equal(delivered.callingDeviceID, '2001');
    assert.equal(delivered.localConnectionState, 'LCS_ALERTING');
  });

  it('to a colleague may be given up while it rings', async () => {
    const bob = await site.desktop('2002');
    const callID = await makeCall(bridge, '2002');
    await bob.news();
    await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    assert.deepEqual(await bob.topics(), ['CALL_CONNECTION_CLEARED 2001', 'CALL_CLEARED 2002', 'END_CALL 2002']);
    assert.equal(site.simulator.agents[1]?.state, 'AGENT_STATE_NOT_READY');
  });

  it('to the outside reaches the network, rings and is answered', async () => {
    const callID = await makeCall(bridge, '0015551234');
    assert.deepEqual(await bridge.topics(), [
      'BEGIN_CALL 2001',
      'CALL_SERVICE_INITIATED 2001',
      '1 TALKING',
      'CALL_ORIGINATED 2001',
      'CALL_REACHED_NETWORK 2001',
      'CALL_DELIVERED 0015551234',
    ]);
    site.clock.advance(3000);
    assert.deepEqual(await bridge.topics(), ['CALL_ESTABLISHED 0015551234']);
    site.simulator.hangUp(callID);
    assert.deepEqual(await bridge.topics(), [
      'CALL_CONNECTION_CLEARED 0015551234',
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2001',
      '1 NOT_READY',
      'END_CALL 2001',
    ]);
  });

  it('to the outside is not answered after the agent has given up', async () => {
    const callID = await makeCall(bridge, '0015551234');
    await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    await bridge.news();
    site.clock.advance(10_000);
    assert.deepEqual(await bridge.topics(), []);
  });

  it('to the outside rings as many times faster as the switch is told to be', async () => {
    await site.stop();
    site = await Site.start({ speed: 10 });
    bridge = await site.bridge();
    await makeCall(bridge, '0015551234');
    await bridge.news();
    site.clock.advance(300);
    assert.deepEqual(await bridge.topics(), ['CALL_ESTABLISHED 0015551234']);
  });

  it('fails when the colleague is busy, until the caller hangs up', async () => {
    site.simulator.inboundCall({ dialedNumber: '2002' });
    await bridge.news();
    const callID = await makeCall(bridge, '2002');
    const failed = await bridge.event('CALL_FAILED_EVENT');
    assert.equal(failed.eventCause, 'CEC_BUSY');
    assert.equal(failed.localConnectionState, 'LCS_FAIL');
    assert.equal(failed.failingDeviceID, '2002');
    assert.equal(site.simulator.calls.find((call) => call.callID === callID)?.state, 'failed');
    await bridge.news();
    await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    assert.deepEqual(await bridge.topics(), [
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2001',
      '1 NOT_READY',
      'END_CALL 2001',
    ]);
  });

  it('fails when the number does not exist', async () => {
    await makeCall(bridge, '2999');
    assert.equal((await bridge.event('CALL_FAILED_EVENT')).eventCause, 'CEC_DEST_NOT_OBTAINABLE');
  });

  it('from ready makes the agent not ready first, with the reason for it', async () => {
    await site.ready(bridge, '2001');
    const callID = await makeCall(bridge, '2002');
    const notReady = await bridge.event('AGENT_STATE_EVENT');
    assert.equal(notReady.agentState, 'AGENT_STATE_NOT_READY');
    assert.equal(notReady.eventReasonCode, 50006);
    await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    assert.equal((await bridge.event('AGENT_STATE_EVENT')).agentState, 'AGENT_STATE_TALKING');
    const after = await bridge.event('AGENT_STATE_EVENT');
    assert.equal(after.agentState, 'AGENT_STATE_NOT_READY');
    assert.equal(after.eventReasonCode, 50006);
  });

  it('is followed by work where the desk settings require it after outgoing calls', async () => {
    await site.stop();
    await start(withDeskSettings({ wrapupOutgoing: 'REQUIRED', workModeTimer: 5 }));
    const callID = await makeCall(bridge, '0015551234');
    await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
    await bridge.news();
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_WORK_NOT_READY');
    site.clock.advance(5000);
    assert.deepEqual(await bridge.topics(), ['1 NOT_READY']);
  });

  it('is refused when the agent, the phone or the number is not fit for it', async () => {
    const refused = (fields: object) =>
      bridge.refused('MAKE_CALL_REQ', {
        peripheralID: AGENTS,
        agentInstrument: '2001',
        dialedNumber: '2002',
        ...fields,
      });
    assert.equal(await refused({ peripheralID: 1 }), 'FAILURE_CONF E_CTI_INVALID_PERIPHERAL_ID');
    assert.equal(await refused({ agentInstrument: '9' }), 'CONTROL_FAILURE_CONF CF_INVALID_CALLING_DEVICE');
    assert.equal(await refused({ dialedNumber: 'Bob' }), 'CONTROL_FAILURE_CONF CF_INVALID_CALLED_DEVICE');
    assert.equal(
      await refused({ namedVariables: { nobody: 'x' } }),
      'FAILURE_CONF E_CTI_NAMED_VARIABLE_NOT_CONFIGURED',
    );
    await makeCall(bridge, '2002');
    assert.equal(await refused({}), 'CONTROL_FAILURE_CONF CF_GENERIC_STATE_INCOMPATIBILITY');
    await bridge.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_LOGOUT',
      agentInstrument: '2003',
      agentID: '3',
      agentPassword: '',
    });
    assert.equal(await refused({ agentInstrument: '2003' }), 'CONTROL_FAILURE_CONF CF_INVALID_CALLING_DEVICE');
    assert.deepEqual(
      site.simulator.calls.map((call) => call.callingNumber),
      ['2001'],
    );
  });

  it('from ready is refused where the configuration says so', async () => {
    await site.stop();
    await start({ ...CONFIGURATION, callFromReady: 'refused' });
    await site.ready(bridge, '2001');
    const request = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber: '2002' };
    const refused = 'CONTROL_FAILURE_CONF CF_GENERIC_STATE_INCOMPATIBILITY';
    assert.equal(await bridge.refused('MAKE_CALL_REQ', request), refused);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_AVAILABLE');
    await bridge.request('MAKE_CALL_REQ', { ...request, agentInstrument: '2002', dialedNumber: '2003' });
  });
});
