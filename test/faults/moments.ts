/** When a fault begins. */
import { MESSAGES } from '../../lib/protocol';
import type { Fault } from './faults';
import { PROMISES, type Site } from './site';

/** Brings the moment about; resolves when the fault has begun. */
export type Moment = (site: Site, fault: Fault) => Promise<void>;

/** Calls at once, of which each brings some events. */
const STORM = 100;

export const MOMENTS = {
  connecting: async (site, fault) => {
    const begun = onBegin(site, fault);
    if (fault.lasts) begun.begin();
    else site.place().proxy.onAccept(begun.begin);
    site.make().session.open();
    await begun.wait();
  },

  opening: async (site, fault) => {
    const begun = onBegin(site, fault);
    site.place().proxy.when({ direction: 'toServer', number: MESSAGES.OPEN_REQ.number, run: begun.begin });
    site.make().session.open();
    await begun.wait();
  },

  idle: async (site, fault) => {
    await site.open();
    fault.begin(site.place());
  },

  'request in flight': async (site, fault) => {
    const watched = await site.open();
    const begun = onBegin(site, fault);
    const { number } = MESSAGES.QUERY_AGENT_STATE_REQ;
    site.place().proxy.when({ direction: 'toServer', number, run: begun.begin });
    void watched.ask();
    await begun.wait();
  },

  'in the middle of a frame': async (site, fault) => {
    await site.open();
    const begun = onBegin(site, fault);
    site.place().proxy.when({ direction: 'toClient', half: true, run: begun.begin });
    site.simulator.inboundCall();
    await begun.wait();
  },

  'event storm': async (site, fault) => {
    const watched = await site.open();
    const begun = onBegin(site, fault);
    site.place().proxy.when({ direction: 'toClient', nth: STORM, run: begun.begin });
    for (let call = 0; call < STORM; call++) site.simulator.inboundCall();
    void watched.ask();
    await begun.wait();
  },

  closing: async (site, fault) => {
    const { session } = await site.open();
    const begun = onBegin(site, fault);
    site.place().proxy.when({ direction: 'toServer', number: MESSAGES.CLOSE_REQ.number, run: begun.begin });
    const closing = session.close();
    await begun.wait();
    await site.within(PROMISES.closeTimeout, closing);
  },

  redeploy: async (site, fault) => {
    const { session } = await site.open();
    fault.begin(site.place());
    const closing = session.close();
    site.make().session.open();
    await site.within(PROMISES.deploy, closing);
  },
} as const satisfies { readonly [name: string]: Moment };

export type MomentName = keyof typeof MOMENTS;

function onBegin(site: Site, fault: Fault): { begin(): void; wait(): Promise<unknown> } {
  let begun = false;
  return {
    begin: () => {
      begun = true;
      fault.begin(site.place());
    },
    wait: () => site.pace.until('the fault begins', PROMISES.atOnce * 2, () => begun),
  };
}
