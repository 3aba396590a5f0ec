import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AnyMessage } from '../../lib/codec';
import type { DisorderOptions, SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { random, SEED } from './random';
import { AGENTS, active, CONFIGURATION, connection, held, other, Site, withDeskSettings } from './site';

const STEPS = 3000;
const EXTENSIONS = ['2001', '2002', '2003', '2004', '2005'];
const SUPERVISOR = '2003';
const SUPERVISES = [
  'CTI_SERVICE_CLIENT_EVENTS',
  'CTI_SERVICE_CLIENT_CONTROL',
  'CTI_SERVICE_CALL_DATA_UPDATE',
  'CTI_SERVICE_SUPERVISOR',
];
/** Ann's second line, and numbers that send calls on; there are none in the first of the settings. */
const LINE = '3001';
const REDIRECTIONS = ['7001', '7002'];
const LINES = [...EXTENSIONS, LINE];
const FIRST_CALL = 0x0100_0001;
const OUTSIDE = '0015551234';
const RESTING = ['AGENT_STATE_AVAILABLE', 'AGENT_STATE_NOT_READY', 'AGENT_STATE_LOGOUT'];

function configuration(fields: Partial<SimulatorConfiguration>): SimulatorConfiguration {
  const base = withDeskSettings({
    wrapupIncoming: 'OPTIONAL',
    wrapupOutgoing: 'REQUIRED',
    workModeTimer: 3,
    ringNoAnswerTime: 4,
    supervisorAssistCallMethod: 'blind conference',
  });
  const [ann] = base.agents;
  assert.ok(ann);
  const more = ['4', '5'].map((agentID) => ({
    ...ann,
    agentID,
    icmAgentID: ann.icmAgentID + Number(agentID),
    extension: `200${agentID}`,
    skillGroups: [1, 2],
    automaticRecording: true,
  }));
  return {
    ...base,
    agents: [...base.agents, ...more],
    dialedNumbers: base.dialedNumbers.map((one) => ({ ...one, agentGreeting: true })),
    teams: [{ teamID: 1, name: 'Team', supervisors: ['3'], members: ['1', '2', '4', '5'] }],
    rtpEvents: true,
    preCallEvents: 'before',
    ...fields,
  };
}

interface CallPayload {
  readonly peripheralID?: number;
  readonly connectionCallID?: number;
  readonly newConnectionCallID?: number;
}

/**
 * What a client saw of each call, from its first message to its last. A call may get another id on the way, and a phone
 * may come back to a call that it has left.
 */
function callsSeen(events: readonly AnyMessage[]): string[][] {
  const finished: string[][] = [];
  const open = new Map<string, string[]>();
  for (const { topic, payload } of events) {
    const { peripheralID, connectionCallID: id, newConnectionCallID: newID = id } = payload as CallPayload;
    if (id === undefined) continue;
    const key = `${peripheralID}/${id}`;
    const call = open.get(key) ?? [];
    if (topic === 'BEGIN_CALL_EVENT') assert.ok(!open.has(key), `${key} begins twice: ${call.join(' ')}`);
    call.push(topic);
    open.delete(key);
    if (topic === 'END_CALL_EVENT') finished.push(call);
    else open.set(`${peripheralID}/${newID}`, call);
  }
  assert.deepEqual([...open], [], 'calls that have not ended');
  return finished;
}

/** Sound that has begun has to end. */
function checkMedia(events: readonly AnyMessage[]): void {
  const flowing = new Set<string>();
  for (const { topic, payload } of events) {
    const { connectionCallID, connectionDeviceID, direction } = payload as { [key: string]: unknown };
    const key = `${connectionCallID} ${connectionDeviceID} ${direction}`;
    if (topic === 'RTP_STARTED_EVENT') assert.ok(!flowing.has(key) && flowing.add(key), `${key} starts twice`);
    if (topic === 'RTP_STOPPED_EVENT') assert.ok(flowing.delete(key), `${key} stops without having started`);
  }
  assert.deepEqual([...flowing], []);
}

/** So have recordings and greetings. They may go on in a call of another id, and a phone may have two of them. */
function checkLasting(events: readonly AnyMessage[]): void {
  const going = new Map<string, number>();
  const change = (key: string, by: number) => {
    const count = (going.get(key) ?? 0) + by;
    assert.ok(count >= 0, `${key} ends without having started`);
    going.set(key, count);
  };
  for (const { topic, payload } of events) {
    const { connectionDeviceID, eventCode } = payload as { [key: string]: unknown };
    if (topic === 'NETWORK_RECORDING_STARTED_EVENT') change(`recording at ${connectionDeviceID}`, 1);
    if (topic === 'NETWORK_RECORDING_ENDED_EVENT') change(`recording at ${connectionDeviceID}`, -1);
    if (eventCode === 'GREETING_STARTED') change(`greeting at ${connectionDeviceID}`, 1);
    if (eventCode === 'GREETING_ENDED') change(`greeting at ${connectionDeviceID}`, -1);
  }
  assert.deepEqual(
    [...going.values()].filter((count) => count > 0),
    [],
  );
}

const OTHER_READINGS: Partial<SimulatorConfiguration> = {
  survivingCall: 'active',
  preCallEvents: 'after',
  routingTime: 1,
  endCallEvent: 'after wrap-up data',
  dispositionUpdates: true,
  peripherals: CONFIGURATION.peripherals.map((one) =>
    one.peripheralID === AGENTS ? { ...one, role: 'system', multilineAgentControl: 'MULTILINE_ENABLED' } : one,
  ),
  extraDevices: [
    { number: LINE, peripheralID: AGENTS, kind: 'non-ACD line', phone: '2001' },
    { number: '7001', peripheralID: AGENTS, kind: 'route point', directsTo: '2003' },
    { number: '7002', peripheralID: AGENTS, kind: 'cti port', directsTo: '8002' },
  ],
};
const SETTINGS: readonly (readonly [Partial<SimulatorConfiguration>, DisorderOptions?])[] = [
  [{}],
  [OTHER_READINGS],
  [OTHER_READINGS, { seed: SEED, duplicates: 0.1, slowConfirmations: 0 }],
];

for (const [fields, disorder] of SETTINGS) {
  describe(`whatever agents and callers do with ${Object.keys({ ...fields, ...disorder }).join(', ')} (SEED=${SEED})`, () => {
    it('every call begins and ends once for each client, and nothing is left over', async () => {
      const site = await Site.start({ configuration: configuration(fields), ...(disorder && { disorder }) });
      const trace: string[] = [];
      site.simulator.on('trace', (line) => trace.push(line));
      try {
        const bridge = await site.bridge();
        const desktops = await Promise.all(
          EXTENSIONS.map((extension) =>
            site.desktop(extension, extension === SUPERVISOR ? { servicesRequested: SUPERVISES } : {}),
          ),
        );
        const supervisor = desktops[EXTENSIONS.indexOf(SUPERVISOR)] as TestClient;
        const steps = stepsOf(site, bridge, supervisor);
        const { pick } = random(SEED);
        for (let i = 0; i < STEPS; i++) await pick(steps)();
        await end(site, bridge);

        for (const client of [bridge, ...desktops]) {
          const events = await client.news();
          const seen = callsSeen(events);
          assert.ok(seen.length > (client === bridge ? 100 : 5), `${seen.length} calls seen`);
          for (const topics of seen) {
            const inside = topics.slice(1, -1);
            assert.equal(topics[0], 'BEGIN_CALL_EVENT', topics.join(' '));
            assert.ok(!inside.includes('BEGIN_CALL_EVENT'), topics.join(' '));
            const cleared = inside.filter((topic) => topic === 'CALL_CLEARED_EVENT').length;
            assert.ok(cleared <= 1, topics.join(' '));
          }
          checkMedia(events);
          checkLasting(events);
          if (client !== bridge) continue;
          const topics = new Set<string>(events.map(({ topic }) => topic));
          const rare = [
            'CALL_TRANSFERRED_EVENT',
            'CALL_CONFERENCED_EVENT',
            'RTP_STOPPED_EVENT',
            'CALL_QUEUED_EVENT',
            'NETWORK_RECORDING_ENDED_EVENT',
            'CALL_AGENT_GREETING_EVENT',
          ];
          for (const topic of rare) assert.ok(topics.has(topic), `${topic} has never come`);
          const types = new Set(events.map(({ payload }) => (payload as { callType?: string }).callType));
          assert.ok(types.has('CALLTYPE_SUPERVISOR_MONITOR'), 'no supervisor has ever listened');
        }
        assert.deepEqual(site.simulator.calls, []);
        for (const agent of site.simulator.agents) assert.ok(RESTING.includes(agent.state), agent.state);
        assert.ok(!trace.some((line) => line.includes('E_CTI_UNSPECIFIED_FAILURE')));
      } finally {
        await site.stop();
      }
    });
  });
}

/** What may happen next, sensible or not. */
function stepsOf(site: Site, bridge: TestClient, supervisor: TestClient): readonly (() => unknown)[] {
  const { integer, pick } = random(SEED + 1);
  const ask = (topic: string, payload: object) => bridge.ask(topic, payload as { [key: string]: unknown });
  const callID = () => pick(site.simulator.calls)?.callID ?? 1;
  const number = () => pick([...EXTENSIONS, ...LINES, ...REDIRECTIONS, OUTSIDE, '77', '8001', '8002']);
  /** A party of a call that is in one of the states. */
  const party = (...states: string[]) => {
    const all = site.simulator.calls.flatMap(({ callID: id, parties }) =>
      parties
        .filter((one) => LINES.includes(one.number) && states.includes(one.state))
        .map((one) => ({ id, number: one.number })),
    );
    return pick(all) ?? { id: callID(), number: pick(EXTENSIONS) };
  };
  const at = (...states: string[]) => {
    const { id, number: extension } = party(...states);
    return connection(id, extension);
  };
  const talking = () => {
    const { id, number: extension } = party('LCS_CONNECT');
    return active(id, extension);
  };
  /** The two calls of a phone. */
  const two = (second: typeof held | typeof other) => {
    const { id, number: extension } = party('LCS_HOLD');
    const first = site.simulator.calls.find(
      (call) => call.callID !== id && call.parties.some((one) => one.number === extension),
    );
    return { ...active(first?.callID ?? callID(), extension), ...second(id, extension) };
  };
  const supervise = (action: string) => {
    const { id, number: extension } = party('LCS_CONNECT');
    return supervisor.ask('SUPERVISE_CALL_REQ', {
      peripheralID: AGENTS,
      agentConnectionCallID: id,
      agentConnectionDeviceID: extension,
      supervisoryAction: `SUPERVISOR_${action}`,
    });
  };
  return [
    () => supervise(pick(['MONITOR', 'WHISPER', 'CLEAR', 'BARGE_IN', 'INTERCEPT'])),
    // The supervisor makes the time for it.
    async () => {
      for (const call of site.simulator.calls.filter(({ parties }) =>
        parties.some((one) => one.number === SUPERVISOR),
      )) {
        await ask('CLEAR_CONNECTION_REQ', connection(call.callID, SUPERVISOR));
      }
      return supervise(pick(['MONITOR', 'MONITOR', 'WHISPER']));
    },
    () => {
      const { id, number: extension } = party('LCS_CONNECT');
      return ask('SUPERVISOR_ASSIST_REQ', { ...connection(id, extension), agentExtension: extension });
    },
    () => ask('START_NETWORK_RECORDING_REQ', at('LCS_CONNECT')),
    () => ask('STOP_NETWORK_RECORDING_REQ', at('LCS_CONNECT', 'LCS_HOLD')),
    () => {
      const request = {
        agentID: pick(['1', '2', '4', '5']),
        agentAction: pick(['STOP_CURRENT', 'ENABLE_FOR_LOGIN_SESSION']),
      };
      return ask('AGENT_GREETING_CONTROL_REQ', { peripheralID: AGENTS, ...request });
    },
    () => site.simulator.calls.length < 9 && site.simulator.inboundCall({ dialedNumber: pick(['8001', '8002']) }),
    () => {
      const extension = pick(EXTENSIONS);
      const busy = site.simulator.calls.some((call) => call.parties.some((one) => one.number === extension));
      if (!busy) site.simulator.inboundCall({ dialedNumber: extension });
    },
    () => {
      const outside = (call: string) => call.startsWith('555') || call === OUTSIDE;
      const call = pick(site.simulator.calls.filter((one) => one.parties.some((who) => outside(who.number))));
      if (call) site.simulator.hangUp(call.callID);
    },
    () => ask('ANSWER_CALL_REQ', at('LCS_ALERTING')),
    () => ask('ANSWER_CALL_REQ', at('LCS_ALERTING')),
    () => ask('ANSWER_CALL_REQ', at('LCS_ALERTING')),
    () => ask('HOLD_CALL_REQ', at('LCS_CONNECT')),
    () => ask('RETRIEVE_CALL_REQ', held(callID(), pick(EXTENSIONS))),
    () => ask('CLEAR_CONNECTION_REQ', at('LCS_CONNECT', 'LCS_HOLD', 'LCS_FAIL', 'LCS_INITIATE')),
    () => ask('CLEAR_CONNECTION_REQ', { ...at('LCS_CONNECT'), requestingDeviceID: pick(EXTENSIONS) }),
    () => ask('CONSULTATION_CALL_REQ', { ...talking(), dialedNumber: number() }),
    () => ask('CONSULTATION_CALL_REQ', { ...talking(), dialedNumber: number() }),
    // By chance alone two phones seldom come as far as this.
    async () => {
      const busy = site.simulator.calls.flatMap((call) => call.parties.map((one) => one.number));
      const dialedNumber = pick(EXTENSIONS.filter((extension) => !busy.includes(extension))) ?? '77';
      const first = talking();
      const { payload } = await ask('CONSULTATION_CALL_REQ', { ...first, dialedNumber });
      const { newConnectionCallID: id = 1 } = payload as { newConnectionCallID?: number };
      await ask('ANSWER_CALL_REQ', connection(id, dialedNumber));
      const phone = first.activeConnectionDeviceID;
      const both = { ...active(id, phone), ...held(first.activeConnectionCallID, phone) };
      if (integer(2) === 0) await ask('CONFERENCE_CALL_REQ', both);
    },
    () => ask('ALTERNATE_CALL_REQ', two(other)),
    () => ask('RECONNECT_CALL_REQ', two(held)),
    () => ask('TRANSFER_CALL_REQ', two(held)),
    () => ask('TRANSFER_CALL_REQ', { ...talking(), dialedNumber: number() }),
    () => ask('CONFERENCE_CALL_REQ', two(held)),
    () => ask('CONFERENCE_CALL_REQ', two(held)),
    () => ask('DEFLECT_CALL_REQ', { ...at('LCS_ALERTING'), calledDeviceType: null, calledDeviceID: number() }),
    () => ask('SEND_DTMF_SIGNAL_REQ', { ...at('LCS_CONNECT'), dtmfString: '12#' }),
    () => ask('SET_CALL_DATA_REQ', { ...at('LCS_CONNECT'), callVariable1: String(integer(100)) }),
    () => ask('SET_CALL_DATA_REQ', { ...connection(FIRST_CALL + integer(500), pick(EXTENSIONS)), callWrapupData: 'x' }),
    () => ask('MAKE_CALL_REQ', { peripheralID: AGENTS, agentInstrument: pick(LINES), dialedNumber: number() }),
    () => {
      const busy = site.simulator.calls.flatMap((call) => call.parties.map((one) => one.number));
      const ready = pick(
        site.simulator.agents.filter(
          (one) => one.state === 'AGENT_STATE_AVAILABLE' && !busy.includes(one.extension ?? ''),
        ),
      );
      const mode = pick(['preview', 'direct preview', 'predictive'] as const);
      if (ready) site.simulator.outboundReservation({ agentID: ready.agentID, campaign: 'Spring', mode });
    },
    () => ask('SET_CALL_DATA_REQ', { ...at('LCS_ALERTING'), namedVariables: { BAResponse: pick(['Accept', 'Skip']) } }),
    () => ask('SET_AGENT_STATE_REQ', stateOf(pick(EXTENSIONS), 'AVAILABLE')),
    () => ask('SET_AGENT_STATE_REQ', stateOf(pick(EXTENSIONS), pick(['AVAILABLE', 'NOT_READY', 'WORK_READY']))),
    () => site.clock.advance(integer(2000)),
  ];
}

const stateOf = (agentInstrument: string, state: string) => ({
  peripheralID: AGENTS,
  agentInstrument,
  agentID: undefined,
  agentState: `AGENT_STATE_${state}`,
});

/** Everybody hangs up. */
async function end(site: Site, bridge: TestClient): Promise<void> {
  for (const extension of EXTENSIONS) await bridge.ask('SET_AGENT_STATE_REQ', stateOf(extension, 'NOT_READY'));
  // Calls on their way to a phone arrive there.
  site.clock.advance(2000);
  for (let i = 0; site.simulator.calls.length > 0; i++) {
    assert.ok(i < 1000, `not to be ended: ${JSON.stringify(site.simulator.calls)}`);
    const [call] = site.simulator.calls;
    if (!call) break;
    const agent = call.parties.find((one) => one.state !== 'LCS_ALERTING' && LINES.includes(one.number));
    if (agent) await bridge.ask('CLEAR_CONNECTION_REQ', connection(call.callID, agent.number));
    else site.simulator.hangUp(call.callID);
  }
  site.clock.advance(180_000);
}
