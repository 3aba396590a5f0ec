import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { Codec, CtiError } from '../../lib/codec';
import type { Payload } from '../../lib/protocol';
import { Session, type SessionOptions } from '../../lib/session';
import { settingsOf } from '../../lib/session/settings';
import { peerName } from '../../lib/session/transport/peer';
import { OPTIONS } from './fake-network';

describe('session options', () => {
  /** OPEN_REQ as it is sent by a version. */
  const openRequest = (options: Partial<SessionOptions>, version = 25) =>
    settingsOf({ ...OPTIONS, ...options }).dialects.of(version).openRequest;
  const asked = (options: Partial<SessionOptions>, version: number) =>
    new Codec({ version }).decode(
      new Codec({ version }).encode('OPEN_REQ', { ...openRequest(options, version), invokeID: 1 }),
    ).payload as Payload<'OPEN_REQ'>;

  it('have the defaults that the face promises', () => {
    const { dialects, sides, endpoints, ...settings } = settingsOf({ ...OPTIONS, protocolVersion: 'auto' });
    assert.deepEqual(settings, {
      protocolVersion: undefined,
      hotStandby: false,
      heartbeatInterval: 5,
      connectTimeout: 10,
      openTimeout: 30,
      requestTimeout: 20,
      closeTimeout: 1.5,
      expectedClients: 20,
      reconnectPauses: [15, 30, 60, 120],
      maxOutstanding: 256,
      holdRequests: 0,
      holdSeconds: 30,
      maxMessageSize: 12_500,
    });
    assert.deepEqual(sides, ['A']);
    assert.deepEqual(endpoints, { A: { host: 'pg1a.example.com', port: 42027 } });
    const { peripheralID, idleTimeout, configMsgMask } = asked({}, 25);
    assert.deepEqual(
      { peripheralID, idleTimeout, configMsgMask },
      { peripheralID: null, idleTimeout: 20, configMsgMask: [] },
    );
    assert.equal(dialects.of(25), dialects.of(25));
  });

  const ports: [instance: number | undefined, secured: boolean, A: number, B: number][] = [
    [undefined, false, 42027, 43027],
    [0, true, 42030, 43030],
    [1, false, 42067, 43067],
    [2, true, 42110, 43110],
  ];
  for (const [instance, secured, A, B] of ports) {
    it(`find the ports ${A} and ${B} of instance ${instance ?? 'unset'}, ${secured ? 'secured' : 'plain'}`, () => {
      const side = { host: 'pg', ...(secured && { tls: {} }) };
      const { endpoints } = settingsOf({
        ...OPTIONS,
        sides: { A: side, B: side },
        ...(instance !== undefined && { instance }),
      });
      assert.deepEqual([endpoints.A?.port, endpoints.B?.port], [A, B]);
    });
  }

  it('check certificate and name, and ask for TLS 1.2 at least, unless they say otherwise', () => {
    const { endpoints } = settingsOf({
      ...OPTIONS,
      sides: { A: { host: 'a', tls: {} }, B: { host: 'b', tls: { ca: 'PEM', checkServerName: false } } },
    });
    assert.deepEqual(endpoints.A?.tls, { checkServerName: true, verify: true, minVersion: 'TLSv1.2' });
    assert.deepEqual(endpoints.B?.tls, { ca: 'PEM', checkServerName: false, verify: true, minVersion: 'TLSv1.2' });
  });

  it('ask for every event that the version knows, and for no other', () => {
    const bits = (version: number) => {
      const { callMsgMask, agentStateMask } = asked({}, version);
      return [callMsgMask.length, agentStateMask.length];
    };
    assert.deepEqual(bits(25), [32, 14]);
    assert.deepEqual(bits(15), [28, 14]);
    assert.deepEqual(bits(14), [27, 14]);
  });

  it('leave out services and events that a version lacks when the server turns out to be older', () => {
    const services = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_IGNORE_CONF'] as const;
    const { servicesRequested, callMsgMask } = asked(
      { services, callMsgMask: ['CALL_HELD_MASK', 'NETWORK_RECORDING_STARTED_MASK'] },
      13,
    );
    assert.deepEqual(servicesRequested, ['CTI_SERVICE_ALL_EVENTS']);
    assert.deepEqual(callMsgMask, ['CALL_HELD_MASK']);
  });

  it('set CTI_SERVICE_ACTIVE_STANDBY with hot standby only, from version 24 on', () => {
    const both = { sides: { A: { host: 'a' }, B: { host: 'b' } }, protocolVersion: 'auto' } as const;
    const standby = (hotStandby: boolean, version: number) =>
      asked({ ...both, hotStandby }, version).servicesRequested.includes('CTI_SERVICE_ACTIVE_STANDBY');
    assert.deepEqual(
      [standby(true, 25), standby(true, 24), standby(true, 23), standby(false, 25)],
      [true, true, false, false],
    );
  });

  it('send a UniqueInstanceID of their own when its tag is known, the same one every time', () => {
    const options = { ...OPTIONS, uniqueInstanceIDTag: 308 };
    const { dialects } = settingsOf(options);
    const sent = [24, 25].map((version) => dialects.of(version).openRequest.unknownFields?.[0]);
    assert.equal(sent[0]?.tag, 308);
    assert.match(String(sent[0]?.data), /^[0-9a-f-]{36}\0$/);
    assert.deepEqual(sent[0], sent[1]);
    assert.equal(dialects.of(23).openRequest.unknownFields, undefined);
    assert.notDeepEqual(settingsOf({ ...options }).dialects.of(25).openRequest.unknownFields?.[0], sent[0]);
    assert.equal(openRequest({}).unknownFields, undefined);
  });

  const timeouts: [heartbeat: number, idle: number | null][] = [
    [5, 20],
    [7.3, 30],
    [90, 360],
    [0, null],
  ];
  for (const [heartbeatInterval, idle] of timeouts) {
    it(`a heartbeat interval of ${heartbeatInterval} s makes an idle timeout of ${idle}`, () => {
      assert.equal(asked({ heartbeatInterval }, 25).idleTimeout, idle);
    });
  }

  it('write an IPv6 address in brackets', () => {
    assert.equal(peerName({ host: '::1', port: 42027 }), '[::1]:42027');
  });

  const wrong: [option: string, value: unknown, right: RegExp][] = [
    ['sides', undefined, /missing/],
    ['sides', {}, /A: \{ host \}/],
    ['sides.A.host', { A: { host: '' } }, /side A/],
    ['sides.A.host', { A: {} }, /missing/],
    ['sides.B.host', { A: { host: 'a' }, B: { host: 7 } }, /7;/],
    ['sides.A.port', { A: { host: 'a', port: 0 } }, /1 to 65535/],
    ['sides.B.port', { A: { host: 'a' }, B: { host: 'b', port: '43027' } }, /'43027'/],
    ['sides.A.secure', { A: { host: 'a', secure: true } }, /no such option; there are host, port, tls/],
    ['sides.C', { A: { host: 'a' }, C: { host: 'c' } }, /no such option/],
    ['sides.A.tls', { A: { host: 'a', tls: true } }, /an object/],
    ['sides.A.tls.minVersion', { A: { host: 'a', tls: { minVersion: 'TLSv1' } } }, /TLSv1.2/],
    ['sides.A.tls.ca', { A: { host: 'a', tls: { ca: 7 } } }, /PEM/],
    ['sides.A.tls.ca', { A: { host: 'a', tls: { ca: ['x', 7] } } }, /array/],
    ['sides.A.tls.pfx', { A: { host: 'a', tls: { pfx: 'x' } } }, /PKCS/],
    ['sides.A.tls.certificate', { A: { host: 'a', tls: { certificate: '' } } }, /no such option; there are ca, cert/],
    ['sides.A.tls.verify', { A: { host: 'a', tls: { verify: 'no' } } }, /true or false/],
    ['instance', 25, /0 to 24/],
    ['protocolVersion', 8, /9 to 25/],
    ['protocolVersion', 26, /26/],
    ['protocolVersion', 'newest', /"auto"/],
    ['services', ['CTI_SERVICE_ACTIVE_STANDBY'], /hotStandby/],
    ['services', 0x02000010, /hotStandby/],
    ['hotStandby', true, /side B/],
    ['hotStandby', 'yes', /true or false/],
    ['uniqueInstanceIDTag', 0, /1 to 65535/],
    ['expectedClients', -1, /0 to/],
    ['maxOutstanding', 0, /1 to/],
    ['holdRequests', 1.5, /whole/],
    ['holdSeconds', 0, /above 0/],
    ['connectTimeout', 0, /above 0/],
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
      const options = { ...OPTIONS, [option.replace(/\..*/, '')]: value } as SessionOptions;
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

  it('refuse hot standby with a protocol version that lacks it', () => {
    const both = { A: { host: 'a' }, B: { host: 'b' } };
    assert.throws(() => settingsOf({ ...OPTIONS, sides: both, hotStandby: true, protocolVersion: 23 }), {
      code: 'CTI_INVALID_OPTION',
      field: 'hotStandby',
    });
  });

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
