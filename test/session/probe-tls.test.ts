import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { type ProbeReport, type ProbeStep, probe, type SideReport, type TlsOptions } from '../../lib/session';
import { systemClock } from '../../lib/session/clock';
import type { Surroundings } from '../../lib/session/session';
import { Simulator } from '../../lib/simulator';
import { certificate } from '../certificates';
import { ManualClock } from './manual-clock';

const CLIENT = { clientID: 'cti-probe', services: ['CTI_SERVICE_ALL_EVENTS'] } as const;
const HOST = '127.0.0.1';
const LOCAL = { names: ['IP:127.0.0.1'] } as const;
const DAY = 86_400_000;

function lastOf({ steps }: SideReport): ProbeStep {
  return steps.at(-1) as ProbeStep;
}

function tlsStep(report: ProbeReport, side = 0): ProbeStep {
  const step = report.sides[side]?.steps.find(({ name }) => name === 'tls');
  assert.ok(step);
  return step;
}

describe('the probe with TLS', () => {
  const simulators: Simulator[] = [];
  const servers: Server[] = [];

  /** @returns the secured and the plain port of a CTI Server */
  async function secured(identity: { cert: string; key: string }): Promise<{ port: number; plain: number }> {
    const { cert, key } = identity;
    const simulator = new Simulator({ port: 0, tls: { cert, key, port: 0 } });
    simulators.push(simulator);
    const { A } = (await simulator.start()).sides;
    assert.ok(A.securePort);
    return { port: A.securePort, plain: A.port };
  }

  /** A server that takes connections and never says a word. */
  async function silent(): Promise<number> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume();
    });
    servers.push(server);
    server.listen(0, HOST);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  function probed(port: number, tls: TlsOptions, surroundings: Partial<Surroundings> = {}): Promise<ProbeReport> {
    return probe({ ...CLIENT, sides: { A: { host: HOST, port, tls } } }, undefined, surroundings);
  }

  afterEach(async () => {
    for (const simulator of simulators.splice(0)) await simulator.stop();
    for (const server of servers.splice(0)) {
      server.close();
      await once(server, 'close');
    }
  });

  it('tells protocol, cipher, certificate and its validity', async () => {
    const identity = certificate({ ...LOCAL, name: 'pg1a.example.com' });
    const { port } = await secured(identity);
    const report = await probed(port, { ca: identity.cert });
    assert.equal(report.ok, true);
    assert.deepEqual(
      report.sides[0]?.steps.map(({ name, outcome }) => `${name} ${outcome}`),
      ['resolve ok', 'connect ok', 'tls ok', 'open ok', 'services ok', 'peripherals ok', 'time ok', 'close ok'],
    );
    assert.match(
      tlsStep(report).detail,
      /^TLSv1\.[23], \S+; certificate "CN=pg1a\.example\.com" for \S.* of "CN=pg1a\.example\.com", valid from 20\S+Z to 20\S+Z, SHA-256 [\dA-F:]{95}$/,
    );
  });

  it('warns of a certificate that expires within 30 days', async () => {
    const identity = certificate(LOCAL);
    const { port } = await secured(identity);
    const clock = { ...systemClock, date: () => new Date(Date.now() + 340 * DAY) };
    const report = await probed(port, { ca: identity.cert }, { clock });
    assert.equal(report.ok, true);
    const { outcome, code, detail, advice } = tlsStep(report);
    assert.deepEqual([outcome, code], ['warning', 'CTI_TLS_EXPIRES_SOON']);
    assert.match(detail, /^the certificate expires in 2[45] days: /);
    assert.match(advice ?? '', /^Renew it on the PG/);
  });

  it('trusts each side with its own certificate only', async () => {
    const [one, other] = [certificate(LOCAL), certificate({ ...LOCAL, name: 'pg1b.example.com' })];
    const [A, B] = [await secured(one), await secured(other)];
    const sides = (caA: string, caB: string) => ({
      A: { host: HOST, port: A.port, tls: { ca: caA } },
      B: { host: HOST, port: B.port, tls: { ca: caB } },
    });
    assert.equal((await probe({ ...CLIENT, sides: sides(one.cert, other.cert) })).ok, true);
    const crossed = await probe({ ...CLIENT, sides: sides(other.cert, one.cert) });
    assert.equal(crossed.ok, false);
    for (const side of crossed.sides) {
      const { name, outcome, code, advice } = lastOf(side);
      assert.deepEqual([name, outcome, code], ['tls', 'failed', 'CTI_TLS_NOT_TRUSTED']);
      assert.match(advice ?? '', /^Take host\.pem/);
    }
  });

  it('fails with a name that the certificate lacks, unless the check is relaxed', async () => {
    const identity = certificate({ names: ['DNS:pg1a.example.com'] });
    const { port } = await secured(identity);
    const strict = await probed(port, { ca: identity.cert });
    assert.equal(tlsStep(strict).code, 'CTI_TLS_WRONG_NAME');
    assert.match(tlsStep(strict).advice ?? '', /^Connect by a name that it has/);
    const relaxed = await probed(port, { ca: identity.cert, checkServerName: false });
    assert.equal(relaxed.ok, true);
    assert.match(tlsStep(relaxed).detail, /; its name is not checked$/);
  });

  it('says that a certificate is not verified, and that it has expired', async () => {
    const { port } = await secured(certificate({ ...LOCAL, valid: 'no longer' }));
    const { outcome, detail } = tlsStep(await probed(port, { verify: false }));
    assert.equal(outcome, 'warning');
    assert.match(detail, /^the certificate has expired: .*; it is not verified$/);
  });

  it('fails at TLS before anything else with a CA file that is none', async () => {
    const report = await probed(1, { ca: 'no certificate' });
    assert.deepEqual(
      report.sides[0]?.steps.map(({ name, code }) => [name, code]),
      [['tls', 'CTI_TLS_BAD_CERTIFICATE']],
    );
  });

  it('fails at TLS on the plain port', async () => {
    const { plain } = await secured(certificate(LOCAL));
    const { name, outcome, code } = lastOf((await probed(plain, {})).sides[0] as SideReport);
    assert.deepEqual([name, outcome, code], ['tls', 'failed', 'CTI_TLS_PLAIN_SERVER']);
  });

  it('fails at the opening without TLS on the secured port, and advises TLS', async () => {
    const { port } = await secured(certificate(LOCAL));
    const report = await probe({ ...CLIENT, sides: { A: { host: HOST, port } } });
    const { name, outcome, advice } = lastOf(report.sides[0] as SideReport);
    assert.deepEqual([name, outcome], ['open', 'failed']);
    assert.match(advice ?? '', /set up TLS/i);
  });

  it('gives up a handshake that is not answered in time', async () => {
    const clock = new ManualClock();
    const port = await silent();
    const step = ({ name }: ProbeStep) => {
      if (name === 'connect') queueMicrotask(() => clock.advance(10));
    };
    const report = await probe({ ...CLIENT, sides: { A: { host: HOST, port, tls: {} } } }, step, { clock });
    const { name, code, seconds } = lastOf(report.sides[0] as SideReport);
    assert.deepEqual([name, code, seconds], ['tls', 'CTI_TLS_TIMEOUT', 10]);
    assert.equal(clock.waiting, 0);
  });
});
