import assert from 'node:assert/strict';
import { CtiError, Session } from '../../lib/session';
import { defaultPeripheral, type ServerSettings, sessionOptions } from '../../nodes/session-options';

/** What the dialog saves when nothing is changed but the host. */
const SETTINGS: ServerSettings = {
  host: 'cti.example',
  port: '42027',
  protocolVersion: '25',
  peripheralID: '',
  signature: '',
  services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CALL_DATA_UPDATE'],
  callMsgMask: 'all',
  agentStateMask: 'all',
  configMsgMask: 'all',
  heartbeatInterval: '5',
  requestTimeout: '20',
  charset: 'windows-1252',
  agentExtension: '',
  agentID: '',
  agentInstrument: '',
};

describe('the options of a session from the dialog', () => {
  it('suit a session for every protocol version', () => {
    for (let version = 9; version <= 25; version++) {
      const options = sessionOptions({ ...SETTINGS, protocolVersion: String(version) }, {});
      assert.equal(options.protocolVersion, version);
      assert.equal(new Session(options).status.state, 'closed');
    }
  });

  it('leave out event bits that the version lacks', () => {
    const callMask = (protocolVersion: string) => sessionOptions({ ...SETTINGS, protocolVersion }, {}).callMsgMask;
    const has = (version: string, bit: string) => (callMask(version) as string[]).includes(bit);
    assert.ok(has('23', 'NETWORK_RECORDING_STARTED_MASK'));
    assert.ok(!has('22', 'NETWORK_RECORDING_STARTED_MASK'));
    const chosen = ['CALL_DELIVERED_MASK', 'NETWORK_RECORDING_STARTED_MASK'];
    const options = sessionOptions({ ...SETTINGS, protocolVersion: '15', callMsgMask: chosen }, {});
    assert.deepEqual(options.callMsgMask, ['CALL_DELIVERED_MASK']);
  });

  it('ask for configuration updates with their service only', () => {
    assert.deepEqual(sessionOptions(SETTINGS, {}).configMsgMask, []);
    const services = [...SETTINGS.services, 'CTI_SERVICE_CONFIG_EVENTS'];
    assert.equal((sessionOptions({ ...SETTINGS, services }, {}).configMsgMask as string[]).length, 10);
    const chosen = { ...SETTINGS, configMsgMask: ['CONFIG_MSG_AGENT_MASK'] };
    assert.deepEqual(sessionOptions(chosen, {}).configMsgMask, ['CONFIG_MSG_AGENT_MASK']);
  });

  it('have the peripheral only for the events of one agent', () => {
    const settings = { ...SETTINGS, peripheralID: '5000' };
    assert.equal(sessionOptions(settings, {}).peripheralID, null);
    const one = { ...settings, services: ['CTI_SERVICE_CLIENT_EVENTS'], agentID: '1001' };
    assert.equal(sessionOptions(one, {}).peripheralID, 5000);
    assert.equal(sessionOptions(one, {}).agentID, '1001');
    assert.equal(defaultPeripheral(settings), 5000);
    assert.equal(defaultPeripheral(SETTINGS), null);
  });

  it('have client ID and password from the credentials, and a client ID in any case', () => {
    const options = sessionOptions(SETTINGS, { clientID: 'wallboard', password: 'secret' });
    assert.equal(options.clientID, 'wallboard');
    assert.equal(options.clientPassword, 'secret');
    assert.equal(sessionOptions(SETTINGS, { clientID: '' }).clientID, 'Node-RED');
  });

  it('take numbers from environment variables', () => {
    const options = sessionOptions({ ...SETTINGS, port: 43027, heartbeatInterval: ' 10 ', requestTimeout: 5 }, {});
    assert.equal(options.port, 43027);
    assert.equal(options.heartbeatInterval, 10);
    assert.equal(options.requestTimeout, 5);
  });

  it('name the setting that cannot be right', () => {
    const wrong: [Partial<ServerSettings>, string][] = [
      [{ port: '' }, 'port'],
      [{ port: 'port' }, 'port'],
      [{ protocolVersion: '-1' }, 'protocolVersion'],
      [{ heartbeatInterval: '5 s' }, 'heartbeatInterval'],
      [{ requestTimeout: 'long' }, 'requestTimeout'],
    ];
    for (const [settings, field] of wrong) {
      assert.throws(
        () => sessionOptions({ ...SETTINGS, ...settings }, {}),
        (error) => error instanceof CtiError && error.code === 'CTI_INVALID_OPTION' && error.field === field,
      );
    }
    assert.throws(() => defaultPeripheral({ ...SETTINGS, peripheralID: 'x' }), { field: 'peripheralID' });
  });
});
