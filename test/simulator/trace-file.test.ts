import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { AGENTS, Site } from './site';

describe('the trace file', () => {
  let folder: string;
  let traceFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cti-trace-'));
    traceFile = join(folder, 'ctisvr.log');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has a line for the day and then one per message with its time, without passwords', async () => {
    const site = await Site.start({ traceFile, password: 'secret' });
    const client = await site.connect();
    await client.open({ clientPassword: 'secret' });
    await client.request('SET_AGENT_STATE_REQ', {
      peripheralID: AGENTS,
      agentState: 'AGENT_STATE_AVAILABLE',
      agentInstrument: '2001',
      agentID: '1',
      agentPassword: 'guess',
    });
    await site.stop();
    const lines = (await readFile(traceFile, 'utf8')).trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^Events from \w+ \d\d, 2026:$/);
    assert.ok(lines.slice(1).every((line) => /^\d\d:\d\d:\d\d:\d\d\d ctisvr Trace: (SESSION|SIDE|ALARM) /.test(line)));
    const text = lines.join('\n');
    assert.match(text, /SESSION 1: <- MsgType:OPEN_REQ \(InvokeID:0x1 /);
    assert.match(text, /SESSION 1: -> MsgType:SET_AGENT_STATE_CONF \(InvokeID:0x2\)/);
    assert.doesNotMatch(text, /secret|guess|736563726574/);
  });

  it('is continued when the simulator starts again, and at the next day', async () => {
    const site = await Site.start({ traceFile });
    await site.simulator.stop();
    await site.open();
    await site.bridge();
    site.clock.advance(86_400_000);
    await site.stop();
    const days = (await readFile(traceFile, 'utf8')).match(/^Events from .*$/gm) ?? [];
    assert.equal(days.length, 3);
    assert.equal(new Set(days).size, 2);
  });

  it('that cannot be written is told at the start', async () => {
    await assert.rejects(Site.start({ traceFile: folder }), { code: 'CTI_CANNOT_WRITE', field: 'traceFile' });
  });
});
