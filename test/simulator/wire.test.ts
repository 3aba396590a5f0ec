import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { describe, it } from 'mocha';
import { Wire } from '../../lib/simulator/sessions/wire';

async function pair(): Promise<{ near: Socket; far: Socket; done: () => void }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const far = connect((server.address() as AddressInfo).port, '127.0.0.1');
  far.on('error', () => {});
  const [near] = (await once(server, 'connection')) as [Socket];
  const done = () => {
    near.destroy();
    far.destroy();
    server.close();
  };
  return { near, far, done };
}

describe('the wire to a client', () => {
  it('is cut when the client does not read and too much waits for it', async () => {
    const { near, done } = await pair();
    try {
      const reasons: string[] = [];
      const wire = new Wire(near, { frame: () => {}, closed: (reason) => reasons.push(reason) });
      const megabyte = Buffer.alloc(1024 * 1024);
      for (let i = 0; i < 100 && reasons.length === 0; i++) wire.send(megabyte);
      assert.deepEqual(reasons, ['the client reads too slowly']);
      assert.ok(near.destroyed);
      wire.send(megabyte);
    } finally {
      done();
    }
  });

  it('ends once, whatever the reason', async () => {
    const { near, far, done } = await pair();
    try {
      const reasons: string[] = [];
      const closed = new Promise((resolve) => near.once('close', resolve));
      const wire = new Wire(near, { frame: () => {}, closed: (reason) => reasons.push(reason) });
      far.resetAndDestroy();
      await closed;
      wire.close('again');
      assert.equal(reasons.length, 1);
    } finally {
      done();
    }
  });

  it('is cut, and nothing else, when taking a frame goes wrong', async () => {
    const { near, far, done } = await pair();
    try {
      const reason = new Promise<string>((resolve) => {
        new Wire(near, {
          frame: () => {
            throw new Error('a mistake');
          },
          closed: resolve,
        });
      });
      far.write(Buffer.from('000000040000000500000001', 'hex'));
      assert.equal(await reason, 'a mistake');
    } finally {
      done();
    }
  });
});
