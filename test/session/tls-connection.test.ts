import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { globalAgent } from 'node:https';
import tls, { type TlsOptions } from 'node:tls';
import { Codec } from '../../lib/codec';
import { Connection } from '../../lib/session/transport/connection';
import type { TlsSettings, TransportStage } from '../../lib/session/transport/transport';
import { type Certificate, certificate, pkcs12 } from '../certificates';
import { Listener } from './listener';
import { OpensslPeer, TlsPeer } from './tls-peer';

const frame = new Codec().encode('HEARTBEAT_REQ', { invokeID: 1 });
const HERE = ['DNS:pg1a.example.com', 'IP:127.0.0.1'];
const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;

const authority = certificate({ name: 'Example Contact Centre CA', authority: true });
const rsa = certificate({ kind: 'rsa', name: 'pg1a', names: HERE });
const ecdsa = certificate({ kind: 'ecdsa', name: 'pg1a', names: HERE });
const signed = certificate({ name: 'pg1a', names: HERE, issuer: authority });
const rsaClient = certificate({ kind: 'rsa', name: 'wallboard', issuer: authority });
const ecdsaClient = certificate({ name: 'wallboard', issuer: authority });

const peers: { stop(): Promise<void> }[] = [];
const connections: Connection[] = [];

async function peerWith({ cert, key }: Certificate, options: TlsOptions = {}): Promise<TlsPeer> {
  const peer = await TlsPeer.listen({ cert, key, ...options });
  peers.push(peer);
  return peer;
}

function connect(peer: TlsPeer | OpensslPeer, settings: Partial<TlsSettings>, maxQueued?: number) {
  const listener = new Listener();
  const connection = new Connection(peer.endpoint(settings), listener, maxQueued);
  connections.push(connection);
  connection.connect();
  return { connection, listener };
}

/** A frame there and back. */
async function works(peer: TlsPeer | OpensslPeer, settings: Partial<TlsSettings>): Promise<Listener> {
  const { connection, listener } = connect(peer, settings);
  const error = await Promise.race([listener.hears('connected'), listener.fails()]);
  assert.equal(error?.message, undefined);
  connection.write(frame);
  await listener.hears('data');
  assert.deepEqual(Buffer.concat(listener.chunks), frame);
  return listener;
}

async function failsWith(code: string, peer: TlsPeer, settings: Partial<TlsSettings>): Promise<void> {
  const { listener } = connect(peer, settings);
  const error = await listener.fails();
  assert.equal(error.code, code, error.message);
  assert.deepEqual(listener.told, ['closed']);
}

afterEach(async () => {
  for (const connection of connections.splice(0)) connection.reset();
  for (const peer of peers.splice(0)) await peer.stop();
});

describe('a TLS connection', () => {
  for (const maxVersion of VERSIONS) {
    for (const [kind, server] of Object.entries({ RSA: rsa, ECDSA: ecdsa })) {
      it(`carries bytes both ways: ${maxVersion}, ${kind}`, async () => {
        const listener = await works(await peerWith(server, { maxVersion }), { ca: server.cert });
        const secured = listener.stages.at(-1) as Extract<TransportStage, { name: 'secured' }>;
        assert.equal(secured.protocol, maxVersion);
      });
    }

    for (const [kind, client] of Object.entries({ RSA: rsaClient, ECDSA: ecdsaClient })) {
      it(`shows this side's certificate: ${maxVersion}, ${kind}`, async () => {
        const peer = await peerWith(rsa, { maxVersion, requestCert: true, ca: authority.cert });
        await works(peer, { ca: rsa.cert, cert: client.cert, key: client.key });
        assert.equal((await peer.client()).getPeerCertificate().subject.CN, 'wallboard');
      });
    }
  }

  it('works with the server of openssl as well', async () => {
    const client = ['-Verify', '1', '-verify_return_error', '-CAfile', authority.certFile];
    const peer = await OpensslPeer.listen('-rev', '-cert', ecdsa.certFile, '-key', ecdsa.keyFile, ...client);
    peers.push(peer);
    const { connection, listener } = connect(peer, { ca: ecdsa.cert, cert: rsaClient.cert, key: rsaClient.key });
    await listener.hears('connected');
    connection.write(Buffer.from('abc\n'));
    await listener.hears('data');
    assert.equal(Buffer.concat(listener.chunks).toString(), 'cba\n');
  });

  it('takes certificate and key as PKCS #12, and a key under a passphrase', async () => {
    const peer = await peerWith(rsa, { requestCert: true, ca: authority.cert });
    await works(peer, { ca: rsa.cert, pfx: pkcs12(ecdsaClient, 'open sesame'), passphrase: 'open sesame' });
    const key = createPrivateKey(ecdsaClient.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open sesame',
    });
    await works(peer, { ca: rsa.cert, cert: ecdsaClient.cert, key, passphrase: 'open sesame' });
  });

  it('tells each step, the last one with the certificate', async () => {
    const peer = await peerWith(signed, { maxVersion: 'TLSv1.2' });
    const { connection, listener } = connect(peer, { ca: authority.cert });
    assert.equal(connection.stage, 'idle');
    await listener.reaches('connected');
    assert.equal(connection.stage, 'connected');
    assert.throws(() => connection.write(frame), { code: 'CTI_NOT_CONNECTED' }, 'before the handshake');
    await listener.hears('connected');
    assert.equal(connection.stage, 'secured');
    assert.deepEqual(
      listener.stages.map(({ name }) => name),
      ['resolved', 'connected', 'secured'],
    );
    const { validFrom, validTo, fingerprint256 } = new X509Certificate(signed.cert);
    assert.deepEqual(listener.stages.at(-1), {
      name: 'secured',
      protocol: 'TLSv1.2',
      cipher: 'ECDHE-ECDSA-AES128-GCM-SHA256',
      certificate: {
        subject: 'CN=pg1a',
        names: 'pg1a.example.com, 127.0.0.1',
        issuer: 'CN=Example Contact Centre CA',
        validFrom: new Date(validFrom).toISOString(),
        validTo: new Date(validTo).toISOString(),
        fingerprint256,
      },
    });
  });

  it('tells once and last that the peer has closed it', async () => {
    const peer = await peerWith(rsa);
    const { connection, listener } = connect(peer, { ca: rsa.cert });
    await listener.hears('connected');
    connection.write(frame);
    await listener.hears('data');
    (await peer.client()).end();
    const error = await listener.fails();
    assert.equal(error.code, 'CTI_CONNECTION_LOST');
    assert.match(error.message, /127\.0\.0\.1:\d+ lost: the peer closed it$/);
    assert.deepEqual(listener.told, ['connected', 'data', 'closed']);
    assert.throws(() => connection.write(frame), { code: 'CTI_NOT_CONNECTED' });
  });

  it('refuses to pile up more than may wait, and tells how much does', async () => {
    const peer = await peerWith(rsa);
    const { connection, listener } = connect(peer, { ca: rsa.cert }, 100_000);
    await listener.hears('connected');
    assert.equal(connection.queued, 0);
    const server = await peer.client();
    server.pause();
    const fill = () => {
      // TLS and the operating systems on both ends take some megabytes before anything waits here.
      for (let i = 0; i < 10_000; i++) connection.write(Buffer.alloc(65_536));
    };
    assert.throws(fill, { code: 'CTI_SEND_QUEUE_FULL' });
    assert.ok(connection.queued > 0 && connection.queued <= 100_000, `${connection.queued} bytes wait`);
    const written = new Promise<void>((resolve) => connection.write(frame, resolve));
    server.resume();
    await written;
    assert.equal(connection.queued, 0);
  });
});

describe('a TLS connection that is reset', () => {
  for (const maxVersion of VERSIONS) {
    it(`is seen to be reset by the peer, while bytes come: ${maxVersion}`, async () => {
      const peer = await peerWith(rsa, { maxVersion });
      const { connection, listener } = connect(peer, { ca: rsa.cert });
      await listener.hears('connected');
      connection.write(frame);
      await listener.hears('data');
      connection.reset();
      connection.reset();
      assert.equal(await peer.failure(), 'ECONNRESET');
      await noSocketIsLeft(peer);
      assert.deepEqual(listener.told, ['connected', 'data']);
    });

    // Node.js is delicate about sockets that go away inside the callbacks of a handshake.
    for (const moment of ['resolved', 'connected', 'secured'] as const) {
      it(`tells nothing more from "${moment}" on, and leaves no socket: ${maxVersion}`, async () => {
        const peer = await peerWith(rsa, { maxVersion });
        const listener = new Listener();
        const connection = new Connection(peer.endpoint({ ca: rsa.cert }), {
          connected: () => listener.connected(),
          data: (chunk) => listener.data(chunk),
          closed: (error) => listener.closed(error),
          stage: (stage) => {
            if (stage.name === moment) connection.reset();
            listener.stage(stage);
          },
        });
        connection.connect();
        await listener.reaches(moment);
        await noSocketIsLeft(peer);
        assert.deepEqual(listener.told, []);
        assert.equal(listener.stages.at(-1)?.name, moment);
      });
    }

    it(`may be in the middle of much that waits: ${maxVersion}`, async () => {
      const peer = await peerWith(rsa, { maxVersion });
      const { connection, listener } = connect(peer, { ca: rsa.cert });
      await listener.hears('connected');
      for (let i = 0; i < 15; i++) connection.write(Buffer.alloc(65_536), () => listener.told.push('written'));
      connection.reset();
      await noSocketIsLeft(peer);
      assert.deepEqual(listener.told, ['connected']);
    });
  }
});

describe('the trust of a TLS connection', () => {
  it('is per side: each self-signed server is trusted by its own side only', async () => {
    const sideA = await peerWith(rsa);
    const other = certificate({ name: 'pg1b', names: HERE });
    const sideB = await peerWith(other);
    await works(sideA, { ca: rsa.cert });
    await works(sideB, { ca: other.cert });
    await failsWith('CTI_TLS_NOT_TRUSTED', sideA, { ca: other.cert });
    await failsWith('CTI_TLS_NOT_TRUSTED', sideB, { ca: rsa.cert });
    await works(sideB, { ca: [rsa.cert, Buffer.from(other.cert)] });
    await works(sideB, { ca: rsa.cert + other.cert });
  });

  it("may be the authority's certificate, or the server's own though an authority signed it", async () => {
    const peer = await peerWith(signed);
    await works(peer, { ca: authority.cert });
    await works(peer, { ca: signed.cert });
    const sibling = certificate({ name: 'pg1b', names: HERE, issuer: authority });
    await failsWith('CTI_TLS_NOT_TRUSTED', await peerWith(sibling), { ca: signed.cert });
  });

  it('is not the same as the name: a relaxed name check still wants a trusted certificate', async () => {
    const elsewhere = certificate({ name: 'PG1A', names: ['DNS:pg9z.example.com'] });
    const peer = await peerWith(elsewhere);
    await failsWith('CTI_TLS_WRONG_NAME', peer, { ca: elsewhere.cert });
    await works(peer, { ca: elsewhere.cert, checkServerName: false });
    await failsWith('CTI_TLS_NOT_TRUSTED', peer, { ca: rsa.cert, checkServerName: false });
    await failsWith('CTI_TLS_NOT_TRUSTED', peer, { checkServerName: false });
  });

  it('goes by the name given, which the server is asked for', async () => {
    const named = certificate({ name: 'pg1a.example.com' });
    const peer = await peerWith(named);
    await failsWith('CTI_TLS_WRONG_NAME', peer, { ca: named.cert });
    await works(peer, { ca: named.cert, servername: 'pg1a.example.com' });
    assert.equal(peer.sockets.at(-1)?.servername, 'pg1a.example.com');
    const address = await peerWith(rsa);
    await failsWith('CTI_TLS_WRONG_NAME', address, { ca: rsa.cert, servername: '10.0.0.1' });
    await works(address, { ca: rsa.cert, servername: '127.0.0.1' });
  });

  it('is not asked for when nothing is to be verified, and only then', async () => {
    const expired = certificate({ name: 'pg9z', valid: 'no longer' });
    const peer = await peerWith(expired);
    const before = [process.env.NODE_TLS_REJECT_UNAUTHORIZED, tls.checkServerIdentity, { ...globalAgent.options }];
    await works(peer, { verify: false });
    await failsWith('CTI_TLS_EXPIRED', peer, { ca: expired.cert });
    const after = [process.env.NODE_TLS_REJECT_UNAUTHORIZED, tls.checkServerIdentity, { ...globalAgent.options }];
    assert.deepEqual(after, before, 'nothing of the process has changed');
  });
});

/** Neither end of any connection to the peer is left. */
async function noSocketIsLeft(peer: TlsPeer): Promise<void> {
  const open = () => process.getActiveResourcesInfo().filter((kind) => /^(TCPSocket|TCPConnect|TLS)Wrap$/.test(kind));
  while (open().length > 0 || (await peer.connections()) > 0) await new Promise((resolve) => setImmediate(resolve));
}
