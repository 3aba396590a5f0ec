import assert from 'node:assert/strict';
import { Readable, Writable } from 'node:stream';
import { run } from '../../lib/cli/run';
import { heartbeat } from './frames';
import { linesOf, Paper, terminalOf } from './terminal';

const FRAMES = 4_000;

/** Hex lines, one chunk each, counting what was taken. */
function source() {
  let taken = 0;
  async function* chunks() {
    for (; taken < FRAMES; taken++) yield `${heartbeat(taken).toString('hex')}\n`;
  }
  return { stream: Readable.from(chunks(), { objectMode: false, highWaterMark: 64 }), taken: () => taken };
}

describe('the output of cti', () => {
  it('waits for a slow reader instead of keeping everything', async () => {
    const { stream, taken } = source();
    let text = '';
    let most = 0;
    const slow = new Writable({
      highWaterMark: 256,
      write(chunk: Buffer, _, done) {
        text += chunk.toString();
        most = Math.max(most, taken() - linesOf(text).length);
        setImmediate(done);
      },
    });
    assert.equal(await run(['decode'], terminalOf(stream, slow, new Paper())), 0);
    assert.equal(linesOf(text).length, FRAMES);
    assert.ok(most < 20, `${most} frames were read ahead`);
  });

  it('ends without noise when the reader goes', async () => {
    const { stream, taken } = source();
    let written = 0;
    const gone = new Writable({
      write(_chunk, _encoding, done) {
        written++;
        done(written < 3 ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      },
    });
    const stderr = new Paper();
    assert.equal(await run(['decode'], terminalOf(stream, gone, stderr)), 0);
    assert.equal(stderr.text, '');
    assert.ok(taken() < 100, `${taken()} frames were read`);
    assert.equal(stream.destroyed, true);
  });

  it('says why it cannot be written otherwise', async () => {
    const full = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no space left'), { code: 'ENOSPC' })),
    });
    const stderr = new Paper();
    assert.equal(await run(['decode'], terminalOf(source().stream, full, stderr)), 1);
    assert.match(stderr.text, /no space left \(CTI_OUTPUT_FAILED\)/);
  });
});

describe('the input of cti', () => {
  it('says why it cannot be read half-way', async () => {
    async function* broken() {
      yield `${heartbeat(1).toString('hex')}\n`;
      throw new Error('the disk is gone');
    }
    const [stdout, stderr] = [new Paper(), new Paper()];
    const stdin = Readable.from(broken(), { objectMode: false });
    assert.equal(await run(['decode'], terminalOf(stdin, stdout, stderr)), 1);
    assert.equal(linesOf(stdout.text).length, 1);
    assert.match(stderr.text, /^cti decode: standard input cannot be read: the disk is gone \(CTI_INPUT_FAILED\)\n$/);
  });

  it('says how to end it when somebody types', async () => {
    const stdin = Object.assign(Readable.from([]), { isTTY: true });
    const stderr = new Paper();
    await run(['decode'], terminalOf(stdin, new Paper(), stderr));
    assert.match(stderr.text, /Ctrl-D/);
  });
});

describe('the progress of cti', () => {
  /** A clock that goes on half a second with every look. */
  function clock() {
    let time = 0;
    return () => {
      time += 500;
      return time;
    };
  }

  for (const [what, stderr, stdout, shown] of [
    ['shows on a screen while the output goes elsewhere', new Paper({ isTTY: true }), new Paper(), true],
    ['does not show in a file', new Paper(), new Paper(), false],
    [
      'does not get in the way of output on the same screen',
      new Paper({ isTTY: true }),
      new Paper({ isTTY: true }),
      false,
    ],
  ] as const) {
    it(what, async () => {
      await run(['decode'], terminalOf(source().stream, stdout, stderr, { now: clock() }));
      assert.equal(/\d MB, [\d,]+ messages/.test(stderr.text), shown, stderr.text.slice(0, 100));
      if (shown) assert.ok(stderr.text.endsWith('\r\x1b[K'));
    });
  }

  it('does not show when the work is short', async () => {
    const stderr = new Paper({ isTTY: true });
    await run(['decode'], terminalOf(source().stream, new Paper(), stderr));
    assert.equal(stderr.text, '');
  });
});
