/** What the simulator never tells, and a server may. */
import assert from 'node:assert/strict';
import { at, Inbox, load, shown, withRuntime } from './flow';
import { agentNode, callNode } from './model-nodes';
import { serverNode } from './real-input';
import { ScriptedPeer } from './scripted-peer';

const AGENT = {
  monitorID: 0,
  peripheralID: 5000,
  sessionID: 7,
  peripheralType: 'PT_ENTERPRISE_AGENT',
  skillGroupState: 'AGENT_STATE_AVAILABLE',
  stateDuration: 0,
  skillGroupNumber: 1,
  skillGroupID: 5001,
  skillGroupPriority: 0,
  agentState: 'AGENT_STATE_AVAILABLE',
  eventReasonCode: 0,
  mrdid: 1,
  numTasks: 0,
  agentMode: 'ROUTABLE',
  maxTaskLimit: 1,
  icmAgentID: 5101,
  agentAvailabilityStatus: 'ICM_AVAILABLE',
  departmentID: 0,
  agentID: '1001',
  agentExtension: '2001',
  agentInstrument: '2001',
  activeTerminal: 'SEP001122334455',
  ctiClientSignature: 'desk 1',
};
const CALL = {
  monitorID: 0,
  peripheralID: 5000,
  peripheralType: 'PT_ENTERPRISE_AGENT',
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionCallID: 16777217,
  callType: 'CALLTYPE_ACD_IN',
  calledPartyDisposition: 0,
  connectionDeviceID: '2001',
  ctiClients: [{ ctiClientSignature: 'desk 1', ctiClientTimestamp: '2026-11-21T08:00:00.000Z' }],
};

describe('a server that tells more than the simulator', () => {
  withRuntime();
  const peer = new ScriptedPeer(({ topic }) => {
    if (/^(SNAPSHOT|QUERY)_.*_REQ$/.test(topic)) return ['FAILURE_CONF', { status: 'E_CTI_UNSPECIFIED_FAILURE' }];
    // It has no configuration to tell.
    return topic === 'CONFIG_REQUEST_KEY_EVENT'
      ? ['CONFIG_END_EVENT', { configEndStatus: 'CONFIGEND_EMPTY' }]
      : undefined;
  });
  before(() => peer.listen());
  after(() => peer.close());

  it('has the terminal and the desktop of an agent, and the clients of a call, in messages of a flow', async () => {
    await load([
      serverNode('server', peer.port, { expectedClients: '0', services: ['CTI_SERVICE_ALL_EVENTS'] }),
      at('agent', 'cti-agent', { ...agentNode(), wires: [['agent out']] }),
      at('call', 'cti-call', { ...callNode(), wires: [['call out']] }),
      at('session', 'cti-session', { server: 'server', answersMaintenance: false, wires: [['session out']] }),
      ...['agent out', 'call out', 'session out'].map((id) => at(id, 'helper')),
    ]);
    await shown('session', ({ state }) => state === 'open');
    peer.send('AGENT_STATE_EVENT', AGENT);
    peer.send('BEGIN_CALL_EVENT', CALL);
    const agent = await new Inbox('agent out').first(({ payload }) => payload.agentID === '1001');
    assert.deepEqual([agent.payload.activeTerminal, agent.payload.ctiClientSignature], ['SEP001122334455', 'desk 1']);
    const { payload } = await new Inbox('call out').first();
    assert.deepEqual(payload.ctiClients, CALL.ctiClients);
  });

  it('says in the ledger what it has been asked for and refused, with codes', async () => {
    await load([
      serverNode('server', peer.port, { expectedClients: '0', services: ['CTI_SERVICE_ALL_EVENTS'] }),
      at('call', 'cti-call', { ...callNode(), wires: [['call out']] }),
      at('session', 'cti-session', { server: 'server', answersMaintenance: false, wires: [['session out']] }),
      ...['call out', 'session out'].map((id) => at(id, 'helper')),
    ]);
    const session = new Inbox('session out');
    await shown('session', ({ state }) => state === 'open');
    peer.send('BEGIN_CALL_EVENT', CALL);
    await new Inbox('call out').first();
    // No message is that long: the stream is lost, and the session opened anew.
    peer.sendBytes(Buffer.alloc(8, 0xff));
    const { payload } = await session.first(({ topic }) => topic === 'ledger');
    assert.ok(payload.failures > 0);
    assert.deepEqual(Object.keys(payload.failed[0]), ['what', 'code']);
    assert.equal(payload.failed[0].code, 'E_CTI_UNSPECIFIED_FAILURE');
  });
});
