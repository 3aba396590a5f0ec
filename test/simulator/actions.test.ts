import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Message } from '../../lib/codec';
import { ACTION_SCHEMA, ACTIONS, type Action, Simulator } from '../../lib/simulator';
import type { TestClient } from './client';
import { CONFIGURATION, Site, withDeskSettings } from './site';

/** Action, agent and what else there is: for short lists. */
type Step = readonly [name: string, agent: string, fields?: object];

describe('an action', () => {
  let site: Site;
  let bridge: TestClient;

  const perform = (action: string, fields: object = {}) =>
    site.simulator.perform({ action, ...fields } as Action) as Promise<{ callID: number }>;
  const play = async (...steps: readonly Step[]) => {
    const outcomes: { callID: number }[] = [];
    for (const [action, agent, fields] of steps) outcomes.push(await perform(action, { agent, ...fields }));
    return outcomes;
  };

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
  });
  afterEach(() => site.stop());

  it('lets callers come and go', async () => {
    const call = { ani: '5551234', dialedNumber: '2001', callVariables: { callVariable1: 'gold' } };
    const outcome = await perform('call', { ...call, namedVariables: { 'user.account': '4711' } });
    const { callID } = outcome;
    assert.deepEqual(outcome, { callID, ani: '5551234', dialedNumber: '2001' });
    const [begun] = await bridge.news();
    const { callVariable1, namedVariables } = (begun as Message<'BEGIN_CALL_EVENT'>).payload;
    assert.deepEqual([callVariable1, { ...namedVariables }], ['gold', { 'user.account': '4711' }]);
    assert.deepEqual(await perform('hangUp', { callID }), { callID });
    assert.equal((await bridge.topics()).at(-1), 'END_CALL 2001');
  });

  it('makes up a caller', async () => {
    const { ani, dialedNumber } = (await perform('call')) as unknown as Record<string, string>;
    assert.match(ani ?? '', /^555\d{4}$/);
    assert.equal(dialedNumber, CONFIGURATION.dialedNumbers[0]?.number);
  });

  it('changes the state of an agent as the desktop would', async () => {
    await play(['ready', '1'], ['notReady', '1', { reason: 7 }], ['logout', '1'], ['login', '1'], ['logout', '1']);
    await perform('login', { agent: '1', extension: '2002' }).catch((error) => {
      assert.equal(error.code, 'CF_SPECIFIED_EXTENSION_ALREADY_IN_USE');
    });
    assert.deepEqual(await bridge.topics(), [
      '1 AVAILABLE',
      '1 NOT_READY',
      '1 LOGOUT',
      '1 LOGIN',
      '1 NOT_READY',
      '1 LOGOUT',
    ]);
  });

  it('signs an agent in with the password of the configuration', async () => {
    await site.stop();
    const agents = CONFIGURATION.agents.map((one) => ({ ...one, password: 'secret' }));
    site = await Site.start({ configuration: { ...CONFIGURATION, agents } });
    const lines: string[] = [];
    site.simulator.on('trace', (line) => lines.push(line));
    await play(['logout', '1'], ['login', '1']);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_NOT_READY');
    assert.match(lines.join('\n'), /DESKTOP 1?\d*: <- MsgType:SET_AGENT_STATE_REQ .*AgentPassword:\*\*\*/);
    assert.doesNotMatch(lines.join('\n'), /secret/);
  });

  it('asks for work after the call', async () => {
    await site.stop();
    site = await Site.start({ configuration: withDeskSettings({ wrapupIncoming: 'OPTIONAL' }) });
    await play(['ready', '1']);
    await perform('call', { dialedNumber: '8001' });
    await play(['answer', '1'], ['workNotReady', '1'], ['clear', '1']);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_WORK_NOT_READY');
    await play(['workReady', '1']);
    assert.equal(site.simulator.agents[0]?.state, 'AGENT_STATE_WORK_READY');
  });

  it('does with a call what an agent can do', async () => {
    const { callID } = await perform('call', { dialedNumber: '2001' });
    const acted = await play(
      ['answer', '1'],
      ['hold', '1'],
      ['retrieve', '1'],
      ['sendDTMF', '1', { dtmfString: '1#' }],
    );
    assert.deepEqual(acted, [{ callID }, { callID }, { callID }, { callID }]);
    await bridge.news();
    const data = {
      callVariables: { callVariable3: 'x' },
      callWrapupData: 'done',
      namedVariables: { 'user.account': '1' },
    };
    await perform('setCallData', { agent: '1', ...data });
    const [update] = await bridge.news();
    assert.equal(update?.topic, 'CALL_DATA_UPDATE_EVENT');
    assert.equal((update?.payload as { callVariable3?: string } | undefined)?.callVariable3, 'x');
    await play(['clear', '1']);
    await perform('setCallData', { agent: '1', call: callID, callWrapupData: 'later' });
    await assert.rejects(perform('setCallData', { agent: '1', callWrapupData: 'later' }), {
      code: 'E_CTI_INVALID_CALLID',
    });
  });

  it('sends a ringing call on', async () => {
    const { callID } = await perform('call', { dialedNumber: '2001' });
    assert.deepEqual(await perform('deflect', { agent: '1', to: '2002' }), { callID });
    await play(['answer', '2']);
    assert.equal(site.simulator.calls[0]?.state, 'talking');
  });

  it('places calls, consults, goes to and fro, and joins', async () => {
    await play(['makeCall', '1', { to: '2002', callVariables: { callVariable1: 'a' } }], ['answer', '2']);
    const [talk] = site.simulator.calls;
    assert.deepEqual(talk?.callVariables, { callVariable1: 'a' });
    const [consult] = await play(['consult', '2', { to: '2003', for: 'conference' }], ['answer', '3']);
    assert.notEqual(consult?.callID, talk?.callID);
    const changed = await play(['alternate', '2'], ['alternate', '2']);
    assert.deepEqual(changed, [{ callID: talk?.callID }, { callID: consult?.callID }]);
    const [joined] = await play(['conference', '2']);
    assert.equal(site.simulator.calls.find((one) => one.callID === joined?.callID)?.parties.length, 3);
  });

  it('comes back from a consultation, and transfers with and without one', async () => {
    const { callID } = await perform('call', { dialedNumber: '2001' });
    await play(['answer', '1'], ['consult', '1', { to: '2002' }], ['answer', '2']);
    assert.deepEqual(await play(['reconnect', '1']), [{ callID }]);
    await play(['consult', '1', { to: '2002', for: 'transfer' }], ['answer', '2'], ['transfer', '1']);
    assert.deepEqual(
      site.simulator.calls.map((one) =>
        one.parties
          .map(({ number }) => number)
          .sort()
          .at(0),
      ),
      ['2002'],
    );
    await play(['transfer', '2', { to: '2003' }], ['answer', '3']);
    assert.ok(site.simulator.calls[0]?.parties.some(({ number }) => number === '2003'));
  });

  it('lets a supervisor and a cry for help in', async () => {
    const { callID } = await perform('call', { dialedNumber: '2001' });
    await play(['answer', '1']);
    const supervise = (supervisoryAction: string) =>
      perform('supervise', { supervisor: '3', agent: '1', supervisoryAction });
    assert.deepEqual(await supervise('SUPERVISOR_BARGE_IN'), { callID });
    await supervise('SUPERVISOR_CLEAR');
    assert.notEqual((await supervise('SUPERVISOR_MONITOR')).callID, undefined);
    await supervise('SUPERVISOR_CLEAR');
    await bridge.news();
    const [assist] = await play(['assist', '1']);
    assert.notEqual(assist?.callID, callID);
    await play(['reconnect', '1'], ['clear', '1'], ['emergency', '1']);
    assert.ok((await bridge.topics()).some((topic) => topic.startsWith('EMERGENCY_CALL')));
    await assert.rejects(perform('supervise', { supervisor: '1', agent: '2', supervisoryAction: 'SUPERVISOR_CLEAR' }), {
      code: 'E_CTI_FUNCTION_NOT_AVAILABLE',
    });
  });

  it('is any request, and its confirmation the outcome', async () => {
    const about = { peripheralID: 5000, agentID: '1' };
    const outcome = await perform('request', { agent: '1', request: 'QUERY_AGENT_STATE_REQ', payload: about });
    const { topic, payload } = outcome as unknown as { topic: string; payload: Record<string, unknown> };
    assert.equal(topic, 'QUERY_AGENT_STATE_CONF');
    assert.equal(payload.agentState, 'AGENT_STATE_NOT_READY');
    assert.ok(!Object.values(payload).includes(undefined));
    const wrong = { agent: '1', request: 'QUERY_AGENT_STATE_REQ', payload: { peripheralID: 'x' } };
    await assert.rejects(perform('request', wrong), { code: 'CTI_INVALID_FIELD' });
    await assert.rejects(perform('request', { agent: '1', request: 'CLEAR_CALL_REQ', payload: CLEARED }), {
      code: 'CF_REQUEST_INCOMPATIBLE_WITH_OBJECT',
    });
    await assert.rejects(perform('request', { agent: '1', request: 'OPEN_REQ' }), { code: 'CTI_INVALID_ACTION' });
  });

  it('waits for who records, when a request is passed on', async () => {
    const recorder = await site.connect();
    await recorder.open({ servicesRequested: ['CTI_SERVICE_SERVER'] });
    await recorder.request('REGISTER_SERVICE_REQ', { serverMode: 'EXCLUSIVE', serviceName: 'Cisco:CallRecording' });
    const { callID } = await perform('call', { dialedNumber: '2001' });
    await play(['answer', '1']);
    const payload = { ...CLEARED, connectionCallID: callID, connectionDeviceID: '2001', clientPort: 0, bitRate: 0 };
    const start = { agent: '1', request: 'START_RECORDING_REQ', payload: { ...payload, direction: 'INPUT', ...AUDIO } };
    const outcome = perform('request', start);
    const { invokeID } = await recorder.event('START_RECORDING_REQ');
    recorder.sendRaw(recorder.encode('START_RECORDING_CONF', { invokeID, sessionID: 7, serverData: 9 }));
    const { topic, payload: answer } = (await outcome) as unknown as { topic: string; payload: object };
    assert.equal(topic, 'START_RECORDING_CONF');
    assert.equal((answer as { serverData?: number }).serverData, 9);
    const refused = assert.rejects(perform('request', start), { code: 'E_CTI_CLIENT_DISCONNECTED' });
    await recorder.event('START_RECORDING_REQ');
    recorder.close();
    await refused;
  });

  it('is refused with the code that a client would get', async () => {
    await assert.rejects(perform('answer', { agent: '1' }), { code: 'CF_NO_CALL_TO_ANSWER' });
    await assert.rejects(perform('hold', { agent: '1' }), { code: 'CF_NO_ACTIVE_CALL' });
    await assert.rejects(perform('retrieve', { agent: '1' }), { code: 'CF_NO_HELD_CALL' });
    await assert.rejects(perform('clear', { agent: '1' }), { code: 'CF_NO_CONNECTION_TO_CLEAR' });
    await perform('call', { dialedNumber: '2001' });
    await assert.rejects(perform('hold', { agent: '1' }), { code: 'CF_INVALID_OBJECT_STATE' });
    await play(['ready', '2']);
    await assert.rejects(perform('logout', { agent: '2' }), { code: 'CF_INVALID_OBJECT_STATE' });
  });

  it('says which calls there are where it could mean several', async () => {
    const first = await perform('call', { dialedNumber: '2001' });
    await play(['answer', '1'], ['hold', '1'], ['makeCall', '1', { to: '2002' }], ['answer', '2'], ['hold', '1']);
    await assert.rejects(perform('retrieve', { agent: '1' }), {
      code: 'CTI_INVALID_ACTION',
      field: 'call',
      message: new RegExp(`${first.callID} \\(LCS_HOLD\\), \\d+ \\(LCS_HOLD\\)`),
    });
    await perform('retrieve', { agent: '1', call: first.callID });
  });

  it('needs and takes no device of a real desktop', async () => {
    const desktop = await site.desktop('2001');
    await play(['ready', '1']);
    assert.deepEqual(await desktop.topics(), ['1 AVAILABLE']);
    await site.desktop('2002');
  });

  it('is what a peripheral, the central controller and the sides do', async () => {
    await site.stop();
    site = await Site.start({ sideB: { port: 0 } });
    bridge = await site.bridge();
    await perform('peripheralOffline', { peripheralID: 5001 });
    await perform('peripheralOnline', { peripheralID: 5001 });
    await perform('centralControllerOffline');
    await perform('centralControllerOnline');
    assert.deepEqual(await bridge.topics(), ['SYSTEM', 'SYSTEM', 'SYSTEM', 'SYSTEM']);
    assert.deepEqual(await perform('switchSides'), { active: 'B' });
    assert.deepEqual(await perform('maintenance'), { accepted: true });
    assert.deepEqual(await perform('stopSide', { side: 'A' }), { active: 'B' });
    assert.deepEqual(await perform('startSide', { side: 'A' }), { active: 'B' });
    await assert.rejects(perform('startSide', { side: 'A' }), { code: 'CTI_ALREADY_STARTED' });
    await perform('stopSide', { side: 'A' });
    await perform('stopSide', { side: 'B' });
    await play(['ready', '1']);
  });

  it('has to be one that there is, with the fields that it has', async () => {
    await assert.rejects(perform('Answer', { agent: '1' }), {
      code: 'CTI_UNKNOWN_ACTION',
      message: /"Answer".* answer, /,
    });
    await assert.rejects(site.simulator.perform(undefined as never), { code: 'CTI_UNKNOWN_ACTION' });
    const wrong: readonly (readonly [string, object, string])[] = [
      ['answer', {}, 'agent'],
      ['answer', { agent: 1 }, 'agent'],
      ['answer', { agent: '1', calls: 5 }, 'calls'],
      ['answer', { agent: '1', call: '5' }, 'call'],
      ['notReady', { agent: '1', reason: 65_536 }, 'reason'],
      ['stopSide', { side: 'C' }, 'side'],
      ['call', { callVariables: { callVariable11: 'x' } }, 'callVariables.callVariable11'],
      ['call', { namedArrays: { 'user.items': 'x' } }, 'namedArrays.user.items'],
    ];
    for (const [action, fields, field] of wrong) {
      await assert.rejects(perform(action, fields), { code: 'CTI_INVALID_ACTION', field }, `${action} ${field}`);
    }
    await assert.rejects(perform('ready', { agent: '99' }), { code: 'CTI_UNKNOWN_AGENT' });
    await assert.rejects(new Simulator().perform({ action: 'ready', agent: '1001' }), { code: 'CTI_NOT_STARTED' });
  });

  it('is described for help and dialogs, and in a schema made from the same', () => {
    const names = ACTIONS.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    const schemas = ACTION_SCHEMA.anyOf as { title: string; required: string[]; properties: Record<string, object> }[];
    assert.deepEqual(
      schemas.map(({ title }) => title),
      names,
    );
    for (const { name, about, fields } of ACTIONS) {
      assert.match(about, /^[A-Z].*\.$/, name);
      const schema = schemas.find(({ title }) => title === name);
      assert.deepEqual(Object.keys(schema?.properties ?? {}), ['action', ...fields.map((one) => one.name)]);
      const required = fields.filter((one) => one.required).map((one) => one.name);
      assert.deepEqual(schema?.required, ['action', ...required]);
      for (const one of fields) assert.equal(one.type === 'choice', one.values !== undefined, `${name}.${one.name}`);
    }
  });
});

const CLEARED = {
  peripheralID: 5000,
  connectionCallID: 1,
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionDeviceID: '2001',
};
const AUDIO = { rtpType: 'AUDIO', packetSize: 20, payloadType: 4, echoCancellation: 0 };
