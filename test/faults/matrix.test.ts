/** Every fault at every moment: what the session says of it, in what time, and that it is itself again afterwards. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { Crashes } from './crashes';
import { FAULTS, type FaultName } from './faults';
import { LeftOver } from './left-over';
import { MOMENTS, type MomentName } from './moments';
import { PROMISES, Site } from './site';

/** The session's code after a fault, and the seconds within which it has to say so. */
interface Outcome {
  readonly codes: readonly string[];
  readonly within: number;
}

const outcome = (within: number, ...codes: string[]): Outcome => ({ codes, within });

/** Nothing shows but perhaps some slowness. */
const opened = undefined;
const lost = outcome(0, 'CTI_CONNECTION_LOST');
const failed = outcome(0, 'CTI_CONNECT_FAILED');
/** Whether the connection was there for a moment is a matter of luck. */
const broken = outcome(0, 'CTI_CONNECT_FAILED', 'CTI_CONNECTION_LOST');
const nobody = outcome(PROMISES.connectTimeout, 'CTI_CONNECT_FAILED');
const mute = outcome(PROMISES.openTimeout, 'CTI_OPEN_TIMEOUT');
const silent = outcome(PROMISES.dead, 'CTI_NO_HEARTBEAT');
/** The server hears as little of the client, and has the same patience. */
const deaf = outcome(PROMISES.dead, 'CTI_NO_HEARTBEAT', 'E_CTI_TIMEOUT');
const tooLong = outcome(0, 'CTI_FRAME_TOO_LONG');
/** Out of step a stream may say anything, but not for long. */
const garbled = outcome(PROMISES.dead, 'CTI_FRAME_TOO_LONG', 'CTI_NO_HEARTBEAT');
const garbledGrant = outcome(PROMISES.openTimeout, 'CTI_BAD_FRAME', 'CTI_FRAME_TOO_LONG', 'CTI_OPEN_TIMEOUT');
const misread = outcome(PROMISES.dead, 'CTI_CONNECTION_LOST', 'E_CTI_BAD_MESSAGE_FORMAT', ...deaf.codes);

const CONFIRMED = /^confirmed$/;
const LOST = /^CTI_CONNECTION_LOST$/;
const TIMEOUT = /^CTI_TIMEOUT$/;
const MISREAD = /^(CTI_BAD_FRAME|CTI_CONNECTION_LOST|CTI_TIMEOUT|E_CTI_BAD_MESSAGE_FORMAT)$/;

/** Of sessions that are being closed nothing is told but that they are closed in time. */
type Column = Exclude<MomentName, 'closing'>;
const COLUMNS: readonly Column[] = [
  'connecting',
  'opening',
  'idle',
  'request in flight',
  'in the middle of a frame',
  'event storm',
  'redeploy',
];

type Row = readonly [
  fault: FaultName,
  connecting: Outcome | undefined,
  opening: Outcome | undefined,
  idle: Outcome | undefined,
  inFlight: Outcome | undefined,
  inFrame: Outcome | undefined,
  storm: Outcome | undefined,
  redeploy: Outcome | undefined,
  /** How a request ends that is in flight. */
  request: RegExp,
];

// biome-ignore format: a table
const MATRIX: readonly Row[] = [
  //                                  connecting    opening       idle     in flight in frame storm    redeploy request
  ['cut',                             lost,         lost,         lost,    lost,     lost,    lost,    opened,  LOST],
  ['reset',                           broken,       lost,         lost,    lost,     lost,    lost,    opened,  LOST],
  ['slow close',                      lost,         lost,         lost,    lost,     lost,    lost,    opened,  LOST],
  ['nobody listens',                  failed,       lost,         lost,    lost,     lost,    lost,    failed,  LOST],
  ['nobody answers',                  nobody,       mute,         silent,  silent,   silent,  silent,  nobody,  TIMEOUT],
  ['black hole',                      mute,         lost,         lost,    lost,     lost,    lost,    mute,    LOST],
  ['half-open',                       mute,         mute,         silent,  silent,   silent,  silent,  mute,    TIMEOUT],
  ['half-open to the client',         mute,         mute,         silent,  silent,   silent,  silent,  mute,    TIMEOUT],
  ['half-open to the server',         mute,         mute,         deaf,    deaf,     deaf,    deaf,    mute,    TIMEOUT],
  ['server that reads no more',       mute,         deaf,         deaf,    deaf,     deaf,    deaf,    mute,    CONFIRMED],
  ['stop in the middle of a frame',   mute,         mute,         silent,  silent,   silent,  silent,  opened,  TIMEOUT],
  ['delay of a second',               opened,       opened,       opened,  opened,   opened,  opened,  opened,  CONFIRMED],
  ['delay of a minute',               mute,         mute,         silent,  silent,   silent,  silent,  mute,    TIMEOUT],
  ['one byte at a time',              opened,       opened,       opened,  opened,   opened,  opened,  opened,  CONFIRMED],
  ['garbage to the client',           tooLong,      tooLong,      tooLong, tooLong,  garbled, tooLong, opened,  LOST],
  ['garbage to the server',           lost,         lost,         lost,    lost,     lost,    lost,    opened,  LOST],
  ['header without its message',      mute,         mute,         silent,  silent,   garbled, garbled, opened,  TIMEOUT],
  ['frame twice to the client',       opened,       opened,       opened,  opened,   garbled, opened,  opened,  CONFIRMED],
  ['frame twice to the server',       opened,       opened,       opened,  opened,   opened,  opened,  opened,  CONFIRMED],
  ['frames reordered to the client',  opened,       opened,       opened,  opened,   garbled, opened,  opened,  CONFIRMED],
  ['chunk twice to the client',       garbledGrant, garbledGrant, garbled, garbled,  garbled, garbled, opened,  MISREAD],
  ['chunk twice to the server',       misread,      misread,      misread, misread,  misread, misread, opened,  MISREAD],
  ['chunks reordered to the client',  garbledGrant, garbledGrant, garbled, garbled,  opened,  garbled, opened,  MISREAD],
  ['chunks reordered to the server',  misread,      misread,      misread, misread,  misread, misread, opened,  MISREAD],
];

const ENDINGS = [
  'confirmed',
  'CTI_TIMEOUT',
  'CTI_CONNECTION_LOST',
  'CTI_SESSION_CLOSED',
  'CTI_NOT_SENT',
  'CTI_NOT_CONNECTED',
  'CTI_BAD_FRAME',
  'E_CTI_BAD_MESSAGE_FORMAT',
];

/** Brings the moment about, makes the network fail, and puts it in order again. */
async function happens(fault: FaultName, moment: MomentName, expected: Outcome | undefined, request: RegExp) {
  const site = await Site.start(1);
  try {
    await MOMENTS[moment](site, FAULTS[fault]);
    const { watched, pace } = site;
    const told = () => watched.statuses.find(({ code }) => code !== undefined);
    if (moment !== 'closing') {
      void watched.ask();
      if (expected === undefined) {
        // Longer than anything takes that might be wrong.
        await pace.pass(PROMISES.dead + 5);
        assert.equal(watched.session.status.state, 'open');
        assert.deepEqual(told(), undefined);
      } else {
        await pace.until(expected.codes.join(' or '), expected.within + PROMISES.atOnce, () => told() !== undefined);
        const { code, state } = told() as { code: string; state: string };
        assert.ok(expected.codes.includes(code), code);
        assert.ok(state === 'connecting' || state === 'waiting', state);
      }
    }
    if (moment === 'request in flight') {
      await pace.until('the request ends', PROMISES.requestTimeout, () => watched.endings.length > 0);
      assert.match(watched.endings[0] as string, request);
    }
    await site.heal();
    // Does nothing but after closing.
    watched.session.open();
    await site.reopened(watched);
    assert.equal(await watched.ask(), 'confirmed');
    await site.close();
    for (const { endings } of site.sessions) for (const ending of endings) assert.ok(ENDINGS.includes(ending), ending);
  } finally {
    await site.stop();
  }
}

for (const [fault, ...cells] of MATRIX) {
  describe(`fault: ${fault}`, () => {
    const ends = new Map<MomentName, Promise<unknown>>();
    const request = cells.at(-1) as RegExp;
    const expected = new Map(COLUMNS.map((column, at) => [column as MomentName, cells[at] as Outcome | undefined]));
    let crashes: Crashes;
    let leftOver: LeftOver;

    // All at once, since each mostly waits.
    before(() => {
      crashes = new Crashes();
      leftOver = new LeftOver();
      for (const moment of [...COLUMNS, 'closing'] as const) {
        const end = happens(fault, moment, expected.get(moment), request);
        ends.set(
          moment,
          end.catch((error: unknown) => error),
        );
      }
    });
    after(async () => {
      await Promise.all(ends.values());
      crashes.stop();
    });

    for (const [moment, outcome] of [...expected, ['closing', undefined] as const]) {
      const told = moment === 'closing' ? 'closed in time' : (outcome?.codes.join(' or ') ?? 'open');
      it(`${moment}: ${told}`, async () => {
        const error = await ends.get(moment);
        if (error !== undefined) throw error;
      });
    }

    it('leaves nothing behind', async () => {
      await Promise.all(ends.values());
      await leftOver.check();
    });
  });
}

describe('the matrix of faults', () => {
  it('has every fault', () => {
    assert.deepEqual(MATRIX.map(([fault]) => fault).sort(), Object.keys(FAULTS).sort());
  });
});
