/** Every example of the Import menu: known types and properties; those that were drawn in the editor do what they say. */
import assert from 'node:assert/strict';
import { ACTIONS } from '../../nodes/palette';
import { EXAMPLES } from '../examples';
import { CORE } from '../examples/core-nodes';
import { completed, example, examplePaths, exampleText, shownAs } from '../examples/files';
import { startPlayer } from '../examples/player';
import { editorDefaults } from './editor-defaults';

const { 'node-red': manifest } = require('../../package.json') as { 'node-red': { nodes: Record<string, string> } };
const paths = examplePaths();
const KNOWN = new Set(['tab', ...Object.keys(CORE), ...Object.keys(manifest.nodes)]);
const HINT = 'npm run examples writes them';

describe('examples', () => {
  it('show every node', () => {
    const types = paths.flatMap((path) => example(path).map(({ type }) => type));
    assert.deepEqual(
      Object.keys(manifest.nodes).filter((type) => !types.includes(type)),
      [],
    );
  });

  it('send by the nodes for what people do, but for the one that shows any request', () => {
    const requests = new Set<string>(
      Object.values(ACTIONS).flatMap((actions) => actions.map(({ request }) => request)),
    );
    for (const path of paths.filter((each) => each !== 'Testing/03 - Any request by form')) {
      for (const { id, type, request } of example(path)) {
        assert.ok(type !== 'cti-request' || !requests.has(String(request)), `${path}: ${id}`);
      }
    }
  });

  it('are those that the sheets write', () => {
    for (const [path, nodes] of Object.entries(EXAMPLES)) assert.equal(exampleText(path), shownAs(nodes), HINT);
  });

  it('stand side by side: no id, port and address is in two of them', () => {
    const taken = new Map<unknown, string>();
    for (const path of paths) {
      const ports = example(path).flatMap(({ type, port, portB }) => (type === 'cti-simulator' ? [port, portB] : []));
      const addresses = example(path).flatMap(({ type, method, url }) =>
        type === 'http in' ? [`${method} ${url}`] : [],
      );
      for (const one of [...example(path).map(({ id }) => id), ...ports.filter(Boolean), ...addresses]) {
        assert.equal(taken.get(one) ?? path, path, String(one));
        taken.set(one, path);
      }
    }
  });

  for (const path of paths) {
    it(`${path}: has known properties only, all of them, a place for each node and no credentials`, () => {
      assert.equal(exampleText(path), shownAs(completed(example(path))), HINT);
      for (const node of example(path)) {
        assert.equal(node.credentials, undefined, node.id);
        if (!Object.keys(manifest.nodes).includes(node.type)) continue;
        const place = node.type === 'cti-server' ? [] : ['z', 'x', 'y', 'wires'];
        assert.deepEqual(
          Object.keys(node).sort(),
          ['id', 'type', ...place, ...Object.keys(editorDefaults(node.type))].sort(),
          node.id,
        );
      }
    });

    it(`${path}: explains itself, catches what fails, and uses core nodes besides ours`, () => {
      const nodes = example(path);
      const [first] = nodes.filter(({ type }) => type === 'comment');
      assert.match(String(first?.info), /\w{3}/, 'the first comment says what it is about');
      for (const { id, type } of nodes) assert.ok(KNOWN.has(type), `${id}: ${type}`);
      assert.ok(
        nodes.some(({ type }) => type === 'catch'),
        'there is a Catch node',
      );
      const ids = new Set(nodes.map(({ id }) => id));
      for (const { id, wires, links, scope } of nodes) {
        for (const to of [wires, links, scope].flat(2)) assert.ok(!to || ids.has(String(to)), `${id}: ${to}`);
      }
    });
  }

  describe('in a real Node-RED', () => {
    const player = startPlayer();
    const { seen, press, run, switchSides, get, asked } = player;
    const nodeRed = {
      until: (what: string, condition: () => boolean) => player.nodeRed.until(what, condition),
    };

    it('A call rings: a call rings, is answered, gets its data and ends', async () => {
      await run('Screen pop/01 - A call rings');
      await nodeRed.until('the agent is ready', () => seen('rings_done').length === 1);
      await press('rings_call');
      await nodeRed.until('the call ends', () => seen('rings_done2').length === 1);
      await nodeRed.until('its last event', () => seen('rings_calls').some(({ topic }) => topic === 'END_CALL_EVENT'));
      const topics = seen('rings_calls').map(({ topic }) => topic);
      for (const topic of [
        'BEGIN_CALL_EVENT',
        'CALL_DELIVERED_EVENT',
        'CALL_ESTABLISHED_EVENT',
        'CALL_CLEARED_EVENT',
      ]) {
        assert.ok(topics.includes(topic), topic);
      }
      const { payload } = seen('rings_calls').find(({ topic }) => topic === 'CALL_DATA_UPDATE_EVENT');
      assert.equal(payload.callVariable2, 'answered in Node-RED');
      assert.deepEqual(payload.namedVariables, { 'user.account': '4711', 'user.segment': 'gold' });
      assert.deepEqual(seen('rings_failed'), []);
    });

    it('Make a call and watch agents: an agent calls another, a call that cannot be made goes to Catch', async () => {
      await run('Agents/02 - Make a call and watch agents');
      await nodeRed.until('how agent 1001 stands', () =>
        seen('watch_states').some(({ payload }) => payload === '1001 AGENT_STATE_AVAILABLE'),
      );
      await press('watch_ask');
      await nodeRed.until('the state of agent 1001', () => seen('watch_asked').length === 1);
      assert.equal(seen('watch_asked')[0].payload.agentState, 'AGENT_STATE_AVAILABLE');
      await press('watch_call');
      await nodeRed.until('the call ends', () => seen('watch_cleared').length === 1);
      assert.equal(seen('watch_made')[0].topic, 'MAKE_CALL_CONF');
      await nodeRed.until('the agent talks', () =>
        seen('watch_states').some(({ payload }) => payload === '1004 AGENT_STATE_TALKING'),
      );
      await press('watch_wrong');
      await nodeRed.until('the refusal', () => seen('watch_failed').length === 1);
      assert.match(seen('watch_failed')[0].payload, /^CF_INVALID_CALLING_DEVICE: /);
    });

    it('Watch the session: the session is watched over a change of sides, an outage and a pause, and alerts come', async () => {
      await run('Operations/01 - Watch the session');
      const told = (id: string, text: RegExp) => () => seen(id).some(({ payload }) => text.test(payload));
      await nodeRed.until('an open session', told('session_states', /^side A: open$/));
      await press('session_other');
      await nodeRed.until('the gap', told('session_alerts', /^events of [\d.]+ s were missed: from side A to side B$/));
      await nodeRed.until('side B', told('session_states', /^side B: open$/));
      await press('session_off');
      await nodeRed.until('the outage', told('session_alerts', /^not in order: PGS_PERIPHERAL_OFFLINE$/));
      await press('session_on');
      await press('session_disconnect');
      await nodeRed.until('a closed session', told('session_states', /^closed$/));
      await press('session_connect');
      const opened = () => seen('session_states').filter(({ payload }) => payload === 'side B: open').length;
      const before = opened();
      await nodeRed.until('an open session again', () => opened() > before);
      await press('session_counters');
      await nodeRed.until('the figures', () => seen('session_figures').length === 1);
      assert.ok(seen('session_figures')[0].payload.typesOut.OPEN_REQ >= 3);
      assert.deepEqual(seen('session_failed'), []);
    });

    it('Simulator faults and scenarios: calls are played, connections drop, a peripheral is lost, and what is wrong goes to Catch', async () => {
      await run('Testing/01 - Simulator faults and scenarios');
      await press('faults_call');
      await nodeRed.until('the three actions', () => seen('faults_done').length === 3);
      assert.deepEqual(
        seen('faults_done').map(({ topic }) => topic),
        ['call', 'answer', 'clear'],
      );
      await nodeRed.until('the end of the call', () =>
        seen('faults_events').some(({ topic }) => topic === 'END_CALL_EVENT'),
      );
      await press('faults_scenario');
      await nodeRed.until('the scenario', () => seen('faults_done').at(-1)?.topic === 'scenario');
      assert.equal(seen('faults_done').at(-1)?.payload.passed, true);
      let before = 0;
      /** It has been told since the last time that this was asked. */
      const state = (text: string) => () => {
        const found = seen('faults_states').findIndex(({ payload }, i) => i >= before && payload === text);
        if (found >= 0) before = found + 1;
        return found >= 0;
      };
      await nodeRed.until('an open session', state('open'));
      await press('faults_off');
      await nodeRed.until('the outage', state('open: PGS_PERIPHERAL_OFFLINE'));
      await press('faults_on');
      await nodeRed.until('the peripheral', state('open'));
      await press('faults_drop');
      await nodeRed.until('the end of the session', () =>
        seen('faults_sessions').some(({ payload }) => payload.event === 'closed'),
      );
      await nodeRed.until('an open session again', state('open'));
      await press('faults_slow');
      await press('faults_quick');
      await nodeRed.until('quick answers', () => seen('faults_done').at(-1)?.payload.seconds === 0);
      await press('faults_wrong');
      await nodeRed.until('the mistake', () => seen('faults_failed').length === 1);
      assert.equal(seen('faults_failed')[0].error.code, 'CTI_UNKNOWN_ACTION');
    });

    it('Screen pop with a CRM: a call pops up once with its customer, and is written once, through a failover', async () => {
      await run('Screen pop/02 - Screen pop with a CRM');
      const pops = () => seen('pop_pops').map(({ payload }) => [payload.agent, payload.who]);
      const records = () => seen('pop_records').map(({ payload }) => payload);
      await press('pop_call');
      await nodeRed.until('the pop and the record', () => pops().length === 1 && records().length === 1);
      assert.deepEqual(pops(), [['1001', 'Ada Lovelace']]);
      await switchSides('pop_switch', () => press('pop_other'));
      await nodeRed.until('the call that came in the gap', () => pops().length === 2);
      await nodeRed.until('its record', () => records().length === 2);
      await press('pop_end');
      await nodeRed.until('1001 has hung up', () => seen('pop_cleared').length === 1);
      await switchSides('pop_switch');
      assert.deepEqual(pops(), [
        ['1001', 'Ada Lovelace'],
        ['1004', 'Alan Turing'],
      ]);
      assert.ok(records().every(({ written }) => written));
      assert.equal(new Set(records().map(({ key }) => key)).size, 2);
      assert.deepEqual(seen('pop_failed'), []);
    });

    it('Wallboard: the wallboard has the figures of now, through a failover', async () => {
      await run('Monitoring/01 - Wallboard');
      await asked('/wallboard', ({ complete, ready }: { complete: boolean; ready: number }) => complete && ready >= 3);
      await press('board_call');
      await asked('/wallboard', ({ ringing }: { ringing: number }) => ringing === 1);
      await press('board_call');
      await asked('/wallboard', ({ waiting }: { waiting: number }) => waiting === 1);
      const figures = async () => ({ ...(await get('/wallboard')), longestWait: 0 });
      const before = await figures();
      await switchSides('board_switch');
      await asked('/wallboard', ({ complete }: { complete: boolean }) => complete);
      assert.deepEqual(await figures(), before);
      await press('board_tick');
      await nodeRed.until('the figures', () => seen('board_shown').length > 0);
      assert.deepEqual(seen('board_failed'), []);
    });

    it('Agent presence: the directory has the state of each agent from the start, and each change once', async () => {
      await run('Agents/01 - Agent presence');
      const of = (agent: string) => seen('presence_done').filter(({ payload }) => payload.agent === agent);
      await nodeRed.until('the agents', () => of('1001').length === 1 && of('1002').length === 1);
      const { 1001: ada, 1002: boris } = await get('/presence');
      assert.deepEqual([ada.name, ada.presence, boris.presence], ['Ada', 'available', 'away']);
      await press('presence_break');
      await nodeRed.until('the break', () => of('1001').length === 2);
      await switchSides('presence_switch');
      await press('presence_back');
      await nodeRed.until('the end of the break', () => of('1001').length === 3);
      assert.deepEqual(
        of('1001').map(({ payload }) => [payload.presence, payload.reason]),
        [
          ['available', 0],
          ['away', 7],
          ['available', 0],
        ],
      );
      assert.deepEqual(seen('presence_failed'), []);
    });

    it('Abandoned calls: who gave up is called back, also when it was in a gap, and is on the list once', async () => {
      await run('CRM/01 - Abandoned calls');
      const tries = () => seen('lost_tasks').map(({ payload }) => payload.tries);
      const rings = async (times: number) => {
        await press('lost_call');
        await nodeRed.until('a call that rings', () => seen('lost_rings').length === times);
      };
      await rings(1);
      await press('lost_giveup');
      await nodeRed.until('the task', () => tries().length === 1);
      await rings(2);
      await switchSides('lost_switch', () => press('lost_giveup'));
      await nodeRed.until('the second try', () => tries().length === 2);
      assert.deepEqual(tries(), [1, 2]);
      const list = await get('/callbacks');
      assert.deepEqual(
        list.map(({ number, tries: count }: { number: string; tries: number }) => [number, count]),
        [['5550300', 2]],
      );
      assert.deepEqual(seen('lost_failed'), []);
    });
  });
});
