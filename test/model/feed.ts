import {
  type CallChange,
  type CallView,
  type Circumstances,
  ContactCentreModel,
  type ModelOptions,
} from '../../lib/model';

export const AGENTS = 5000;

/** Messages by hand, with only what a test is about, into a model whose time the test decides. */
export class Feed {
  readonly model: ContactCentreModel;
  at = Date.parse('2026-01-31T12:00:00Z');
  /** What the last message led to. */
  changes: readonly CallChange[] = [];

  constructor(options: ModelOptions = {}) {
    this.model = new ContactCentreModel(options);
  }

  /** @returns the topics of the changes, with the party that each is about */
  tell(topic: string, fields: object, circumstances: Circumstances = {}): string[] {
    const message = { topic, payload: { monitorID: 0, peripheralID: AGENTS, ...fields } };
    this.changes = this.model.apply(message, this.at, circumstances) as readonly CallChange[];
    return this.#told;
  }

  wait(milliseconds: number): void {
    this.at += milliseconds;
  }

  /** So much time has passed that nothing more comes of what has happened. */
  rest(): string[] {
    this.wait(15_000);
    this.changes = this.model.sweep(this.at) as readonly CallChange[];
    return this.#told;
  }

  get #told(): string[] {
    return this.changes.map(({ topic: told, connection }) =>
      connection ? `${told.slice(5)} ${connection.connectionDeviceID}` : told.slice(5),
    );
  }

  get keys(): string[] {
    return this.changes.map(({ key }) => key);
  }

  /** The only call with the number, of those that go on if there are any. */
  call(callID: number): CallView {
    const calls = this.model.calls.byConnectionCallID(AGENTS, callID);
    const [call] = calls.filter(({ state }) => state !== 'ended').concat(calls);
    if (!call) throw new Error(`there is no call ${callID}`);
    return call;
  }

  /** Who is in the call in which state. */
  parties(callID: number): string[] {
    return partiesOf(this.call(callID));
  }

  begin(callID: number, device: string, fields: object = {}): string[] {
    return this.tell('BEGIN_CALL_EVENT', { ...party(callID, device), callType: 'CALLTYPE_OTHER_IN', ...fields });
  }

  ring(callID: number, device: string, fields: object = {}): string[] {
    return this.tell('CALL_DELIVERED_EVENT', {
      ...party(callID, device),
      localConnectionState: 'LCS_ALERTING',
      alertingDeviceType: 'DEVID_AGENT_DEVICE',
      alertingDeviceID: device,
      ...fields,
    });
  }

  answer(callID: number, device: string, fields: object = {}): string[] {
    return this.tell('CALL_ESTABLISHED_EVENT', {
      ...party(callID, device),
      localConnectionState: 'LCS_CONNECT',
      answeringDeviceType: 'DEVID_AGENT_DEVICE',
      answeringDeviceID: device,
      ...fields,
    });
  }

  /** A call that came in and was answered. */
  talking(callID: number, device: string, fields: object = {}): void {
    this.begin(callID, device, fields);
    this.ring(callID, device);
    this.answer(callID, device);
  }

  leave(callID: number, device: string, fields: object = {}): string[] {
    return this.tell('CALL_CONNECTION_CLEARED_EVENT', { ...party(callID, device), ...fields });
  }

  clear(callID: number, device: string): string[] {
    return this.tell('CALL_CLEARED_EVENT', party(callID, device));
  }

  end(callID: number, device: string, fields: object = {}): string[] {
    return this.tell('END_CALL_EVENT', { ...party(callID, device), ...fields });
  }
}

export const party = (connectionCallID: number, connectionDeviceID: string) => ({
  connectionCallID,
  connectionDeviceIDType: 'CONNECTION_ID_STATIC' as const,
  connectionDeviceID,
});

export const partiesOf = ({ connections }: CallView): string[] =>
  connections.map(({ connectionDeviceID, localConnectionState }) => `${connectionDeviceID} ${localConnectionState}`);
