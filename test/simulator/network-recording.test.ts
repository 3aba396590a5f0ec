import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from './client';
import { active, CONFIGURATION, connection, held, Site, withAgents } from './site';

/** Expectations follow the guide's headings START_NETWORK_RECORDING_REQ and NETWORK_RECORDING_STARTED_EVENT and so on. */
describe('recording by the network', () => {
  let site: Site;
  let bridge: TestClient;
  let ann: TestClient;
  let callID: number;

  const start = async (configuration: SimulatorConfiguration = CONFIGURATION) => {
    site = await Site.start({ configuration });
    bridge = await site.bridge();
    ann = await site.desktop('2001');
    ({ callID } = site.simulator.inboundCall({ dialedNumber: '2001', ani: '5551234' }));
    await bridge.news();
  };
  const answer = async () => {
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    for (const client of [bridge, ann]) await client.news();
  };
  const record = (fields: object = {}) =>
    ann.request('START_NETWORK_RECORDING_REQ', { ...connection(callID, '2001'), ...fields } as never);
  const stop = (fields: object = {}) => ({ ...connection(callID, '2001'), ...fields });
  const recordings = async (client: TestClient) =>
    (await client.topics()).filter((topic) => topic.startsWith('NETWORK_')).map((topic) => topic.slice(18));

  beforeEach(() => start());
  afterEach(() => site.stop());

  it('is started and stopped by a request; the target is told to who has asked', async () => {
    await answer();
    await record();
    assert.deepEqual(await recordings(ann), ['STARTED 2001', 'TARGET_INFO 2001']);
    assert.deepEqual(await recordings(bridge), ['STARTED 2001']);
    await ann.request('STOP_NETWORK_RECORDING_REQ', stop());
    assert.deepEqual([await recordings(ann), await recordings(bridge)], [['ENDED 2001'], ['ENDED 2001']]);
  });

  it('tells where the media go', async () => {
    await answer();
    await record({ invocationType: 2 });
    const target = await ann.event('NETWORK_RECORDING_TARGET_INFO_EVENT');
    assert.equal(target.recordingType, 'CALL_RECORDING_TYPE_USER_INITIATED_FROM_APPLICATION');
    assert.equal(target.mediaForkingDeviceType, 'CALL_RECORDING_MEDIA_FORKING_DEVICE_TYPE_PHONE');
    assert.equal(target.recorderStatus, 'CALL_RECORDING_MEDIA_FORKING_RECORDER_STATUS_SUCCESS');
    assert.match(target.protocolReferenceGUID ?? '', /^[0-9A-F]{32}$/);
    assert.deepEqual([target.connectionCallID, target.recordingDeviceID], [callID, '2001']);
  });

  it('is not stopped in another way than it was started', async () => {
    await answer();
    await record({ invocationType: 2 });
    const code = 'CONTROL_FAILURE_CONF CF_REQUEST_INCOMPATIBLE_WITH_OBJECT';
    assert.equal(await ann.refused('STOP_NETWORK_RECORDING_REQ', stop()), code);
    assert.equal(await ann.refused('STOP_NETWORK_RECORDING_REQ', stop({ invocationType: 1 })), code);
    await ann.request('STOP_NETWORK_RECORDING_REQ', stop({ invocationType: 2 }));
  });

  it('needs a connected call, and one that is not recorded already or is', async () => {
    const state = 'CONTROL_FAILURE_CONF CF_INVALID_OBJECT_STATE';
    assert.equal(await ann.refused('START_NETWORK_RECORDING_REQ', stop()), state);
    await answer();
    assert.equal(await ann.refused('STOP_NETWORK_RECORDING_REQ', stop()), state);
    await record();
    assert.equal(await ann.refused('START_NETWORK_RECORDING_REQ', stop()), state);
    const none = 'CONTROL_FAILURE_CONF CF_NO_ACTIVE_CALL';
    assert.equal(await ann.refused('START_NETWORK_RECORDING_REQ', stop({ connectionCallID: 1 })), none);
  });

  it('ends with the call, before END_CALL_EVENT', async () => {
    await answer();
    await record();
    await ann.news();
    site.simulator.hangUp(callID);
    const topics = await ann.topics();
    assert.ok(topics.includes('NETWORK_RECORDING_ENDED 2001'));
    assert.equal(topics.at(-1), 'END_CALL 2001');
    assert.equal(topics.filter((topic) => topic.startsWith('BEGIN_CALL')).length, 0);
  });

  it('ends when the phone transfers the call, and goes on at the phone that the call went to', async () => {
    await answer();
    await record();
    const consult = { ...active(callID, '2001'), dialedNumber: '2002', consultType: 'CT_TRANSFER' } as const;
    const { newConnectionCallID: second } = (await ann.request('CONSULTATION_CALL_REQ', consult)) as {
      newConnectionCallID: number;
    };
    await bridge.request('ANSWER_CALL_REQ', connection(second, '2002'));
    await bridge.request('START_NETWORK_RECORDING_REQ', connection(second, '2002'));
    for (const client of [bridge, ann]) await client.news();
    await ann.request('TRANSFER_CALL_REQ', { ...active(second, '2001'), ...held(callID, '2001') });
    assert.deepEqual(await recordings(bridge), ['ENDED 2001']);
    assert.deepEqual(await recordings(ann), ['ENDED 2001']);
    await bridge.request('STOP_NETWORK_RECORDING_REQ', connection(callID, '2002'));
    assert.deepEqual(await recordings(bridge), ['ENDED 2002']);
  });

  it('begins without being asked where that is configured, and everybody is told the target', async () => {
    await site.stop();
    await start(withAgents({ automaticRecording: true }));
    await ann.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    assert.equal(
      (await ann.event('NETWORK_RECORDING_TARGET_INFO_EVENT')).recordingType,
      'CALL_RECORDING_TYPE_AUTOMATIC',
    );
    assert.deepEqual(await recordings(bridge), ['STARTED 2001', 'TARGET_INFO 2001']);
    const code = 'CONTROL_FAILURE_CONF CF_REQUEST_INCOMPATIBLE_WITH_OBJECT';
    assert.equal(await ann.refused('STOP_NETWORK_RECORDING_REQ', stop()), code);
    await ann.request('HOLD_CALL_REQ', connection(callID, '2001'));
    await ann.request('RETRIEVE_CALL_REQ', held(callID, '2001'));
    assert.deepEqual(await recordings(bridge), []);
  });

  it('fails when the recorder takes no calls', async () => {
    await site.stop();
    await start({ ...CONFIGURATION, networkRecorder: 'unavailable' });
    await answer();
    await record();
    assert.deepEqual([await recordings(ann), await recordings(bridge)], [['FAILED 2001'], ['FAILED 2001']]);
    await record();
  });
});
