/** A network that fails before the active side, while the other side takes over: nobody has to put anything right. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { Crashes } from './crashes';
import { FAULTS, type FaultName } from './faults';
import { LeftOver } from './left-over';
import { MOMENTS, type MomentName } from './moments';
import { PROMISES, Site } from './site';

const { dead, openTimeout, connectTimeout } = PROMISES;

/** Faults of side A, and the seconds in which the session is open with side B. */
const ROWS: readonly (readonly [fault: FaultName, within: number])[] = [
  ['cut', 0],
  ['reset', 0],
  ['slow close', 0],
  ['nobody listens', 0],
  // The side that was good is tried once more.
  ['black hole', openTimeout],
  ['nobody answers', dead],
  ['half-open', dead],
  ['half-open to the client', dead],
  ['half-open to the server', dead],
  ['server that reads no more', dead],
  ['stop in the middle of a frame', dead],
  ['delay of a minute', dead],
  ['garbage to the client', 0],
  ['garbage to the server', 0],
];

const WHEN: readonly MomentName[] = ['idle', 'request in flight', 'in the middle of a frame', 'event storm'];
/** Before there is a session: the time for the side that does not answer, then the other one. */
const BEFORE: readonly (readonly [fault: FaultName, moment: MomentName, within: number])[] = [
  ['nobody listens', 'connecting', 0],
  ['nobody answers', 'connecting', connectTimeout],
  ['black hole', 'connecting', openTimeout],
  ['half-open', 'opening', openTimeout],
  ['reset', 'opening', 0],
];

type Cell = readonly [kind: 'plain' | 'hot standby', fault: FaultName, moment: MomentName, within: number];

const CELLS: readonly Cell[] = [
  ...ROWS.flatMap(([fault, within]) => WHEN.map((moment): Cell => ['plain', fault, moment, within])),
  ...BEFORE.map((cell): Cell => ['plain', ...cell]),
  // The standby side tells that it is the active one: nobody has to find out first.
  ...ROWS.flatMap(([fault]) => WHEN.map((moment): Cell => ['hot standby', fault, moment, 0])),
];

async function fails(kind: Cell[0], fault: FaultName, moment: MomentName, within: number): Promise<void> {
  const site = await Site.start(2, { hotStandby: kind === 'hot standby' });
  try {
    const { pace, simulator } = site;
    await MOMENTS[moment](site, FAULTS[fault]);
    simulator.switchSides();
    const { watched } = site;
    const onB = () => watched.isOpen && watched.session.status.side === 'B';
    await pace.until('the session is open with side B', within + PROMISES.atOnce, onB);
    assert.equal(await watched.ask(), 'confirmed');
    const heard = watched.events;
    simulator.inboundCall();
    await pace.until('events come', PROMISES.atOnce, () => watched.events > heard);
    // A proxy that reads no more does not notice who is gone.
    await site.heal();
    assert.ok(watched.gaps.every(({ side, newSide }) => side === 'A' && newSide === 'B'));
    await site.close();
  } finally {
    await site.stop();
  }
}

describe('faults of one side while the other is up', () => {
  const ends = new Map<string, Promise<unknown>>();
  let crashes: Crashes;
  let leftOver: LeftOver;

  before(() => {
    crashes = new Crashes();
    leftOver = new LeftOver();
    for (const cell of CELLS) {
      ends.set(
        cell.join(),
        fails(...cell).catch((error: unknown) => error),
      );
    }
  });
  after(async () => {
    await Promise.all(ends.values());
    crashes.stop();
  });

  for (const cell of CELLS) {
    const [kind, fault, moment, within] = cell;
    it(`${kind}: ${fault}, ${moment}: open with the other one within ${within} s`, async () => {
      const error = await ends.get(cell.join());
      if (error !== undefined) throw error;
    });
  }

  it('leave nothing behind', async () => {
    await Promise.all(ends.values());
    await leftOver.check();
  });
});
