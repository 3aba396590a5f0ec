import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SessionNotice } from '../../lib/simulator';
import { AGENTS, connection, Site, VRU, withAgents } from './site';

const CLIENT_EVENTS = {
  peripheralID: AGENTS,
  servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'],
};

describe('opening a session', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start();
  });
  afterEach(() => site.stop());

  it('with All Events is confirmed and followed by one system event per peripheral', async () => {
    const client = await site.connect();
    const conf = await client.open();
    assert.deepEqual(conf.servicesGranted, [
      'CTI_SERVICE_CALL_DATA_UPDATE',
      'CTI_SERVICE_CLIENT_CONTROL',
      'CTI_SERVICE_ALL_EVENTS',
    ]);
    assert.equal(conf.monitorID, 0);
    assert.equal(conf.peripheralOnline, true);
    assert.equal(conf.peripheralType, null);
    assert.equal(conf.agentState, 'AGENT_STATE_UNKNOWN');
    assert.equal(conf.sessionType, 'ACTIVE');
    assert.equal(conf.icmCentralControllerTime, '2026-01-31T12:00:00.000Z');
    assert.deepEqual(
      conf.peripherals?.map((one) => one.fltPeripheralID),
      [AGENTS, VRU],
    );
    for (const peripheralID of [AGENTS, VRU]) {
      const event = await client.event('SYSTEM_EVENT');
      assert.equal(event.systemEventID, 'SYS_PERIPHERAL_ONLINE');
      assert.equal(event.systemEventArg1, peripheralID);
    }
    assert.deepEqual(await client.topics(), []);
  });

  it('with Client Events tells the agent at the phone and a monitor', async () => {
    const client = await site.connect();
    const conf = await client.open({ ...CLIENT_EVENTS, agentExtension: '2001' });
    assert.notEqual(conf.monitorID, 0);
    assert.equal(conf.peripheralType, 'PT_ENTERPRISE_AGENT');
    assert.equal(conf.agentState, 'AGENT_STATE_NOT_READY');
    assert.equal(conf.agentExtension, '2001');
    assert.equal(conf.agentInstrument, '2001');
    assert.equal(conf.agentID, '1');
    assert.equal(conf.peripherals, undefined);
    assert.deepEqual(await client.topics(), []);
  });

  it('with Client Events tells no agent where none is signed in', async () => {
    await site.stop();
    site = await Site.start({ configuration: withAgents({ initialState: 'AGENT_STATE_LOGOUT' }) });
    const client = await site.connect();
    const conf = await client.open({ ...CLIENT_EVENTS, agentInstrument: '2001' });
    assert.equal(conf.agentState, 'AGENT_STATE_LOGOUT');
    assert.equal(conf.agentID, undefined);
    assert.equal(conf.agentExtension, undefined);
  });

  it('with Client Events announces the calls in progress at the phone', async () => {
    const { callID } = site.simulator.inboundCall({ ani: '5551234', dialedNumber: '2001' });
    site.simulator.inboundCall({ dialedNumber: '2002' });
    const client = await site.connect();
    const { monitorID } = await client.open({ ...CLIENT_EVENTS, agentID: '1' });
    const begin = await client.event('BEGIN_CALL_EVENT');
    assert.equal(begin.connectionCallID, callID);
    assert.equal(begin.monitorID, monitorID);
    await client.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.deepEqual(await client.topics(), ['CALL_ESTABLISHED 2001', '1 TALKING']);
  });

  it('with All Events in the middle of a call begins the call with the first event about it', async () => {
    const { callID } = site.simulator.inboundCall({ ani: '5551234', dialedNumber: '2001' });
    const bridge = await site.bridge();
    site.simulator.hangUp(callID);
    assert.deepEqual(await bridge.topics(), [
      'BEGIN_CALL 2001',
      'CALL_CONNECTION_CLEARED 5551234',
      'CALL_CLEARED 2001',
      'END_CALL 2001',
    ]);
  });

  it('grants fewer services than asked for when not all of them are there', async () => {
    const client = await site.connect();
    const conf = await client.open({
      servicesRequested: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_SUPERVISOR', 'CTI_SERVICE_AGENT_REPORTING'],
    });
    assert.deepEqual(conf.servicesGranted, ['CTI_SERVICE_ALL_EVENTS']);
  });

  it('works with an opening recorded from CTI OS Server at version 15', async () => {
    const client = await site.connect(15);
    const timers = site.clock.pending;
    client.sendRaw(
      Buffer.from(
        '0000005600000003000000020000000f7fffffff00001388001c02960fffffff000003ff00000003000000000000000000000000' +
          '010c4354494f5353657276657200020c4354494f5353657276657200030c4354494f5353657276657200',
        'hex',
      ),
    );
    await client.event('SYSTEM_EVENT');
    await client.event('SYSTEM_EVENT');
    assert.equal(client.received[0]?.topic, 'OPEN_CONF');
    assert.equal(site.clock.pending, timers + 1, 'the idle timeout of 68 years');
  });

  it('is told to whoever runs the simulator', async () => {
    const notices: SessionNotice[] = [];
    site.simulator.on('session', (notice) => notices.push(notice));
    const client = await site.bridge();
    const closed = new Promise((resolve) => site.simulator.on('session', resolve));
    client.close();
    await closed;
    assert.deepEqual(
      notices.map(({ event, clientID, open }) => ({ event, clientID, open })),
      [
        { event: 'opened', clientID: 'test', open: 1 },
        { event: 'closed', clientID: 'test', open: 0 },
      ],
    );
  });

  it('comes before everything that happens because of it', async () => {
    site.simulator.on('session', ({ event }) => {
      if (event === 'opened') site.simulator.inboundCall({ dialedNumber: '2001' });
    });
    const client = await site.connect();
    await client.open();
    assert.equal(client.received[0]?.topic, 'OPEN_CONF');
    assert.deepEqual(await client.topics(), ['SYSTEM', 'SYSTEM', 'BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);
  });

  describe('is refused', () => {
    const refused = async (fields: { readonly [key: string]: unknown }, version?: number): Promise<string> => {
      const client = await site.connect(version);
      return client.refused('OPEN_REQ', client.openPayload(fields));
    };

    const cases: readonly (readonly [string, { readonly [key: string]: unknown }, string])[] = [
      ['below the least version', { versionNumber: 8 }, 'E_CTI_INVALID_VERSION'],
      ['above the latest version', { versionNumber: 26 }, 'E_CTI_INVALID_VERSION'],
      ['with an idle timeout below 20 s', { idleTimeout: 19 }, 'E_CTI_INVALID_TIMEOUT'],
      ['with an unused service bit', { servicesRequested: 0x10 | 0x4000_0000 }, 'E_CTI_INVALID_SERVICE_MASK'],
      ['with an unused agent state bit', { agentStateMask: 0x4000 }, 'E_CTI_INVALID_AGENT_STATE_MASK'],
      ['with an unused configuration bit', { configMsgMask: 0x8000_0000 }, 'E_CTI_INVALID_CONFIG_MSG_MASK'],
      ['with a reserved field', { reserved2: 1 }, 'E_CTI_INVALID_RESERVED_FIELD'],
      [
        'with a tag of another message',
        { unknownFields: [{ tag: 8, data: '5551234\0' }] },
        'E_CTI_INVALID_TAG_FOR_MSG_TYPE',
      ],
      [
        'with Client Events at no peripheral',
        { ...CLIENT_EVENTS, peripheralID: null, agentID: '1' },
        'E_CTI_INVALID_PERIPHERAL_ID',
      ],
      [
        'with Client Events at a peripheral without agents',
        { ...CLIENT_EVENTS, peripheralID: VRU, agentID: '1' },
        'E_CTI_INVALID_PERIPHERAL_ID',
      ],
      ['with Client Events for nobody', CLIENT_EVENTS, 'E_CTI_REQUIRED_DATA_MISSING'],
      ['with an unknown agent', { ...CLIENT_EVENTS, agentID: '99' }, 'E_CTI_INVALID_AGENT_DATA'],
      ['with an unknown extension', { ...CLIENT_EVENTS, agentExtension: '99' }, 'E_CTI_INVALID_AGENT_DATA'],
      [
        'with an agent who is at another phone',
        { ...CLIENT_EVENTS, agentID: '1', agentExtension: '2002' },
        'E_CTI_INCONSISTENT_AGENT_DATA',
      ],
      [
        'with two phones',
        { ...CLIENT_EVENTS, agentInstrument: '2001', agentExtension: '2002' },
        'E_CTI_INCONSISTENT_AGENT_DATA',
      ],
      [
        'as supervisor when the agent is none',
        {
          ...CLIENT_EVENTS,
          servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_SUPERVISOR'],
          agentID: '1',
        },
        'E_CTI_FUNCTION_NOT_AVAILABLE',
      ],
    ];
    for (const [what, fields, code] of cases) {
      it(what, async () => {
        assert.equal(await refused(fields), `FAILURE_CONF ${code}`);
      });
    }

    it('with a call event bit that the version does not know', async () => {
      assert.equal(await refused({ callMsgMask: 0x8000_0000 }, 22), 'FAILURE_CONF E_CTI_INVALID_CALL_MSG_MASK');
      assert.equal(await refused({ servicesRequested: 0x0200_0010 }, 23), 'FAILURE_CONF E_CTI_INVALID_SERVICE_MASK');
    });

    it('without a client id or a password field', async () => {
      const client = await site.connect();
      const whole = client.encode('OPEN_REQ', { ...client.openPayload(), invokeID: 7 } as never);
      // The floating part is ClientID, 4 + 5 bytes, then ClientPassword, 4 bytes.
      for (const length of [whole.length - 13, whole.length - 4]) {
        const frame = Buffer.from(whole.subarray(0, length));
        frame.writeUInt32BE(length - 8, 0);
        client.sendRaw(frame);
        const failure = await client.event('FAILURE_CONF');
        assert.equal(failure.failureCode, 'E_CTI_REQUIRED_DATA_MISSING');
        assert.equal(failure.invokeID, 7);
      }
    });

    it('with a wrong password, and a second try on the same connection is possible', async () => {
      await site.stop();
      site = await Site.start({ password: 'secret' });
      const client = await site.connect();
      const wrong = await client.refused('OPEN_REQ', client.openPayload({ clientPassword: 'guess' }));
      assert.equal(wrong, 'FAILURE_CONF E_CTI_INVALID_PASSWORD');
      await client.open({ clientPassword: 'secret' });
      const another = await site.connect();
      await another.open({ clientPassword: 'secret\0' });
    });

    it('a second time on the same connection', async () => {
      const client = await site.bridge();
      assert.equal(await client.refused('OPEN_REQ', client.openPayload()), 'FAILURE_CONF E_CTI_SESSION_ALREADY_OPEN');
    });

    it('for a device that another client uses', async () => {
      await site.desktop('2001');
      const code = 'FAILURE_CONF E_CTI_DEVICE_IN_USE';
      assert.equal(await refused({ ...CLIENT_EVENTS, agentExtension: '2001' }), code);
      assert.equal(await refused({ ...CLIENT_EVENTS, agentID: '1' }), code);
    });
  });

  it('for the device of an own session ends the old session', async () => {
    const old = await site.desktop('2001');
    const fresh = await site.desktop('2001');
    assert.equal((await old.event('FAILURE_EVENT')).status, 'E_CTI_NEW_SESSION_OPENED');
    await old.closed;
    await fresh.settled();
  });

  it('is possible again for a device whose session is gone', async () => {
    const first = await site.desktop('2001');
    const gone = new Promise((resolve) => site.simulator.on('session', resolve));
    first.close();
    await gone;
    await site.desktop('2001', { clientID: 'another' });
  });
});
