/** A resync with a server in the test's hands. */
import assert from 'node:assert/strict';
import {
  type Change,
  ContactCentreModel,
  type Ledger,
  type ModelMessage,
  type OwnAgent,
  Resync,
} from '../../lib/model';
import { ManualClock } from '../simulator/manual-clock';

export const AGENTS = 5000;

export interface Asked {
  readonly topic: string;
  readonly payload: { readonly [key: string]: unknown };
  answer(message: ModelMessage): Promise<void>;
  refuse(code: string): Promise<void>;
}

const refusal = (code: string) => Object.assign(new Error(code), { code });

/** A model, its resync, and a server that answers when it is told to. */
export class Desk {
  readonly clock = new ManualClock();
  readonly model = new ContactCentreModel();
  readonly asked: Asked[] = [];
  readonly sent: { topic: string; payload: object }[] = [];
  /** What events told, and what was found out. */
  readonly heard: Change[] = [];
  readonly found: Change[] = [];
  readonly ledgers: Ledger[] = [];
  readonly resync: Resync;

  /** @param options configuration: or the code with which asking for it fails */
  constructor(options: { rate?: number; outstanding?: number; configuration?: boolean | string; own?: OwnAgent } = {}) {
    const { configuration = false, ...pace } = options;
    this.resync = new Resync(this.model, {
      ask: (topic, payload) => this.#ask(topic, payload),
      ...(configuration && {
        send: (topic: string, payload: object) => {
          if (typeof configuration === 'string') throw refusal(configuration);
          this.sent.push({ topic, payload });
        },
      }),
      now: () => this.clock.now(),
      after: (milliseconds, run) => this.clock.after(milliseconds, run),
      changes: (changes) => void this.found.push(...changes),
      over: (ledger) => void this.ledgers.push(ledger),
      rate: 1_000_000,
      outstanding: 100,
      ...pace,
    });
  }

  hear(topic: string, payload: object): void {
    this.heard.push(...this.model.apply({ topic, payload }, this.clock.now()));
    this.resync.take({ topic, payload });
  }

  /** The server has told its configuration, which has nothing new. */
  configured(): void {
    this.hear('CONFIG_KEY_EVENT', { configkeyStatus: 'CONFIG_NO_KEY_SUPPORT' });
    this.hear('CONFIG_END_EVENT', { configEndStatus: 'CONFIGEND_SUCCESS' });
  }

  /** What is asked and has no answer, in the order in which it was asked; a moment later. */
  get open(): string[] {
    this.clock.advance(1);
    return this.asked.map(({ payload }) => name(payload));
  }

  /** The oldest question about it. */
  take(about: string): Asked {
    this.clock.advance(1);
    const at = this.asked.findIndex(({ payload }) => name(payload) === about);
    assert.ok(at >= 0, `${about} is not asked: ${this.open}`);
    return this.asked.splice(at, 1)[0] as Asked;
  }

  #ask(topic: string, payload: object): Promise<ModelMessage> {
    return new Promise((resolve, reject) => {
      const settled = () => new Promise<void>((done) => setImmediate(done));
      this.asked.push({
        topic,
        payload: payload as Asked['payload'],
        answer: (message) => {
          resolve(message);
          return settled();
        },
        refuse: (code) => {
          reject(refusal(code));
          return settled();
        },
      });
    });
  }
}

function name(payload: Asked['payload']): string {
  return String(payload.connectionCallID ?? payload.agentInstrument ?? payload.agentID ?? payload.agentExtension);
}

export function agentState(agentID: string, state: string, fields: object = {}) {
  return {
    peripheralID: AGENTS,
    agentID,
    agentState: state,
    eventReasonCode: 0,
    stateDuration: 0,
    mrdid: 1,
    agentExtension: `20${agentID}`,
    agentInstrument: `20${agentID}`,
    ...fields,
  };
}

export const standing = (agentID: string, state: string, fields: object = {}) => ({
  topic: 'QUERY_AGENT_STATE_CONF',
  payload: { ...agentState(agentID, state, fields), skillGroups: [] },
});

export const connection = (connectionCallID: number, connectionDeviceID: string) => ({
  monitorID: 0,
  peripheralID: AGENTS,
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionCallID,
  connectionDeviceID,
});

/** A call from outside that rings at a phone. */
export function ring(desk: Desk, callID: number, extension: string): void {
  desk.hear('BEGIN_CALL_EVENT', { ...connection(callID, extension), callType: 'CALLTYPE_OTHER_IN' });
  desk.hear('CALL_DELIVERED_EVENT', {
    ...connection(callID, extension),
    localConnectionState: 'LCS_ALERTING',
    alertingDeviceType: 'DEVID_AGENT_DEVICE',
    alertingDeviceID: extension,
    callingDeviceType: 'DEVID_EXTERNAL',
    callingDeviceID: '5551234',
    eventCause: null,
  });
}

export const calls = (...shown: (readonly [number, string, string])[]) => ({
  topic: 'SNAPSHOT_DEVICE_CONF',
  payload: {
    calls: shown.map(([callConnectionCallID, callConnectionDeviceID, callState]) => ({
      callConnectionCallID,
      callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
      callConnectionDeviceID,
      callState,
    })),
  },
});

export const parties = (callID: number, ...shown: (readonly [string, string])[]) => ({
  topic: 'SNAPSHOT_CALL_CONF',
  payload: {
    callType: 'CALLTYPE_OTHER_IN',
    callDevices: shown.map(([number, callDeviceConnectionState]) => ({
      callConnectionCallID: callID,
      callConnectionDeviceIDType: 'CONNECTION_ID_STATIC',
      callConnectionDeviceID: number,
      callDeviceType: number.startsWith('555') ? 'DEVID_EXTERNAL' : 'DEVID_AGENT_DEVICE',
      callDeviceID: number,
      callDeviceConnectionState,
    })),
  },
});

export const system = (systemEventID: string, systemEventArg1 = AGENTS, pgStatus: readonly string[] = []) => ({
  systemEventID,
  systemEventArg1,
  pgStatus,
});

export const told = (changes: readonly Change[]) => changes.map(({ topic }) => topic);
