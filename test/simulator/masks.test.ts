import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { connection, Site } from './site';

describe('the masks of a session', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start();
  });
  afterEach(() => site.stop());

  it('let through the call events and agent states that were asked for, and nothing else', async () => {
    const bridge = await site.bridge();
    const client = await site.connect();
    await client.open({
      clientID: 'choosy',
      callMsgMask: ['CALL_DELIVERED_MASK', 'END_CALL_MASK'],
      agentStateMask: ['AGENT_TALKING_MASK'],
    });
    await site.ready(bridge, '2001');
    const { callID } = site.simulator.inboundCall({ ani: '5551234' });
    await bridge.request('ANSWER_CALL_REQ', connection(callID, '2001'));
    site.simulator.hangUp(callID);
    assert.deepEqual(await client.topics(), [
      'SYSTEM',
      'SYSTEM',
      'CALL_DELIVERED 5551234',
      'CALL_DELIVERED 2001',
      '1 TALKING',
      'END_CALL 2001',
      'END_CALL 5551234',
    ]);
  });

  it('may be empty', async () => {
    const bridge = await site.bridge();
    const client = await site.connect();
    await client.open({ clientID: 'silent', callMsgMask: [], agentStateMask: [] });
    await client.news();
    await site.ready(bridge, '2001');
    site.simulator.inboundCall();
    assert.deepEqual(await client.topics(), []);
  });

  it('do not help without a service', async () => {
    const bridge = await site.bridge();
    const client = await site.connect();
    const conf = await client.open({ clientID: 'bare', servicesRequested: [] });
    assert.deepEqual(conf.servicesGranted, []);
    await site.ready(bridge, '2001');
    site.simulator.inboundCall();
    assert.deepEqual(await client.topics(), []);
  });
});
