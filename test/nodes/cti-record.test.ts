import assert from 'node:assert/strict';
import { action, type CentreFlow, SERVICES, typed, withCentre } from './centre-flow';
import { at, type FlowMessage, Inbox, nodeOf } from './flow';

const record = (name: string, more: object = {}) => action(name, 'cti-record', { action: name, ...more });
const ofAgent = { callFrom: 'agent', party: '1001' };
const events = (...messages: string[]) => at('events', 'cti-event', { messages });
/** May offer a service. */
const RECORDER = { services: [...SERVICES, 'CTI_SERVICE_SERVER'] };

describe('cti-record', () => {
  const centre = withCentre();

  async function answered(flow: CentreFlow): Promise<FlowMessage> {
    flow.simulator.inboundCall();
    await flow.call('call.ringing');
    await flow.simulator.perform({ action: 'answer', agent: '1001' });
    // The queue has answered before.
    return flow.call('call.answered', ({ connection }) => connection.agentID === '1001');
  }

  it('starts and stops the recording of the call manager', async () => {
    const { current: flow } = centre;
    const names = ['NETWORK_RECORDING_STARTED_EVENT', 'NETWORK_RECORDING_ENDED_EVENT'];
    await flow.start([record('startNetworkRecording'), record('stopNetworkRecording', ofAgent), events(...names)]);
    const told = new Inbox('events out');
    const call = await answered(flow);
    assert.equal((await flow.put('startNetworkRecording', { ...call })).message.topic, 'START_NETWORK_RECORDING_CONF');
    const { payload } = await told.first(({ topic }) => topic === names[0]);
    assert.equal(payload.connectionCallID, call.payload.connectionCallID);
    assert.equal((await flow.put('stopNetworkRecording')).message.topic, 'STOP_NETWORK_RECORDING_CONF');
    await told.first(({ topic }) => topic === names[1]);
  });

  it('needs a connected call', async () => {
    const { current: flow } = centre;
    await flow.start([record('startNetworkRecording', ofAgent)]);
    flow.simulator.inboundCall();
    await flow.call('call.ringing');
    const { error } = await flow.put('startNetworkRecording');
    assert.equal(error?.code, 'CTI_NO_CALL');
    assert.match(error?.message, /LCS_CONNECT.*LCS_ALERTING/);
  });

  it('registers a recorder, answers the requests that come to it, and takes the service back', async () => {
    const { current: flow } = centre;
    await flow.start(
      [
        record('registerService'),
        record('startRecording', ofAgent),
        record('stopRecording', ofAgent),
        record('recordingStarted', { fields: { serverData: typed('77', 'num') } }),
        record('recordingStopped'),
        record('unregisterService'),
        events('START_RECORDING_REQ', 'STOP_RECORDING_REQ'),
      ],
      RECORDER,
    );
    const asked = new Inbox('events out');
    const { payload: call } = await answered(flow);
    assert.equal((await flow.put('startRecording')).error?.code, 'E_CTI_UNSPECIFIED_FAILURE');
    const registered = await flow.put('registerService');
    assert.equal(registered.message.topic, 'REGISTER_SERVICE_CONF');

    const starting = flow.outcome('startRecording');
    nodeOf('startRecording').receive({ payload: {} });
    const request = await asked.first();
    assert.equal(request.topic, 'START_RECORDING_REQ');
    assert.equal(request.payload.connectionCallID, call.connectionCallID);
    // A bridge says whose call it is.
    assert.equal(request.payload.agentInstrument, '2001');
    assert.equal(request.payload.direction, 'BI_DIRECTIONAL');
    const answer = await flow.put('recordingStarted', request);
    assert.equal(answer.message.topic, 'START_RECORDING_CONF');
    const started = await starting;
    assert.equal(started.message.topic, 'START_RECORDING_CONF');
    assert.equal(started.message.payload.serverData, 77);
    assert.equal(started.message.payload.clientID, 'Node-RED');
    // The server has put the number of the session that records in the place of "this one".
    assert.notEqual(started.message.payload.sessionID, 0xffff_ffff);

    const stopping = flow.outcome('stopRecording');
    nodeOf('stopRecording').receive(started.message as never);
    const stop = await asked.first(({ topic }) => topic === 'STOP_RECORDING_REQ');
    assert.equal(stop.payload.serverData, 77);
    assert.equal(stop.payload.sessionID, started.message.payload.sessionID);
    assert.equal((await flow.put('recordingStopped', stop)).message.topic, 'STOP_RECORDING_CONF');
    assert.equal((await stopping).message.topic, 'STOP_RECORDING_CONF');

    const back = await flow.put('unregisterService', registered.message);
    assert.equal(back.message.topic, 'UNREGISTER_SERVICE_CONF');
    assert.equal((await flow.put('startRecording')).error?.code, 'E_CTI_UNSPECIFIED_FAILURE');
  });

  it('passes on to the recorder what the start of the media says', async () => {
    const { current: flow } = centre;
    await flow.start(
      [
        record('registerService', { fields: { serverMode: typed('PARALLEL', 'choice') } }),
        record('startRecording'),
        record('recordingStarted'),
        at('media', 'cti-event', { messages: ['RTP_STARTED_EVENT'] }),
        events('START_RECORDING_REQ'),
      ],
      RECORDER,
    );
    const media = new Inbox('media out');
    const asked = new Inbox('events out');
    assert.equal((await flow.put('registerService')).error, undefined);
    await answered(flow);
    const sound = await media.first(({ payload }) => payload.direction === 'OUTPUT');
    const starting = flow.outcome('startRecording');
    nodeOf('startRecording').receive({ ...sound } as never);
    const { topic, payload } = await asked.first();
    for (const key of ['clientPort', 'bitRate', 'packetSize', 'payloadType', 'direction', 'agentID']) {
      assert.equal(payload[key], sound.payload[key], key);
    }
    // Who asks, and not where the phone's sound goes.
    assert.equal(payload.clientID, 'Node-RED');
    assert.notEqual(payload.clientAddress, sound.payload.clientAddress);
    assert.equal((await flow.put('recordingStarted', { topic, payload })).error, undefined);
    assert.equal((await starting).error, undefined);
  });

  it('says what an answer lacks: the request that it is for', async () => {
    const { current: flow } = centre;
    await flow.start([record('recordingStarted')], RECORDER);
    const { error } = await flow.put('recordingStarted', { payload: {} });
    assert.equal(error?.code, 'CTI_MISSING_FIELD');
    assert.match(error?.message, /invokeID/);
  });
});
