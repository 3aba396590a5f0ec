/** Whole histories of calls, as an All Events client of the simulator hears them. */
import type { SimulatorConfiguration } from '../../lib/simulator';
import type { TestClient } from '../simulator/client';
import { AGENTS, active, CONFIGURATION, connection, held, other, Site } from '../simulator/site';

/** The messages that one happening led to: among them there is no order. */
export interface Happening {
  readonly at: number;
  readonly messages: readonly { readonly topic: string; readonly payload: object }[];
}

export class Stage {
  readonly happenings: Happening[] = [];

  /** @param look what is done after each step */
  constructor(
    readonly site: Site,
    readonly bridge: TestClient,
    readonly look: (stage: Stage) => Promise<void> = async () => {},
  ) {}

  /** Everything that the step leads to, agent states aside: calls have no order with them. */
  async step(run: () => unknown): Promise<void> {
    await run();
    const news = await this.bridge.news();
    const messages = news.filter(({ topic }) => topic.includes('CALL'));
    if (messages.length > 0) this.happenings.push({ at: this.site.clock.now(), messages });
    await this.look(this);
    this.site.clock.advance(1500);
    const later = (await this.bridge.news()).filter(({ topic }) => topic.includes('CALL'));
    if (later.length > 0) this.happenings.push({ at: this.site.clock.now(), messages: later });
  }

  /** @returns the id of the call at the agent */
  async routed(extension = '2001'): Promise<number> {
    await this.site.ready(this.bridge, extension);
    let callID = 0;
    await this.step(() => {
      ({ callID } = this.site.simulator.inboundCall({ ani: '5551234', callVariables: { callVariable1: 'gold' } }));
    });
    return callID;
  }

  async talking(extension = '2001'): Promise<number> {
    const callID = await this.routed(extension);
    await this.answer(callID, extension);
    return callID;
  }

  answer(callID: number, extension: string): Promise<void> {
    return this.step(() => this.bridge.request('ANSWER_CALL_REQ', connection(callID, extension)));
  }

  clear(callID: number, extension: string): Promise<void> {
    return this.step(() => this.bridge.request('CLEAR_CONNECTION_REQ', connection(callID, extension)));
  }

  hangUp(callID: number): Promise<void> {
    return this.step(() => this.site.simulator.hangUp(callID));
  }

  /** @returns the id of the second call */
  async consult(callID: number, from: string, dialedNumber: string): Promise<number> {
    let second = 0;
    await this.step(async () => {
      const conf = await this.bridge.request('CONSULTATION_CALL_REQ', { ...active(callID, from), dialedNumber });
      second = (conf as { newConnectionCallID: number }).newConnectionCallID;
    });
    return second;
  }

  /** Ann joins her two calls. @returns the id of the conference */
  async conference(second: number, first: number): Promise<number> {
    let callID = 0;
    await this.step(async () => {
      const conf = await this.bridge.request('CONFERENCE_CALL_REQ', {
        ...active(second, '2001'),
        ...held(first, '2001'),
      });
      callID = (conf as { newConnectionCallID: number }).newConnectionCallID;
    });
    return callID;
  }

  /** @returns the id of the call */
  async call(from: string, dialedNumber: string): Promise<number> {
    let callID = 0;
    await this.step(async () => {
      const conf = await this.bridge.request('MAKE_CALL_REQ', {
        peripheralID: AGENTS,
        agentInstrument: from,
        dialedNumber,
      } as never);
      callID = (conf as { newConnectionCallID: number }).newConnectionCallID;
    });
    return callID;
  }
}

const deflected = (callID: number, from: string, calledDeviceID: string) => ({
  ...connection(callID, from),
  calledDeviceType: 'DEVID_AGENT_DEVICE' as const,
  calledDeviceID,
});

/** What happens, by name. */
export const HISTORIES: { readonly [name: string]: (stage: Stage) => Promise<void> } = {
  'a routed call is answered and ends': async (stage) => {
    const callID = await stage.talking();
    await stage.hangUp(callID);
  },
  'a caller waits in the queue and is answered': async (stage) => {
    let callID = 0;
    await stage.step(() => {
      ({ callID } = stage.site.simulator.inboundCall({ ani: '5551234' }));
    });
    await stage.step(() =>
      stage.bridge.request('SET_AGENT_STATE_REQ', {
        peripheralID: AGENTS,
        agentState: 'AGENT_STATE_AVAILABLE',
        agentInstrument: '2001',
      }),
    );
    await stage.answer(callID, '2001');
    await stage.clear(callID, '2001');
  },
  'a caller gives up in the queue': async (stage) => {
    let callID = 0;
    await stage.step(() => {
      ({ callID } = stage.site.simulator.inboundCall({ ani: '5551234' }));
    });
    await stage.hangUp(callID);
  },
  'a caller gives up while it rings': async (stage) => {
    const callID = await stage.routed();
    await stage.hangUp(callID);
  },
  'hold and retrieve, twice': async (stage) => {
    const callID = await stage.talking();
    for (let i = 0; i < 2; i++) {
      await stage.step(() => stage.bridge.request('HOLD_CALL_REQ', connection(callID, '2001')));
      await stage.step(() => stage.bridge.request('RETRIEVE_CALL_REQ', held(callID, '2001')));
    }
    await stage.clear(callID, '2001');
  },
  'advice, alternating, and back': async (stage) => {
    const first = await stage.talking();
    const second = await stage.consult(first, '2001', '2002');
    await stage.answer(second, '2002');
    await stage.step(() =>
      stage.bridge.request('ALTERNATE_CALL_REQ', { ...active(second, '2001'), ...other(first, '2001') }),
    );
    await stage.step(() =>
      stage.bridge.request('ALTERNATE_CALL_REQ', { ...active(first, '2001'), ...other(second, '2001') }),
    );
    await stage.step(() =>
      stage.bridge.request('RECONNECT_CALL_REQ', { ...active(second, '2001'), ...held(first, '2001') }),
    );
    await stage.hangUp(first);
  },
  'a transfer after advice': async (stage) => {
    const first = await stage.talking();
    const second = await stage.consult(first, '2001', '2002');
    await stage.answer(second, '2002');
    await stage.step(() =>
      stage.bridge.request('TRANSFER_CALL_REQ', { ...active(second, '2001'), ...held(first, '2001') }),
    );
    await stage.hangUp(first);
  },
  'a transfer in one step': async (stage) => {
    const callID = await stage.talking();
    await stage.step(() =>
      stage.bridge.request('TRANSFER_CALL_REQ', { ...active(callID, '2001'), dialedNumber: '2002' } as never),
    );
    await stage.answer(callID, '2002');
    await stage.clear(callID, '2002');
  },
  'a transfer to a queue': async (stage) => {
    const callID = await stage.talking();
    await stage.step(() =>
      stage.bridge.request('TRANSFER_CALL_REQ', { ...active(callID, '2001'), dialedNumber: '8002' } as never),
    );
    await stage.site.ready(stage.bridge, '2003');
    await stage.hangUp(callID);
  },
  'a conference that one leaves': async (stage) => {
    const first = await stage.talking();
    const second = await stage.consult(first, '2001', '2002');
    await stage.answer(second, '2002');
    const callID = await stage.conference(second, first);
    await stage.clear(callID, '2001');
    await stage.clear(callID, '2002');
  },
  'a conference whose guest leaves and comes again': async (stage) => {
    let callID = await stage.talking();
    for (let i = 0; i < 2; i++) {
      const second = await stage.consult(callID, '2001', '2002');
      await stage.answer(second, '2002');
      callID = await stage.conference(second, callID);
      await stage.clear(callID, '2002');
    }
    await stage.clear(callID, '2001');
  },
  'nobody answers, another agent does': async (stage) => {
    const callID = await stage.routed();
    await stage.site.ready(stage.bridge, '2002');
    await stage.step(() => stage.site.clock.advance(5000));
    const [call] = stage.site.simulator.calls;
    await stage.answer(call?.callID ?? callID, '2002');
    await stage.clear(call?.callID ?? callID, '2002');
  },
  'a ringing call is sent on and back': async (stage) => {
    const callID = await stage.routed();
    await stage.step(() => stage.bridge.request('DEFLECT_CALL_REQ', deflected(callID, '2001', '2002')));
    await stage.step(() => stage.bridge.request('DEFLECT_CALL_REQ', deflected(callID, '2002', '2001')));
    await stage.answer(callID, '2001');
    await stage.clear(callID, '2001');
  },
  'a call out': async (stage) => {
    const callID = await stage.call('2001', '0015559999');
    await stage.step(() => stage.site.clock.advance(5000));
    await stage.clear(callID, '2001');
  },
  'a call to a busy colleague': async (stage) => {
    await stage.talking('2002');
    const callID = await stage.call('2001', '2002');
    await stage.clear(callID, '2001');
  },
  'an agent calls a queue with an agent ready': async (stage) => {
    await stage.site.ready(stage.bridge, '2003');
    const callID = await stage.call('2001', '8002');
    await stage.answer(callID, '2003');
    await stage.clear(callID, '2003');
  },
  'data of a call change, and again after its end': async (stage) => {
    const callID = await stage.talking();
    const set = (fields: object) => () =>
      stage.bridge.request('SET_CALL_DATA_REQ', { ...connection(callID, '2001'), ...fields } as never);
    await stage.step(set({ callVariable2: 'silver', callWrapupData: 'sold' }));
    await stage.step(set({ callVariable2: 'bronze' }));
    await stage.clear(callID, '2001');
  },
};

/** Ring no answer after 4 and 2 s. */
function configured(fields: Partial<SimulatorConfiguration>): SimulatorConfiguration {
  const deskSettings = CONFIGURATION.deskSettings.map((settings) => ({ ...settings, ringNoAnswerTime: 4 }));
  return { ...CONFIGURATION, deskSettings, preCallEvents: 'before', ...fields };
}

export async function record(
  name: string,
  fields: Partial<SimulatorConfiguration> = {},
  look?: (stage: Stage) => Promise<void>,
): Promise<Happening[]> {
  const site = await Site.start({ configuration: configured(fields) });
  try {
    const stage = new Stage(site, await site.bridge(), look);
    await HISTORIES[name]?.(stage);
    return stage.happenings;
  } finally {
    await site.stop();
  }
}
