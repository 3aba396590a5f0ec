import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { AnyMessage } from '../../lib/codec';
import { type DisorderOptions, Simulator, type SimulatorOptions } from '../../lib/simulator';
import type { TestClient } from './client';
import { AGENTS, active, CONFIGURATION, connection, Site } from './site';

const SEEDS = 25;
const CALM = { duplicates: 0, slowConfirmations: 0 };
/** Several monitors that see the same, for a copy each. */
const MONITORED = ['2001', '2002'];

type Fields = Readonly<Record<string, unknown>>;
type Views = Readonly<Record<'bridge' | 'desktop' | 'monitor', readonly AnyMessage[]>>;

const fields = ({ payload }: AnyMessage) => payload as Fields;
const text = ({ topic, payload }: AnyMessage) => `${topic} ${JSON.stringify(payload)}`;

describe('legal disorder', () => {
  let site: Site;

  afterEach(() => site.stop());

  async function start(disorder?: DisorderOptions, options: SimulatorOptions = {}): Promise<void> {
    const configuration = { ...CONFIGURATION, rtpEvents: true, preCallEvents: 'before' } as const;
    site = await Site.start({ configuration, ...(disorder && { disorder }), ...options });
  }

  async function monitor(): Promise<TestClient> {
    const client = await site.connect();
    await client.open({ servicesRequested: ['CTI_SERVICE_PERIPHERAL_MONITOR'], clientID: 'monitor' });
    for (const monitoredDeviceID of MONITORED) {
      await client.request('MONITOR_START_REQ', {
        peripheralID: AGENTS,
        connectionCallID: 0,
        connectionDeviceIDType: null,
        callMsgMask: 0x00ff_ffff,
        agentStateMask: 0x3ff,
        monitoredDeviceType: 'DEVID_AGENT_DEVICE',
        monitoredDeviceID,
      });
    }
    return client;
  }

  /** A busy while: what three clients see of it. */
  async function run(disorder?: DisorderOptions): Promise<Views> {
    await start(disorder);
    const bridge = await site.bridge();
    const desktop = await site.desktop('2001');
    const watching = await monitor();
    const clients = [bridge, desktop, watching];
    const act = async (action: string, more: object = {}) => {
      const outcome = await site.simulator.perform({ action: action as 'ready', ...more });
      site.clock.advance(1000);
      for (const client of clients) await client.settled();
      return outcome as { callID: number };
    };
    await act('ready', { agent: '1' });
    await act('ready', { agent: '2' });
    const { callID } = await act('call', { dialedNumber: '8001', ani: '5551234' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    const consult = { ...active(callID, '2001'), dialedNumber: '2002' };
    await bridge.request('CONSULTATION_CALL_REQ', consult);
    await act('answer', { agent: '2' });
    await act('alternate', { agent: '1' });
    await act('alternate', { agent: '1' });
    await act('conference', { agent: '1' });
    await act('setCallData', { agent: '1', callVariables: { callVariable1: 'gold' } });
    await act('clear', { agent: '2' });
    await act('peripheralOffline', { peripheralID: 5001 });
    await act('peripheralOnline', { peripheralID: 5001 });
    await act('notReady', { agent: '1', reason: 5 });
    await act('consult', { agent: '1', to: '2003' });
    await act('answer', { agent: '3' });
    await act('transfer', { agent: '1' });
    await act('clear', { agent: '3' });
    const second = await act('call', { dialedNumber: '2002' });
    await act('answer', { agent: '2' });
    await act('makeCall', { agent: '1', to: '2002' });
    await act('clear', { agent: '1' });
    await act('hangUp', { callID: second.callID });
    const views = { bridge: bridge.received, desktop: desktop.received, monitor: watching.received };
    await site.stop();
    return views;
  }

  it('keeps what has to keep its order, shuffles the rest, and repeats itself', async () => {
    const usual = await run();
    const again = await run();
    assert.deepEqual(again.bridge.map(text), usual.bridge.map(text), 'the test itself repeats');
    const changed = { bridge: 0, desktop: 0, monitor: 0 };
    const freedoms = new Set<string>();
    for (let seed = 1; seed <= SEEDS; seed++) {
      const views = await run({ seed, duplicates: 0.3, slowConfirmations: 0 });
      for (const name of ['bridge', 'desktop', 'monitor'] as const) {
        const [before, after] = [usual[name], views[name]];
        checkOrder(before, after, `${name}, seed ${seed}`);
        if (after.map(text).join() !== before.map(text).join()) changed[name]++;
        for (const freedom of freedomsTaken(before, after)) freedoms.add(freedom);
      }
    }
    for (const [name, count] of Object.entries(changed)) assert.ok(count > SEEDS / 2, `${name}: ${count} of ${SEEDS}`);
    assert.deepEqual([...freedoms].sort(), FREEDOMS);
    const [one, two] = [await run({ seed: 7, ...CALM }), await run({ seed: 7, ...CALM })];
    for (const name of ['bridge', 'desktop', 'monitor'] as const) {
      assert.deepEqual(two[name].map(text), one[name].map(text));
    }
  });

  it('tells the state of an agent twice, but not to who wants no duplicates', async () => {
    await start({ seed: 1, duplicates: 1, slowConfirmations: 0 });
    const bridge = await site.bridge();
    const once = await site.connect();
    await once.open({
      servicesRequested: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_IGNORE_DUPLICATE_AGENT_EVENTS'],
      clientID: 'once',
    });
    await once.news();
    await site.simulator.perform({ action: 'ready', agent: '1' });
    await site.simulator.perform({ action: 'notReady', agent: '1' });
    assert.deepEqual(await bridge.topics(), ['1 AVAILABLE', '1 AVAILABLE', '1 NOT_READY', '1 NOT_READY']);
    assert.deepEqual(await once.topics(), ['1 AVAILABLE', '1 NOT_READY']);
  });

  it('confirms 10 to 15 seconds late, however fast the switch is, and refuses at once', async () => {
    await start({ seed: 1, duplicates: 0, slowConfirmations: 1 }, { speed: 100 });
    const bridge = await site.bridge();
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    const answer = bridge.ask('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.event('CALL_ESTABLISHED_EVENT');
    assert.match(await bridge.refused('ANSWER_CALL_REQ', connection(callID, '2001')), /^CONTROL_FAILURE_CONF/);
    await bridge.request('QUERY_AGENT_STATE_REQ', { peripheralID: AGENTS, agentID: '1' } as never);
    site.clock.advance(9_999);
    await bridge.settled();
    assert.ok(!bridge.received.some(({ topic }) => topic === 'ANSWER_CALL_CONF'));
    site.clock.advance(5_001);
    assert.equal((await answer).topic, 'ANSWER_CALL_CONF');
  });

  it('confirms nothing to a session that is over', async () => {
    await start({ seed: 1, duplicates: 0, slowConfirmations: 1 });
    const bridge = await site.bridge();
    const { callID } = site.simulator.inboundCall({ dialedNumber: '2001' });
    void bridge.ask('ANSWER_CALL_REQ', connection(callID, '2001'));
    await bridge.event('CALL_ESTABLISHED_EVENT');
    const { topic } = await bridge.ask('CLOSE_REQ', { status: 'E_CTI_NO_ERROR' });
    assert.equal(topic, 'CLOSE_CONF');
    const { length } = bridge.received;
    site.clock.advance(15_000);
    await bridge.closed;
    assert.equal(bridge.received.length, length);
  });

  it('is told and traced with its seed, begins and ends on demand', async () => {
    await start();
    const lines: string[] = [];
    const now = () => site.simulator.disorder;
    site.simulator.on('trace', (line) => line.startsWith('DISORDER') && lines.push(line));
    assert.equal(now(), undefined);
    const settings = { seed: 42, duplicates: 0.1, slowConfirmations: 0.05 };
    assert.deepEqual(await site.simulator.perform({ action: 'disorder', seed: 42 }), settings);
    assert.deepEqual(now(), settings);
    assert.deepEqual(await site.simulator.perform({ action: 'disorder', off: true }), { off: true });
    await site.simulator.perform({ action: 'disorder', off: true });
    assert.equal(now(), undefined);
    const { seed } = await site.simulator.perform({ action: 'disorder' });
    assert.equal(now()?.seed, seed);
    assert.deepEqual(lines.map((line) => line.slice(0, 22)).slice(0, 2), ['DISORDER {"seed":42,"d', 'DISORDER off']);
    assert.match(lines[2] ?? '', new RegExp(`"seed":${seed},`));
    assert.equal(lines.length, 3);
    await site.simulator.stop();
    assert.equal(now(), undefined, 'as the options say');
    await site.open();
  });

  it('has a seed that is made up where none is given, the same one until the end', async () => {
    await start({});
    const { seed } = site.simulator.disorder ?? {};
    assert.ok(Number.isInteger(seed));
    await site.simulator.stop();
    await site.open();
    assert.equal(site.simulator.disorder?.seed, seed);
  });

  it('is refused with what no seed and no chance can be', async () => {
    await start();
    for (const [key, value] of [
      ['seed', -1],
      ['seed', 1.5],
      ['duplicates', 1.1],
      ['slowConfirmations', Number.NaN],
    ] as const) {
      const field = `disorder.${key}`;
      assert.throws(() => new Simulator({ disorder: { [key]: value } }), { code: 'CTI_INVALID_OPTION', field });
      const asked = site.simulator.perform({ action: 'disorder', [key]: value });
      await assert.rejects(asked, { code: 'CTI_INVALID_ACTION', field: key });
    }
  });
});

/** The ids of the calls that a message is about. */
function callsOf(message: AnyMessage): unknown[] {
  const { connectionCallID, primaryCallID, secondaryCallID, newConnectionCallID } = fields(message);
  const ids = [connectionCallID, primaryCallID, secondaryCallID, newConnectionCallID];
  return [...new Set(ids)].filter((id) => id !== undefined && id !== null);
}

/** Messages that have to keep their order among themselves, by what they are about. SEQUENCES of each, as texts. */
function threads(messages: readonly AnyMessage[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (thread: string, message: AnyMessage) => {
    const texts = found.get(thread) ?? [];
    found.set(thread, texts);
    // What is told twice in a row is told once.
    if (message.topic !== 'AGENT_STATE_EVENT' || texts.at(-1) !== text(message)) texts.push(text(message));
  };
  for (const message of messages) {
    const { topic } = message;
    if (topic === 'AGENT_STATE_EVENT') add(`agent ${fields(message).agentID} ${fields(message).monitorID}`, message);
    else if (topic.startsWith('RTP_')) add(`media ${callsOf(message)}`, message);
    else if (topic.startsWith('AGENT_PRE_CALL')) add('pre-call', message);
    else if (topic.endsWith('_EVENT') && callsOf(message).length > 0) {
      for (const call of callsOf(message)) add(`call ${call}`, message);
    } else if (!isFreeConfirmation(topic)) add('the rest', message);
  }
  return found;
}

const isFreeConfirmation = (topic: string) => /^(ANSWER|CONSULTATION)_CALL_CONF$/.test(topic);

function checkOrder(before: readonly AnyMessage[], after: readonly AnyMessage[], where: string): void {
  assert.deepEqual(new Set(after.map(text)), new Set(before.map(text)), `${where}: the same messages`);
  const [expected, found] = [threads(before), threads(after)];
  for (const [thread, texts] of expected) assert.deepEqual(found.get(thread), texts, `${where}: ${thread}`);
  const others = (messages: readonly AnyMessage[]) =>
    messages.filter(({ topic }) => topic !== 'AGENT_STATE_EVENT').map(text);
  assert.deepEqual(others(after).sort(), others(before).sort(), `${where}: only states are told twice`);
  checkCalls(after, where);
  checkBarriers(before, after, where);
}

/**
 * BEGIN_CALL_EVENT first and END_CALL_EVENT last, for each call and monitor. A call may get another id on the way, and a
 * phone may come back to it.
 */
function checkCalls(messages: readonly AnyMessage[], where: string): void {
  const about = new Map<string, string[]>();
  for (const message of messages) {
    const { connectionCallID, newConnectionCallID = connectionCallID, monitorID } = fields(message);
    if (!message.topic.endsWith('_EVENT') || typeof connectionCallID !== 'number') continue;
    const key = `${monitorID} ${connectionCallID}`;
    const topics = about.get(key) ?? [];
    about.set(key, topics);
    topics.push(message.topic);
    if (newConnectionCallID !== connectionCallID)
      about.set(`${monitorID} ${newConnectionCallID}`, ['BEGIN_CALL_EVENT']);
  }
  for (const [key, topics] of about) {
    topics.forEach((topic, i) => {
      const first = i === 0 || topics[i - 1] === 'END_CALL_EVENT';
      assert.equal(topic === 'BEGIN_CALL_EVENT', first, `${where}: ${key} ${topics}`);
    });
  }
}

/** What is no matter of calls and agents is neither overtaken nor overtakes. */
function checkBarriers(before: readonly AnyMessage[], after: readonly AnyMessage[], where: string): void {
  const sections = (messages: readonly AnyMessage[]) => {
    const found: Set<string>[] = [new Set()];
    for (const message of messages) {
      const free =
        message.topic === 'AGENT_STATE_EVENT' || callsOf(message).length > 0 || message.topic.startsWith('AGENT_PRE');
      if (free || isFreeConfirmation(message.topic)) found.at(-1)?.add(text(message));
      else found.push(new Set([text(message)]));
    }
    return found;
  };
  assert.deepEqual(sections(after), sections(before), where);
}

const FREEDOMS = [
  'AGENT_PRE_CALL_EVENT after BEGIN_CALL_EVENT',
  'agent state before call event',
  'call event before agent state',
  'confirmation after event',
  'media before call event',
];

/** Pairs that have changed places. */
function freedomsTaken(before: readonly AnyMessage[], after: readonly AnyMessage[]): Set<string> {
  const places = new Map(numbered(before).map((label, i) => [label, i]));
  const labels = numbered(after);
  const taken = new Set<string>();
  for (let i = 1; i < after.length; i++) {
    const [first, second] = [after[i - 1], after[i]] as [AnyMessage, AnyMessage];
    const [place, next] = [places.get(labels[i - 1] ?? ''), places.get(labels[i] ?? '')];
    if (place === undefined || next === undefined || place < next) continue;
    const kinds = [first, second].map(({ topic }) => kindOf(topic));
    if (first.topic === 'BEGIN_CALL_EVENT' && second.topic === 'AGENT_PRE_CALL_EVENT') taken.add(FREEDOMS[0] ?? '');
    else if (`${kinds}` === 'agent state,call event') taken.add(FREEDOMS[1] ?? '');
    else if (`${kinds}` === 'call event,agent state') taken.add(FREEDOMS[2] ?? '');
    else if (kinds[1] === 'confirmation') taken.add(FREEDOMS[3] ?? '');
    else if (`${kinds}` === 'media,call event') taken.add(FREEDOMS[4] ?? '');
  }
  return taken;
}

/** Messages that are alike are counted. */
function numbered(messages: readonly AnyMessage[]): string[] {
  const counts = new Map<string, number>();
  return messages.map((message) => {
    const label = text(message);
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    return `${label} ${count}`;
  });
}

function kindOf(topic: string): string {
  if (topic === 'AGENT_STATE_EVENT') return 'agent state';
  if (topic.startsWith('RTP_')) return 'media';
  if (topic.endsWith('_CONF')) return 'confirmation';
  return topic.includes('CALL') ? 'call event' : topic;
}
