import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Change } from '../../lib/model';
import { CtiError, type SessionMessage } from '../../lib/session';
import { askFresh } from '../../nodes/lookup/lookup-fresh';
import { lookupQuery } from '../../nodes/lookup/lookup-query';
import { SharedModel } from '../../nodes/session/shared-model';
import type { SharedSession } from '../../nodes/session/shared-session';
import { AGENTS, agentState, connection, parties } from '../model/resync-desk';

type Answer = (payload: { readonly [key: string]: unknown }) => object;

const refuse = (code: string): never => {
  throw new CtiError(code, 'as the server says');
};

/** A model whose server answers as the test says. */
class Desk {
  answer: Answer = () => refuse('E_CTI_INVALID_CALLID');
  readonly asked: { readonly [key: string]: unknown }[] = [];
  readonly told: Change[] = [];
  readonly shared: SharedModel;
  #hear: (message: SessionMessage) => void = () => {};

  constructor() {
    const session = {
      status: { state: 'closed', epoch: 0 },
      subscribe: (_: unknown, listener: (message: SessionMessage) => void) => {
        this.#hear = listener;
        return () => {};
      },
      request: async (_: string, payload: { readonly [key: string]: unknown }) => {
        this.asked.push(payload);
        return this.answer(payload);
      },
    };
    this.shared = new SharedModel(session as unknown as SharedSession, { configuration: false }, () => {});
    this.shared.register('node', { changed: (change) => void this.told.push(change) });
  }

  hear(topic: string, payload: object): void {
    this.#hear({ topic, payload } as SessionMessage);
  }

  /** A call in which two talk. */
  talk(): void {
    this.hear('BEGIN_CALL_EVENT', { ...connection(7, '2001'), callType: 'CALLTYPE_OTHER_IN' });
    for (const phone of ['2001', '2002']) {
      this.hear('CALL_ESTABLISHED_EVENT', {
        ...connection(7, phone),
        localConnectionState: 'LCS_CONNECT',
        answeringDeviceType: 'DEVID_AGENT_DEVICE',
        answeringDeviceID: phone,
      });
    }
    this.told.length = 0;
  }

  ask(query: object): Promise<void> {
    return askFresh(this.shared, lookupQuery({ fresh: true }, query), AGENTS);
  }

  get topics(): string[] {
    return this.told.map(({ topic }) => topic);
  }
}

describe('a lookup that asks the server', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
  });
  afterEach(() => void desk.shared.close());

  it('ends no call that one party has left unseen: it asks by the others', async () => {
    desk.talk();
    desk.answer = ({ connectionDeviceID }) =>
      connectionDeviceID === '2001'
        ? refuse('CF_INVALID_CSTA_CONNECTION_IDENTIFIER')
        : parties(7, ['2002', 'LCS_CONNECT'], ['5551234', 'LCS_CONNECT']);
    await desk.ask({ connectionCallID: 7 });
    const [call] = desk.shared.model.calls.byConnectionCallID(AGENTS, 7);
    assert.equal(call?.state, 'talking');
    assert.deepEqual([...new Set(desk.topics)], ['call.partyLeft']);
  });

  it('ends a call of which the server knows no party any more', async () => {
    desk.talk();
    await desk.ask({ connectionCallID: 7 });
    assert.deepEqual(
      desk.asked.map(({ connectionDeviceID }) => connectionDeviceID),
      ['2001', '2002'],
    );
    assert.deepEqual(desk.topics.slice(-1), ['call.ended']);
  });

  it('takes an event that came meanwhile for more than a refusal, about a call', async () => {
    desk.talk();
    desk.answer = () => {
      desk.hear('CALL_HELD_EVENT', { ...connection(7, '2002'), holdingDeviceID: '2002' });
      return refuse('E_CTI_INVALID_CALLID');
    };
    await desk.ask({ connectionCallID: 7 });
    assert.deepEqual([desk.topics, desk.asked.length], [['call.held'], 1]);
  });

  it('and about an agent', async () => {
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_LOGOUT'));
    desk.answer = () => {
      desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
      return refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    };
    await desk.ask({ what: 'agents', agent: '01' });
    assert.equal(desk.shared.model.agents.get('01')?.agentState, 'AGENT_STATE_AVAILABLE');
  });

  it('says that an agent has signed out of whom the server knows no login', async () => {
    desk.hear('AGENT_STATE_EVENT', agentState('01', 'AGENT_STATE_AVAILABLE'));
    desk.answer = () => refuse('E_CTI_AGENT_NOT_LOGGED_ON');
    await desk.ask({ what: 'agents', agent: '01' });
    assert.equal(desk.topics.at(-1), 'agent.logout');
  });

  it('says what else the server refuses', async () => {
    desk.talk();
    desk.answer = () => refuse('CF_RESOURCE_OUT_OF_SERVICE');
    await assert.rejects(desk.ask({ connectionCallID: 7 }), { code: 'CF_RESOURCE_OUT_OF_SERVICE' });
    assert.equal(desk.shared.model.calls.byConnectionCallID(AGENTS, 7)[0]?.state, 'talking');
  });
});
