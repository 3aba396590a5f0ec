/** Source: CTI Server Message Reference Guide, Configuration Acquisition Messages. */
import assert from 'node:assert/strict';
import type { PayloadInput } from '../../lib/protocol';
import { CONTACT_CENTRE, generateContactCentre } from '../../lib/simulator';
import { allBits, type TestClient } from './client';
import { AGENTS, Site, VRU } from './site';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CONFIG_EVENTS'];
const EVERYTHING = allBits('ConfigInformation', 25) as never[];

interface Block {
  readonly bits: readonly string[];
  readonly topics: readonly string[];
  readonly records: readonly Record<string, unknown>[];
  readonly status: string;
}

async function open(site: Site, fields: object = {}, version?: number): Promise<TestClient> {
  const client = await site.connect(version);
  await client.open({ servicesRequested: SERVICES, ...fields });
  await client.news();
  return client;
}

/** Sends CONFIG_REQUEST_EVENT and gathers what comes until the upload is over. */
async function upload(client: TestClient, fields: Partial<PayloadInput<'CONFIG_REQUEST_EVENT'>> = {}) {
  const request = { configInformation: EVERYTHING, configMsgMask: [], peripheralID: null, ...fields };
  client.sendRaw(client.encode('CONFIG_REQUEST_EVENT', request));
  const blocks: Block[] = [];
  do blocks.push(await block(client));
  while (blocks.at(-1)?.status === 'CONFIGEND_PARTIAL');
  return blocks;
}

async function block(client: TestClient): Promise<Block> {
  const begin = await client.event('CONFIG_BEGIN_EVENT');
  const end = await client.event('CONFIG_END_EVENT');
  const at = client.received.findIndex(({ payload }) => payload === begin);
  const messages = client.received.slice(
    at + 1,
    client.received.findIndex(({ payload }) => payload === end),
  );
  return {
    bits: begin.configInformation as string[],
    topics: [...new Set(messages.map(({ topic }) => topic))],
    records: plain(messages.flatMap(({ payload }) => (payload as unknown as { records: object[] }).records)),
    status: String(end.configEndStatus),
  };
}

describe('configuration acquisition', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start({ configuration: CONTACT_CENTRE });
  });

  afterEach(() => site.stop());

  describe('keys', () => {
    it('tells a key of 8 bytes for each kind of record that has one', async () => {
      const client = await open(site);
      client.sendRaw(client.encode('CONFIG_REQUEST_KEY_EVENT', { peripheralID: null }));
      const { configkeyStatus, unknownFields, ...keys } = await client.event('CONFIG_KEY_EVENT');
      assert.equal(configkeyStatus, 'CONFIG_SUCCESS');
      assert.equal(unknownFields, undefined);
      assert.deepEqual(Object.keys(keys).sort(), [
        'agentConfigKey',
        'agentDeskSettingsConfigKey',
        'callTypeConfigKey',
        'deviceConfigKey',
        'peripheralConfigKey',
        'serviceConfigKey',
        'skillGroupConfigKey',
      ]);
      for (const key of Object.values(keys) as Buffer[]) {
        assert.equal(key.length, 8);
        assert.ok(key.some((byte) => byte !== 0));
      }
    });

    it('changes the key of what has changed, and no other', async () => {
      const client = await open(site);
      const keys = async () => {
        client.sendRaw(client.encode('CONFIG_REQUEST_KEY_EVENT', { peripheralID: null }));
        return client.event('CONFIG_KEY_EVENT');
      };
      const before = await keys();
      assert.deepEqual(await keys(), before);
      site.simulator.configure({ item: 'agents', operation: 'change', record: { agentID: '1003', name: 'Clara' } });
      const after = await keys();
      assert.notDeepEqual(after.agentConfigKey, before.agentConfigKey);
      assert.deepEqual({ ...after, agentConfigKey: before.agentConfigKey }, before);
    });

    it('knows no customers', async () => {
      const client = await open(site);
      client.sendRaw(client.encode('CONFIG_REQUEST_KEY_EVENT', { peripheralID: null, customerID: 7 }));
      assert.equal((await client.event('CONFIG_KEY_EVENT')).configkeyStatus, 'CONFIG_UNKNOWN_CUSTOMER');
    });
  });

  describe('upload', () => {
    it('sends every kind of record in the order of "Message Order", all blocks but the last partial', async () => {
      const blocks = await upload(await open(site));
      assert.deepEqual(
        blocks.map(({ topics, bits }) => [topics, bits]),
        [
          [['CONFIG_SERVICE_EVENT'], ['CONFIG_MSG_SERVICE_MASK']],
          [['CONFIG_SKILL_GROUP_EVENT'], ['CONFIG_MSG_SKILL_GROUP_MASK']],
          [['CONFIG_AGENT_EVENT'], ['CONFIG_MSG_AGENT_MASK']],
          [['CONFIG_AGENT_SERVICE_EVENT'], ['CONFIG_MSG_AGENT_SERVICE_MASK']],
          [['CONFIG_DEVICE_EVENT'], ['CONFIG_MSG_DEVICE_MASK']],
          [['CONFIG_TERMINAL_EVENT'], ['CONFIG_MSG_TERMINAL_MASK']],
          [['CONFIG_CALL_TYPE_EVENT'], ['CONFIG_MSG_CALL_TYPE_MASK']],
          [['CONFIG_MRD_EVENT'], ['CONFIG_MSG_MRD_MASK']],
          [['CONFIG_PERIPHERAL_EVENT'], ['CONFIG_MSG_PERIPHERAL_MASK']],
          [['CONFIG_AGENT_DESK_SETTINGS_EVENT'], ['CONFIG_MSG_AGENT_DESK_SETTINGS_MASK']],
        ],
      );
      const ends = blocks.map(({ status }) => status);
      assert.deepEqual(ends, [...Array(9).fill('CONFIGEND_PARTIAL'), 'CONFIGEND_SUCCESS']);
      for (const { records } of blocks) {
        for (const { recordType } of records) assert.equal(recordType, 'CONFIG_RECORD_ADD');
      }
    });

    it('describes agents, supervisors among them, with their state per media routing domain', async () => {
      const [agents] = await upload(await open(site), { configInformation: ['CONFIG_MSG_AGENT_MASK'] });
      assert.equal(agents?.records.length, 20);
      assert.deepEqual(agents?.records[0], {
        recordType: 'CONFIG_RECORD_ADD',
        fltPeripheralID: AGENTS,
        activeTerminal: 'CSF2001',
        agentType: 'CONFIG_AGENT',
        agentDeskSettingsID: 1,
        loginID: '1001',
        loginName: 'Ada',
        lastName: '',
        firstName: 'Ada',
        extension: '2001',
        agentSkillTargetID: 5001,
        numSkills: 1,
        ssoEnabled: 'DISABLED',
        numMRDs: 1,
        skills: [{ fltSkillGroupNumber: 1, fltSkillGroupPriority: 0 }],
        mrds: [{ fltAgentMRDID: 1, fltAgentMRDState: 'AGENT_STATE_AVAILABLE' }],
      });
      assert.equal(agents?.records[18]?.agentType, 'CONFIG_SUPERVISOR');
      assert.equal(agents?.records[2]?.activeTerminal, undefined);
    });

    it('shows a precision queue as the skill group that stands for it', async () => {
      const [groups] = await upload(await open(site), { configInformation: ['CONFIG_MSG_SKILL_GROUP_MASK'] });
      assert.deepEqual(
        groups?.records.map((one) => [one.peripheralName, one.fltPrecisionQueueID, one.fltPrecisionQueueName]),
        [
          ['Sales', undefined, undefined],
          ['Support', undefined, undefined],
          ['Billing', 5003, 'Billing'],
        ],
      );
    });

    it('puts at most 10 records into a message', async () => {
      const client = await open(site);
      await upload(client);
      const sizes = client.received.map(({ payload }) => (payload as { numRecords?: number }).numRecords ?? 0);
      assert.equal(Math.max(...sizes), 10);
    });

    it('sends only what belongs to the peripheral that is asked for', async () => {
      const client = await open(site);
      const [services, agents] = await upload(client, {
        peripheralID: VRU,
        configInformation: ['CONFIG_MSG_SERVICE_MASK', 'CONFIG_MSG_AGENT_MASK'],
      });
      assert.deepEqual(
        services?.records.map(({ peripheralName }) => peripheralName),
        ['Queue'],
      );
      assert.deepEqual(agents?.records, []);
    });

    it('says when nothing of what is asked for is configured', async () => {
      const client = await open(site);
      const blocks = await upload(client, { peripheralID: VRU, configInformation: ['CONFIG_MSG_AGENT_MASK'] });
      assert.deepEqual(
        blocks.map(({ status, records }) => [status, records]),
        [['CONFIGEND_EMPTY', []]],
      );
    });

    const kinds = [
      [10, ['SERVICE', 'SKILL_GROUP', 'AGENT', 'DEVICE', 'CALL_TYPE']],
      [19, ['SERVICE', 'SKILL_GROUP', 'AGENT', 'DEVICE', 'CALL_TYPE']],
      [20, ['SERVICE', 'SKILL_GROUP', 'AGENT', 'DEVICE', 'CALL_TYPE', 'MRD']],
      [23, ['SERVICE', 'SKILL_GROUP', 'AGENT', 'DEVICE', 'CALL_TYPE', 'MRD', 'PERIPHERAL', 'AGENT_DESK_SETTINGS']],
    ] as const;
    for (const [version, expected] of kinds) {
      it(`has the kinds of record that version ${version} knows`, async () => {
        const client = await open(site, {}, version);
        const configInformation = allBits('ConfigInformation', version) as never[];
        const blocks = await upload(client, { configInformation, configMsgMask: undefined } as object);
        assert.deepEqual(
          blocks.flatMap(({ topics }) => topics.map((topic) => topic.replace(/^CONFIG_(.*)_EVENT$/, '$1'))),
          expected,
        );
      });
    }

    const refused: readonly (readonly [string, object, object, string, RegExp])[] = [
      [
        'a session without the service',
        { servicesRequested: ['CTI_SERVICE_ALL_EVENTS'] },
        {},
        'CONFIGEND_INVALID',
        /CTI_SERVICE_CONFIG_EVENTS/,
      ],
      ['an unknown peripheral', {}, { peripheralID: 1 }, 'CONFIGEND_INVALID', /peripheral 1/],
      ['an unknown customer', {}, { customerID: 7 }, 'CONFIGEND_UNKNOWN_CUSTOMER', /customer 7/],
      ['an unused bit', {}, { configInformation: 0x8000_0000 }, 'CONFIGEND_INVALID', /2147483648/],
    ];
    for (const [what, fields, request, status, text] of refused) {
      it(`answers ${what} with CONFIG_END_EVENT alone`, async () => {
        const client = await open(site, fields);
        const asked = { configInformation: EVERYTHING, configMsgMask: [], peripheralID: null, ...request };
        client.sendRaw(client.encode('CONFIG_REQUEST_EVENT', asked));
        await client.settled();
        const [end, ...more] = await client.news();
        assert.deepEqual(more, []);
        assert.equal(end?.topic, 'CONFIG_END_EVENT');
        const payload = end?.payload as unknown as { configEndStatus: string; text: string };
        assert.equal(payload.configEndStatus, status);
        assert.match(payload.text, text);
      });
    }

    it('uploads 12,000 agents as fast as the client reads, then what changed meanwhile', async () => {
      const crowd = await Site.start({ configuration: generateContactCentre({ agents: 0, configured: 12_000 }) });
      try {
        const client = await open(crowd);
        const request = { configInformation: EVERYTHING, configMsgMask: EVERYTHING, peripheralID: null };
        client.sendRaw(client.encode('CONFIG_REQUEST_EVENT', request));
        const blocks = [await block(client)];
        // The rest of the upload waits for the client to read.
        crowd.simulator.configure({ item: 'agents', operation: 'change', record: { agentID: '10001', name: 'Ann' } });
        while (blocks.at(-1)?.status === 'CONFIGEND_PARTIAL') blocks.push(await block(client));
        assert.deepEqual((await block(client)).records[0]?.recordType, 'CONFIG_RECORD_CHANGE');
        assert.equal(blocks.find(({ topics }) => topics.includes('CONFIG_AGENT_EVENT'))?.records.length, 12_000);
      } finally {
        await crowd.stop();
      }
    });
  });
});

/** Without the keys that are absent. */
function plain(records: readonly object[]): Record<string, unknown>[] {
  return JSON.parse(JSON.stringify(records));
}
