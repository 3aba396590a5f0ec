/** Everything that can happen, in an order that nobody has thought of: always the same one, with CTI_FAULT_SEED another. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CtiError, SessionOptions, SideName } from '../../lib/session';
import { random } from '../simulator/random';
import { Crashes } from './crashes';
import { FAULTS, type FaultName } from './faults';
import { PROMISES, Site } from './site';
import type { Watched } from './watched';

const SEED = Number(process.env.CTI_FAULT_SEED ?? 20_000);
const STEPS = 200;
/** The guide's pause after what only a person puts right: a network that changes bytes can make that of a request. */
const REFUSED_PAUSE = 120;
/** Seconds in which the session is open, whatever it was in the middle of. */
const RECOVERY = REFUSED_PAUSE + PROMISES.connectTimeout + PROMISES.openTimeout + PROMISES.pause;

const SIDES: readonly SideName[] = ['A', 'B'];
const ENDINGS =
  /^(confirmed|CTI_(TIMEOUT|CONNECTION_LOST|SESSION_CLOSED|NOT_SENT|NOT_CONNECTED|BAD_FRAME)|E_CTI_\w+|CF_\w+)$/;

/** One run. */
class Soak {
  readonly steps: string[] = [];
  readonly #site: Site;
  readonly #watched: Watched;
  readonly #hot: boolean;
  readonly #random: ReturnType<typeof random>;
  readonly #up = new Set<SideName>(SIDES);
  readonly #maintenances: Promise<unknown>[] = [];
  #closed = false;

  constructor(site: Site, watched: Watched, hot: boolean, seed: number) {
    this.#site = site;
    this.#watched = watched;
    this.#hot = hot;
    this.#random = random(seed);
  }

  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step++) await this.#step();
  }

  /** All is in order again, but for what the session has to do. */
  async end(): Promise<void> {
    await this.#site.heal();
    for (const side of SIDES) if (!this.#up.has(side)) await this.#site.simulator.startSide(side);
    this.#watched.session.open();
    await this.#site.pace.until('every maintenance is over', 20, () => this.#site.simulator.active !== undefined);
    await Promise.all(this.#maintenances);
  }

  async #step(): Promise<void> {
    const { pick, integer } = this.#random;
    const what = pick(WEIGHTED);
    const detail = await this.#STEPS[what]();
    const pause = pick([0, 0, 0.5, 1, 1, 2, 3, 5, integer(30)]);
    this.steps.push(`${what}${detail ? ` ${detail}` : ''}, ${pause} s`);
    if (pause > 0) await this.#site.pace.pass(pause);
  }

  readonly #STEPS = {
    fault: () => {
      const name = this.#random.pick(Object.keys(FAULTS) as FaultName[]);
      const side = this.#random.pick(SIDES);
      FAULTS[name].begin(this.#site.place(side));
      return `${name} of ${side}`;
    },
    heal: () => this.#site.heal(),
    ask: () => {
      const times = 1 + this.#random.integer(5);
      for (let i = 0; i < times; i++) void this.#watched.ask();
      return `${times} times`;
    },
    call: () => {
      const times = 1 + this.#random.integer(5);
      for (let i = 0; i < times; i++) this.#site.simulator.inboundCall();
      return `${times} times`;
    },
    'servers change roles': () => {
      if (this.#up.size === 2) this.#site.simulator.switchSides();
    },
    'server dies': async () => {
      const side = this.#random.pick(SIDES);
      if (this.#up.delete(side)) await this.#site.simulator.stopSide(side);
      return side;
    },
    'server starts': async () => {
      const side = this.#random.pick(SIDES);
      if (this.#up.has(side)) return side;
      this.#up.add(side);
      await this.#site.simulator.startSide(side);
      return side;
    },
    maintenance: () => {
      const over = this.#site.simulator.maintenance().catch(({ code }: CtiError) => {
        assert.match(code, /^(CTI_NO_OTHER_SIDE|CTI_IN_MAINTENANCE)$/);
      });
      this.#maintenances.push(over);
    },
    'switch side': () => {
      if (!this.#hot) this.#watched.session.switchSide();
    },
    redeploy: async () => {
      const { session } = this.#watched;
      this.#closed = !this.#closed;
      if (this.#closed) await this.#site.within(PROMISES.deploy, session.close());
      else session.open();
      return this.#closed ? 'away' : 'again';
    },
  } as const;
}

type StepName = 'fault' | 'heal' | 'ask' | 'call' | 'servers change roles' | 'server dies' | 'server starts';
const OFTEN: Readonly<Record<StepName | 'maintenance' | 'switch side' | 'redeploy', number>> = {
  fault: 6,
  heal: 5,
  ask: 6,
  call: 3,
  'servers change roles': 1,
  'server dies': 2,
  'server starts': 3,
  maintenance: 2,
  'switch side': 1,
  redeploy: 1,
};
const WEIGHTED = Object.entries(OFTEN).flatMap(([what, often]) =>
  Array.from({ length: often }, () => what as keyof typeof OFTEN),
);

async function soak(options: Partial<SessionOptions>, seed: number): Promise<void> {
  const site = await Site.start(2, options);
  const watched = await site.open();
  const run = new Soak(site, watched, options.hotStandby ?? false, seed);
  try {
    await run.run();
    await run.end();
    // Until then a connection that is dead may look alive.
    await site.pace.pass(PROMISES.dead);
    await site.pace.until('the session is open', RECOVERY, () => watched.isOpen);
    await site.pace.until('every request has ended', RECOVERY, () => watched.pending === 0);
    assert.equal(await watched.ask(), 'confirmed');
    await site.close();
    for (const ending of watched.endings) assert.match(ending, ENDINGS);
  } catch (error) {
    throw new Error(`${error}\nsteps:\n${run.steps.map((step) => `  ${step}`).join('\n')}`, { cause: error });
  } finally {
    await site.stop();
  }
}

describe(`whatever happens (repeat with CTI_FAULT_SEED=${SEED})`, () => {
  const KINDS: readonly [name: string, options: Partial<SessionOptions>][] = [
    ['a session', {}],
    ['a session that holds requests', { holdRequests: 20, holdSeconds: 10, maxOutstanding: 2 }],
    ['a session with hot standby', { hotStandby: true }],
  ];

  it('every kind of session ends open, with each request ended, each gap told and nothing left behind', async () => {
    const crashes = new Crashes();
    const ends = await Promise.allSettled(KINDS.map(([, options], at) => soak(options, SEED + at)));
    crashes.stop();
    for (const [at, end] of ends.entries()) {
      if (end.status === 'rejected') throw new Error(`${KINDS[at]?.[0]}: ${end.reason}`, { cause: end.reason });
    }
  });
});
