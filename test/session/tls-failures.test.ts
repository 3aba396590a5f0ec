import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { Codec, type CtiError } from '../../lib/codec';
import { Connection, connectTooLate, openTransport } from '../../lib/session/transport/connection';
import type { Endpoint, TlsSettings } from '../../lib/session/transport/transport';
import { type Certificate, certificate, pkcs12 } from '../certificates';
import { Listener } from './listener';
import { endpointOf, OpensslPeer, TlsPeer } from './tls-peer';

const frame = new Codec().encode('HEARTBEAT_REQ', { invokeID: 1 });
const HERE = ['DNS:pg1a.example.com', 'IP:127.0.0.1'];
const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;

const authority = certificate({ name: 'Example Contact Centre CA', authority: true });
const server = certificate({ kind: 'rsa', name: 'pg1a', names: HERE });
const client = certificate({ name: 'wallboard', issuer: authority });
const stranger = certificate({ name: 'stranger' });

const running: { stop(): Promise<void> }[] = [];

async function peerWith({ cert, key }: Certificate, options: TlsOptions = {}): Promise<TlsPeer> {
  const peer = await TlsPeer.listen({ cert, key, ...options });
  running.push(peer);
  return peer;
}

/** A server without TLS. */
async function plainPeer(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const plain = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    talk(socket);
  });
  plain.listen(0, '127.0.0.1');
  await once(plain, 'listening');
  running.push({
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      plain.close();
      await once(plain, 'close');
    },
  });
  return (plain.address() as AddressInfo).port;
}

/** The failure of a connection over which a frame is sent as soon as may be. */
async function failure(endpoint: Endpoint): Promise<CtiError> {
  const listener = new Listener();
  const connection = new Connection(endpoint, {
    connected: () => {
      listener.connected();
      connection.write(frame);
    },
    data: (chunk) => listener.data(chunk),
    closed: (error) => listener.closed(error),
  });
  connection.connect();
  const error = await listener.fails();
  assert.equal(listener.told.filter((what) => what === 'closed').length, 1);
  assert.ok(!listener.told.includes('data'));
  assert.match(error.message, /127\.0\.0\.1:\d+/);
  return error;
}

async function expect(endpoint: Endpoint, code: string, message: RegExp): Promise<void> {
  const error = await failure(endpoint);
  assert.equal(error.code, code, error.message);
  assert.match(error.message, message);
}

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

for (const maxVersion of VERSIONS) {
  describe(`a server whose certificate will not do, ${maxVersion}`, () => {
    it('self-signed and unknown: not trusted, take host.pem', async () => {
      const peer = await peerWith(server, { maxVersion });
      await expect(
        peer.endpoint({ ca: stranger.cert }),
        'CTI_TLS_NOT_TRUSTED',
        /not trusted: it is self-signed \("CN=pg1a"\)\. Take host\.pem from .* on the PG of this side.*([0-9A-F]{2}:){31}/,
      );
    });

    it('signed by an unknown authority: not trusted', async () => {
      const peer = await peerWith(certificate({ name: 'pg1a', names: HERE, issuer: authority }), { maxVersion });
      await expect(
        peer.endpoint({ ca: server.cert }),
        'CTI_TLS_NOT_TRUSTED',
        /its issuer "CN=Example Contact Centre CA" is not among the CA certificates/,
      );
      await expect(peer.endpoint(), 'CTI_TLS_NOT_TRUSTED', /its issuer/);
    });

    it('of the same name as the one trusted, but another: not trusted', async () => {
      const twin = certificate({ kind: 'ecdsa', name: 'pg1a', names: HERE });
      const peer = await peerWith(twin, { maxVersion });
      await expect(peer.endpoint({ ca: server.cert }), 'CTI_TLS_NOT_TRUSTED', /not trusted/);
    });

    it('for other names: says which, and how to relax the check', async () => {
      const elsewhere = certificate({ name: 'pg9z', names: ['DNS:pg9z.example.com', 'IP:10.0.0.9'] });
      const peer = await peerWith(elsewhere, { maxVersion });
      await expect(
        peer.endpoint({ ca: elsewhere.cert }),
        'CTI_TLS_WRONG_NAME',
        /is for pg9z\.example\.com, 10\.0\.0\.9, not for 127\.0\.0\.1\..*the name check can be relaxed for this side/,
      );
      const nameless = certificate({ name: 'pg9z' });
      const old = await peerWith(nameless, { maxVersion });
      await expect(old.endpoint({ ca: nameless.cert }), 'CTI_TLS_WRONG_NAME', /is for pg9z, not for/);
    });

    it('expired: says when', async () => {
      const expired = certificate({ name: 'pg1a', names: HERE, valid: 'no longer' });
      const peer = await peerWith(expired, { maxVersion });
      await expect(
        peer.endpoint({ ca: expired.cert }),
        'CTI_TLS_EXPIRED',
        /"CN=pg1a" in the chain of 127\.0\.0\.1:\d+ has expired: it was valid until 20\d\d-.*Z, and it is 20.*CiscoCertUtil/,
      );
    });

    it('not valid yet: says from when', async () => {
      const early = certificate({ name: 'pg1a', names: HERE, valid: 'not yet' });
      const peer = await peerWith(early, { maxVersion });
      await expect(
        peer.endpoint({ ca: early.cert }),
        'CTI_TLS_EXPIRED',
        /is not valid yet: it will be from 20\d\d-.*clocks of both hosts/,
      );
    });

    it('of an authority that has expired: names the authority', async () => {
      const past = certificate({ name: 'Old CA', authority: true, valid: 'no longer' });
      const peer = await peerWith(certificate({ name: 'pg1a', names: HERE, issuer: past }), { maxVersion });
      await expect(peer.endpoint({ ca: past.cert }), 'CTI_TLS_EXPIRED', /"CN=Old CA" in the chain of .* has expired/);
    });
  });

  describe(`a server that wants a client certificate, ${maxVersion}`, () => {
    const identity = { ca: server.cert, cert: stranger.cert, key: stranger.key };
    const opensslPeer = async () => {
      const demand = ['-Verify', '1', '-verify_return_error', '-CAfile', authority.certFile];
      const version = maxVersion === 'TLSv1.2' ? '-tls1_2' : '-tls1_3';
      const peer = await OpensslPeer.listen('-cert', server.certFile, '-key', server.keyFile, ...demand, version);
      running.push(peer);
      return peer;
    };

    it('and gets none: says to give one', async () => {
      const peer = await peerWith(server, { maxVersion, requestCert: true, ca: authority.cert });
      const wanted = /refuses a client without a certificate .*give certificate and key/;
      await expect(peer.endpoint({ ca: server.cert }), 'CTI_TLS_CLIENT_CERTIFICATE_REFUSED', wanted);
      const other = await opensslPeer();
      await expect(other.endpoint({ ca: server.cert }), 'CTI_TLS_CLIENT_CERTIFICATE_REFUSED', wanted);
    });

    it('and gets one that it does not trust: says to install it', async () => {
      const peer = await opensslPeer();
      await expect(
        peer.endpoint(identity),
        'CTI_TLS_CLIENT_CERTIFICATE_REFUSED',
        /refuses this side's certificate \(.*unknown ca\)\. Install it on the PG of this side.*CiscoCertUtil \/install/,
      );
    });

    it('and says nothing about one that it does not trust', async () => {
      // A server of Node.js ends such a connection without an alert.
      const peer = await peerWith(server, { maxVersion, requestCert: true, ca: authority.cert });
      await expect(
        peer.endpoint(identity),
        'CTI_TLS_CLIENT_CERTIFICATE_REFUSED',
        /ended the TLS handshake without a reason after it had seen this side's certificate/,
      );
    });

    it('takes one that it trusts: a connection that ends later is not refused but lost', async () => {
      const peer = await peerWith(server, { maxVersion, requestCert: true, ca: authority.cert });
      const listener = new Listener();
      const connection = openTransport(peer.endpoint({ ...identity, cert: client.cert, key: client.key }), listener);
      connection.connect();
      await listener.hears('connected');
      connection.write(frame);
      await listener.hears('data');
      (await peer.client()).destroy();
      assert.equal((await listener.fails()).code, 'CTI_CONNECTION_LOST');
    });
  });
}

describe('a server without TLS at the secured port', () => {
  const plain = /This looks like the plain port.*42030 on side A and 43030 on side B, plus 40 for each instance/;

  it('that speaks', async () => {
    for (const words of [frame, Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')]) {
      const port = await plainPeer((socket) => socket.write(words));
      await expect(endpointOf(port), 'CTI_TLS_PLAIN_SERVER', plain);
    }
  });

  it('that ends the connection, politely or not', async () => {
    const polite = await plainPeer((socket) => socket.once('data', () => socket.end()));
    await expect(endpointOf(polite), 'CTI_TLS_PLAIN_SERVER', plain);
    const rude = await plainPeer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await expect(endpointOf(rude), 'CTI_TLS_PLAIN_SERVER', plain);
  });

  it('that says nothing: the time limit tells what was waited for', () => {
    const error = connectTooLate(endpointOf(42027), 10, 'connected');
    assert.equal(error.code, 'CTI_TLS_TIMEOUT');
    assert.match(error.message, /has not finished the TLS handshake within 10 s/);
    assert.match(error.message, plain);
    assert.equal(connectTooLate(endpointOf(42030), 10, 'resolved').code, 'CTI_CONNECT_FAILED');
  });

  it('is told from no server at all', async () => {
    const port = await plainPeer(() => undefined);
    await running.pop()?.stop();
    await expect(endpointOf(port), 'CTI_CONNECT_FAILED', /nothing listens on that port/);
  });
});

describe('a TLS server at the plain port', () => {
  it('of Node.js, which ends the connection without a word', async () => {
    const { host, port } = (await peerWith(server)).endpoint();
    await expect({ host, port }, 'CTI_CONNECTION_LOST', /not answered a byte: if this is the secured port, set up TLS/);
  });

  it('of openssl, the same', async () => {
    const peer = await OpensslPeer.listen('-cert', server.certFile, '-key', server.keyFile);
    running.push(peer);
    const { host, port } = peer.endpoint();
    await expect({ host, port }, 'CTI_CONNECTION_LOST', /if this is the secured port, set up TLS/);
  });
});

describe('a TLS handshake that finds no common ground', () => {
  it('when the server has no version new enough', async () => {
    const since12 = await peerWith(server, { maxVersion: 'TLSv1.2' });
    await expect(
      since12.endpoint({ ca: server.cert, minVersion: 'TLSv1.3' }),
      'CTI_TLS_VERSION',
      /speaks no TLS of version 1\.3 or later .*Set the minimum version to TLS 1\.2/,
    );
    const old = await peerWith(server, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' });
    await expect(
      old.endpoint({ ca: server.cert }),
      'CTI_TLS_VERSION',
      /speaks no TLS of version 1\.2 or later .*It needs an update/,
    );
  });

  it('when the ciphers of the server do not fit its certificate', async () => {
    const peer = await peerWith(server, { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' });
    await expect(
      peer.endpoint({ ca: server.cert }),
      'CTI_TLS_FAILED',
      /shares no cipher with this side .*RSA or the ECDSA/,
    );
  });

  it('when the server breaks off in the middle, and this side has no certificate', async () => {
    // The header of a handshake record, and no more.
    const port = await plainPeer((socket) => socket.once('data', () => socket.end(Buffer.from('1603030040', 'hex'))));
    await expect(endpointOf(port), 'CTI_TLS_FAILED', /without a reason\. It may want a client certificate/);
  });

  it('when an alert means something else', async () => {
    // internal_error
    const port = await plainPeer((socket) =>
      socket.once('data', () => socket.end(Buffer.from('15030300020250', 'hex'))),
    );
    await expect(endpointOf(port), 'CTI_TLS_FAILED', /The TLS handshake with .* failed: .*internal error/);
  });
});

describe('trust and identity that cannot be used', () => {
  const rubbish = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  const cases: [string, Partial<TlsSettings>, string, RegExp][] = [
    ['no certificate as CA', { ca: Buffer.from([0x30, 0x82]) }, 'ca', /there is no certificate in it; give PEM/],
    ['nothing as CA', { ca: [] }, 'ca', /there is no certificate in it/],
    ['a damaged CA certificate', { ca: server.cert + rubbish }, 'ca', /a certificate in it cannot be read/],
    ['a certificate without its key', { cert: client.cert }, 'key', /it is missing, though there is a certificate/],
    ['a key without its certificate', { key: client.key }, 'cert', /it is missing, though there is a key/],
    ['no certificate', { cert: client.key, key: client.key }, 'cert', /there is no certificate in it/],
    ['the key of another', { cert: client.cert, key: stranger.key }, 'key', /it does not belong to the certificate/],
    ['no key', { cert: client.cert, key: 'rubbish' }, 'key', /it cannot be read .*BEGIN PRIVATE KEY/],
    ['a rubbish PKCS #12', { pfx: Buffer.from('rubbish') }, 'pfx', /it cannot be read .*PKCS #12/],
  ];

  for (const [name, settings, field, problem] of cases) {
    it(`${name}: says so, and connects to nobody`, async () => {
      let asked = 0;
      const port = await plainPeer(() => {
        asked += 1;
      });
      const error = await failure(endpointOf(port, settings));
      assert.equal(error.code, 'CTI_TLS_BAD_CERTIFICATE');
      assert.equal(error.field, field);
      assert.match(error.message, problem);
      assert.equal(asked, 0);
    });
  }

  it('an encrypted key: says whether the passphrase is missing or wrong, and never tells it', async () => {
    const key = certificate({ name: 'encrypted' });
    const encrypted = createPrivateKey(key.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open sesame',
    });
    const missing = await failure(endpointOf(42030, { cert: key.cert, key: encrypted }));
    assert.match(missing.message, /key: it is encrypted; give its passphrase/);
    const pfx = pkcs12(key, 'open sesame');
    for (const settings of [{ cert: key.cert, key: encrypted }, { pfx }]) {
      const wrong = await failure(endpointOf(42030, { ...settings, passphrase: 'shut barley' }));
      assert.equal(wrong.code, 'CTI_TLS_BAD_CERTIFICATE');
      assert.match(wrong.message, /the passphrase is wrong/);
      assert.doesNotMatch(JSON.stringify([wrong, wrong.message, String(wrong.cause)]), /barley/);
    }
  });

  it('is told of after connect has returned, and not after a reset', async () => {
    const listener = new Listener();
    const connection = new Connection(endpointOf(42030, { ca: 'rubbish' }), listener);
    connection.connect();
    assert.deepEqual(listener.told, []);
    connection.reset();
    assert.equal((await failure(endpointOf(42030, { ca: 'rubbish' }))).code, 'CTI_TLS_BAD_CERTIFICATE');
    assert.deepEqual(listener.told, []);
  });
});
