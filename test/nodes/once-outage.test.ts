/** A contact is told once, though all is deployed anew while nothing can be heard of it. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { Simulator } from '../../lib/simulator';
import type { CtiServerNode } from '../../nodes/session/shared-session';
import { at, type FlowMessage, Inbox, load, nodeOf, pictured, redeploy, withRuntime } from './flow';
import { callNode } from './model-nodes';
import { serverNode } from './real-input';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];
const AGENTS = 5000;

describe('once per contact, over a deployment in an outage', () => {
  withRuntime();
  let simulator: Simulator;
  let port: number;
  beforeEach(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  afterEach(() => simulator.stop());

  const call = (id: string, more: object = {}) =>
    at(id, 'cti-call', { ...callNode({ changes: ['call.ringing'], ...more }), wires: [[`${id} out`]] });
  const flow = (...nodes: object[]) => [
    serverNode('server', port, { peripheralID: `${AGENTS}`, expectedClients: '0', services: SERVICES }),
    ...nodes,
    ...nodes.map((node) => at(`${(node as { id: string }).id} out`, 'helper')),
  ];
  const request = (topic: string, payload: object) =>
    nodeOf<CtiServerNode>('server').shared?.request(topic, { peripheralID: AGENTS, ...payload });
  const at2002 = ({ connection }: FlowMessage) => connection.deviceID === '2002';
  const at2003 = ({ connection }: FlowMessage) => connection.deviceID === '2003';

  /** What rings at 2002 goes on to 2003. */
  const deflect = ({ payload, connection }: FlowMessage) =>
    request('DEFLECT_CALL_REQ', {
      connectionCallID: payload.connectionCallID,
      connectionDeviceIDType: connection.connectionDeviceIDType,
      connectionDeviceID: connection.connectionDeviceID,
      agentInstrument: '2002',
      calledDeviceType: 'DEVID_AGENT_DEVICE',
      calledDeviceID: '2003',
    });

  const model = () => nodeOf<CtiServerNode>('server').shared?.model;
  /** isSeen: the session that has just been deployed knows of it. */
  const outages: { readonly [name: string]: { begin(): unknown; isSeen(): boolean; end(): unknown } } = {
    'of the peripheral': {
      begin: () => simulator.peripheralOffline(AGENTS),
      isSeen: () => model()?.unknown.includes('calls') === true,
      end: () => simulator.peripheralOnline(AGENTS),
    },
    'of the server': { begin: () => simulator.stopSide('A'), isSeen: () => true, end: () => simulator.startSide('A') },
  };
  for (const [outage, { begin, isSeen, end }] of Object.entries(outages)) {
    for (const more of [[], [call('new')]]) {
      const how = more.length > 0 ? 'the calls are known anew' : 'the calls go on as they were known';
      it(`${outage}, where ${how}`, async () => {
        const nodes = [call('once', { oncePerContact: true }), call('all')];
        await load(flow(...nodes));
        await pictured();
        const [once, all] = [new Inbox('once out'), new Inbox('all out')];
        // Without a router call key: its number is all that names it.
        await request('MAKE_CALL_REQ', { agentInstrument: '2001', dialedNumber: '2002' });
        const ringing = await all.first(at2002);
        assert.equal((await once.first()).key, ringing.key);

        await begin();
        await redeploy(flow(...nodes, ...more), 'full');
        const [onceAfter, allAfter] = [new Inbox('once out'), new Inbox('all out')];
        while (!isSeen()) await setImmediate();
        await end();
        await pictured();
        await deflect(ringing);
        assert.equal((await allAfter.first(at2003)).payload.id, ringing.payload.id);
        await request('MAKE_CALL_REQ', { agentInstrument: '2004', dialedNumber: '2005' });
        const other = await onceAfter.first();
        assert.notEqual(other.payload.id, ringing.payload.id);
        assert.ok(!onceAfter.messages.some(({ payload }) => payload.id === ringing.payload.id));
      });
    }
  }
});
