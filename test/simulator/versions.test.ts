import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { MAX_VERSION, MIN_VERSION } from '../../lib/protocol';
import { AGENTS, active, CONFIGURATION, connection, held, Site } from './site';

const versions = Array.from({ length: MAX_VERSION - MIN_VERSION + 1 }, (_, i) => MIN_VERSION + i);

describe('every protocol version', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start({ configuration: { ...CONFIGURATION, rtpEvents: true, preCallEvents: 'before' } });
  });
  afterEach(() => site.stop());

  for (const version of versions) {
    it(`${version}: a call from the queue to its end`, async () => {
      const bridge = await site.bridge(version);
      const desktop = await site.connect(version);
      await desktop.open({
        clientID: 'desktop',
        peripheralID: AGENTS,
        servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS'],
        agentExtension: '2001',
      });
      const { callID } = site.simulator.inboundCall({ namedVariables: { 'user.account': '4711' } });
      await site.ready(bridge, '2001');
      await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
      await bridge.request('HOLD_CALL_REQ', connection(callID, '2001'));
      await bridge.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), callVariable1: 'x' });
      await bridge.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
      await bridge.request('SNAPSHOT_CALL_REQ', connection(callID, '2001'));
      await bridge.request('QUERY_AGENT_STATE_REQ', { peripheralID: AGENTS, agentID: '1' });
      await bridge.request('CLEAR_CONNECTION_REQ', connection(callID, '2001'));
      await bridge.request('MAKE_CALL_REQ', {
        peripheralID: AGENTS,
        agentInstrument: '2001',
        dialedNumber: '0015551234',
      });
      await bridge.request('SNAPSHOT_DEVICE_REQ', {
        peripheralID: AGENTS,
        agentInstrument: '2001',
        ...(version >= 10 && { snapshotDeviceType: 'DEVID_AGENT_DEVICE' }),
      } as never);
      const topics = await bridge.topics();
      assert.ok(topics.includes('END_CALL 2001'));
      assert.ok(topics.includes('CALL_REACHED_NETWORK 2001'));
      assert.ok((await desktop.topics()).includes('END_CALL 2001'));
      assert.ok(
        bridge.received.every(
          (message) => (message.payload as { unknownFields?: unknown }).unknownFields === undefined,
        ),
      );
    });
  }

  for (const version of versions) {
    it(`${version}: a call for advice that becomes a conference, then a transfer`, async () => {
      const bridge = await site.bridge(version);
      await site.ready(bridge, '2001');
      const { callID: first } = site.simulator.inboundCall();
      await bridge.request('ANSWER_CALL_REQ', connection(first, '2001'));
      const consult = async (dialedNumber: string) => {
        const payload = { ...active(first, '2001'), dialedNumber };
        const made = (await bridge.request('CONSULTATION_CALL_REQ', payload)) as { newConnectionCallID: number };
        await bridge.request('ANSWER_CALL_REQ', connection(made.newConnectionCallID, dialedNumber));
        return { ...active(made.newConnectionCallID, '2001'), ...held(first, '2001') };
      };
      await bridge.request('CONFERENCE_CALL_REQ', await consult('2002'));
      await bridge.request('TRANSFER_CALL_REQ', await consult('2003'));
      site.simulator.hangUp(first);
      const topics = await bridge.topics();
      for (const topic of [
        'AGENT_PRE_CALL',
        'CALL_CONFERENCED',
        'CALL_TRANSFERRED',
        'RTP_STARTED 2001',
        'END_CALL 2001',
      ]) {
        assert.ok(topics.includes(topic), topic);
      }
      assert.ok(
        bridge.received.every(
          (message) => (message.payload as { unknownFields?: unknown }).unknownFields === undefined,
        ),
      );
    });
  }

  it('has its own form of FAILURE_CONF', async () => {
    const old = await site.bridge(23);
    assert.equal(
      await old.refused('LIST_AGENT_TEAM_REQ', { supervisorID: 1 }),
      'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE',
    );
    assert.equal(old.received.at(-1)?.cti.length, 8);
    const fresh = await site.bridge(24);
    assert.equal(
      await fresh.refused('LIST_AGENT_TEAM_REQ', { supervisorID: 1 }),
      'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE',
    );
    assert.equal(fresh.received.at(-1)?.cti.length, 10);
  });
});
