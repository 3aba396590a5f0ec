import assert from 'node:assert/strict';
import { TestClient } from '../simulator/client';
import { action, type CentreFlow, typed, withCentre } from './centre-flow';

const send = (name: string, more: object = {}) => action(name, 'cti-message', { action: name, ...more });

describe('cti-message', () => {
  const centre = withCentre();
  const open: TestClient[] = [];
  afterEach(() => {
    for (const client of open.splice(0)) client.close();
  });

  /** Another client of the server, with the phone of an agent. */
  async function desktop(flow: CentreFlow, agentExtension: string, ...services: string[]): Promise<TestClient> {
    const client = await TestClient.connect(flow.port);
    open.push(client);
    await client.open({
      clientID: `desktop ${agentExtension}`,
      peripheralID: 5000,
      servicesRequested: ['CTI_SERVICE_CLIENT_EVENTS', ...services],
      agentExtension,
    });
    return client;
  }

  it('writes to one client; the text is the payload', async () => {
    const { current: flow } = centre;
    await flow.start([send('messageToClient', { fields: { clientID: typed('desktop 2002') } })]);
    const boris = await desktop(flow, '2002');
    const { message, error } = await flow.put('messageToClient', { payload: 'Call back Mr. Miller', mine: 1 });
    assert.equal(error, undefined);
    assert.equal(message.topic, 'USER_MESSAGE_CONF');
    assert.equal(message.mine, 1);
    const { text, distribution } = await boris.event('USER_MESSAGE_EVENT');
    assert.deepEqual([text, distribution], ['Call back Mr. Miller', 'DISTRIBUTE_TO_CLIENT']);
  });

  it("writes to an agent's supervisor and team, and to everybody", async () => {
    const { current: flow } = centre;
    await flow.start([send('messageToSupervisor'), send('messageToTeam'), send('messageToAll')]);
    const boris = await desktop(flow, '2002');
    const sofia = await desktop(flow, '2019', 'CTI_SERVICE_SUPERVISOR');
    const elsewhere = await desktop(flow, '2020');
    const texts = async (client: TestClient) =>
      (await client.news()).flatMap(({ topic, payload }) =>
        topic === 'USER_MESSAGE_EVENT' ? [(payload as { text: string }).text] : [],
      );
    const put = async (id: string, payload: unknown) =>
      assert.equal((await flow.put(id, { payload })).error, undefined);
    await put('messageToSupervisor', { agentID: '1002', text: 'to the supervisor' });
    await put('messageToTeam', { agentID: '1002', text: 'to the team' });
    await put('messageToAll', 42);
    assert.deepEqual(await texts(sofia), ['to the supervisor', 'to the team', '42']);
    assert.deepEqual(await texts(boris), ['to the team', '42']);
    assert.deepEqual(await texts(elsewhere), ['42']);
  });

  it('writes to the team of the agent of the dialog, whatever device the message has', async () => {
    const { current: flow } = centre;
    await flow.start([send('messageToTeam', { fields: { agentID: typed('1002') } })]);
    const boris = await desktop(flow, '2002');
    const event = { agentInstrument: '2020', agentExtension: '2020', text: 'hello' };
    assert.equal((await flow.put('messageToTeam', { payload: event })).error, undefined);
    assert.equal((await boris.event('USER_MESSAGE_EVENT')).text, 'hello');
  });

  it('needs no peripheral for a text to everybody', async () => {
    const { current: flow } = centre;
    await flow.start([send('messageToAll', { fields: { text: typed('hello') } })], { peripheralID: '' });
    const boris = await desktop(flow, '2002');
    assert.equal((await flow.put('messageToAll', { payload: 'not this' })).error, undefined);
    assert.equal((await boris.event('USER_MESSAGE_EVENT')).text, 'hello');
  });

  it('reports an event of the client, which raises an alarm at the server', async () => {
    const { current: flow } = centre;
    const lines: string[] = [];
    flow.simulator.on('trace', (line) => lines.push(line));
    const fields = { state: typed('WARNING', 'choice'), objectName: typed('CRM') };
    await flow.start([send('clientEvent', { fields })]);
    const { message } = await flow.put('clientEvent', { payload: 'does not answer' });
    assert.equal(message.topic, 'CLIENT_EVENT_REPORT_CONF');
    assert.ok(lines.some((line) => /ALARM WARNING reported by Node-RED: CRM does not answer/.test(line)));
  });

  it('says what is wrong: nobody who reads it, no text, one that is too long', async () => {
    const { current: flow } = centre;
    await flow.start([send('messageToClient'), send('messageToSupervisor')]);
    const fails = async (id: string, payload: unknown) => (await flow.put(id, { payload })).error;
    assert.equal((await fails('messageToClient', { clientID: 'nobody', text: 'x' }))?.code, 'E_CTI_CLIENT_NOT_FOUND');
    assert.equal(
      (await fails('messageToSupervisor', { agentID: '1002', text: 'x' }))?.code,
      'E_CTI_SUPERVISOR_NOT_FOUND',
    );
    assert.match((await fails('messageToClient', { clientID: 'nobody' }))?.message, /text/);
    const long = await fails('messageToClient', { clientID: 'nobody', text: 'x'.repeat(255) });
    assert.equal(long?.code, 'CTI_FIELD_TOO_LONG');
    const mistyped = await fails('messageToClient', { clientID: 'nobody', txt: 'x' });
    assert.equal(mistyped?.code, 'CTI_UNKNOWN_FIELD');
  });
});
