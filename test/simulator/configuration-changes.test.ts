/** Source: CTI Server Message Reference Guide, Configuration Acquisition Messages, Update messages. */
import assert from 'node:assert/strict';
import type { AnyMessage } from '../../lib/codec';
import type { ConfigurationChange } from '../../lib/simulator';
import { recordMessages } from '../../lib/simulator/messages/configuration';
import { allBits, type TestClient } from './client';
import { AGENTS, CONFIGURATION, Site } from './site';

const SERVICES = ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CLIENT_CONTROL', 'CTI_SERVICE_CONFIG_EVENTS'];
const EVERYTHING = allBits('ConfigInformation', 25);

describe('configuration updates', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start();
  });

  afterEach(() => site.stop());

  /** A client that has asked for updates of everything, without an upload. */
  async function watcher(fields: object = {}, request: object = {}): Promise<TestClient> {
    const client = await site.connect();
    await client.open({ servicesRequested: SERVICES, ...fields });
    const asked = { configInformation: [], configMsgMask: EVERYTHING, peripheralID: null, ...request };
    client.sendRaw(client.encode('CONFIG_REQUEST_EVENT', asked as never));
    await client.news();
    return client;
  }

  const shown = ({ topic, payload }: AnyMessage): unknown[] => {
    const { configType, records = [] } = payload as unknown as {
      configType?: string;
      records?: readonly { readonly [key: string]: unknown }[];
    };
    const details = records.map(({ recordType, loginID, extension, peripheralName, enterpriseName, instruments }) => {
      const [instrument] = (instruments ?? []) as { instrument: string }[];
      const about = loginID ?? extension ?? peripheralName ?? enterpriseName ?? instrument?.instrument;
      return `${String(recordType).replace('CONFIG_RECORD_', '')} ${about}`;
    });
    return [topic.replace(/^CONFIG_(.*)_EVENT$/, '$1'), ...(configType === undefined ? [] : [configType]), ...details];
  };

  async function news(client: TestClient): Promise<unknown[][]> {
    const messages = await client.news();
    return messages.filter(({ topic }) => topic.startsWith('CONFIG_')).map(shown);
  }

  const newAgent = { ...CONFIGURATION.agents[0], agentID: '9', icmAgentID: 4009, extension: '2009' } as const;

  it('tell of an agent who comes, with the phone, in blocks of their kind', async () => {
    const client = await watcher();
    site.simulator.configure({ item: 'agents', operation: 'add', record: newAgent as never });
    assert.deepEqual(await news(client), [
      ['BEGIN', 'UNSOLICITED'],
      ['AGENT', 'ADD 9'],
      ['END'],
      ['BEGIN', 'UNSOLICITED'],
      ['DEVICE', 'ADD 2009'],
      ['END'],
      ['BEGIN', 'UNSOLICITED'],
      ['TERMINAL', 'ADD 2009'],
      ['END'],
    ]);
    const agent = site.simulator.agents.find(({ agentID }) => agentID === '9');
    assert.equal(agent?.state, 'AGENT_STATE_NOT_READY');
  });

  it('tell of an agent who goes, and leave the team without that agent', async () => {
    const client = await watcher();
    await logout(client, '2001');
    site.simulator.configure({ item: 'agents', operation: 'delete', record: { agentID: '1' } });
    assert.deepEqual(
      (await news(client)).filter(([name]) => name !== 'BEGIN' && name !== 'END'),
      [
        ['AGENT', 'DELETE 1'],
        ['DEVICE', 'DELETE 2001'],
        ['TERMINAL', 'DELETE 2001'],
      ],
    );
    const about = { peripheralID: AGENTS, agentID: '1' };
    assert.equal(
      await client.refused('QUERY_AGENT_STATE_REQ', about),
      'CONTROL_FAILURE_CONF CF_INVALID_AGENT_ID_SPECIFIED',
    );
  });

  it('tell of a skill group that comes and of the agent who gets it, while the agent works', async () => {
    const client = await watcher();
    const record = { skillGroupNumber: 3, skillGroupID: 5199, name: 'Returns' };
    site.simulator.configure({ item: 'skillGroups', operation: 'change', record });
    site.simulator.configure({ item: 'agents', operation: 'change', record: { agentID: '1', skillGroups: [1, 3] } });
    assert.deepEqual(
      (await news(client)).filter(([name]) => name !== 'BEGIN' && name !== 'END'),
      [
        ['SKILL_GROUP', 'CHANGE Returns'],
        ['AGENT', 'CHANGE 1'],
      ],
    );
    const { skillGroups } = (await client.request('QUERY_AGENT_STATE_REQ', { peripheralID: AGENTS, agentID: '1' })) as {
      skillGroups?: readonly { skillGroupID: number }[];
    };
    assert.deepEqual(
      skillGroups?.map(({ skillGroupID }) => skillGroupID),
      [5101, 5199],
    );
  });

  it('route waiting calls to an agent who gets the skill', async () => {
    const client = await watcher();
    await site.ready(client, '2003');
    const { callID } = site.simulator.inboundCall({ dialedNumber: '8001' });
    assert.equal(site.simulator.calls[0]?.state, 'queued');
    site.simulator.configure({ item: 'agents', operation: 'change', record: { agentID: '3', skillGroups: [1, 2] } });
    const [call] = site.simulator.calls;
    assert.deepEqual([call?.callID, call?.state], [callID, 'ringing']);
  });

  it('reach only who has sent CONFIG_REQUEST_EVENT', async () => {
    const silent = await site.connect();
    await silent.open({ servicesRequested: SERVICES, configMsgMask: EVERYTHING });
    await silent.news();
    site.simulator.configure({ item: 'agents', operation: 'change', record: { agentID: '1', name: 'Anna' } });
    assert.deepEqual(await news(silent), []);
  });

  it('obey the mask of OPEN_REQ where the request has none', async () => {
    const client = await watcher({ configMsgMask: ['CONFIG_MSG_DEVICE_MASK'] }, { configMsgMask: [] });
    site.simulator.configure({ item: 'agents', operation: 'add', record: newAgent as never });
    assert.deepEqual(await news(client), [['BEGIN', 'UNSOLICITED'], ['DEVICE', 'ADD 2009'], ['END']]);
  });

  it('leave out other peripherals than the one that was asked for', async () => {
    const client = await watcher({}, { peripheralID: 5001 });
    site.simulator.configure({ item: 'agents', operation: 'add', record: newAgent as never });
    site.simulator.configure({
      item: 'extraDevices',
      operation: 'add',
      record: { number: '7299', peripheralID: 5001, kind: 'queue' },
    });
    assert.deepEqual(await news(client), [['BEGIN', 'UNSOLICITED'], ['DEVICE', 'ADD 7299'], ['END']]);
  });

  it('come behind an upload that was asked for before', async () => {
    const client = await watcher();
    const asked = { configInformation: EVERYTHING, configMsgMask: EVERYTHING, peripheralID: null };
    client.sendRaw(client.encode('CONFIG_REQUEST_EVENT', asked as never));
    await client.event('CONFIG_BEGIN_EVENT');
    site.simulator.configure({ item: 'agents', operation: 'change', record: { agentID: '1', name: 'Anna' } });
    await client.settled();
    const types = client.received
      .filter(({ topic }) => topic === 'CONFIG_BEGIN_EVENT')
      .map(({ payload }) => (payload as unknown as { configType: string }).configType);
    assert.deepEqual(types, [...Array(EVERYTHING.length).fill('SOLICITED'), 'UNSOLICITED']);
  });

  it('tell of the services of an agent who signs in', async () => {
    const client = await watcher();
    await logout(client, '2001');
    const record = { agentID: '1', enabledServices: ['AGENT_CALL_TRANSCRIPTION' as const] };
    site.simulator.configure({ item: 'agents', operation: 'change', record });
    await client.news();
    await client.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_LOGIN',
      agentInstrument: '2001',
      agentID: '1',
    });
    await client.settled();
    const topics = client.events.map(({ topic }) => topic);
    assert.deepEqual(topics, ['AGENT_STATE_EVENT', 'AGENT_STATE_EVENT', 'CONFIG_AGENT_SERVICE_EVENT']);
    const [uploaded] = (await client.event('CONFIG_AGENT_SERVICE_EVENT')).records ?? [];
    assert.equal(uploaded?.agentSkillTargetID, 4001);
    assert.deepEqual(uploaded?.enabledServices, [{ fltEnabledServices: 'AGENT_CALL_TRANSCRIPTION' }]);
  });

  describe('are refused', () => {
    const add = (record: object): ConfigurationChange => ({ item: 'agents', operation: 'add', record }) as never;
    const wrong: readonly (readonly [string, ConfigurationChange, RegExp])[] = [
      ['an agent who is there', add(CONFIGURATION.agents[0] as object), /^agents: "1" is not unique/],
      [
        'a row that is wrong',
        add({ ...newAgent, skillGroups: [9] }),
        /^agents\[3\]\.skillGroups\[0\]: 9 is not one of/,
      ],
      [
        'an unknown agent',
        { item: 'agents', operation: 'delete', record: { agentID: '77' } },
        /^record\.agentID: "77" is not configured$/,
      ],
      [
        'an unknown list',
        { item: 'phones', operation: 'add', record: {} } as never,
        /^item: "phones" is not one of agents, /,
      ],
      [
        'an unknown operation',
        { item: 'agents', operation: 'drop', record: { agentID: '1' } } as never,
        /^operation: "drop" is not one of add, change, delete$/,
      ],
      [
        'a skill group that an agent has',
        { item: 'skillGroups', operation: 'delete', record: { skillGroupNumber: 1 } },
        /^agents\[0\]\.skillGroups\[0\]: 1 is not one of/,
      ],
      ['no record', { item: 'agents', operation: 'add' } as never, /^record: nothing is not an object$/],
    ];
    for (const [what, change, message] of wrong) {
      it(`for ${what}, and change nothing`, async () => {
        const client = await watcher();
        assert.throws(() => site.simulator.configure(change), { code: 'CTI_INVALID_CONFIGURATION', message });
        assert.deepEqual(await news(client), []);
        assert.equal(site.simulator.agents.length, 3);
      });
    }

    it('for an agent who is signed in, and change nothing', async () => {
      const client = await watcher();
      const remove = { item: 'agents', operation: 'delete', record: { agentID: '1' } } as const;
      assert.throws(() => site.simulator.configure(remove), { code: 'CTI_IN_USE', message: /agent 1 is signed in/ });
      const move = { item: 'agents', operation: 'change', record: { agentID: '1', extension: '2010' } } as const;
      assert.throws(() => site.simulator.configure(move), { code: 'CTI_IN_USE' });
      assert.deepEqual(await news(client), []);
      assert.equal(site.simulator.agents.length, 3);
    });

    it('for a skill group with calls', async () => {
      site.simulator.inboundCall({ dialedNumber: '8001' });
      const rename = {
        item: 'skillGroups',
        operation: 'change',
        record: { skillGroupNumber: 1, name: 'New' },
      } as const;
      assert.throws(() => site.simulator.configure(rename), { code: 'CTI_IN_USE', message: /Sales has calls/ });
    });
  });

  it('move the phone of an agent who is signed out', async () => {
    const client = await watcher();
    await logout(client, '2001');
    site.simulator.configure({ item: 'agents', operation: 'change', record: { agentID: '1', extension: '2010' } });
    const phone = (agentInstrument: string) => ({ peripheralID: AGENTS, agentInstrument });
    assert.equal(await client.refused('QUERY_DEVICE_INFO_REQ', phone('2001')), 'FAILURE_CONF E_CTI_INVALID_DEVICE');
    await client.request('QUERY_DEVICE_INFO_REQ', phone('2010'));
  });

  it('outlast a restart', async () => {
    site.simulator.configure({ item: 'agents', operation: 'add', record: newAgent as never });
    await site.simulator.stop();
    assert.equal(site.simulator.agents.length, 4);
  });

  it('put no more records into a message than its 12,500 bytes hold', () => {
    const [item] = [{ bit: 'CONFIG_MSG_AGENT_MASK', topic: 'CONFIG_AGENT_EVENT', records: () => [] } as const];
    const record = {
      loginName: 'x'.repeat(255),
      skills: Array(100).fill({ fltSkillGroupNumber: 1, fltSkillGroupPriority: 0 }),
    };
    const portions = [...recordMessages(item, Array(10).fill(record))];
    assert.ok(portions.length > 1);
    const records = portions.flatMap(({ payload }) => (payload as { records: object[] }).records);
    assert.equal(records.length, 10);
  });

  async function logout(client: TestClient, agentInstrument: string): Promise<void> {
    await client.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_LOGOUT',
      agentInstrument,
    });
  }
});

describe('requests about the configuration', () => {
  let site: Site;

  beforeEach(async () => {
    site = await Site.start();
  });

  afterEach(() => site.stop());

  it('AGENT_DESK_SETTINGS_REQ tells the settings of the agent who is named', async () => {
    const client = await site.bridge();
    const settings = await client.request('AGENT_DESK_SETTINGS_REQ', { peripheralID: AGENTS, agentID: '1' });
    assert.deepEqual(JSON.parse(JSON.stringify({ ...settings, invokeID: 0 })), {
      invokeID: 0,
      peripheralID: AGENTS,
      deskSettingsMask: [
        'DESK_AVAIL_AFTER_INCOMING_MASK',
        'DESK_SUPERVISOR_CALLS_ALLOWED_MASK',
        'DESK_AGENT_TO_AGENT_CALLS_ALLOWED',
        'DESK_OUTBOUND_ACCESS_INTERNATIONAL_MASK',
        'DESK_OUTBOUND_ACCESS_PUBLIC_NET_MASK',
        'DESK_OUTBOUND_ACCESS_PRIVATE_NET_MASK',
        'DESK_OUTBOUND_ACCESS_OPERATOR_ASSISTED_MASK',
        'DESK_OUTBOUND_ACCESS_PBX_MASK',
        'DESK_NON_ACD_CALLS_ALLOWED_MASK',
      ],
      wrapupDataIncomingMode: 'NOT_ALLOWED',
      wrapupDataOutgoingMode: 'NOT_ALLOWED',
      logoutNonActivityTime: 0,
      qualityRecordingRate: 0,
      ringNoAnswerTime: 0,
      silentMonitorWarningMessage: 0,
      silentMonitorAudibleIndication: 0,
      supervisorAssistCallMethod: 0,
      emergencyCallMethod: 0,
      autoRecordOnEmergency: 0,
      recordingMode: 0,
      workModeTimer: 0,
      ringNoAnswerDN: 0,
    });
  });

  it('AGENT_DESK_SETTINGS_REQ of a desktop is about its own agent, and of nobody else', async () => {
    const client = await site.desktop('2001');
    await client.request('AGENT_DESK_SETTINGS_REQ', { peripheralID: AGENTS });
    const other = { peripheralID: AGENTS, agentID: '2' };
    assert.equal(await client.refused('AGENT_DESK_SETTINGS_REQ', other), 'FAILURE_CONF E_CTI_INVALID_AGENT_DATA');
  });

  it('QUERY_DEVICE_INFO_REQ tells what a phone can do', async () => {
    const client = await site.bridge();
    const info = (await client.request('QUERY_DEVICE_INFO_REQ', { peripheralID: AGENTS, agentInstrument: '2001' })) as {
      [field: string]: unknown;
    };
    assert.equal(info.peripheralType, 'PT_ENTERPRISE_AGENT');
    assert.equal(info.typeOfDevice, 'DEVT_STATION');
    assert.deepEqual(info.classOfDevice, ['DEVC_VOICE']);
    assert.deepEqual(info.lines, [{ lineHandle: 0, lineType: 'LINETYPE_INBOUND_ACD' }]);
    const control = info.callControlSupported as string[];
    assert.ok(control.includes('CONTROL_ANSWER_CALL'));
    assert.ok(!control.includes('CONTROL_CLEAR_CALL'));
    const events = info.callEventsSupported as string[];
    assert.ok(events.includes('CALL_DELIVERED_MASK'));
    assert.ok(!events.includes('CALL_QUEUED_MASK'));
  });

  const devices = [
    ['7001', AGENTS, 'DEVT_ACD'],
    ['7101', AGENTS, 'DEVT_CTI_PORT_SIP'],
    ['3001', AGENTS, 'DEVT_LINE'],
    ['7201', 5001, 'DEVT_ACD_GROUP'],
    ['8001', 5001, 'DEVT_ACD'],
  ] as const;
  for (const [agentInstrument, peripheralID, type] of devices) {
    it(`QUERY_DEVICE_INFO_REQ tells that ${agentInstrument} is a ${type}`, async () => {
      const client = await site.bridge();
      const info = await client.request('QUERY_DEVICE_INFO_REQ', { peripheralID, agentInstrument });
      assert.equal((info as unknown as { typeOfDevice: string }).typeOfDevice, type);
    });
  }

  it('QUERY_DEVICE_INFO_REQ is refused for a device that is not there', async () => {
    const client = await site.bridge();
    const about = { peripheralID: AGENTS, agentInstrument: '9999' };
    assert.equal(await client.refused('QUERY_DEVICE_INFO_REQ', about), 'FAILURE_CONF E_CTI_INVALID_DEVICE');
  });
});
