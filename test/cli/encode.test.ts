import assert from 'node:assert/strict';
import { Codec } from '../../lib/codec';
import { delivered, heartbeat } from './frames';
import { cti } from './terminal';

const json = (value: unknown) => `${JSON.stringify(value)}\n`;

function errorOf(line: string | undefined): { code: string; message: string; field?: string } {
  return (JSON.parse(line ?? '{}') as { error: { code: string; message: string; field?: string } }).error;
}

describe('cti encode', () => {
  it('is the inverse of decode', async () => {
    const codec = new Codec({ version: 15 });
    const frames = [
      heartbeat(7).toString('hex'),
      delivered().toString('hex'),
      codec.encode('TEAM_CONFIG_EVENT', { body: Buffer.from('raw') }).toString('hex'),
    ];
    const { stdout } = await cti(['decode'], frames.join('\n'));
    const { code, lines } = await cti(['encode'], stdout);
    assert.deepEqual(lines, frames);
    assert.equal(code, 0);
  });

  it('uses the version that the message was read with, unless told otherwise', async () => {
    const v15 = new Codec({ version: 15 }).encode('CONFIG_END_EVENT', {
      configEndStatus: 'CONFIGEND_SUCCESS',
      text: 'x',
    });
    const { stdout } = await cti(['decode', '--protocol', '15'], v15.toString('hex'));
    assert.deepEqual((await cti(['encode'], stdout)).lines, [v15.toString('hex')]);
    const v25 = new Codec({ version: 25 }).encode('CONFIG_END_EVENT', {
      configEndStatus: 'CONFIGEND_SUCCESS',
      text: 'x',
    });
    assert.deepEqual((await cti(['encode', '--protocol', '25'], stdout)).lines, [v25.toString('hex')]);
  });

  it('writes version 25 where nothing says which', async () => {
    const { lines } = await cti(['encode'], json({ topic: 'HEARTBEAT_CONF', payload: { invokeID: 7 } }));
    assert.deepEqual(lines, [heartbeat(7).toString('hex')]);
  });

  it('takes Buffers back and does not guess that a string is hex', async () => {
    const message = (clientPassword: unknown) => ({
      topic: 'OPEN_REQ',
      payload: {
        invokeID: 1,
        versionNumber: 25,
        idleTimeout: 20,
        peripheralID: null,
        servicesRequested: [],
        callMsgMask: [],
        agentStateMask: [],
        configMsgMask: [],
        clientID: 'c',
        clientPassword,
      },
    });
    const { lines } = await cti(['encode'], json(message({ type: 'Buffer', data: [255] })) + json(message('ff')));
    assert.match(lines[0] as string, /00020001ff$/);
    assert.match(lines[1] as string, /000200026666$/);
  });

  it('uses the character set it is given', async () => {
    const message = { topic: 'CONFIG_END_EVENT', payload: { configEndStatus: 0, text: 'ж' } };
    const { lines } = await cti(['encode', '--charset', 'windows-1251'], json(message));
    assert.match(lines[0] as string, /0002e600$/);
  });

  it('puts an error where the frame would be, and goes on', async () => {
    const good = json({ topic: 'HEARTBEAT_CONF', payload: { invokeID: 7 } });
    const input = [
      '# made by hand\n',
      good,
      'not json\n',
      json([1]),
      json({ topic: 'HEARTBEAT_CONF', payload: {} }),
      json({ topic: 'HEARTBEET_CONF', payload: {} }),
      json({ topic: 'HEARTBEAT_CONF', payload: { invokeID: 7 }, cti: { protocol: 'x' } }),
      json({ topic: 'HEARTBEAT_CONF', payload: { invokeID: 7 }, cti: { protocol: 99 } }),
      json({ topic: 'MESSAGE_TYPE_259', payload: { body: { type: 'Buffer', data: [] } } }),
      good,
    ].join('');
    const { code, lines } = await cti(['encode'], input);
    assert.equal(code, 1);
    assert.deepEqual([lines[0], lines[8]], [heartbeat(7).toString('hex'), heartbeat(7).toString('hex')]);
    assert.deepEqual(
      lines.slice(1, 8).map((line) => errorOf(line).code),
      [
        'CTI_BAD_JSON',
        'CTI_BAD_JSON',
        'CTI_MISSING_FIELD',
        'CTI_UNKNOWN_MESSAGE',
        'CTI_INVALID_FIELD',
        'CTI_INVALID_OPTION',
        'CTI_RESERVED_MESSAGE',
      ],
    );
    assert.match(errorOf(lines[1]).message, /^line 3: /);
    assert.equal(errorOf(lines[3]).field, 'invokeID');
  });

  it('passes on an error line of decode', async () => {
    const { stdout } = await cti(['decode'], 'zz');
    const { code, stdout: passed } = await cti(['encode'], stdout);
    assert.equal(passed, stdout);
    assert.equal(code, 1);
  });
});
