import assert from 'node:assert/strict';
import { type AnyMessage, Codec, type CtiError } from '../../lib/codec';
import { type ProbeStep, probe } from '../../lib/session';
import type { Surroundings } from '../../lib/session/session';
import { Simulator } from '../../lib/simulator';
import { FakeConnection } from './fake-network';
import { ManualClock } from './manual-clock';
import {
  CLIENT,
  deafPort,
  grants,
  HOST,
  outcomes,
  Peers,
  probed,
  refuses,
  sideOf,
  stepOf,
  TWO_PERIPHERALS,
  tells,
} from './probe-bench';
import { obliging } from './tcp-peer';

describe('the probe', () => {
  const peers = new Peers();

  afterEach(() => peers.stop());

  it('goes through every step with a server that is well', async () => {
    const simulator = new Simulator({ port: 0 });
    const { port } = await simulator.start();
    const report = await probed(port);
    await simulator.stop();
    const side = sideOf(report);
    assert.equal(report.ok, true);
    assert.deepEqual(outcomes(side.steps), ['resolve', 'connect', 'open', 'services', 'peripherals', 'time', 'close']);
    assert.deepEqual(report.told, side.steps);
    assert.equal(side.outcome, 'open');
    assert.equal(side.protocol, 25);
    assert.deepEqual(side.services, ['CTI_SERVICE_ALL_EVENTS']);
    assert.deepEqual(side.missingServices, []);
    assert.deepEqual(side.degraded, []);
    assert.deepEqual(
      side.peripherals?.map(({ online }) => online),
      [true, true],
    );
    assert.ok(Math.abs(side.timeDifference ?? 99) <= 1);
    assert.deepEqual([report.figures.framesOut, report.figures.tries], [2, 1]);
    assert.equal(report.figures.confirmationTime.count, 2);
    for (const { seconds } of side.steps) assert.ok(seconds >= 0);
  });

  it('asks for nothing that touches others, and closes politely', async () => {
    const peer = await peers.listen((client, message) => grants(client, message, {}));
    const report = await probed(peer.port, {
      services: [
        'CTI_SERVICE_CLIENT_EVENTS',
        'CTI_SERVICE_SUPERVISOR',
        'CTI_SERVICE_CONNECTION_MONITOR',
        'CTI_SERVICE_CLIENT_CONTROL',
      ],
      peripheralID: 5000,
      agentInstrument: '2001',
      uniqueInstanceIDTag: 999,
    });
    const client = await peer.client(0);
    await client.until(() => client.ended !== undefined);
    assert.deepEqual(
      client.received.map(({ topic }) => topic),
      ['OPEN_REQ', 'CLOSE_REQ'],
    );
    const { payload } = (await client.message('OPEN_REQ')) as Extract<AnyMessage, { topic: 'OPEN_REQ' }>;
    assert.deepEqual(payload.servicesRequested, ['CTI_SERVICE_CLIENT_CONTROL']);
    assert.deepEqual([payload.callMsgMask, payload.agentStateMask, payload.configMsgMask], [[], [], []]);
    assert.equal(payload.peripheralID, null);
    assert.equal(payload.agentInstrument, undefined);
    assert.equal(payload.unknownFields, undefined);
    const { detail, outcome } = stepOf(sideOf(report), 'services');
    assert.equal(outcome, 'ok');
    assert.match(detail, /Not tried here: CTI_SERVICE_CLIENT_EVENTS: it could end the running session/);
    assert.match(detail, /CTI_SERVICE_CONNECTION_MONITOR: .*alarm/);
  });

  it('steps down to the protocol version that the server speaks, and tells of one step', async () => {
    const codec = new Codec({ version: 20 });
    const peer = await peers.listen((client, message) => {
      if (message.topic !== 'OPEN_REQ' || message.payload.versionNumber > 20) {
        if (message.topic === 'OPEN_REQ') refuses('E_CTI_INVALID_VERSION')(client, message);
        else obliging(client, message);
        return;
      }
      const { invokeID, servicesRequested } = message.payload;
      client.socket.write(
        codec.encode('OPEN_CONF', {
          invokeID,
          servicesGranted: servicesRequested,
          monitorID: 0,
          pgStatus: [],
          icmCentralControllerTime: new Date(),
          peripheralOnline: true,
          peripheralType: null,
          agentState: 'AGENT_STATE_UNKNOWN',
          departmentID: 0,
        }),
      );
    });
    const report = await probed(peer.port);
    const side = sideOf(report);
    assert.equal(side.protocol, 20);
    assert.equal(peer.clients.length, 6);
    assert.deepEqual(outcomes(side.steps), ['resolve', 'connect', 'open', 'services', 'peripherals', 'time', 'close']);
    assert.equal(stepOf(side, 'open').detail, 'protocol version 20; it refuses 21 to 25');
    assert.equal(report.ok, true);
  });

  it('keeps to a protocol version that is set', async () => {
    const peer = await peers.listen(refuses('E_CTI_INVALID_VERSION'));
    const report = await probed(peer.port, { protocolVersion: 24 });
    assert.equal(peer.clients.length, 1);
    const { code, advice } = stepOf(sideOf(report), 'open');
    assert.equal(code, 'E_CTI_INVALID_VERSION');
    assert.match(advice ?? '', /set the protocol version to automatic/);
  });

  it('gives up when the server speaks no version at all', async () => {
    const versions: number[] = [];
    const connect: Surroundings['connect'] = (_endpoint, handlers) => ({
      connect: () => handlers.connected(),
      write: (frame) => {
        const [invokeID, version] = [frame.readUInt32BE(8), frame.readUInt32BE(12)];
        versions.push(version);
        const codec = new Codec({ version });
        const topic: string = 'FAILURE_CONF';
        const status = 'E_CTI_INVALID_VERSION';
        const payload = { invokeID, status, failureCode: status, peripheralErrorCode: 0 };
        handlers.data(codec.encode(topic, codec.fit(topic, payload)));
      },
      reset: () => undefined,
      queued: 0,
      stage: 'connected',
    });
    const report = await probe({ ...CLIENT, sides: { A: { host: HOST } } }, undefined, { connect });
    assert.deepEqual([versions.length, versions[0], versions.at(-1)], [17, 25, 9]);
    const { detail, code } = sideOf(report).steps.at(-1) as ProbeStep;
    assert.equal(code, 'E_CTI_INVALID_VERSION');
    assert.match(detail, /speaks none of the protocol versions 25 to 9$/);
  });

  it('says what to do about a password that is refused, and never shows it', async () => {
    const simulator = new Simulator({ port: 0, password: 'sesame' });
    const { port } = await simulator.start();
    const report = await probed(port, { clientPassword: 'swordfish' });
    await simulator.stop();
    const { outcome, code, detail, advice } = stepOf(sideOf(report), 'open');
    assert.deepEqual([outcome, code], ['failed', 'E_CTI_INVALID_PASSWORD']);
    assert.equal(detail, 'The CTI Server refused OPEN_REQ: E_CTI_INVALID_PASSWORD (wrong client ID or password)');
    assert.equal(advice, 'Check client ID and password');
    assert.doesNotMatch(JSON.stringify(report), /swordfish|sesame/);
  });

  it('fails at connect where nobody listens', async () => {
    const report = await probed(await deafPort());
    assert.equal(report.ok, false);
    assert.deepEqual(outcomes(sideOf(report).steps), ['resolve', 'connect failed']);
    const { code, advice } = stepOf(sideOf(report), 'connect');
    assert.equal(code, 'CTI_CONNECT_FAILED');
    assert.match(advice ?? '', /^Check the port and that the CTI Server runs/);
  });

  it('fails at resolve with a host that nobody knows', async () => {
    const report = await probe({ ...CLIENT, sides: { A: { host: 'nowhere.invalid' } } });
    const { name, outcome, code } = sideOf(report).steps.at(-1) as ProbeStep;
    assert.deepEqual([name, outcome, code], ['resolve', 'failed', 'CTI_CONNECT_FAILED']);
    assert.equal(sideOf(report).port, 42027);
  });

  it('shows the addresses of a name', async () => {
    const peer = await peers.listen((client, message) => grants(client, message, {}));
    const report = await probe({ ...CLIENT, sides: { A: { host: 'localhost', port: peer.port } } });
    assert.match(stepOf(sideOf(report), 'resolve').detail, /^localhost is .*127\.0\.0\.1/);
  });

  it('waits for an answer to OPEN_REQ as long as is set', async () => {
    const clock = new ManualClock();
    const peer = await peers.listen();
    const probing = probed(peer.port, {}, { clock });
    await (await peer.client(0)).message('OPEN_REQ');
    clock.advance(30);
    const { code, seconds, advice } = stepOf(sideOf(await probing), 'open');
    assert.equal(code, 'CTI_OPEN_TIMEOUT');
    assert.equal(seconds, 30);
    assert.match(advice ?? '', /the port of the CTI Server/);
    assert.equal(clock.waiting, 0);
  });

  it('waits for a connection as long as is set', async () => {
    const clock = new ManualClock();
    const connect: Surroundings['connect'] = (endpoint, handlers) =>
      new FakeConnection(endpoint, new Codec(), handlers);
    const probing = probe({ ...CLIENT, sides: { A: { host: 'pg1a' } }, connectTimeout: 3 }, undefined, {
      clock,
      connect,
    });
    clock.advance(3);
    const { name, code, detail } = sideOf(await probing).steps[0] as ProbeStep;
    assert.deepEqual([name, code], ['resolve', 'CTI_CONNECT_FAILED']);
    assert.match(detail, /No connection to pg1a:42027 within 3 s/);
  });

  it('warns when CLOSE_REQ is not answered in time', async () => {
    const clock = new ManualClock();
    const peer = await peers.listen((client, message) => {
      if (message.topic !== 'CLOSE_REQ') grants(client, message, {});
    });
    const probing = probed(peer.port, {}, { clock });
    await (await peer.client(0)).message('CLOSE_REQ');
    clock.advance(1.5);
    const report = await probing;
    assert.equal(report.ok, true);
    const { outcome, code } = stepOf(sideOf(report), 'close');
    assert.deepEqual([outcome, code], ['warning', 'CTI_CLOSE_TIMEOUT']);
  });

  it('warns of services that are not granted, and says what will not work', async () => {
    const peer = await peers.listen((client, message) =>
      grants(client, message, { servicesGranted: ['CTI_SERVICE_CLIENT_CONTROL'] }),
    );
    const report = await probed(peer.port, { services: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL'] });
    assert.equal(report.ok, true);
    const side = sideOf(report);
    assert.deepEqual(
      side.missingServices?.map(({ service }) => service),
      ['CTI_SERVICE_ALL_EVENTS'],
    );
    const { outcome, code, detail } = stepOf(side, 'services');
    assert.deepEqual([outcome, code], ['warning', 'CTI_SERVICE_NOT_GRANTED']);
    assert.match(detail, /^not granted: CTI_SERVICE_ALL_EVENTS \(no events of calls and agents/);
  });

  it('hears which peripheral is off line', async () => {
    const peer = await peers.listen((client, message) => {
      grants(client, message, { peripheralOnline: false, peripherals: TWO_PERIPHERALS });
      if (message.topic !== 'OPEN_REQ') return;
      tells(client, 5000, true);
      tells(client, 5001, false);
    });
    const report = await probed(peer.port, {}, { clock: new ManualClock() });
    const side = sideOf(report);
    assert.deepEqual(side.peripherals, [
      { peripheralID: 5000, online: true },
      { peripheralID: 5001, online: false },
    ]);
    assert.deepEqual(side.degraded, ['PGS_PERIPHERAL_OFFLINE']);
    const { outcome, code, detail, advice } = stepOf(side, 'peripherals');
    assert.deepEqual([outcome, code], ['warning', 'CTI_DEGRADED']);
    assert.match(detail, /^5000 on line, 5001 off line; /);
    assert.match(advice ?? '', /PIM/);
  });

  it('waits a second for peripherals that are not told of', async () => {
    const clock = new ManualClock();
    const peer = await peers.listen((client, message) =>
      grants(client, message, { peripheralOnline: false, peripherals: TWO_PERIPHERALS }),
    );
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const options = { ...CLIENT, sides: { A: { host: HOST, port: peer.port } } };
    const probing = probe(options, ({ name }) => name === 'services' && open(), { clock });
    await opened;
    clock.advance(1);
    const { seconds, outcome, detail } = stepOf(sideOf(await probing), 'peripherals');
    assert.deepEqual([seconds, outcome], [1, 'warning']);
    assert.match(detail, /^5000, 5001; a peripheral is off line/);
  });

  it('warns of a peripheral ID that the server does not have', async () => {
    const simulator = new Simulator({ port: 0 });
    const { port } = await simulator.start();
    const report = await probed(port, { peripheralID: 4711 });
    await simulator.stop();
    assert.match(stepOf(sideOf(report), 'peripherals').detail, /set up for peripheral 4711, which is not among them/);
  });

  it('warns when the clocks differ by more than a minute', async () => {
    const peer = await peers.listen((client, message) =>
      grants(client, message, { icmCentralControllerTime: new Date(Date.now() - 3_600_000) }),
    );
    const side = sideOf(await probed(peer.port));
    assert.ok(Math.abs((side.timeDifference ?? 0) + 3600) <= 1);
    const { outcome, code, detail } = stepOf(side, 'time');
    assert.deepEqual([outcome, code], ['warning', 'CTI_TIME_DIFFERS']);
    assert.match(detail, /s behind the one here$/);
  });

  it('fails with the words of a server that goes off line, and still closes politely', async () => {
    const peer = await peers.listen((client, message) => {
      grants(client, message, { peripheralOnline: false, peripherals: TWO_PERIPHERALS });
      if (message.topic === 'OPEN_REQ') client.send('FAILURE_EVENT', { status: 'E_CTI_CTI_SERVER_OFFLINE' });
    });
    const report = await probed(peer.port, {}, { clock: new ManualClock() });
    assert.equal(report.ok, false);
    const failed = stepOf(sideOf(report), 'peripherals');
    assert.deepEqual([failed.outcome, failed.code], ['failed', 'E_CTI_CTI_SERVER_OFFLINE']);
    assert.equal(stepOf(sideOf(report), 'close').outcome, 'ok');
    await (await peer.client(0)).message('CLOSE_REQ');
  });

  it('fails when the connection is lost on the way', async () => {
    const peer = await peers.listen((client) => client.socket.resetAndDestroy());
    const { outcome, code, advice } = stepOf(sideOf(await probed(peer.port)), 'open');
    assert.deepEqual([outcome, code], ['failed', 'CTI_CONNECTION_LOST']);
    assert.ok(advice);
  });

  it('fails with what is no CTI Server', async () => {
    const peer = await peers.listen((client) => client.socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { code, advice } = stepOf(sideOf(await probed(peer.port)), 'open');
    assert.equal(code, 'CTI_FRAME_TOO_LONG');
    assert.ok(advice);
  });

  it('refuses options that a session would refuse', async () => {
    const wrong = (options: object) =>
      probe({ ...CLIENT, sides: { A: { host: HOST } }, ...options }).then(
        () => assert.fail('not refused'),
        ({ code, field }: CtiError) => [code, field],
      );
    assert.deepEqual(await wrong({ idleTimeout: 5 }), ['CTI_INVALID_OPTION', 'idleTimeout']);
    assert.deepEqual(await wrong({ services: ['CTI_SERVICE_CLIENT_EVENTS'] }), [
      'CTI_INVALID_OPTION',
      'agentInstrument',
    ]);
    assert.deepEqual(await wrong({ hotStandby: true }), ['CTI_INVALID_OPTION', 'hotStandby']);
  });

  it('goes on when whoever is told throws', async () => {
    const peer = await peers.listen((client, message) => grants(client, message, {}));
    const report = await probe({ ...CLIENT, sides: { A: { host: HOST, port: peer.port } } }, () => {
      throw new Error('no thanks');
    });
    assert.equal(report.ok, true);
    assert.equal(report.figures.problems, 7);
  });
});
