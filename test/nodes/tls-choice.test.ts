import assert from 'node:assert/strict';
import { Simulator } from '../../lib/simulator';
import { tlsOfSides } from '../../nodes/session/tls-choice';
import { certificate } from '../certificates';
import { at, helper, Inbox, load, withRuntime } from './flow';
import { serverNode } from './real-input';

/** A tls-config as Node-RED gives it. */
const config = (more: object, valid = true) => ({
  name: 'PG',
  valid,
  addTLSOptions: (options: object) => ({ ...options, rejectUnauthorized: true, ...more }),
});

describe('the TLS of the sides', () => {
  const known: Record<string, unknown> = {
    a: config({ ca: 'CA of A', cert: 'mine', key: 'key', passphrase: 'secret', ALPNProtocols: ['x'] }),
    b: config({ ca: 'CA of B', servername: 'pgb', rejectUnauthorized: false }),
    broken: config({}, false),
  };
  const find = (id: string) => known[id] ?? null;
  const usual = { usetls: true, checkServerName: true, minTlsVersion: 'TLSv1.2', tls: 'a', tlsB: '' };

  it('is none where TLS is not ticked, as in flows of before', () => {
    assert.equal(tlsOfSides({}, find), undefined);
    assert.equal(tlsOfSides({ ...usual, usetls: false }, find), undefined);
  });

  it('is the same for both sides unless side B has its own', () => {
    const A = {
      checkServerName: true,
      minVersion: 'TLSv1.2',
      ca: 'CA of A',
      cert: 'mine',
      key: 'key',
      passphrase: 'secret',
      verify: true,
    };
    assert.deepEqual(tlsOfSides(usual, find), { A, B: A });
    const own = tlsOfSides({ ...usual, tlsB: 'b', checkServerName: false, minTlsVersion: 'TLSv1.3' }, find);
    assert.deepEqual(own?.B, {
      checkServerName: false,
      minVersion: 'TLSv1.3',
      ca: 'CA of B',
      servername: 'pgb',
      verify: false,
    });
  });

  it('is that of the system where nothing is chosen', () => {
    assert.deepEqual(tlsOfSides({ usetls: true }, find)?.A, { checkServerName: true });
  });

  it('names a configuration that is missing or cannot be used, and never goes on without it', () => {
    for (const [more, field] of [
      [{ tls: 'gone' }, 'tls'],
      [{ tls: 'broken' }, 'tls'],
      [{ tlsB: 'gone' }, 'tlsB'],
    ] as const) {
      assert.throws(() => tlsOfSides({ ...usual, ...more }, find), { code: 'CTI_INVALID_OPTION', field });
    }
  });

  describe('in a flow', () => {
    withRuntime();
    const pgA = certificate({ name: 'pga', names: ['DNS:localhost'] });
    const client = certificate({ name: 'node-red' });
    let simulator: Simulator;
    let port: number;
    beforeEach(async () => {
      simulator = new Simulator({ port: 0, tls: { ...pgA, ca: client.cert, port: 0, portB: 0 } });
      port = (await simulator.start()).sides.A.securePort ?? 0;
    });
    afterEach(() => simulator.stop());

    const flow = (more: object) => [
      {
        id: 'pg',
        type: 'tls-config',
        name: 'PG of side A',
        cert: '',
        key: '',
        ca: '',
        certname: '',
        keyname: '',
        caname: '',
        servername: '',
        verifyservercert: true,
        alpnprotocol: '',
      },
      serverNode('server', port, { host: 'localhost', protocolVersion: 'auto', usetls: true, tls: 'pg', ...more }),
      at('session', 'cti-session', { server: 'server', answersMaintenance: false, wires: [['out']] }),
      at('out', 'helper'),
    ];
    const trust = { pg: { cadata: pgA.cert, certdata: client.cert, keydata: client.key } };

    it('opens a session with certificates on both ends', async () => {
      await load(flow({}), trust);
      const { payload } = await new Inbox('out').first(({ payload: { state } }) => state === 'open');
      assert.equal(payload.port, port);
    });

    it('tells a certificate that is not trusted', async () => {
      await load(flow({}), { pg: { certdata: client.cert, keydata: client.key } });
      const { payload } = await new Inbox('out').first(({ payload: { code } }) => code !== undefined);
      assert.equal(payload.code, 'CTI_TLS_NOT_TRUSTED');
    });

    it('does not connect with a configuration that cannot be used', async () => {
      await load(flow({}), { pg: { certdata: client.cert } });
      const wrong = helper.log().args.find(([{ id }]) => id === 'server');
      assert.match(String(wrong?.[0].msg), /tls: the TLS configuration PG of side A cannot be used/);
    });
  });
});
