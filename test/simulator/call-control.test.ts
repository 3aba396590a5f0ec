import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, held, Site } from './site';

describe('call control', () => {
  let site: Site;
  let bridge: TestClient;
  let callID: number;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    await site.ready(bridge, '2001');
    ({ callID } = site.simulator.inboundCall({ ani: '5551234' }));
    await bridge.news();
  });
  afterEach(() => site.stop());

  const answer = async () => {
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
  };

  it('holds and retrieves', async () => {
    await answer();
    const ann = await site.desktop('2001');
    await bridge.request('HOLD_CALL_REQ', connection(callID, '2001'));
    assert.deepEqual(await bridge.topics(), ['CALL_HELD 2001', '1 HOLD']);
    assert.deepEqual(await ann.topics(), ['CALL_HELD 2001', '1 HOLD']);
    assert.equal(site.simulator.calls[0]?.state, 'held');
    await bridge.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
    assert.deepEqual(await bridge.topics(), ['CALL_RETRIEVED 2001', '1 TALKING']);
    assert.deepEqual(await ann.topics(), ['CALL_RETRIEVED 2001', '1 TALKING']);
  });

  it('tells who holds and retrieves', async () => {
    await answer();
    await bridge.request('HOLD_CALL_REQ', connection(callID, '2001'));
    const hold = await bridge.event('CALL_HELD_EVENT');
    assert.equal(hold.localConnectionState, 'LCS_HOLD');
    assert.equal(hold.holdingDeviceType, 'DEVID_AGENT_DEVICE');
    assert.equal(hold.holdingDeviceID, '2001');
    assert.equal(hold.eventCause, null);
    await bridge.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
    const retrieved = await bridge.event('CALL_RETRIEVED_EVENT');
    assert.equal(retrieved.localConnectionState, 'LCS_CONNECT');
    assert.equal(retrieved.retrievingDeviceID, '2001');
  });

  it('lets the caller hang up while on hold', async () => {
    await answer();
    await bridge.request('HOLD_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
    site.simulator.hangUp(callID);
    const topics = await bridge.topics();
    assert.deepEqual(topics.slice(0, 5), [
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CONNECTION_CLEARED 2001',
      'CALL_CLEARED 2001',
      '1 AVAILABLE',
      'END_CALL 2001',
    ]);
  });

  it('has one call at the ear at a time', async () => {
    await answer();
    await bridge.request('HOLD_CALL_REQ', connection(callID, '2001'));
    const made = (await bridge.request('MAKE_CALL_REQ', {
      peripheralID: AGENTS,
      agentInstrument: '2001',
      dialedNumber: '2002',
    })) as { newConnectionCallID: number };
    assert.equal(
      await bridge.refused('RETRIEVE_CALL_REQ', held(callID, '2001')),
      'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE',
    );
    await bridge.request('CLEAR_CONNECTION_REQ', connection(made.newConnectionCallID, '2001'));
    await bridge.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
  });

  it('refuses what the state of the call does not allow', async () => {
    const ringing = [
      ['HOLD_CALL_REQ', connection(callID, '2001'), 'CF_INVALID_OBJECT_STATE'],
      ['RETRIEVE_CALL_REQ', held(callID, '2001'), 'CF_NO_HELD_CALL'],
      ['CLEAR_CONNECTION_REQ', connection(callID, '2001'), 'CF_INVALID_OBJECT_STATE'],
    ] as const;
    for (const [topic, payload, code] of ringing) {
      assert.equal(await bridge.refused(topic, payload), `CONTROL_FAILURE_CONF ${code}`);
    }
    await answer();
    const again = await bridge.refused('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.equal(again, 'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE');
  });

  it('refuses what is not there', async () => {
    const nothing = [
      ['ANSWER_CALL_REQ', connection(1, '2001'), 'CF_NO_CALL_TO_ANSWER'],
      ['ANSWER_CALL_REQ', connection(callID, '2002'), 'CF_NO_CALL_TO_ANSWER'],
      ['ANSWER_CALL_REQ', connection(callID, '5551234'), 'CF_NO_CALL_TO_ANSWER'],
      ['HOLD_CALL_REQ', connection(1, '2001'), 'CF_NO_ACTIVE_CALL'],
      ['RETRIEVE_CALL_REQ', held(1, '2001'), 'CF_NO_HELD_CALL'],
      ['CLEAR_CONNECTION_REQ', connection(1, '2001'), 'CF_NO_CONNECTION_TO_CLEAR'],
    ] as const;
    for (const [topic, payload, code] of nothing) {
      assert.equal(await bridge.refused(topic, payload), `CONTROL_FAILURE_CONF ${code}`);
    }
    const elsewhere = { ...connection(callID, '2001'), peripheralID: 4711 };
    assert.equal(await bridge.refused('ANSWER_CALL_REQ', elsewhere), 'FAILURE_CONF E_CTI_INVALID_PERIPHERAL_ID');
    const wrongPeripheral = { ...connection(callID, '2001'), peripheralID: 5001 };
    assert.equal(await bridge.refused('ANSWER_CALL_REQ', wrongPeripheral), 'CONTROL_FAILURE_CONF CF_NO_CALL_TO_ANSWER');
  });

  it("keeps a Client Events client to its own agent's phone", async () => {
    const bob = await site.desktop('2002');
    const foreign = 'CONTROL_FAILURE_CONF CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE';
    assert.equal(await bob.refused('ANSWER_CALL_REQ', connection(callID, '2001')), foreign);
    const snapshot = { peripheralID: AGENTS, snapshotDeviceType: 'DEVID_AGENT_DEVICE', agentInstrument: '2001' };
    assert.equal(await bob.refused('SNAPSHOT_DEVICE_REQ', snapshot), foreign);
    const call = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber: '2002' };
    assert.equal(await bob.refused('MAKE_CALL_REQ', call), foreign);
    const state = { peripheralID: AGENTS, agentInstrument: '2001', agentState: 'AGENT_STATE_NOT_READY' };
    assert.equal(await bob.refused('SET_AGENT_STATE_REQ', state), foreign);
  });

  it('shows a call and the calls at a phone', async () => {
    await answer();
    const call = (await bridge.request('SNAPSHOT_CALL_REQ', connection(callID, '2001'))) as {
      callDevices: object[];
      callType: string;
      ani: string;
    };
    assert.equal(call.callType, 'CALLTYPE_PREROUTE_ACD_IN');
    assert.equal(call.ani, '5551234');
    assert.deepEqual(
      call.callDevices.map((device) => ({ ...device })),
      [
        {
          callConnectionCallID: callID,
          callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
          callConnectionDeviceID: '2001',
          callDeviceType: 'DEVID_AGENT_DEVICE',
          callDeviceID: '2001',
          callDeviceConnectionState: 'LCS_CONNECT',
        },
        {
          callConnectionCallID: callID,
          callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
          callConnectionDeviceID: '5551234',
          callDeviceType: 'DEVID_EXTERNAL',
          callDeviceID: '5551234',
          callDeviceConnectionState: 'LCS_CONNECT',
        },
      ],
    );
    const device = (await bridge.request('SNAPSHOT_DEVICE_REQ', {
      peripheralID: AGENTS,
      snapshotDeviceType: 'DEVID_AGENT_DEVICE',
      agentInstrument: '2001',
    })) as { numCalls: number; calls: { callConnectionCallID: number; callState: string }[] };
    assert.equal(device.numCalls, 1);
    assert.equal(device.calls[0]?.callConnectionCallID, callID);
    assert.equal(device.calls[0]?.callState, 'LCS_CONNECT');
    assert.equal(
      await bridge.refused('SNAPSHOT_CALL_REQ', connection(1, '2001')),
      'CONTROL_FAILURE_CONF CF_INVALID_CSTA_CALL_IDENTIFIER',
    );
    assert.equal(
      await bridge.refused('SNAPSHOT_DEVICE_REQ', {
        peripheralID: AGENTS,
        snapshotDeviceType: 'DEVID_AGENT_DEVICE',
        agentInstrument: '9',
      }),
      'CONTROL_FAILURE_CONF CF_INVALID_CSTA_DEVICE_IDENTIFIER',
    );
  });
});
