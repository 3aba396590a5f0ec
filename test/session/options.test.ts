import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { CtiError } from '../../lib/codec';
import { Session, type SessionOptions } from '../../lib/session';
import { settingsOf } from '../../lib/session/options';
import { OPTIONS } from './fake-network';

describe('session options', () => {
  it('have the defaults that the face promises', () => {
    const settings = settingsOf(OPTIONS);
    const { heartbeatInterval, openTimeout, requestTimeout, closeTimeout, reconnectPauses, maxMessageSize } = settings;
    assert.deepEqual(
      { heartbeatInterval, openTimeout, requestTimeout, closeTimeout, reconnectPauses, maxMessageSize },
      {
        heartbeatInterval: 5,
        openTimeout: 30,
        requestTimeout: 20,
        closeTimeout: 1.5,
        reconnectPauses: [1, 2, 5, 10, 15, 30, 60, 120],
        maxMessageSize: 12_500,
      },
    );
    assert.equal(settings.codec.version, 25);
    assert.equal(settings.peer, 'pg1a.example.com:42027');
    assert.deepEqual(settings.openRequest.peripheralID, null);
    assert.equal(settings.openRequest.configMsgMask, 0);
  });

  it('ask for every event that the version knows, and for no other', () => {
    const bits = (protocolVersion: number) => {
      const { callMsgMask, agentStateMask } = settingsOf({ ...OPTIONS, protocolVersion }).openRequest;
      return [callMsgMask, agentStateMask];
    };
    assert.deepEqual(bits(25), [0xffffffff, 0x3fff]);
    assert.deepEqual(bits(15), [0x0fffffff, 0x3fff]);
    assert.deepEqual(bits(14), [0x07ffffff, 0x3fff]);
  });

  const timeouts: [heartbeat: number, idle: number][] = [
    [5, 20],
    [7.3, 30],
    [90, 360],
    [0, 0xffffffff],
  ];
  for (const [heartbeatInterval, idle] of timeouts) {
    it(`a heartbeat interval of ${heartbeatInterval} s makes an idle timeout of ${idle}`, () => {
      assert.equal(settingsOf({ ...OPTIONS, heartbeatInterval }).openRequest.idleTimeout, idle);
    });
  }

  it('write an IPv6 address in brackets', () => {
    assert.equal(settingsOf({ ...OPTIONS, host: '::1' }).peer, '[::1]:42027');
  });

  const wrong: [option: string, value: unknown, right: RegExp][] = [
    ['host', '', /name or address/],
    ['host', undefined, /missing/],
    ['host', 7, /7;/],
    ['port', 0, /1 to 65535/],
    ['port', 65_536, /65536/],
    ['port', '42027', /'42027'/],
    ['protocolVersion', 8, /9 to 25/],
    ['protocolVersion', 26, /26/],
    ['clientID', '', /1 to 63 bytes/],
    ['clientID', undefined, /clientID/],
    ['clientID', 'x'.repeat(64), /64/],
    ['clientSignature', 'x'.repeat(64), /64/],
    ['clientPassword', 4711, /a string/],
    ['services', ['CTI_SERVICE_EVERYTHING'], /CTI_SERVICE_EVERYTHING/],
    ['services', undefined, /services/],
    ['callMsgMask', ['CALL_DELIVERED'], /CALL_DELIVERED/],
    ['agentStateMask', -1, /-1/],
    ['peripheralID', 1.5, /1\.5/],
    ['agentExtension', 3001, /3001/],
    ['heartbeatInterval', 3, /from 5 .*0 for no heartbeats/],
    ['heartbeatInterval', Number.NaN, /NaN/],
    ['idleTimeout', 19, /20/],
    ['idleTimeout', 20.5, /whole/],
    ['openTimeout', 0, /above 0/],
    ['requestTimeout', '20', /'20'/],
    ['closeTimeout', 100_000, /86400/],
    ['reconnectPauses', [], /at least one/],
    ['reconnectPauses', [1, -1], /\[ 1, -1 \]/],
    ['reconnectPauses', 5, /array/],
    ['charset', 'klingon', /klingon/],
    ['charset', 5, /character set/],
    ['maxMessageSize', 10, /64/],
    ['networkRecording', 'both', /messageTable/],
    ['heartbeat', 5, /no such option.*heartbeatInterval/],
  ];
  for (const [option, value, right] of wrong) {
    it(`refuse ${option} ${inspect(value)}`, () => {
      const options = { ...OPTIONS, [option]: value } as SessionOptions;
      assert.throws(
        () => new Session(options),
        (error) => {
          assert.ok(error instanceof CtiError);
          assert.equal(error.code, 'CTI_INVALID_OPTION');
          assert.equal(error.field, option);
          assert.match(error.message, right);
          return true;
        },
      );
    });
  }

  it('refuse an idle timeout that the heartbeats cannot keep up with', () => {
    assert.throws(() => settingsOf({ ...OPTIONS, heartbeatInterval: 30, idleTimeout: 30 }), {
      code: 'CTI_INVALID_OPTION',
      field: 'idleTimeout',
    });
  });

  for (const services of [['CTI_SERVICE_CLIENT_EVENTS'], 0x11] as const) {
    it(`refuse ${inspect(services)} without a name for the agent`, () => {
      assert.throws(() => settingsOf({ ...OPTIONS, services }), {
        code: 'CTI_INVALID_OPTION',
        field: 'agentInstrument',
      });
      settingsOf({ ...OPTIONS, services, agentExtension: '3001' });
    });
  }

  it('refuse options that are no object', () => {
    assert.throws(() => new Session(null as unknown as SessionOptions), { code: 'CTI_INVALID_OPTION' });
  });
});

describe('the password', () => {
  const secret = 'Täglich-ł-neu';

  it('shows in no error about itself', () => {
    for (const clientPassword of [secret, 'long'.repeat(20)]) {
      assert.throws(
        () => new Session({ ...OPTIONS, clientPassword }),
        (error) => {
          const all = inspect(error, { depth: 5, showHidden: true });
          assert.equal((error as CtiError).field, 'clientPassword');
          assert.ok(!all.includes(clientPassword) && !all.includes('ł') && !all.includes('longlong'), all);
          return true;
        },
      );
    }
  });

  it('shows neither in the session nor in its status', () => {
    const session = new Session({ ...OPTIONS, clientPassword: 'open sesame' });
    const all = inspect([session, session.status], { depth: 9, showHidden: true }) + JSON.stringify(session);
    assert.ok(!all.includes('sesame'), all);
  });
});
