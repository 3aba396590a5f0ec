import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { AGENTS, CONFIGURATION, connection, Site } from './site';

const BRIDGE = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CALL_DATA_UPDATE'];

/** Expectations follow the guide's heading "CTI Service Masks". */
describe('the services of a session', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start({ configuration: { ...CONFIGURATION, allEventsLimit: 2 } });
  });
  afterEach(() => site.stop());

  const open = async (...more: string[]) => {
    const client = await site.connect();
    await client.open({ servicesRequested: [...BRIDGE, ...more] });
    await client.news();
    return client;
  };

  it('have no All Events once the limit is reached, and have it again when a session is gone', async () => {
    const first = await open();
    await open();
    const third = await site.connect();
    const conf = await third.open({ servicesRequested: BRIDGE });
    assert.deepEqual(conf.servicesGranted, ['CTI_SERVICE_CALL_DATA_UPDATE', 'CTI_SERVICE_CLIENT_CONTROL']);
    site.simulator.inboundCall({ dialedNumber: '2001' });
    assert.deepEqual(await third.topics(), []);
    const gone = new Promise((resolve) => site.simulator.on('session', resolve));
    first.close();
    await gone;
    const fourth = await site.connect();
    assert.ok((await fourth.open()).servicesGranted.includes('CTI_SERVICE_ALL_EVENTS'));
  });

  it('do without confirmations of what is done for a phone, not without refusals and other answers', async () => {
    const quiet = await open('CTI_SERVICE_IGNORE_CONF');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    quiet.sendRaw(quiet.encode('ANSWER_CALL_REQ', { invokeID: 4711, ...connection(callID, '2001') }));
    await quiet.event('CALL_ESTABLISHED_EVENT');
    await quiet.request('SNAPSHOT_CALL_REQ', connection(callID, '2001'));
    assert.ok(!quiet.received.some(({ topic }) => topic === 'ANSWER_CALL_CONF'));
    assert.equal(
      await quiet.refused('ANSWER_CALL_REQ', connection(callID, '2001')),
      'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE',
    );
  });

  it('do without agent states that say nothing new', async () => {
    const bridge = await open();
    const terse = await open('CTI_SERVICE_IGNORE_DUPLICATE_AGENT_EVENTS');
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
    await terse.news();
    for (let i = 0; i < 2; i++) {
      await bridge.request('SET_AGENT_STATE_REQ', {
        peripheralID: AGENTS,
        agentState: 'AGENT_STATE_NOT_READY',
        agentInstrument: '2001',
        eventReasonCode: 7,
      });
    }
    assert.deepEqual(await bridge.topics(), ['1 TALKING', '1 TALKING']);
    assert.deepEqual(await terse.topics(), ['1 TALKING']);
  });

  it('may confine a client to agent states', async () => {
    const client = await site.connect();
    await client.open({ servicesRequested: ['CTI_SERVICE_ALL_EVENTS', 'CTI_AGENT_STATE_CONTROL_ONLY'] });
    await client.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2001',
    });
    const call = { peripheralID: AGENTS, agentInstrument: '2001', dialedNumber: '2002' };
    assert.equal(await client.refused('MAKE_CALL_REQ', call), 'FAILURE_CONF E_CTI_FUNCTION_NOT_AVAILABLE');
  });

  it('raise alarms when a watched connection opens and ends, and when a client reports', async () => {
    const alarms: string[] = [];
    site.simulator.on('trace', (line) => {
      if (line.startsWith('ALARM')) alarms.push(line);
    });
    const client = await open('CTI_SERVICE_CONNECTION_MONITOR');
    await client.request('CLIENT_EVENT_REPORT_REQ', { state: 'WARNING', objectName: 'disk', text: 'nearly full' });
    await client.ask('CLOSE_REQ', { status: 'E_CTI_NO_ERROR' });
    assert.equal(alarms.length, 3);
    assert.match(alarms[0] ?? '', /test .*opened/);
    assert.match(alarms[1] ?? '', /WARNING .*disk nearly full/);
    assert.match(alarms[2] ?? '', /closed/);
  });
});
