/** What dialogs offer to pick from, as they ask for it: in the runtime of Node-RED, before the simulator. */
import assert from 'node:assert/strict';
import type { Node } from 'node-red';
import { ContactCentreModel } from '../../lib/model';
import { CONTACT_CENTRE, Simulator } from '../../lib/simulator';
import { KNOWN_KINDS, type KnownItem, knownValues } from '../../nodes/editor/known-values';
import { PassedBy } from '../../nodes/session/passed-by';
import type { SharedModel } from '../../nodes/session/shared-model';
import type { CtiServerNode } from '../../nodes/session/shared-session';
import { at, helper, load, nodeOf, withRuntime } from './flow';
import { callNode } from './model-nodes';
import { serverNode } from './real-input';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];

describe('the values that dialogs offer', () => {
  withRuntime();
  let simulator: Simulator;
  let port: number;
  beforeEach(async () => {
    simulator = new Simulator({ port: 0 });
    ({ port } = await simulator.start());
  });
  afterEach(() => simulator.stop());

  const request = at('request', 'cti-request', { server: 'server', request: '', source: '', fields: {}, timeout: '' });
  const start = (server: object, ...nodes: object[]) =>
    load([
      serverNode('server', port, { peripheralID: '5000', expectedClients: '0', services: SERVICES, ...server }),
      ...nodes,
    ]);
  async function ask(kind: string, search = '', id = 'server') {
    const answer = await helper.request().get(`/cti-server/known/${id}?kind=${kind}&search=${search}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  }
  /** Asks until what is asked for fits, as a dialog does while a person types. */
  async function until(kind: string, fits: (answer: { items: KnownItem[]; nothing?: string }) => boolean) {
    for (;;) {
      const answer = await ask(kind);
      if (fits(answer)) return answer;
    }
  }
  const some = ({ items }: { items: KnownItem[] }) => items.length > 0;
  const values = ({ items }: { items: KnownItem[] }) => items.map(({ value }) => value);

  it('are there where no node follows calls or agents, once the contact centre has been read', async () => {
    await start({}, request);
    const { items, more, deployed } = await until('agents', ({ items }) => items.length === 20);
    assert.deepEqual([deployed, more], [true, 0]);
    assert.deepEqual(values({ items }), CONTACT_CENTRE.agents.map(({ agentID }) => agentID).sort());
    const signedIn = await until('agents', ({ items: [first] }) => first?.about === '2001');
    assert.deepEqual(signedIn.items[0], {
      value: '1001',
      label: 'Ada',
      about: '2001',
      is: ['AGENT_STATE_AVAILABLE'],
    });
    assert.deepEqual(values(await ask('agents', 'ada')), ['1001']);
    assert.deepEqual(values(await ask('agents', '100')).slice(0, 2), ['1001', '1002']);
    assert.deepEqual(await ask('agents', 'nobody'), { deployed: true, items: [], more: 0 });

    await until('devices', ({ items }) => items.some(({ is }) => is.includes('CTI_PORT')));
    const [device] = (await ask('devices', '2001')).items;
    assert.deepEqual(device, { value: '2001', label: 'Ada', about: '1001', is: ['AGENT_DEVICE_EXTENSION'] });
    assert.deepEqual(values(await ask('dialedNumbers')), ['7001', '8001', '8002', '8003']);
    const groups = (await ask('skillGroups')).items.map(({ value, label }: KnownItem) => [value, label]);
    assert.deepEqual(groups.slice(0, 3), [
      ['1', 'Sales'],
      ['2', 'Support'],
      ['3', 'Billing'],
    ]);
    assert.deepEqual(values(await ask('skillGroupIDs', 'sales')), ['5101']);
  });

  it('say why there is nothing', async () => {
    await start({}, { ...serverNode('wrong', 'x'), port: 'x' }, { ...serverNode('unused', port) });
    assert.deepEqual(await ask('agents', '', 'new'), { deployed: false, items: [], more: 0, nothing: 'notDeployed' });
    assert.deepEqual((await ask('agents', '', 'tab')).nothing, 'notDeployed');
    assert.deepEqual((await ask('agents', '', 'wrong')).nothing, 'settings');
    assert.deepEqual((await ask('agents', '', 'unused')).nothing, 'notOpen');
    const { status, body } = await helper.request().get('/cti-server/known/server?kind=callers');
    assert.deepEqual([status, body.code], [400, 'CTI_INVALID_FIELD']);
  });

  it('say that none has passed by of what is in no configuration, and show it when it has', async () => {
    await start({}, request);
    for (const kind of ['eccVariables', 'reasonCodes', 'calls']) {
      assert.equal((await until(kind, ({ nothing }) => nothing === 'notSeen')).items.length, 0);
    }
    assert.deepEqual(values(await ask('callVariables', '', 'new')).length, 10);

    simulator.inboundCall({ ani: '5550001', namedVariables: { 'user.account': '4711' } });
    await simulator.perform({ action: 'notReady', agent: '1004', reason: 7 });
    const ecc = await until('eccVariables', some);
    assert.deepEqual(ecc.items, [{ value: 'user.account', label: '', about: '', is: ['namedVariables'] }]);
    assert.deepEqual(values(await ask('callVariables', 'user')), ['user.account']);
    const reasons = await until('reasonCodes', ({ items }) => items.some(({ value }) => value === '7'));
    assert.deepEqual(reasons.items.find(({ value }: KnownItem) => value === '7').is, ['AGENT_STATE_NOT_READY']);
    const calls = await until('calls', ({ items }) => items.some(({ about }) => about === '1001'));
    assert.ok(!JSON.stringify(calls).includes('5550001'));
    assert.ok(!JSON.stringify([ecc, reasons]).includes('4711'));
  });

  it('are no news to any flow', async () => {
    await start({}, request);
    const { shared } = nodeOf<CtiServerNode>('server');
    const ledgers: object[] = [];
    shared?.register({ id: 'watcher' } as Node, { shows: () => {}, ledger: (ledger) => ledgers.push(ledger) });
    await until('reasonCodes', ({ nothing }) => nothing === 'notSeen');
    assert.deepEqual(ledgers, []);
  });

  it('leave out what the privacy table drops, masks or hashes', async () => {
    const privacy = [
      { subject: 'field', name: 'firstName, loginName', action: 'mask' },
      { subject: 'dialedNumbers', name: '', action: 'hash' },
      { subject: 'eccVariables', name: 'user.a*', action: 'mask' },
    ];
    await load(
      [
        serverNode('server', port, { peripheralID: '5000', expectedClients: '0', services: SERVICES, privacy }),
        request,
        at('calls', 'cti-call', callNode()),
      ],
      { server: { privacyKey: 'nobody guesses this' } },
    );
    const agents = await until('agents', some);
    assert.ok(!JSON.stringify(agents).includes('Ada') && !JSON.stringify(agents).includes('*'));
    assert.equal((await ask('dialedNumbers')).nothing, 'keptBack');
    simulator.inboundCall({ namedVariables: { 'user.account': '4711', 'user.segment': 'gold' } });
    assert.deepEqual(values(await until('eccVariables', some)), ['user.segment']);
  });
});

describe('a list of known values', () => {
  const model = new ContactCentreModel();
  const shared = { model, passedBy: new PassedBy() } as SharedModel;
  const records = Array.from({ length: 250 }, (_, i) => ({
    recordType: 'CONFIG_RECORD_ADD',
    fltPeripheralID: 5000,
    loginID: String(i + 1),
    firstName: i === 248 ? 'Number 1' : 'Agent',
    lastName: 'Smith',
  }));
  model.apply({ topic: 'CONFIG_AGENT_EVENT', payload: { records } }, 0);
  const all = () => true;

  it('has a hundred at most, by rising number, and says how many more there are', () => {
    const { items, more, total } = knownValues('agents', '', shared, all);
    assert.deepEqual([items.length, more, total], [100, 150, 250]);
    assert.deepEqual(
      items.slice(0, 3).map(({ value }) => value),
      ['1', '2', '3'],
    );
    assert.equal(items[99]?.value, '100');
  });

  it('begins with values that begin with what is typed', () => {
    const { items } = knownValues('agents', '49', shared, all);
    assert.deepEqual(
      items.map(({ value }) => value),
      ['49', '149', '249'],
    );
    assert.equal(knownValues('agents', 'number 1', shared, all).items[0]?.value, '249');
  });

  it('has nothing before the session knows anything but the ten variables of every call', () => {
    for (const kind of KNOWN_KINDS) {
      assert.equal(knownValues(kind, '', undefined, all).total, kind === 'callVariables' ? 10 : 0, kind);
    }
  });

  it('remembers a thousand names and no more', () => {
    const passedBy = new PassedBy();
    const call = { namedVariables: Object.fromEntries(Array.from({ length: 1200 }, (_, i) => [`user.v${i}`, 'x'])) };
    passedBy.take({ kind: 'call', call } as never);
    assert.equal(passedBy.variables.size, 1000);
  });
});
