import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Message } from '../../lib/codec';
import type { Action } from '../../lib/simulator';
import type { TestClient } from './client';
import { connection, Site } from './site';

describe('a connection that fails on demand', () => {
  let site: Site;
  /** Messages that the server has and has not taken yet. */
  let waiting = 0;
  let told = () => {};

  const perform = (action: string, fields: object = {}) => site.simulator.perform({ action, ...fields } as Action);

  beforeEach(async () => {
    site = await Site.start();
    waiting = 0;
    site.simulator.on('trace', (line) => {
      if (!line.endsWith('answers are slow')) return;
      waiting++;
      told();
    });
  });
  afterEach(() => site.stop());

  async function arrived(messages: number): Promise<void> {
    while (waiting < messages) {
      await new Promise<void>((resolve) => {
        told = resolve;
      });
    }
  }

  async function open(clientID: string): Promise<TestClient> {
    const client = await site.connect();
    await client.open({ clientID });
    await client.news();
    return client;
  }

  const resetOf = async (client: TestClient) => {
    const [error] = (await once(client.socket, 'error')) as [NodeJS.ErrnoException];
    await client.closed;
    return error.code;
  };

  it('is reset: everybody, or the sessions of one client', async () => {
    const [one, two] = [await open('one'), await open('two')];
    const reset = resetOf(one);
    assert.deepEqual(await perform('drop', { clientID: 'one' }), { sessions: 1 });
    assert.equal(await reset, 'ECONNRESET');
    await two.settled();
    assert.deepEqual(one.events, [], 'no word of farewell');
    const other = resetOf(two);
    assert.deepEqual(await perform('drop'), { sessions: 1 });
    assert.equal(await other, 'ECONNRESET');
    assert.deepEqual(await perform('drop'), { sessions: 0 });
    await assert.rejects(perform('drop', { clientID: 'three' }), { code: 'CTI_UNKNOWN_CLIENT', field: 'clientID' });
  });

  it('stays, and nothing goes or comes any more', async () => {
    const reasons: (string | undefined)[] = [];
    site.simulator.on('session', ({ event, reason }) => event === 'closed' && reasons.push(reason));
    const client = await site.connect();
    await client.open({ clientID: 'one', idleTimeout: 20 });
    await client.news();
    const other = await open('two');
    assert.deepEqual(await perform('halfOpen', { clientID: 'one' }), { sessions: 1 });
    void client.ask('HEARTBEAT_REQ', {});
    site.simulator.inboundCall({ dialedNumber: '2001' });
    assert.deepEqual(await other.topics(), ['BEGIN_CALL 2001', 'CALL_DELIVERED 2001']);
    const later = await open('one');
    await later.settled();
    assert.deepEqual(client.events, []);
    assert.deepEqual(reasons, []);
    // What the client has sent does not count.
    site.clock.advance(20_000);
    await client.closed;
    assert.deepEqual(reasons, ['E_CTI_TIMEOUT']);
    assert.deepEqual(client.events, [], 'and the server cannot say why');
  });

  it('takes requests late and in their order, also in later sessions, until it is ended', async () => {
    const early = await open('one');
    await perform('slowAnswers', { seconds: 12 });
    const late = await site.connect();
    const opened = late.open({ clientID: 'two' });
    const first = early.ask('QUERY_AGENT_STATE_REQ', { peripheralID: 5000, agentID: '1' });
    const second = early.ask('HEARTBEAT_REQ', {});
    await arrived(3);
    site.clock.advance(11_999);
    const order: string[] = [];
    void first.then(({ topic }) => order.push(topic));
    void second.then(({ topic }) => order.push(topic));
    await perform('slowAnswers', { seconds: 0 });
    assert.deepEqual(order, []);
    const third = early.ask('HEARTBEAT_REQ', {});
    await arrived(4);
    site.clock.advance(1);
    await Promise.all([opened, third]);
    assert.deepEqual(order, ['QUERY_AGENT_STATE_CONF', 'HEARTBEAT_CONF']);
    await early.settled();
  });

  it('is slow for one client alone', async () => {
    const [one, two] = [await open('one'), await open('two')];
    await perform('slowAnswers', { seconds: 5, clientID: 'one' });
    const answer = one.ask('HEARTBEAT_REQ', {});
    await arrived(1);
    await two.settled();
    site.simulator.inboundCall({ dialedNumber: '2001' });
    await one.event('CALL_DELIVERED_EVENT');
    site.clock.advance(5000);
    await answer;
    const last = one.ask('HEARTBEAT_REQ', {});
    await arrived(2);
    one.close();
    await one.closed;
    await two.settled();
    void last;
  });

  for (const version of [15, 25]) {
    it(`gets frames that are malformed, each in its way, in version ${version}`, async () => {
      const frames: Buffer[] = [];
      const client = await site.connect(version);
      await client.open();
      await client.news();
      client.socket.removeAllListeners('data');
      client.socket.on('data', (chunk) => frames.push(chunk));
      const sent = async (kind?: string) => {
        const data = once(client.socket, 'data');
        assert.deepEqual(await perform('malformedFrame', { ...(kind && { kind }) }), { sessions: 1 });
        await data;
        return frames.splice(0)[0] as Buffer;
      };
      const truncated = await sent();
      assert.equal(truncated.readUInt32BE(0), truncated.length - 8);
      assert.throws(() => client.decode(truncated), { code: 'CTI_BAD_FRAME' });
      const overrun = await sent('overrun');
      assert.equal(overrun.readUInt32BE(0), overrun.length - 8);
      assert.throws(() => client.decode(overrun), { code: 'CTI_BAD_FRAME' });
      const { topic, payload } = client.decode(await sent('unknownTag'));
      assert.equal(topic, 'SYSTEM_EVENT');
      assert.equal((payload as { unknownFields?: unknown[] }).unknownFields?.length, 1);
      assert.equal((await sent('tooLong')).readUInt32BE(0), 0x7fff_ffff);
      await assert.rejects(perform('malformedFrame', { kind: 'funny' }), { code: 'CTI_INVALID_ACTION', field: 'kind' });
    });
  }

  it('comes to an end with the simulator', async () => {
    const client = await open('one');
    await perform('slowAnswers', { seconds: 5 });
    void client.ask('HEARTBEAT_REQ', {});
    await arrived(1);
    await perform('halfOpen');
    await site.simulator.stop();
    await client.closed;
    assert.equal(site.clock.pending, 0);
    await site.open();
    await open('one');
  });
});

describe('a call by a phone that fails', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start();
  });
  afterEach(() => site.stop());

  it('ends, its agent is signed out, and nobody can use the phone until it is back', async () => {
    const bridge = await site.bridge();
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
    const out = { action: 'instrumentOutOfService', extension: '2001' } as const;
    await site.simulator.perform(out);
    await site.simulator.perform(out);
    const news = await bridge.news();
    assert.deepEqual(news[0]?.payload && news.map(({ topic }) => topic), [
      'SYSTEM_EVENT',
      'AGENT_STATE_EVENT',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CONNECTION_CLEARED_EVENT',
      'CALL_CLEARED_EVENT',
      'END_CALL_EVENT',
    ]);
    const [told, state] = news.map(({ payload }) => payload as Record<string, unknown>);
    assert.equal(told?.systemEventID, 'SYS_INSTRUMENT_OUT_OF_SERVICE');
    assert.deepEqual([told?.systemEventArg1, told?.text], [5000, '2001']);
    assert.deepEqual([state?.agentState, state?.eventReasonCode], ['AGENT_STATE_LOGOUT', 50003]);
    assert.throws(() => site.simulator.inboundCall({ dialedNumber: '2001' }), { code: 'CTI_BUSY' });
    await assert.rejects(site.simulator.perform({ action: 'login', agent: '1' }), {
      code: 'CF_RESOURCE_OUT_OF_SERVICE',
    });
    await site.simulator.perform({ action: 'makeCall', agent: '2', to: '2001' });
    const failed = await bridge.event('CALL_FAILED_EVENT');
    assert.equal(failed.eventCause, 'CEC_DEST_NOT_OBTAINABLE');
    await site.simulator.perform({ action: 'instrumentInService', extension: '2001' });
    assert.equal((await bridge.event('SYSTEM_EVENT')).systemEventID, 'SYS_INSTRUMENT_BACK_IN_SERVICE');
    await site.simulator.perform({ action: 'login', agent: '1' });
    await assert.rejects(site.simulator.perform({ ...out, extension: '1' }), { code: 'CTI_UNKNOWN_NUMBER' });
  });
});

describe('a peripheral gateway that is lost', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start();
  });
  afterEach(() => site.stop());

  const systemEvents = (client: TestClient) =>
    client.events
      .filter(({ topic }) => topic === 'SYSTEM_EVENT')
      .map(({ payload }) => {
        const { systemEventID, systemEventArg1, pgStatus } = payload as Record<string, unknown>;
        return `${systemEventID} ${systemEventArg1} ${(pgStatus as string[]).join(' ')}`.trim();
      });

  it('ends every call for the clients, tells nothing meanwhile, and begins anew', async () => {
    const bridge = await site.bridge();
    const desktop = await site.desktop('2001');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.news();
    await desktop.news();
    const status = 'PGS_OPC_DOWN PGS_PERIPHERAL_OFFLINE';
    await site.simulator.perform({ action: 'gatewayOffline' });
    await site.simulator.perform({ action: 'gatewayOffline' });
    for (const client of [bridge, desktop]) {
      await client.settled();
      assert.deepEqual(systemEvents(client), [
        `SYS_PERIPHERAL_GATEWAY_OFFLINE 0 ${status}`,
        `SYS_PERIPHERAL_OFFLINE 5000 ${status}`,
        `SYS_PERIPHERAL_OFFLINE 5001 ${status}`,
      ]);
      assert.deepEqual((await client.topics()).slice(3), ['END_CALL 2001']);
    }
    const refusal = await bridge.refused('HOLD_CALL_REQ', connection(callID, '2001'));
    assert.equal(refusal, 'CONTROL_FAILURE_CONF CF_RESOURCE_OUT_OF_SERVICE');
    const other = site.simulator.inboundCall({ dialedNumber: '2002' });
    site.simulator.inboundCall({ dialedNumber: '8001' });
    site.simulator.peripheralOffline(5001);
    assert.deepEqual(await bridge.topics(), []);
    const late = await site.connect();
    const { pgStatus, peripheralOnline } = await late.open({ clientID: 'late' });
    assert.deepEqual([pgStatus, peripheralOnline], [status.split(' '), false]);
    await late.news();

    await site.simulator.perform({ action: 'gatewayOnline' });
    await site.simulator.perform({ action: 'gatewayOnline' });
    await bridge.settled();
    assert.deepEqual(systemEvents(bridge), ['SYS_PERIPHERAL_ONLINE 5000 PGS_PERIPHERAL_OFFLINE']);
    const news = await bridge.news();
    assert.deepEqual(
      news.slice(1).map(({ topic, payload }) => `${topic} ${(payload as { agentID?: string }).agentID ?? ''}`.trim()),
      [
        // The queue's peripheral is off line.
        ...['BEGIN_CALL_EVENT', 'BEGIN_CALL_EVENT'],
        ...['AGENT_STATE_EVENT 1', 'AGENT_STATE_EVENT 2', 'AGENT_STATE_EVENT 3'],
      ],
    );
    const { agentState, eventReasonCode } = (news.at(-1) as Message<'AGENT_STATE_EVENT'>).payload;
    assert.deepEqual([agentState, eventReasonCode], ['AGENT_STATE_NOT_READY', 65534]);
    site.simulator.hangUp(callID);
    site.simulator.hangUp(other.callID);
    assert.deepEqual((await bridge.topics()).filter((topic) => topic.startsWith('END_CALL')).sort(), [
      'END_CALL 2001',
      'END_CALL 2002',
    ]);
    assert.equal(site.simulator.agents[0]?.eventReasonCode, 65534);
  });

  it('lets callers wait until it is back', async () => {
    const bridge = await site.bridge();
    await site.ready(bridge, '2001');
    await site.simulator.perform({ action: 'gatewayOffline' });
    site.simulator.inboundCall({ dialedNumber: '8001' });
    assert.equal(site.simulator.calls[0]?.state, 'queued');
    await site.simulator.perform({ action: 'gatewayOnline' });
    await site.simulator.perform({ action: 'ready', agent: '1' });
    assert.equal(site.simulator.calls[0]?.state, 'ringing');
  });

  it('ends the monitors of calls with the calls', async () => {
    const client = await site.connect();
    await client.open({ servicesRequested: ['CTI_SERVICE_PERIPHERAL_MONITOR'] });
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    const { monitorID } = (await client.request('MONITOR_START_REQ', {
      ...connection(callID, '2001'),
      callMsgMask: 0xffffff,
      agentStateMask: 0,
      monitoredDeviceType: null,
    } as never)) as { monitorID: number };
    await client.news();
    await site.simulator.perform({ action: 'gatewayOffline' });
    assert.equal((await client.topics()).at(-1), 'END_CALL 2001');
    assert.equal(await client.refused('MONITOR_STOP_REQ', { monitorID }), 'FAILURE_CONF E_CTI_INVALID_MONITORID');
  });
});
