import assert from 'node:assert/strict';
import { at, Inbox, load, nodeOf, redeploy, withRuntime } from './flow';
import { serverNode } from './real-input';
import { type Answer, ScriptedPeer } from './scripted-peer';

/** Of the words that a status shows. */
const CATALOG = '@ged188/node-red-cti/cti-server:';

const CONNECTION = {
  peripheralID: 5000,
  connectionCallID: 16777217,
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionDeviceID: '2003',
};

const answers: Answer = ({ topic }) => {
  if (topic === 'ANSWER_CALL_REQ') return ['ANSWER_CALL_CONF', {}];
  if (topic === 'SET_AGENT_STATE_REQ') return ['SET_AGENT_STATE_CONF', {}];
  if (topic === 'HOLD_CALL_REQ') {
    return ['CONTROL_FAILURE_CONF', { failureCode: 'CF_INVALID_OBJECT_STATE', peripheralErrorCode: 13 }];
  }
  if (topic === 'RELEASE_CALL_REQ')
    return ['FAILURE_CONF', { failureCode: 'E_CTI_INVALID_CALLID', peripheralErrorCode: 0 }];
  return undefined;
};

function request(more: object): object {
  const usual = { server: 'server', request: '', source: 'topic', sourceType: 'msg', fields: {}, timeout: '' };
  return at('request', 'cti-request', { ...usual, wires: [['out']], ...more });
}

describe('cti-request', () => {
  withRuntime();
  let peer: ScriptedPeer;
  beforeEach(async () => {
    peer = new ScriptedPeer(answers);
    await peer.listen();
  });
  afterEach(() => peer.close());

  const flow = (requestMore: object, serverMore: object = {}) => [
    serverNode('server', peer.port, serverMore),
    request(requestMore),
    at('out', 'helper'),
    at('states', 'cti-session', { server: 'server', answersMaintenance: false, wires: [['session']] }),
    at('session', 'helper'),
    at('complete', 'complete', { scope: ['request'], wires: [['completed']] }),
    at('completed', 'helper'),
    at('catch', 'catch', { scope: null, uncaught: false, wires: [['caught']] }),
    at('caught', 'helper'),
    at('status', 'status', { scope: ['request'], wires: [['statuses']] }),
    at('statuses', 'helper'),
  ];

  async function start(requestMore: object, serverMore: object = {}, credentials: object = {}) {
    await load(flow(requestMore, serverMore), credentials);
    const boxes = { out: new Inbox('out'), completed: new Inbox('completed'), caught: new Inbox('caught') };
    const statuses = new Inbox('statuses');
    // Not by the status of the node, which waits a second to be calm.
    await new Inbox('session').first(({ payload }) => payload.state === 'open');
    return { ...boxes, statuses };
  }

  const lastRequest = () => peer.received.at(-1)?.payload ?? {};

  it('passes the message on when the server has confirmed, and keeps its other properties', async () => {
    const { out, completed, caught } = await start({ request: 'ANSWER_CALL_REQ' });
    nodeOf('request').receive({ topic: 'CALL_DELIVERED_EVENT', payload: { ...CONNECTION, ani: '5551234' }, mine: 1 });
    const message = await out.first();
    assert.equal(message.topic, 'ANSWER_CALL_CONF');
    assert.deepEqual(message.payload, { invokeID: lastRequest().invokeID });
    assert.equal(message.cti.number, 43);
    assert.equal(message.mine, 1);
    const { invokeID, ...sent } = lastRequest();
    assert.deepEqual(sent, CONNECTION);
    assert.equal((await completed.first()).mine, 1);
    assert.deepEqual(caught.messages, []);
  });

  it('gives a refusal of the peripheral to Catch, with code and details, and to nobody else', async () => {
    const { out, completed, caught, statuses } = await start({ request: 'HOLD_CALL_REQ' });
    nodeOf('request').receive({ payload: CONNECTION, mine: 2 });
    const { error, mine, payload } = await caught.first();
    assert.equal(error.code, 'CF_INVALID_OBJECT_STATE');
    assert.match(
      error.message,
      /refused HOLD_CALL_REQ: CF_INVALID_OBJECT_STATE \(call or agent is in another state\), peripheral error 13/,
    );
    assert.equal(error.source.id, 'request');
    assert.deepEqual([mine, payload], [2, CONNECTION]);
    assert.deepEqual([out.messages, completed.messages], [[], []]);
    const { status } = await statuses.first(({ status }) => status.state === 'failed');
    assert.deepEqual(
      [status.fill, status.shape, status.text],
      ['red', 'dot', `${CATALOG}protocol.refusal.CF_INVALID_OBJECT_STATE`],
    );
    assert.equal(status.code, 'CF_INVALID_OBJECT_STATE');
  });

  it('gives a refusal of the CTI Server to Catch', async () => {
    const { caught } = await start({ request: 'RELEASE_CALL_REQ' });
    nodeOf('request').receive({ payload: CONNECTION });
    assert.equal((await caught.first()).error.code, 'E_CTI_INVALID_CALLID');
  });

  it('gives a missing field to Catch before anything is sent', async () => {
    const { caught } = await start({ request: 'ANSWER_CALL_REQ' });
    nodeOf('request').receive({ payload: { peripheralID: 5000 } });
    const { error } = await caught.first();
    assert.match(error.code, /^CTI_/);
    assert.match(error.message, /connectionCallID/);
    assert.equal(peer.count('ANSWER_CALL_REQ'), 0);
  });

  it('gives no answer in time to Catch, and shows that it waits', async () => {
    const { caught, statuses } = await start({ request: 'CLEAR_CALL_REQ', timeout: '2' });
    nodeOf('request').receive({ payload: CONNECTION });
    const { status } = await statuses.first((message) => message.status.state === 'pending');
    assert.deepEqual([status.fill, status.shape], ['blue', 'dot']);
    assert.equal((await caught.first()).error.code, 'CTI_TIMEOUT');
    await statuses.first((message) => message.status.code === 'CTI_TIMEOUT');
  });

  it('gives a lost connection to Catch, with its cause, and goes on when the session is back', async () => {
    const { out, caught, statuses } = await start({ request: 'CLEAR_CALL_REQ' });
    nodeOf('request').receive({ payload: CONNECTION });
    await peer.until(() => peer.count('CLEAR_CALL_REQ') === 1);
    await peer.close();
    const { error } = await caught.first();
    assert.equal(error.code, 'CTI_CONNECTION_LOST');
    assert.ok(error.cause);
    nodeOf('request').receive({ payload: CONNECTION });
    await caught.first(({ error: { code } }) => code === 'CTI_NOT_CONNECTED');
    await peer.listen();
    statuses.messages.length = 0;
    await statuses.first(({ status }) => status.state === 'open');
    nodeOf('request').receive({ topic: 'x', payload: CONNECTION });
    await peer.until(() => peer.count('CLEAR_CALL_REQ') === 2);
    assert.deepEqual(out.messages, []);
  });

  it('takes the name of the request from the message', async () => {
    const { out, caught } = await start({ request: '' });
    nodeOf('request').receive({ topic: 'ANSWER_CALL_REQ', payload: CONNECTION });
    assert.equal((await out.first()).topic, 'ANSWER_CALL_CONF');
    const wrong: [unknown, string][] = [
      ['ANSWER_THE_PHONE', 'CTI_UNKNOWN_MESSAGE'],
      [undefined, 'CTI_UNKNOWN_MESSAGE'],
      ['toString', 'CTI_UNKNOWN_MESSAGE'],
      ['CALL_DELIVERED_EVENT', 'CTI_NOT_SENDABLE'],
      ['OPEN_REQ', 'CTI_NOT_SENDABLE'],
    ];
    for (const [topic, code] of wrong) {
      caught.messages.length = 0;
      nodeOf('request').receive({ topic, payload: CONNECTION } as { payload: object });
      assert.equal((await caught.first()).error.code, code, String(topic));
    }
  });

  it('takes the name of the request from an expression', async () => {
    const source = { request: '', source: '"ANSWER_" & kind & "_REQ"', sourceType: 'jsonata' };
    const { out } = await start(source);
    nodeOf('request').receive({ kind: 'CALL', payload: CONNECTION });
    assert.equal((await out.first()).topic, 'ANSWER_CALL_CONF');
  });

  it('takes fields from the dialog, the message, contexts, the environment and expressions', async () => {
    process.env.CTI_TEST_INSTRUMENT = '2003';
    const fields = {
      agentState: { value: 'AGENT_STATE_LOGIN', type: 'choice' },
      agentInstrument: { value: 'CTI_TEST_INSTRUMENT', type: 'env' },
      agentID: { value: 'agent', type: 'flow' },
      agentPassword: { value: 'password', type: 'global' },
      positionID: { value: 'where.seat', type: 'msg' },
      eventReasonCode: { value: '1 + 2', type: 'jsonata' },
      skillGroups: { value: '[{"skillGroupNumber":1}]', type: 'json' },
      agentServiceReq: { value: 'OUTBOUND_SUPPORT', type: 'mask' },
    };
    const { out } = await start({ request: 'SET_AGENT_STATE_REQ', fields }, { peripheralID: '5000' });
    nodeOf('request').context().flow.set('agent', 1003);
    nodeOf('request').context().global.set('password', 'secret');
    nodeOf('request').receive({ payload: { agentID: '9', forcedFlag: 'TRUE' }, where: { seat: 7 } });
    await out.first();
    const sent = lastRequest();
    assert.deepEqual(
      [sent.peripheralID, sent.agentState, sent.agentInstrument, sent.agentID, sent.agentPassword, sent.positionID],
      [5000, 'AGENT_STATE_LOGIN', '2003', '1003', 'secret', '7'],
    );
    assert.equal(sent.eventReasonCode, 3);
    assert.equal(sent.forcedFlag, 'TRUE');
    assert.deepEqual(sent.agentServiceReq, ['OUTBOUND_SUPPORT']);
    assert.equal((sent.skillGroups as { skillGroupNumber: number }[])[0]?.skillGroupNumber, 1);
  });

  it("takes the agent's password from its credentials, before the dialog and the payload", async () => {
    const fields = { agentState: { value: 'AGENT_STATE_LOGIN', type: 'choice' } };
    const settings = { request: 'SET_AGENT_STATE_REQ', fields };
    const { out } = await start(settings, { peripheralID: '5000' }, { request: { agentPassword: 'kept' } });
    nodeOf('request').receive({ payload: { agentID: '1003', agentInstrument: '2003', agentPassword: 'given' } });
    await out.first();
    assert.equal(lastRequest().agentPassword, 'kept');
  });

  it('gives a failing expression to Catch, with field and cause', async () => {
    const fields = { connectionCallID: { value: '$nothing(', type: 'jsonata' } };
    const { caught } = await start({ request: 'ANSWER_CALL_REQ', fields });
    nodeOf('request').receive({ payload: CONNECTION });
    const { error } = await caught.first();
    assert.equal(error.code, 'CTI_INVALID_FIELD');
    assert.match(error.message, /connectionCallID: jsonata/);
    assert.ok(error.cause);
  });

  it('takes the peripheral from the message before that of the server', async () => {
    const { out } = await start({ request: 'ANSWER_CALL_REQ' }, { peripheralID: '7000' });
    nodeOf('request').receive({ payload: CONNECTION });
    await out.first();
    assert.equal(lastRequest().peripheralID, 5000);
    const { peripheralID, ...without } = CONNECTION;
    nodeOf('request').receive({ payload: without });
    await out.count(2);
    assert.equal(lastRequest().peripheralID, 7000);
  });

  it('passes on at once what the server does not confirm', async () => {
    const { out, completed } = await start({ request: 'CONFIG_REQUEST_EVENT' }, { peripheralID: '5000' });
    const payload = { configInformation: ['CONFIG_MSG_AGENT_MASK'] };
    nodeOf('request').receive({ payload, mine: 3 });
    const message = await out.first();
    assert.deepEqual([message.topic, message.payload, message.mine], ['CONFIG_REQUEST_EVENT', payload, 3]);
    await completed.first();
    await peer.until(() => peer.count('CONFIG_REQUEST_EVENT') === 1);
  });

  it('sends messages without a public layout as bytes', async () => {
    const { out, caught } = await start({ request: '' });
    nodeOf('request').receive({ topic: 'TASK_INIT_IND', payload: { body: Buffer.from([0, 0, 0, 1]) } });
    assert.equal((await out.first()).topic, 'TASK_INIT_IND');
    await peer.until(() => peer.count('TASK_INIT_IND') === 1);
    nodeOf('request').receive({ topic: 'TASK_INIT_IND', payload: 'no bytes' });
    assert.match((await caught.first()).error.code, /^CTI_/);
  });

  it('fails what waits for an answer when the node is stopped', async () => {
    const { caught } = await start({ request: 'CLEAR_CALL_REQ' });
    nodeOf('request').receive({ payload: CONNECTION });
    await peer.until(() => peer.count('CLEAR_CALL_REQ') === 1);
    await redeploy(flow({ request: 'CLEAR_CALL_REQ', name: 'changed' }), 'nodes');
    assert.equal((await caught.first()).error.code, 'CTI_NODE_CLOSED');
  });

  for (const [what, server, code] of [
    ['no server is chosen', [], 'CTI_NO_SERVER'],
    ['the server is disabled', [serverNode('server', 42027, { d: true })], 'CTI_NO_SERVER'],
    ['the settings of the server are wrong', [serverNode('server', 'x')], 'CTI_INVALID_OPTION'],
  ] as const) {
    it(`tells Catch and shows when ${what}`, async () => {
      await load([...server, ...flow({ request: 'ANSWER_CALL_REQ' }).slice(1)]);
      const [caught, statuses] = [new Inbox('caught'), new Inbox('statuses')];
      nodeOf('request').receive({ payload: CONNECTION });
      assert.equal((await caught.first()).error.code, code);
      await statuses.first(({ status }) => status.text === `${CATALOG}cti-server.errorCode.${code}`);
    });
  }
});
