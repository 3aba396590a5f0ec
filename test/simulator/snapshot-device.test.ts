import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Message } from '../../lib/codec';
import { AGENTS, connection, Site, VRU } from './site';

type Snapshot = Message<'SNAPSHOT_DEVICE_CONF'>['payload'];

describe('calls at a device', () => {
  const at = (snapshotDeviceType: string, agentInstrument: string, peripheralID = VRU) =>
    ({ peripheralID, snapshotDeviceType, agentInstrument }) as never;

  it('a route point, a queue and a port show the calls that came by them, to bridges only', async () => {
    const site = await Site.start();
    try {
      const bridge = await site.bridge();
      site.simulator.inboundCall({ dialedNumber: '8001', ani: '5551' });
      const shown = async (type: string, number: string) => {
        const { calls } = (await bridge.request('SNAPSHOT_DEVICE_REQ', at(type, number))) as Snapshot;
        return calls?.map((one) => `${one.callConnectionDeviceID} ${one.callState}`) ?? [];
      };
      assert.deepEqual(await shown('DEVID_ROUTE_POINT', '8001'), ['5551 LCS_QUEUED']);
      assert.deepEqual(await shown('DEVID_ROUTE_POINT', '8002'), []);
      assert.deepEqual(await shown('DEVID_QUEUE', 'Sales'), ['5551 LCS_QUEUED']);
      const desktop = await site.desktop('2001');
      const refused = await desktop.refused('SNAPSHOT_DEVICE_REQ', at('DEVID_ROUTE_POINT', '8001'));
      assert.equal(refused, 'CONTROL_FAILURE_CONF CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE');
    } finally {
      await site.stop();
    }
  });

  it('a phone is known on its own peripheral only', async () => {
    const site = await Site.start();
    try {
      const bridge = await site.bridge();
      await bridge.request('SNAPSHOT_DEVICE_REQ', at('DEVID_AGENT_DEVICE', '2001', AGENTS));
      const refused = await bridge.refused('SNAPSHOT_DEVICE_REQ', at('DEVID_AGENT_DEVICE', '2001'));
      assert.equal(refused, 'CONTROL_FAILURE_CONF CF_INVALID_CSTA_DEVICE_IDENTIFIER');
    } finally {
      await site.stop();
    }
  });

  it('a call that an agent sends on to a queue keeps its router call key, counted on', async () => {
    const site = await Site.start();
    try {
      const bridge = await site.bridge();
      await site.ready(bridge, '2001');
      const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
      const { routerCallKeyCallID: before } = await bridge.event('BEGIN_CALL_EVENT');
      await bridge.news();
      await bridge.request('DEFLECT_CALL_REQ', {
        ...connection(callID, '2001'),
        calledDeviceType: null,
        calledDeviceID: '8002',
      } as never);
      const { routerCallKeyCallID, routerCallKeySequenceNumber } = await bridge.event('BEGIN_CALL_EVENT');
      assert.deepEqual([routerCallKeyCallID, routerCallKeySequenceNumber], [before, 1]);
    } finally {
      await site.stop();
    }
  });
});
