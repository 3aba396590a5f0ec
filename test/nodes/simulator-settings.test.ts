import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONTACT_CENTRE, Simulator } from '../../lib/simulator';
import { type SimulatorSettings, simulatorOptions } from '../../nodes/simulator/simulator-settings';
import { editorDefaults } from './editor-defaults';

describe('the settings of cti-simulator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cti-simulator-'));
  after(() => rmSync(folder, { recursive: true }));
  const tls = (more: object) => ({ valid: true, addTLSOptions: () => ({ rejectUnauthorized: true, ...more }) });
  const known: Record<string, unknown> = {
    server: tls({ key: 'key', cert: 'certificate', passphrase: 'secret' }),
    mutual: tls({ key: 'key', cert: 'certificate', ca: 'CA' }),
    lax: tls({ key: 'key', cert: 'certificate', ca: 'CA', rejectUnauthorized: false }),
    client: tls({ ca: 'CA' }),
  };
  const before = { host: '127.0.0.1', port: '42027' };
  const options = (settings: object, credentials = {}) =>
    simulatorOptions({ ...before, ...settings }, credentials, (id) => known[id] ?? null);

  it('of flows of before, and those of a new node, are the simulator of its own', async () => {
    assert.deepEqual(await options({}), { host: '127.0.0.1', port: 42027, configuration: CONTACT_CENTRE });
    const values = Object.entries(editorDefaults('cti-simulator')).map(([name, { value }]) => [name, value]);
    const dialog = await simulatorOptions(Object.fromEntries(values) as SimulatorSettings, {}, () => null);
    assert.deepEqual(dialog, { ...(await options({})), speed: 1 });
    assert.ok(new Simulator(dialog));
  });

  it('are all taken', async () => {
    const file = join(folder, 'trace.log');
    const more = { portB: '43027', speed: '4', traceFile: ` ${file} `, disorder: true, seed: '7' };
    const { configuration, ...rest } = await options(more, { password: 'secret' });
    assert.equal(configuration, CONTACT_CENTRE);
    const wanted = { ...before, port: 42027, sideB: { port: 43027 }, speed: 4, traceFile: file, password: 'secret' };
    assert.deepEqual(rest, { ...wanted, disorder: { seed: 7 } });
    assert.deepEqual((await options({ disorder: true, seed: '' })).disorder, {});
    assert.equal((await options({ disorder: false, seed: '7' })).disorder, undefined);
  });

  it('take a contact centre made up, from a file or typed', async () => {
    const agents = async (settings: object) => (await options(settings)).configuration.agents.length;
    const file = join(folder, 'centre.json');
    const one = { ...CONTACT_CENTRE, agents: CONTACT_CENTRE.agents.slice(0, 1), teams: [] };
    writeFileSync(file, JSON.stringify(one));
    assert.equal(await agents({ contactCentre: 'generated', agents: '70' }), 70);
    assert.equal(await agents({ contactCentre: 'file', file }), 1);
    assert.equal(await agents({ contactCentre: 'typed', configuration: JSON.stringify(one) }), 1);
  });

  it('take the certificate of a TLS configuration, and let clients in without one unless they are to be verified', async () => {
    const certificate = { key: 'key', cert: 'certificate' };
    const secured = async (more: object) => (await options({ usetls: true, ...more })).tls;
    assert.deepEqual(await secured({ tls: 'server', securePort: '0', securePortB: '1' }), {
      ...certificate,
      passphrase: 'secret',
      port: 0,
      portB: 1,
    });
    assert.deepEqual(await secured({ tls: 'mutual' }), { ...certificate, ca: 'CA' });
    assert.deepEqual(await secured({ tls: 'lax' }), certificate);
    assert.equal((await options({ usetls: false, tls: 'server' })).tls, undefined);
    for (const wrong of ['', 'gone', 'client']) {
      await assert.rejects(secured({ tls: wrong }), { code: 'CTI_INVALID_OPTION', field: 'tls' });
    }
  });
});
