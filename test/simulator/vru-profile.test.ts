import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { CtiError } from '../../lib/codec';
import { Simulator, type SimulatorConfiguration } from '../../lib/simulator';
import { allBits, short, type TestClient } from './client';
import { AGENTS, CONFIGURATION, connection, Site, VRU, withDeskSettings } from './site';

type Dialed = SimulatorConfiguration['dialedNumbers'][number];

function withSales(fields: Partial<Dialed>, base = CONFIGURATION): SimulatorConfiguration {
  return { ...base, dialedNumbers: base.dialedNumbers.map((one, i) => (i === 0 ? { ...one, ...fields } : one)) };
}

/** One peripheral with phones and queues. */
function systemPeripheral(base: SimulatorConfiguration): SimulatorConfiguration {
  return {
    ...base,
    peripherals: [{ peripheralID: AGENTS, name: 'System', type: 'PT_ENTERPRISE_AGENT', role: 'system' }],
    dialedNumbers: base.dialedNumbers.map((one) => ({ ...one, queuePeripheralID: AGENTS })),
    services: [],
    extraDevices: [],
  };
}

describe('the profiles of peripherals', () => {
  let site: Site;
  afterEach(() => site.stop());

  const begin = async (configuration: SimulatorConfiguration): Promise<TestClient> => {
    site = await Site.start({ configuration });
    return site.bridge();
  };

  /** CALL_TRANSLATION_ROUTE_EVENT; CTI Server Overview, "Translation Route". */
  describe('a translation route', () => {
    const configuration = withSales({ translationRoute: ['7771', '7772'] });

    it('tells the data of a call ahead of it; router call key and DNIS tie the two', async () => {
      const bridge = await begin(configuration);
      site.simulator.inboundCall({ ani: '5551234', callVariables: { callVariable1: 'gold' } });
      const [route, begun] = await bridge.news();
      assert.equal(route?.topic, 'CALL_TRANSLATION_ROUTE_EVENT');
      assert.equal(begun?.topic, 'BEGIN_CALL_EVENT');
      const ahead = route.payload as unknown as { [key: string]: unknown };
      const call = begun.payload as unknown as { [key: string]: unknown };
      assert.equal(ahead.dnis, '7771');
      assert.equal(ahead.callVariable1, 'gold');
      assert.equal(call.peripheralID, VRU);
      for (const key of ['dnis', 'dialedNumber', 'ani', 'routerCallKeyDay', 'routerCallKeyCallID']) {
        assert.equal(call[key], ahead[key], key);
      }
    });

    it('uses its numbers in turn', async () => {
      const bridge = await begin(configuration);
      for (let i = 0; i < 3; i++) site.simulator.inboundCall();
      const numbers: string[] = [];
      for (let i = 0; i < 3; i++) numbers.push((await bridge.event('CALL_TRANSLATION_ROUTE_EVENT')).dnis ?? '');
      assert.deepEqual(numbers, ['7771', '7772', '7771']);
    });

    it('is nothing to clients of one phone, nor to those whose mask leaves it out', async () => {
      await begin(configuration);
      const ann = await site.desktop('2001', { callMsgMask: allBits('CallEventMessageMask', 25) });
      const other = await site.connect();
      const callMsgMask = allBits('CallEventMessageMask', 25).filter((bit) => bit !== 'CALL_TRANSLATION_ROUTE_MASK');
      await other.open({ callMsgMask, clientID: 'other' });
      await other.news();
      site.simulator.inboundCall();
      assert.deepEqual(await ann.topics(), []);
      assert.match((await other.topics())[0] ?? '', /^BEGIN_CALL/);
    });

    it('needs a number, and a peripheral that it leads to', () => {
      const wrong = [
        withSales({ translationRoute: [] }),
        { ...configuration, dialedNumbers: [{ number: '8001', skillGroupNumber: 1, translationRoute: ['7771'] }] },
      ];
      for (const one of wrong) {
        assert.throws(
          () => new Simulator({ configuration: one }),
          (error) => error instanceof CtiError && error.field === 'dialedNumbers[0].translationRoute',
        );
      }
    });
  });

  /** CALL_ATTRIBUTE_CHANGE_EVENT: key attributes of a call have changed. */
  it('a call that comes back to the queue may get another call type', async () => {
    const bridge = await begin(
      withSales(
        { requeryCallTypeID: 5402 },
        { ...withDeskSettings({ ringNoAnswerTime: 10 }), preCallEvents: 'before' },
      ),
    );
    await site.ready(bridge, '2001');
    site.simulator.inboundCall();
    assert.equal((await bridge.event('AGENT_PRE_CALL_EVENT')).fltCallTypeID, 5401);
    await bridge.news();
    site.clock.advance(12_000);
    const change = await bridge.event('CALL_ATTRIBUTE_CHANGE_EVENT');
    assert.equal(change.callTypeID, 5402);
    assert.equal(change.peripheralID, VRU);
    assert.equal(change.monitorID, 0);
    await bridge.news();
    await site.ready(bridge, '2002');
    const [call] = site.simulator.calls;
    assert.equal(call?.state, 'ringing');
    site.clock.advance(12_000);
    const topics = await bridge.topics();
    assert.ok(!topics.some((topic) => topic.startsWith('CALL_ATTRIBUTE_CHANGE')), 'it has that type already');
  });

  /** CTI OS System Manager Guide, "Peripheral-Specific Support": what Unified CCE does not send. */
  describe('a system peripheral', () => {
    it('sends queue events beside those of its phones', async () => {
      const bridge = await begin(systemPeripheral(CONFIGURATION));
      site.simulator.inboundCall({ ani: '5551234' });
      await bridge.request('SET_AGENT_STATE_REQ', {
        peripheralID: AGENTS,
        agentState: 'AGENT_STATE_AVAILABLE',
        agentInstrument: '2001',
      });
      const events = await bridge.news();
      assert.deepEqual(events.map(short), [
        'BEGIN_CALL 5551234',
        'CALL_DELIVERED 5551234',
        'CALL_ESTABLISHED VRU000',
        'CALL_QUEUED 5551234',
        '1 AVAILABLE',
        '1 RESERVED',
        'CALL_DEQUEUED 5551234',
        'BEGIN_CALL 2001',
        'CALL_DELIVERED 2001',
      ]);
      const { callEventsSupported } = (await bridge.request('QUERY_DEVICE_INFO_REQ', {
        peripheralID: AGENTS,
        agentInstrument: '2001',
      })) as unknown as { callEventsSupported: string[] };
      assert.ok(callEventsSupported.includes('CALL_DIVERTED_MASK'));
    });

    it('tells a deflected call by CALL_DIVERTED_EVENT', async () => {
      const bridge = await begin(systemPeripheral(CONFIGURATION));
      const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
      await bridge.news();
      const destination = { calledDeviceType: null, calledDeviceID: '2002' } as const;
      await bridge.request('DEFLECT_CALL_REQ', { ...connection(callID, '2001'), ...destination });
      const diverted = await bridge.event('CALL_DIVERTED_EVENT');
      assert.deepEqual([diverted.divertingDeviceID, diverted.calledDeviceID], ['2001', '2002']);
      assert.deepEqual(await bridge.topics(), ['CALL_DELIVERED 2002'], 'and no connection is cleared');
    });

    it('tells a call that is taken from an agent by CALL_DIVERTED_EVENT', async () => {
      const bridge = await begin(systemPeripheral(withDeskSettings({ ringNoAnswerTime: 10 })));
      await site.ready(bridge, '2001');
      site.simulator.inboundCall();
      await bridge.news();
      site.clock.advance(12_000);
      const diverted = await bridge.event('CALL_DIVERTED_EVENT');
      assert.deepEqual([diverted.divertingDeviceID, diverted.calledDeviceID], ['2001', '8001']);
      assert.equal(diverted.eventCause, 'CEC_REDIRECTED');
    });

    it('knows agents and queues of a skill group together', async () => {
      const bridge = await begin(systemPeripheral(CONFIGURATION));
      site.simulator.inboundCall();
      const counts = (await bridge.request('QUERY_SKILL_GROUP_STATISTICS_REQ', {
        peripheralID: AGENTS,
        skillGroupNumber: 1,
        skillGroupID: null,
      })) as unknown as { [key: string]: number };
      assert.equal(counts.callsQNow, 1);
      assert.equal(counts.agentsLoggedOn, 2);
    });
  });

  it('agents of Unified CCE have neither queued, dequeued, diverted nor translation route events', async () => {
    const bridge = await begin(withDeskSettings({ ringNoAnswerTime: 10 }));
    await site.ready(bridge, '2001');
    site.simulator.inboundCall();
    site.clock.advance(12_000);
    for (const { topic, payload } of await bridge.news()) {
      if ((payload as { peripheralID?: number }).peripheralID !== AGENTS) continue;
      assert.doesNotMatch(topic, /QUEUED|DEQUEUED|DIVERTED|TRANSLATION_ROUTE/);
    }
  });
});
