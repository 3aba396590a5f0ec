import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { AGENTS, Desk } from './resync-desk';

describe('resync: configuration', () => {
  const KEY = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]);
  const keys = (agentConfigKey: Buffer) => ({
    configkeyStatus: 'CONFIG_SUCCESS',
    serviceConfigKey: KEY,
    skillGroupConfigKey: KEY,
    agentConfigKey,
    deviceConfigKey: KEY,
    callTypeConfigKey: KEY,
  });
  const upload = (desk: Desk, status = 'CONFIGEND_SUCCESS') =>
    desk.hear('CONFIG_END_EVENT', { configEndStatus: status });

  it('is uploaded before anything else is asked, later only what has another key', () => {
    const desk = new Desk({ configuration: true });
    desk.resync.start('opened');
    assert.deepEqual(desk.sent.splice(0), [{ topic: 'CONFIG_REQUEST_KEY_EVENT', payload: { peripheralID: null } }]);
    desk.hear('CONFIG_KEY_EVENT', keys(KEY));
    const all = (desk.sent.splice(0)[0] as { payload: { configInformation: string[]; configMsgMask: string[] } })
      .payload;
    assert.equal(all.configInformation.length, 6);
    assert.deepEqual(all.configMsgMask, all.configInformation);
    const records = [{ recordType: 'CONFIG_RECORD_ADD', fltPeripheralID: AGENTS, loginID: '01' }];
    desk.hear('CONFIG_AGENT_EVENT', { records });
    upload(desk, 'CONFIGEND_PARTIAL');
    assert.deepEqual(desk.open, []);
    desk.hear('CONFIG_BEGIN_EVENT', { configType: 'UNSOLICITED', configInformation: [] });
    upload(desk);
    assert.deepEqual(desk.open, []);
    desk.hear('CONFIG_BEGIN_EVENT', { configType: 'SOLICITED', configInformation: [] });
    upload(desk);
    assert.deepEqual(desk.open, ['01']);

    desk.resync.start('gap');
    desk.sent.length = 0;
    desk.hear('CONFIG_KEY_EVENT', keys(Buffer.from([9])));
    const some = (desk.sent[0] as { payload: { configInformation: string[] } }).payload;
    assert.deepEqual(some.configInformation, ['CONFIG_MSG_AGENT_MASK']);
  });

  it('that is refused or does not come is no reason to wait for ever', () => {
    const desk = new Desk({ configuration: true });
    desk.resync.start('opened');
    desk.hear('CONFIG_KEY_EVENT', { configkeyStatus: 'CONFIG_NO_KEY_SUPPORT' });
    upload(desk, 'CONFIGEND_INVALID');
    assert.deepEqual(desk.ledgers[0]?.failed, [{ what: 'configuration', code: 'CONFIGEND_INVALID' }]);
    assert.deepEqual([desk.ledgers[0]?.unknown, desk.model.complete], [['agents'], false]);
    desk.resync.start('gap');
    desk.clock.advance(30_000);
    assert.deepEqual(desk.ledgers[1]?.failed, [{ what: 'configuration', code: 'CTI_TIMEOUT' }]);
    desk.sent.length = 0;
    desk.clock.advance(30_000);
    assert.equal(desk.sent.length, 1, 'it is asked for once more');
    desk.configured();
    assert.equal(desk.model.complete, true);
    assert.equal(desk.clock.pending, 0);
  });

  it('is asked for in the words of the protocol version', () => {
    const desk = new Desk({ configuration: true });
    desk.resync.start('opened');
    desk.sent.length = 0;
    desk.resync.take({ topic: 'CONFIG_KEY_EVENT', payload: keys(KEY), cti: { protocol: 19 } });
    const { payload } = desk.sent[0] as { payload: { configInformation: string[]; configMsgMask?: string[] } };
    assert.ok(!payload.configInformation.includes('CONFIG_MSG_MRD_MASK'));
    assert.equal(payload.configMsgMask, undefined);
  });
});
