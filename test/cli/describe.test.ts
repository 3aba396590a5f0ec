import assert from 'node:assert/strict';
import { MESSAGES, type MessageDefinition, RESERVED_NUMBERS } from '../../lib/protocol';
import { cti } from './terminal';

const NAMES = Object.keys(MESSAGES);

async function text(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cti(['describe', ...args]);
  assert.equal(stderr, '');
  assert.equal(code, 0);
  return stdout;
}

async function json(...args: string[]) {
  return JSON.parse(await text('--json', ...args));
}

describe('cti describe', () => {
  it('lists every message by service', async () => {
    const page = await text();
    for (const name of NAMES)
      assert.match(
        page,
        new RegExp(`^ +${(MESSAGES as Record<string, MessageDefinition>)[name]?.number}  ${name} `, 'm'),
      );
    assert.match(page, /^Client Events Service$/m);
    assert.match(page, /^Reserved numbers: 66, 67,/m);
  });

  it('lists what one version knows', async () => {
    const page = await text('--protocol', '14');
    assert.match(page, / CALL_DELIVERED_EVENT /);
    assert.doesNotMatch(page, / CONFIG_TERMINAL_EVENT /);
  });

  it('lists for machines', async () => {
    const { messages, reserved } = await json();
    assert.deepEqual(messages.map(({ name }: { name: string }) => name).sort(), [...NAMES].sort());
    assert.deepEqual(reserved, RESERVED_NUMBERS);
  });

  it('says in plain words what the fields of a request and its constants are', async () => {
    const { floating, values } = await json('SET_AGENT_STATE_REQ');
    const about = (key: string) => floating.find((field: { key: string }) => field.key === key).about;
    assert.equal(about('agentID'), "The agent's ID, as the agent types it to log in.");
    assert.match(about('agentInstrument'), /mobile agent/);
    const states = values.find(({ name }: { name: string }) => name === 'AgentState').values;
    const ready = states.find(({ constant }: { constant: string }) => constant === 'AGENT_STATE_AVAILABLE');
    assert.equal(ready.words, 'ready');
    assert.match(await text('OPEN_REQ'), / CTI_SERVICE_ALL_EVENTS: All events: /);
  });

  it('says on an event only what holds in an event', async () => {
    const { fixed } = await json('AGENT_STATE_EVENT');
    assert.equal(fixed.find(({ key }: { key: string }) => key === 'agentState').about, undefined);
  });

  it('describes every message, as text and for machines, at every version', async () => {
    for (const name of NAMES) {
      for (const version of [[], ['--protocol', '9'], ['--protocol', '25']]) {
        assert.match(await text(name, ...version), new RegExp(`^${name} \\(\\d+\\)\\n`));
        assert.equal((await json(name, ...version)).name, name);
      }
    }
  });

  it('finds a message by name in any case and by number', async () => {
    const page = await text('CALL_DELIVERED_EVENT');
    assert.equal(await text('call_delivered_event'), page);
    assert.equal(await text('9'), page);
  });

  it('shows fields, types, sizes, tags, requirements, constants and who answers', async () => {
    const page = await text('make_call_req');
    assert.match(page, /^MAKE_CALL_REQ \(56\)\n/);
    assert.match(page, /Confirmed by +MAKE_CALL_CONF/);
    assert.match(page, /Rejected by +CONTROL_FAILURE_CONF, FAILURE_CONF/);
    assert.match(page, /^ +invokeID +InvokeID +UINT +4$/m);
    assert.match(
      page,
      /^ +callMannerType +CallMannerType +USHORT +2 +a constant of CallMannerType; default CMT_UNSPECIFIED\. What /m,
    );
    assert.match(page, /^ +agentInstrument +AgentInstrument +STRING +<= 64 +6 +required\. The agent's phone /m);
    assert.match(page, / 1 CMT_POLITE: only if the phone is idle /);
    assert.match(await text('MAKE_CALL_CONF'), /Answers +MAKE_CALL_REQ/);
  });

  it('shows lists with their members, limits and counts', async () => {
    const page = await text('CALL_CONFERENCED_EVENT');
    assert.match(page, /^ +parties\[\] +LIST +a list of at most 16, counted by numParties$/m);
    assert.match(page, /^ {4}connectedPartyCallID +ConnectedPartyCallID +UINT +4 +39 +4294967295 is null$/m);
    assert.match(page, /the number of parties; may be left out/);
  });

  it('shows what only some versions have, and one version alone when asked', async () => {
    assert.match(await text('OPEN_CONF'), /^ +departmentID +DepartmentID +INT +4 +since 19/m);
    assert.doesNotMatch(await text('OPEN_CONF', '--protocol', '18'), /departmentID/);
    assert.match(await text('FAILURE_CONF', '--protocol', '20'), /Fixed part \(8 bytes after/);
    assert.match(await text('FAILURE_CONF', '--protocol', '25'), /Fixed part \(10 bytes after/);
    assert.match(await text('FAILURE_CONF'), /Two forms of the fixed part\n/);
    assert.match(await text('CONFIG_AGENT_EVENT'), /<= 255 \(32 until 19\)/);
    assert.match(
      await text('CONFIG_TERMINAL_EVENT', '--protocol', '20'),
      /Protocol version 20 does not know it \(since 24\)/,
    );
  });

  it('shows constants of one version', async () => {
    assert.match(await text('BEGIN_CALL_EVENT', '--protocol', '18'), / 27 CALLTYPE_NON_ACD \(until 18\)/);
    assert.doesNotMatch(await text('BEGIN_CALL_EVENT', '--protocol', '18'), /RESERVATION_PREVIEW/);
    assert.match(await text('BEGIN_CALL_EVENT', '--protocol', '20'), / 27 RESERVATION_PREVIEW /);
  });

  it('says what is not public', async () => {
    assert.match(await text('TEAM_CONFIG_REQ'), /number and name only/);
    assert.match(await text('259'), /^Reserved \(259\)\n/);
    assert.equal((await json('259')).status, 'reserved');
    assert.match(await text('275'), /the field tables give 275 to NETWORK_RECORDING_TARGET_INFO_EVENT/);
    assert.match(await text('START_NETWORK_RECORDING_REQ'), /267 in the message table, 268 in the field tables/);
    assert.match(await text('OPEN_REQ'), /cannot be sent: no edition prints the tag/);
  });

  it('gives machines the same', async () => {
    const { fixed, floating, values, confirmedBy } = await json('SET_AGENT_STATE_REQ', '--protocol', '25');
    assert.equal(confirmedBy, 'SET_AGENT_STATE_CONF');
    assert.deepEqual(fixed[0], { key: 'invokeID', name: 'InvokeID', type: 'UINT', size: 4 });
    const list = floating.find(({ type }: { type: string }) => type === 'LIST');
    assert.equal(list.fields[0].key, 'skillGroupNumber');
    const states = values.find(({ name }: { name: string }) => name === 'AgentState');
    assert.ok(states.values.some(({ constant }: { constant: string }) => constant === 'AGENT_STATE_LOGIN'));
  });

  it('says which names come near a wrong one', async () => {
    for (const [wrong, near] of [
      ['CALL_DELIVRED_EVENT', /did you mean CALL_DELIVERED_EVENT/],
      ['heartbeat', /did you mean HEARTBEAT_(REQ|CONF), HEARTBEAT_/],
      ['banana', /'cti describe' lists them all/],
      ['4711', /the numbers go from 1 to 284/],
    ] as const) {
      const { code, stderr } = await cti(['describe', wrong]);
      assert.equal(code, 2);
      assert.match(stderr, /\(CTI_UNKNOWN_MESSAGE\)/);
      assert.match(stderr, near);
    }
  });
});
