import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectSecurely, type TLSSocket } from 'node:tls';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { Simulator, type SimulatorOptions } from '../../lib/simulator';
import { type Certificate, certificate } from '../certificates';
import { TestClient } from './client';
import { HOT, Site } from './site';

/** Waits for the end, however it comes. */
function ended(socket: Socket): Promise<void> {
  socket.on('error', () => {});
  socket.resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

describe('the secured ports', () => {
  let certificates: Record<'server' | 'client' | 'stranger', Certificate>;
  let site: Site;
  let trace: string[];

  before(() => {
    certificates = {
      server: certificate({ name: 'server' }),
      client: certificate({ name: 'client' }),
      stranger: certificate({ name: 'stranger' }),
    };
  });
  beforeEach(() => {
    trace = [];
  });
  afterEach(() => site.stop());

  async function start(tls: object = {}, more: SimulatorOptions = {}): Promise<void> {
    site = await Site.start({ tls: { ...certificates.server, port: 0, portB: 0, ...tls }, ...more });
    site.simulator.on('trace', (line) => trace.push(line));
  }

  const securePort = (side: 'A' | 'B' = 'A') => site.sides[side]?.securePort ?? 0;

  /** Waits until the trace has such a line. */
  async function traced(line: RegExp): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (!trace.some((one) => line.test(one))) return;
        site.simulator.off('trace', look);
        resolve();
      };
      site.simulator.on('trace', look);
      look();
    });
  }

  /** A client that does not get in. */
  async function turnedAway(options: ConnectionOptions): Promise<void> {
    await ended(connectSecurely({ host: '127.0.0.1', port: securePort(), rejectUnauthorized: false, ...options }));
  }

  it('have connections that can fail on demand', async () => {
    await start();
    const client = await TestClient.secure(securePort());
    await client.open();
    const [failed] = await Promise.all([once(client.socket, 'error'), site.simulator.perform({ action: 'drop' })]);
    assert.equal((failed[0] as NodeJS.ErrnoException).code, 'ECONNRESET');
    await client.closed;
    const other = await TestClient.secure(securePort());
    await other.open({ clientID: 'other' });
    assert.deepEqual(await site.simulator.perform({ action: 'halfOpen' }), { sessions: 1 });
    other.close();
  });

  it('stand beside the unsecured ones, one per side', async () => {
    await start({}, { sideB: { port: 0 } });
    const ports = [site.sides.A.port, securePort('A'), site.sides.B?.port, securePort('B')];
    assert.equal(new Set(ports).size, 4);
    const secured = await TestClient.secure(securePort('A'));
    await secured.open();
    await secured.news();
    const plain = await site.bridge();
    site.simulator.inboundCall();
    assert.deepEqual(await secured.topics(), await plain.topics());
    const waiting = await TestClient.secure(securePort('B'));
    assert.equal((await waiting.open({ servicesRequested: HOT })).sessionType, 'STANDBY');
    site.simulator.switchSides();
    assert.equal((await secured.event('FAILURE_EVENT')).status, 'E_CTI_CTI_SERVER_OFFLINE');
    await secured.closed;
    await waiting.event('STANDBY_ACTIVE_EVENT_MSG');
    await site.stop();
    assert.equal((await waiting.event('FAILURE_EVENT')).status, 'E_CTI_CTI_SERVER_OFFLINE');
    await waiting.closed;
  });

  it('are reset with their side, also in the middle of a handshake, and come back', async () => {
    await start({}, { sideB: { port: 0 } });
    const client = await TestClient.secure(securePort());
    const errors: unknown[] = [];
    client.socket.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code));
    await client.open();
    await client.news();
    const silent = connect(securePort(), '127.0.0.1');
    const gone = ended(silent);
    await once(silent, 'connect');
    await client.settled();
    await site.simulator.stopSide('A');
    await client.closed;
    await gone;
    assert.deepEqual(errors, ['ECONNRESET']);
    await site.simulator.startSide('A');
    const again = await TestClient.secure(securePort());
    await again.open({ servicesRequested: HOT });
    again.close();
  });

  it('speak TLS 1.2 and later only', async () => {
    await start();
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const client = await TestClient.secure(securePort(), { minVersion: version, maxVersion: version });
      assert.equal((client.socket as TLSSocket).getProtocol(), version);
      client.close();
    }
    await turnedAway({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' });
    await traced(/^SIDE A: a TLS handshake failed: .*unsupported protocol/);
  });

  it('ask for a certificate when they have an authority to check it against', async () => {
    await start({ ca: certificates.client.cert });
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const client = await TestClient.secure(securePort(), { ...certificates.client, maxVersion: version });
      await client.open();
      client.close();
      await turnedAway({ maxVersion: version });
      await traced(/a TLS handshake failed: .*did not return a certificate/);
      await turnedAway({ ...certificates.stranger, maxVersion: version });
      await traced(/a TLS handshake failed: DEPTH_ZERO_SELF_SIGNED_CERT/);
      trace.length = 0;
    }
  });

  it('survive a client that speaks no TLS', async () => {
    await start();
    const client = connect(securePort(), '127.0.0.1');
    const closed = ended(client);
    client.write(Buffer.from('00000004000000050000000100000000', 'hex'));
    await closed;
    await traced(/^SIDE A: a TLS handshake failed: /);
    await site.bridge();
  });

  it('need a certificate that belongs to its key', async () => {
    await start();
    const { key } = certificates.client;
    for (const wrong of [{ key }, { cert: 'no PEM' }]) {
      const tls = { ...certificates.server, port: 0, ...wrong };
      await assert.rejects(new Simulator({ port: 0, tls }).start(), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'CTI_INVALID_OPTION');
        assert.ok(!error.message.includes(key));
        return true;
      });
    }
  });
});
