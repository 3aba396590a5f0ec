import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { TestClient } from './client';
import { AGENTS, connection, Site } from './site';

/** Expectations follow the guide's headings named in the titles. */
describe('what a client says of the data that it works with', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;

  beforeEach(async () => {
    site = await Site.start();
    bridge = await site.bridge();
    ann = await site.desktop('2001');
  });
  afterEach(() => site.stop());

  describe('REGISTER_VARIABLES_REQ', () => {
    const register = (client: TestClient, fields: object = {}) =>
      client.request('REGISTER_VARIABLES_REQ', { callVariableMask: [], ...fields } as never);
    const call = () =>
      site.simulator.inboundCall({
        dialedNumber: '2001',
        callVariables: { callVariable1: 'gold', callVariable2: 'blue' },
        namedVariables: { 'user.account': '42', 'user.segment': 'B' },
      });
    const beginning = async (client: TestClient) => {
      const { callVariable1, callVariable2, namedVariables, namedArrays, ani } = await client.event('BEGIN_CALL_EVENT');
      return { callVariable1, callVariable2, namedVariables: { ...namedVariables }, namedArrays, ani };
    };

    it('limits what the session is told to what it has registered', async () => {
      await register(ann, { callVariableMask: ['CALL_VAR_2_MASK'], namedVariables: { 'user.segment': '' } });
      const { callID } = call();
      const told = await beginning(ann);
      assert.deepEqual([told.callVariable1, told.callVariable2], [undefined, 'blue']);
      assert.deepEqual(told.namedVariables, { 'user.segment': 'B' });
      assert.ok(told.ani);
      const all = await beginning(bridge);
      assert.deepEqual([all.callVariable1, all.callVariable2], ['gold', 'blue']);
      assert.deepEqual(all.namedVariables, { 'user.account': '42', 'user.segment': 'B' });
      const change = { callVariable1: 'new', namedArrays: { 'user.history': ['x'] } };
      await bridge.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), ...change });
      const update = await ann.event('CALL_DATA_UPDATE_EVENT');
      assert.deepEqual([update.callVariable1, update.namedArrays], [undefined, undefined]);
      assert.deepEqual({ ...update.namedVariables }, { 'user.segment': 'B' });
    });

    it('may name arrays, and nothing at all', async () => {
      await register(bridge, { namedArrays: { 'user.history': ['', ''] } });
      await register(ann);
      const { callID } = call();
      const change = { namedArrays: { 'user.history': ['x'] } };
      await bridge.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), ...change });
      const { namedArrays, namedVariables } = await bridge.event('CALL_DATA_UPDATE_EVENT');
      assert.deepEqual({ ...namedArrays }, { 'user.history': ['x'] });
      assert.equal(namedVariables, undefined);
      const told = await ann.event('CALL_DATA_UPDATE_EVENT');
      assert.deepEqual([told.namedArrays, told.namedVariables], [undefined, undefined]);
    });

    it('counts as it was asked for last', async () => {
      await register(ann);
      await register(ann, { callVariableMask: ['CALL_VAR_1_MASK'] });
      call();
      assert.equal((await beginning(ann)).callVariable1, 'gold');
    });

    it('is refused for names that are not configured and bits that are not used', async () => {
      const cases = [
        [{ namedVariables: { nobody: '' } }, 'E_CTI_NAMED_VARIABLE_NOT_CONFIGURED'],
        [{ namedArrays: { nobody: [''] } }, 'E_CTI_NAMED_ARRAY_NOT_CONFIGURED'],
        [{ callVariableMask: [0x8000] }, 'E_CTI_INVALID_CALL_VARIABLE_MASK'],
      ] as const;
      for (const [fields, code] of cases) {
        const request = { callVariableMask: [], ...fields };
        assert.equal(await ann.refused('REGISTER_VARIABLES_REQ', request), `FAILURE_CONF ${code}`);
      }
    });
  });

  describe('SET_DEVICE_ATTRIBUTES_REQ', () => {
    const attributes = (fields: object = {}) => ({
      peripheralID: AGENTS,
      serviceNumber: 1,
      serviceID: 5501,
      skillGroupNumber: 1,
      skillGroupID: null,
      skillGroupPriority: 0,
      callType: 'CALLTYPE_OUT',
      callingDeviceType: 'DEVID_CTI_PORT',
      callingDeviceID: '7101',
      ...fields,
    });

    it('is confirmed for a port that a dialer can use', async () => {
      await bridge.request('SET_DEVICE_ATTRIBUTES_REQ', attributes() as never);
      const none = { serviceNumber: null, serviceID: null, skillGroupNumber: null };
      await bridge.request('SET_DEVICE_ATTRIBUTES_REQ', attributes(none) as never);
    });

    it('is refused for other devices, and for services and skill groups that are not there', async () => {
      const cases = [
        [{ callingDeviceID: '2001', callingDeviceType: 'DEVID_AGENT_DEVICE' }, 'E_CTI_INVALID_DEVICE'],
        [{ callingDeviceID: '7109' }, 'E_CTI_INVALID_DEVICE'],
        [{ callingDeviceType: 'DEVID_ROUTE_POINT' }, 'E_CTI_INVALID_DEVICE'],
        [{ serviceID: 5502 }, 'E_CTI_INVALID_SERVICE'],
        [{ skillGroupNumber: 99 }, 'E_CTI_INVALID_SKILL_GROUP'],
        [{ peripheralID: 1 }, 'E_CTI_INVALID_PERIPHERAL_ID'],
      ] as const;
      for (const [fields, code] of cases) {
        assert.equal(await bridge.refused('SET_DEVICE_ATTRIBUTES_REQ', attributes(fields)), `FAILURE_CONF ${code}`);
      }
    });
  });

  it('SET_APP_DATA_REQ is refused: there is no application path', async () => {
    const request = { applicationPathID: 1, callVariable1: 'x' };
    assert.equal(await bridge.refused('SET_APP_DATA_REQ', request), 'FAILURE_CONF E_CTI_ELEMENT_NOT_FOUND');
  });

  it('SET_AGENT_SERVICE_DATA_REQ reports the services of an agent who is there', async () => {
    const trace: string[] = [];
    site.simulator.on('trace', (line) => trace.push(line));
    const key = { routerCallKeyDay: 1, routerCallKeyCallID: 2, routerCallKeySequenceNumber: 0 };
    const enabledServices = [{ fltEnabledServices: 'AGENT_ANSWERS' }];
    const request = { ...key, agentSkillTargetID: 4001, enabledServices };
    const conf = await bridge.request('SET_AGENT_SERVICE_DATA_REQ', request as never);
    assert.equal((conf as { status: string }).status, 'E_CTI_NO_ERROR');
    assert.ok(trace.some((line) => line.includes('AGENT SERVICES of agent 1 in call 1/2: AGENT_ANSWERS')));
    const other = { ...request, agentSkillTargetID: 1 };
    assert.equal(await bridge.refused('SET_AGENT_SERVICE_DATA_REQ', other), 'FAILURE_CONF E_CTI_INVALID_AGENT_DATA');
  });
});

/** The guide's heading BAD_CALL_REQ. */
describe('a call with a bad line', () => {
  let site: Site;
  let ann: TestClient;
  let callID: number;
  const mark = (fields: object = {}) => ({ ...connection(callID, '2001'), agentID: '1', ...fields });

  beforeEach(async () => {
    site = await Site.start();
    ann = await site.desktop('2001');
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001' }));
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
  });
  afterEach(() => site.stop());

  it('is marked by the agent or the supervisor, and noted in the trace', async () => {
    const trace: string[] = [];
    site.simulator.on('trace', (line) => trace.push(line));
    await ann.request('BAD_CALL_REQ', mark());
    const supervisor = await site.connect();
    await supervisor.open({
      clientID: 'cy',
      peripheralID: AGENTS,
      agentExtension: '2003',
      servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_SUPERVISOR'],
    });
    await supervisor.request('BAD_CALL_REQ', mark());
    const lines = trace.filter((line) => line.includes(`BAD CALL LINE in call ${callID} of agent 1 at 2001`));
    assert.equal(lines.length, 2);
  });

  it("is not marked by others, for another agent or another's call", async () => {
    const bob = await site.desktop('2002');
    const cases = [
      [bob, {}, 'CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE'],
      [ann, { agentID: '2' }, 'CF_INVALID_AGENT_ID_SPECIFIED'],
      [ann, { connectionCallID: 1 }, 'CF_INVALID_CSTA_CONNECTION_IDENTIFIER'],
    ] as const;
    for (const [client, fields, code] of cases) {
      assert.equal(await client.refused('BAD_CALL_REQ', mark(fields)), `CONTROL_FAILURE_CONF ${code}`);
    }
  });
});
