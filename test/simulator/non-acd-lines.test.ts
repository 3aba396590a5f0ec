import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { CtiError } from '../../lib/codec';
import type { Constant } from '../../lib/protocol';
import { Simulator, type SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, held, Site, withDeskSettings } from './site';

const LINE = { number: '3001', peripheralID: AGENTS, kind: 'non-ACD line', phone: '2001' } as const;

function multiline(base = CONFIGURATION, fields: object = {}, line: object = LINE): SimulatorConfiguration {
  const [agents, vru] = base.peripherals;
  return {
    ...base,
    peripherals: [{ ...agents, multilineAgentControl: 'MULTILINE_ENABLED', ...fields }, vru],
    extraDevices: [line],
  } as SimulatorConfiguration;
}

/** Finesse Administration Guide, "Predefined System Reason Codes": 50005; OPEN_CONF, MultilineAgentControl. */
describe('a non-ACD line of an agent’s phone', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;

  const start = async (configuration = multiline()) => {
    site = await Site.start({ configuration });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
  };
  beforeEach(() => start());
  afterEach(() => site.stop());

  const setState = (agentState: Constant<'AgentState'>) =>
    bridge.request('SET_AGENT_STATE_REQ', { peripheralID: AGENTS, agentState, agentInstrument: '2001' });
  const dial = async (dialedNumber: string, agentInstrument = '3001') => {
    const request = { peripheralID: AGENTS, agentInstrument, dialedNumber };
    const { newConnectionCallID } = (await ann.request('MAKE_CALL_REQ', request)) as { newConnectionCallID: number };
    return newConnectionCallID;
  };
  const agent = () => {
    const [{ state, eventReasonCode } = { state: '', eventReasonCode: -1 }] = site.simulator.agents;
    return `${state.replace('AGENT_STATE_', '')} ${eventReasonCode}`;
  };

  it('is announced by its peripheral', async () => {
    const client = await site.connect();
    const { peripherals } = await client.open({ clientID: 'other' });
    assert.deepEqual(
      peripherals?.map((one) => one.multilineAgentControl),
      ['MULTILINE_ENABLED', 'SINGLE_LINE_ONLY'],
    );
  });

  it('has calls of its own, which the agent’s client sees and controls', async () => {
    const callID = await dial('0015551234');
    const begun = await ann.event('BEGIN_CALL_EVENT');
    assert.equal(begun.callType, 'CALLTYPE_NON_ACD');
    assert.equal(begun.connectionDeviceID, '3001');
    const initiated = await ann.event('CALL_SERVICE_INITIATED_EVENT');
    assert.equal(initiated.lineType, 'LINETYPE_NON_ACD_OUT');
    assert.equal(initiated.callingDeviceType, 'DEVID_NON_ACD_DEVICE_IDENTIFIER');
    site.clock.advance(3000);
    await ann.request('HOLD_CALL_REQ', connection(callID, '3001'));
    await ann.request('RETRIEVE_CALL_REQ', held(callID, '3001'));
    await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '3001'));
    assert.ok((await ann.topics()).includes('END_CALL 3001'));
    const bob = await site.desktop('2002');
    const direct = site.simulator.inboundCall({ dialedNumber: '3001' });
    assert.deepEqual(await ann.topics(), ['BEGIN_CALL 3001', 'CALL_DELIVERED 3001']);
    const refused = 'CONTROL_FAILURE_CONF CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE';
    assert.equal(await bob.refused('ANSWER_CALL_REQ', connection(direct.callID, '3001')), refused);
    await ann.request('ANSWER_CALL_REQ', connection(direct.callID, '3001'));
    site.simulator.hangUp(direct.callID);
  });

  it('is described as a line that clients control', async () => {
    const query = { peripheralID: AGENTS, agentInstrument: '3001' };
    const info = (await bridge.request('QUERY_DEVICE_INFO_REQ', query)) as unknown as {
      typeOfDevice: string;
      callControlSupported: string[];
      lines: { lineType: string }[];
    };
    assert.equal(info.typeOfDevice, 'DEVT_LINE');
    assert.ok(info.callControlSupported.includes('CONTROL_ANSWER_CALL'));
    assert.equal(info.lines[0]?.lineType, 'LINETYPE_NON_ACD_IN');
  });

  it('makes a ready agent not ready as long as it is busy, with reason 50005', async () => {
    await setState('AGENT_STATE_AVAILABLE');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '3001' });
    assert.equal(agent(), 'AVAILABLE 0', 'a line that rings is not busy');
    await ann.request('ANSWER_CALL_REQ', connection(callID, '3001'));
    assert.equal(agent(), 'NOT_READY 50005');
    site.simulator.inboundCall();
    assert.equal(site.simulator.calls.find((call) => call.skillGroup === 'Sales')?.state, 'queued');
    site.simulator.hangUp(callID);
    assert.equal(agent(), 'RESERVED 0', 'the caller who waits comes now');
  });

  it('leaves an agent as he is who was not ready anyway', async () => {
    const callID = await dial('0015551234');
    assert.equal(agent(), 'NOT_READY 0');
    await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '3001'));
    assert.equal(agent(), 'NOT_READY 0');
  });

  it('that is busy when a call of the contact centre ends keeps the agent from getting another', async () => {
    await setState('AGENT_STATE_AVAILABLE');
    const { callID } = site.simulator.inboundCall();
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    const busy = { peripheralID: AGENTS, agentInstrument: '3001', dialedNumber: '0015551234' };
    const refused = 'CONTROL_FAILURE_CONF CF_GENERIC_STATE_INCOMPATIBILITY';
    assert.equal(await ann.refused('MAKE_CALL_REQ', busy), refused, 'one call at the ear at a time');
    await ann.request('HOLD_CALL_REQ', connection(callID, '2001'));
    const own = await dial('0015551234');
    assert.equal(agent(), 'HOLD 0');
    site.simulator.hangUp(callID);
    assert.equal(agent(), 'NOT_READY 50005');
    await setState('AGENT_STATE_AVAILABLE');
    assert.equal(agent(), 'NOT_READY 50005');
    await ann.request('CLEAR_CONNECTION_REQ', connection(own, '3001'));
    assert.equal(agent(), 'AVAILABLE 0');
  });

  it('does nothing to a ready agent where the peripheral says so', async () => {
    await site.stop();
    await start(multiline(CONFIGURATION, { nonAcdLineImpact: 'none' }));
    await setState('AGENT_STATE_AVAILABLE');
    await dial('0015551234');
    assert.equal(agent(), 'AVAILABLE 0');
  });

  it('is in a call of the contact centre when an ACD line is at the other end', async () => {
    const callID = await dial('2002');
    assert.equal((await ann.event('BEGIN_CALL_EVENT')).callType, 'CALLTYPE_AGENT_INSIDE');
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2002'));
    assert.equal(site.simulator.agents[1]?.state, 'AGENT_STATE_TALKING');
    assert.equal(agent(), 'NOT_READY 0');
  });

  it('does not count in the agent’s statistics, and needs nobody signed in to be seen', async () => {
    const callID = await dial('0015551234');
    site.clock.advance(10_000);
    await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '3001'));
    const counts = await bridge.request('QUERY_AGENT_STATISTICS_REQ', { peripheralID: AGENTS, agentID: '1' });
    const { agentOutCallsToday, handledCallsToday } = counts as unknown as { [key: string]: number };
    assert.deepEqual([agentOutCallsToday, handledCallsToday], [0, 0]);
    const refused = 'CONTROL_FAILURE_CONF CF_INVALID_LOGON_DEVICE_SPECIFIED';
    const login = { peripheralID: AGENTS, agentState: 'AGENT_STATE_LOGIN', agentInstrument: '3001', agentID: '1' };
    assert.equal(await bridge.refused('SET_AGENT_STATE_REQ', login), refused);
  });

  it('comes and goes with the configuration, unless it has a call', async () => {
    const callID = await dial('0015551234');
    const remove = () =>
      site.simulator.configure({ item: 'extraDevices', operation: 'delete', record: { number: '3001' } });
    assert.throws(remove, (error) => error instanceof CtiError && error.code === 'CTI_IN_USE');
    await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '3001'));
    remove();
    const request = { peripheralID: AGENTS, agentInstrument: '3001', dialedNumber: '2002' };
    assert.equal(await ann.refused('MAKE_CALL_REQ', request), 'CONTROL_FAILURE_CONF CF_INVALID_CALLING_DEVICE');
    site.simulator.configure({ item: 'extraDevices', operation: 'add', record: { ...LINE, number: '3002' } });
    await dial('2002', '3002');
  });

  it('belongs to a phone of a peripheral that controls all lines', () => {
    const wrong = [
      multiline(CONFIGURATION, { multilineAgentControl: 'SINGLE_LINE_ONLY' }),
      multiline(CONFIGURATION, {}, { ...LINE, phone: '2999' }),
      multiline(CONFIGURATION, {}, { ...LINE, kind: 'queue' }),
    ];
    for (const configuration of wrong) {
      assert.throws(
        () => new Simulator({ configuration }),
        (error) => error instanceof CtiError && error.field === 'extraDevices[0].phone',
      );
    }
  });

  it('keeps the inactivity limit from signing the agent out', async () => {
    await site.stop();
    await start(multiline(withDeskSettings({ logoutNonActivityTime: 60 })));
    await setState('AGENT_STATE_AVAILABLE');
    const callID = await dial('0015551234');
    site.clock.advance(100_000);
    assert.equal(agent(), 'NOT_READY 50005');
    await ann.request('CLEAR_CONNECTION_REQ', connection(callID, '3001'));
    assert.equal(agent(), 'AVAILABLE 0');
  });

  it('that is on hold during another call is busy after it, and the agent is ready in the end', async () => {
    await site.stop();
    await start(multiline(withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 5 })));
    await setState('AGENT_STATE_AVAILABLE');
    const own = await dial('0015551234');
    site.clock.advance(3000);
    await ann.request('HOLD_CALL_REQ', connection(own, '3001'));
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.simulator.hangUp(callID);
    assert.equal(agent(), 'NOT_READY 50005');
    await ann.request('CLEAR_CONNECTION_REQ', connection(own, '3001'));
    assert.equal(agent(), 'AVAILABLE 0');
  });

  it('leaves work after a call to its end', async () => {
    await site.stop();
    await start(multiline(withDeskSettings({ wrapupIncoming: 'REQUIRED', workModeTimer: 5 })));
    await setState('AGENT_STATE_AVAILABLE');
    const { callID } = site.simulator.inboundCall();
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.simulator.hangUp(callID);
    const own = await dial('0015551234');
    assert.equal(agent(), 'WORK_READY 0');
    site.clock.advance(5000);
    assert.equal(agent(), 'NOT_READY 50005');
    await ann.request('CLEAR_CONNECTION_REQ', connection(own, '3001'));
    assert.equal(agent(), 'AVAILABLE 0');
  });
});
