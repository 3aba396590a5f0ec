import assert from 'node:assert/strict';
import { CtiError, Session } from '../../lib/session';
import { settingsOf } from '../../lib/session/settings';
import {
  defaultPeripheral,
  eventChoice,
  modelScope,
  ownAgent,
  type ServerSettings,
  sessionOptions,
} from '../../nodes/session/session-options';
import { editorDefaults } from './editor-defaults';
import { env } from './flow';

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
  it('suit a session for every protocol version, and for one that is found by asking', () => {
    for (let version = 9; version <= 25; version++) {
      const options = sessionOptions({ ...SETTINGS, protocolVersion: String(version) }, {});
      assert.equal(options.protocolVersion, version);
      assert.equal(new Session(options).status.state, 'closed');
    }
    for (const protocolVersion of ['auto', '']) {
      assert.equal(sessionOptions({ ...SETTINGS, protocolVersion }, {}).protocolVersion, 'auto');
    }
  });

  it('are by default those of the session itself', () => {
    const values = Object.entries(editorDefaults('cti-server')).map(([name, { value }]) => [name, value]);
    const dialog = { ...(Object.fromEntries(values) as ServerSettings), host: 'cti.example' };
    const { dialects, ...settings } = settingsOf(sessionOptions(dialog, {}));
    const { dialects: _, ...own } = settingsOf({
      sides: { A: { host: 'cti.example' } },
      clientID: 'test',
      services: ['CTI_SERVICE_ALL_EVENTS'],
    });
    assert.deepEqual(settings, own);
  });

  it('are checked in the dialog as in the session', () => {
    const defaults = editorDefaults('cti-server');
    for (const [name, { value, validate }] of Object.entries(defaults)) {
      if (name === 'host') continue;
      // A table has no variable of the environment for a whole.
      for (const right of Array.isArray(value) ? [value] : [value, env('CTI_SETTING')]) {
        if (right !== '') assert.equal(validate?.(right, {}) ?? true, true, name);
      }
    }
    const row = { subject: 'callers', name: env('CTI_SETTING'), action: 'keep' };
    assert.equal(defaults.privacy?.validate?.([row], {}), true);
    for (const [name, wrong] of [
      ['port', '0'],
      ['portB', '65536'],
      ['instance', '25'],
      ['protocolVersion', 'new'],
      ['uniqueInstanceIDTag', '65536'],
      ['reconnectPauses', '15, soon'],
      ['holdSeconds', '0'],
      ['heartbeatInterval', '4'],
    ]) {
      assert.equal(typeof defaults[name as string]?.validate?.(wrong, {}), 'string', name);
    }
  });

  it('of a flow from before there were two sides are those of side A alone, without TLS', () => {
    const options = sessionOptions(SETTINGS, {});
    assert.deepEqual(options.sides, { A: { host: 'cti.example', port: 42027 } });
    assert.deepEqual(
      [options.hotStandby, options.instance, options.reconnectPauses, options.holdRequests],
      [undefined, undefined, undefined, undefined],
    );
  });

  it('have side B where it has a host, and no port where the default is meant', () => {
    const two = { ...SETTINGS, port: '', hostB: 'ctib.example', portB: '', instance: '1' };
    assert.deepEqual(sessionOptions(two, {}).sides, { A: { host: 'cti.example' }, B: { host: 'ctib.example' } });
    assert.equal(sessionOptions(two, {}).instance, 1);
    const own = sessionOptions({ ...two, portB: 44027 }, {});
    assert.equal(own.sides.B?.port, 44027);
    assert.equal(sessionOptions({ ...two, hostB: ' ' }, {}).sides.B, undefined);
  });

  it('have the trust of each side', () => {
    const A = { ca: 'a' };
    const B = { ca: 'b', checkServerName: false };
    const { sides } = sessionOptions({ ...SETTINGS, hostB: 'ctib.example' }, {}, { A, B });
    assert.deepEqual([sides.A.tls, sides.B?.tls], [A, B]);
  });

  it('take what is set for the long run', () => {
    const options = sessionOptions(
      {
        ...SETTINGS,
        hostB: 'ctib.example',
        protocolVersion: 'auto',
        hotStandby: true,
        openTimeout: '60',
        expectedClients: '500',
        reconnectPauses: '1, 2;3 4',
        maxOutstanding: '10',
        holdRequests: '5',
        holdSeconds: '7',
        uniqueInstanceIDTag: '300',
      },
      {},
    );
    assert.deepEqual(
      [options.hotStandby, options.openTimeout, options.expectedClients, options.reconnectPauses],
      [true, 60, 500, [1, 2, 3, 4]],
    );
    assert.deepEqual(
      [options.maxOutstanding, options.holdRequests, options.holdSeconds, options.uniqueInstanceIDTag],
      [10, 5, 7, 300],
    );
    assert.equal(new Session(options).status.state, 'closed');
  });

  it('leave out the service of hot standby, which is a setting of its own', () => {
    const services = [...SETTINGS.services, 'CTI_SERVICE_ACTIVE_STANDBY'];
    assert.deepEqual(sessionOptions({ ...SETTINGS, services }, {}).services, SETTINGS.services);
  });

  it('leave "all events" to the session, which knows the version', () => {
    const { callMsgMask, agentStateMask } = sessionOptions(SETTINGS, {});
    assert.deepEqual([callMsgMask, agentStateMask], [undefined, undefined]);
    const chosen = ['CALL_DELIVERED_MASK', 'NETWORK_RECORDING_STARTED_MASK'];
    assert.deepEqual(sessionOptions({ ...SETTINGS, callMsgMask: chosen }, {}).callMsgMask, chosen);
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

  it('tell the model of whom the session is told, and whether the server tells its configuration', () => {
    const one = { ...SETTINGS, peripheralID: '5000', services: ['CTI_SERVICE_CLIENT_EVENTS'], agentID: '1001' };
    const own = { peripheralID: 5000, agentID: '1001', agentExtension: '', agentInstrument: '' };
    assert.deepEqual(modelScope(one), { own, configuration: false });
    const services = [...one.services, 'CTI_SERVICE_CONFIG_EVENTS'];
    assert.deepEqual(modelScope({ ...one, services }), { own, configuration: true });
    assert.deepEqual(modelScope(SETTINGS), { configuration: true });
  });

  it('have client ID and password from the credentials, and a client ID in any case', () => {
    const options = sessionOptions(SETTINGS, { clientID: 'wallboard', password: 'secret' });
    assert.equal(options.clientID, 'wallboard');
    assert.equal(options.clientPassword, 'secret');
    assert.equal(sessionOptions(SETTINGS, { clientID: '' }).clientID, 'Node-RED');
  });

  it('name an agent only where the session has the events of one', () => {
    const agent = { agentID: '1001', agentExtension: '', agentInstrument: '2001', peripheralID: '5000' };
    const services = ['CTI_SERVICE_CLIENT_EVENTS'];
    const { agentID, agentExtension, agentInstrument } = sessionOptions({ ...SETTINGS, ...agent, services }, {});
    assert.deepEqual([agentID, agentExtension, agentInstrument], ['1001', undefined, '2001']);
    const bridge = { ...SETTINGS, ...agent };
    assert.deepEqual([sessionOptions(bridge, {}).agentID, ownAgent(bridge).agentInstrument], [undefined, '']);
  });

  it('take texts from variables of a flow that are numbers', () => {
    const services = ['CTI_SERVICE_CLIENT_EVENTS'];
    const numbers = { agentID: 1001, signature: 7, services } as unknown as Partial<ServerSettings>;
    const options = sessionOptions({ ...SETTINGS, ...numbers }, { clientID: 12, password: 34 } as object);
    assert.deepEqual(
      [options.agentID, options.clientSignature, options.clientID, options.clientPassword],
      ['1001', '7', '12', '34'],
    );
    assert.equal(new Session(options).status.state, 'closed');
  });

  it('leave masks to the nodes where the dialog says so', () => {
    const auto = { ...SETTINGS, callMsgMask: 'auto', configMsgMask: 'auto' } as const;
    assert.deepEqual(sessionOptions(auto, {}).callMsgMask, []);
    assert.deepEqual(eventChoice(auto)?.following, ['callMsgMask']);
    assert.equal(eventChoice(auto)?.fixed.agentStateMask.length, 14);
    const services = [...SETTINGS.services, 'CTI_SERVICE_CONFIG_EVENTS'];
    assert.deepEqual(eventChoice({ ...auto, services })?.following, ['callMsgMask', 'configMsgMask']);
    assert.equal(eventChoice(SETTINGS), undefined);
  });

  it('take numbers from environment variables', () => {
    const options = sessionOptions({ ...SETTINGS, port: 43027, heartbeatInterval: ' 10 ', requestTimeout: 5 }, {});
    assert.equal(options.sides.A.port, 43027);
    assert.equal(options.heartbeatInterval, 10);
    assert.equal(options.requestTimeout, 5);
  });

  it('name the setting that cannot be right', () => {
    const wrong: [Partial<ServerSettings>, string][] = [
      [{ port: 'port' }, 'port'],
      [{ hostB: 'b', portB: '-' }, 'portB'],
      [{ instance: 'one' }, 'instance'],
      [{ reconnectPauses: '15, soon' }, 'reconnectPauses'],
      [{ holdRequests: 'all' }, 'holdRequests'],
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
