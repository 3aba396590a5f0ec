import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AnyMessage } from '../../lib/codec';
import type { TestClient } from './client';
import { random, SEED } from './random';
import { AGENTS, connection, held, Site, withDeskSettings } from './site';

const STEPS = 3000;
const EXTENSIONS = ['2001', '2002', '2003'];

/** What each client saw of each call, by peripheral and call id. */
function callsSeen(events: readonly AnyMessage[]): Map<string, string[]> {
  const calls = new Map<string, string[]>();
  for (const { topic, payload } of events) {
    const { peripheralID, connectionCallID } = payload as { peripheralID?: number; connectionCallID?: number };
    if (connectionCallID === undefined) continue;
    const key = `${peripheralID}/${connectionCallID}`;
    calls.set(key, [...(calls.get(key) ?? []), topic]);
  }
  return calls;
}

describe(`whatever agents and callers do (SEED=${SEED})`, () => {
  it('every call begins and ends once for each client, and nothing is left over', async function () {
    this.timeout(30_000);
    const { integer, pick } = random(SEED);
    const configuration = withDeskSettings({
      wrapupIncoming: 'OPTIONAL',
      wrapupOutgoing: 'REQUIRED',
      workModeTimer: 3,
    });
    const site = await Site.start({ configuration });
    const trace: string[] = [];
    site.simulator.on('trace', (line) => trace.push(line));
    try {
      const bridge = await site.bridge();
      const desktops = await Promise.all(EXTENSIONS.map((extension) => site.desktop(extension)));
      const clients = [bridge, ...desktops];
      const callID = () => pick(site.simulator.calls)?.callID ?? 1;
      const ask = (topic: string, payload: object) => bridge.ask(topic, payload as { [key: string]: unknown });
      const steps: readonly (() => unknown)[] = [
        () => site.simulator.inboundCall({ dialedNumber: pick(['8001', '8002']) }),
        () => {
          const extension = pick(EXTENSIONS);
          const busy = site.simulator.calls.some((call) => call.parties.some((party) => party.number === extension));
          if (!busy) site.simulator.inboundCall({ dialedNumber: extension });
        },
        () => {
          const call = pick(
            site.simulator.calls.filter((one) => one.parties.some((party) => !EXTENSIONS.includes(party.number))),
          );
          if (call) site.simulator.hangUp(call.callID);
        },
        () => ask('ANSWER_CALL_REQ', connection(callID(), pick(EXTENSIONS))),
        () => ask('ANSWER_CALL_REQ', connection(callID(), pick(EXTENSIONS))),
        () => ask('HOLD_CALL_REQ', connection(callID(), pick(EXTENSIONS))),
        () => ask('RETRIEVE_CALL_REQ', held(callID(), pick(EXTENSIONS))),
        () => ask('CLEAR_CONNECTION_REQ', connection(callID(), pick(EXTENSIONS))),
        () =>
          ask('SET_CALL_DATA_REQ', { ...connection(callID(), pick(EXTENSIONS)), callVariable1: String(integer(100)) }),
        () =>
          ask('MAKE_CALL_REQ', {
            peripheralID: AGENTS,
            agentInstrument: pick(EXTENSIONS),
            dialedNumber: pick([...EXTENSIONS, '0015551234', '77']),
          }),
        () =>
          ask('SET_AGENT_STATE_REQ', {
            peripheralID: AGENTS,
            agentInstrument: pick(EXTENSIONS),
            agentID: undefined,
            agentState: pick([
              'AGENT_STATE_AVAILABLE',
              'AGENT_STATE_AVAILABLE',
              'AGENT_STATE_NOT_READY',
              'AGENT_STATE_WORK_READY',
            ]),
          }),
        () => site.clock.advance(integer(2000)),
      ];
      for (let i = 0; i < STEPS; i++) await pick(steps)();
      await end(site, bridge);

      for (const client of clients) {
        const seen = callsSeen(await client.news());
        assert.ok(seen.size > (client === bridge ? 100 : 5), `${seen.size} calls seen`);
        for (const [call, topics] of seen) {
          const inside = topics.slice(1, -1);
          assert.equal(topics[0], 'BEGIN_CALL_EVENT', `${call}: ${topics.join(' ')}`);
          assert.equal(topics.at(-1), 'END_CALL_EVENT', `${call}: ${topics.join(' ')}`);
          assert.ok(!inside.includes('BEGIN_CALL_EVENT') && !inside.includes('END_CALL_EVENT'), topics.join(' '));
          assert.equal(inside.filter((topic) => topic === 'CALL_CLEARED_EVENT').length, 1, topics.join(' '));
        }
      }
      assert.deepEqual(site.simulator.calls, []);
      assert.ok(!trace.some((line) => line.includes('E_CTI_UNSPECIFIED_FAILURE')));
    } finally {
      await site.stop();
    }
  });
});

/** Everybody hangs up. */
async function end(site: Site, bridge: TestClient): Promise<void> {
  for (const agentInstrument of EXTENSIONS) {
    await bridge.ask('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentInstrument,
      agentState: 'AGENT_STATE_NOT_READY',
    });
  }
  while (site.simulator.calls.length > 0) {
    const [call] = site.simulator.calls;
    if (!call) break;
    const outside = call.parties.some((party) => !EXTENSIONS.includes(party.number));
    const agent = call.parties.find((party) => party.state !== 'LCS_ALERTING' && EXTENSIONS.includes(party.number));
    if (agent) await bridge.ask('CLEAR_CONNECTION_REQ', connection(call.callID, agent.number));
    else if (outside) site.simulator.hangUp(call.callID);
  }
  site.clock.advance(60_000);
}
