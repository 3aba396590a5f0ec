/** Server applications that have registered a service, and the requests that are passed on to them. */
import type { Constant, Payload } from '../../protocol';
import { message } from '../message';
import { refusalOf } from '../messages/session';
import { Refusal } from '../refusal';
import type { OpenSession } from '../sides/side';

/** The service that takes recording requests. Source: Server Service. */
const RECORDING = 'Cisco:CallRecording';

/** The SessionID of an answer that stands for the answering session. */
const THIS_SESSION = 0xffff_ffff;

type Mode = Constant<'ServerMode'>;

interface Registration {
  readonly registeredServiceID: number;
  readonly serviceName: string;
  readonly mode: Mode;
  readonly session: OpenSession;
}

/** A request on its way to a recorder; its InvokeID there is the server's own. */
interface Passed {
  readonly requester: OpenSession;
  readonly invokeID: number;
  readonly recorder: OpenSession;
}

export type RecordingRequest =
  | { readonly topic: 'START_RECORDING_REQ'; readonly payload: Payload<'START_RECORDING_REQ'> }
  | { readonly topic: 'STOP_RECORDING_REQ'; readonly payload: Payload<'STOP_RECORDING_REQ'> };

export type RecordingAnswer =
  | { readonly topic: 'START_RECORDING_CONF'; readonly payload: Payload<'START_RECORDING_CONF'> }
  | { readonly topic: 'STOP_RECORDING_CONF'; readonly payload: Payload<'STOP_RECORDING_CONF'> };

export class Recorders {
  /** Who has waited longest for a request comes first. */
  #registrations: readonly Registration[] = [];
  readonly #passed = new Map<number, Passed>();
  #lastServiceID = 0;
  #lastInvokeID = 0;

  /** @throws Refusal where the service is another's alone, or is to be shared in another way */
  register(session: OpenSession, serviceName: string, mode: Mode): number {
    const other = this.#registrations.find((one) => one.serviceName === serviceName);
    if (other && (other.mode !== mode || mode === 'EXCLUSIVE')) {
      const text = `serviceName: ${serviceName} is registered by session ${other.session.sessionID} as ${other.mode}`;
      throw new Refusal('E_CTI_SERVICE_CONFLICT', text, { field: 'serviceName' });
    }
    const registeredServiceID = ++this.#lastServiceID;
    this.#registrations = [...this.#registrations, { registeredServiceID, serviceName, mode, session }];
    return registeredServiceID;
  }

  /** @throws Refusal */
  unregister(session: OpenSession, registeredServiceID: number): void {
    const own = (one: Registration) => one.session === session && one.registeredServiceID === registeredServiceID;
    if (!this.#registrations.some(own)) {
      const text = `registeredServiceID: this session has not registered a service ${registeredServiceID}`;
      throw new Refusal('E_CTI_INVALID_SERVICE', text, { field: 'registeredServiceID' });
    }
    this.#registrations = this.#registrations.filter((one) => !own(one));
  }

  /** The sessions that record. */
  get sessions(): ReadonlySet<OpenSession> {
    return new Set(this.#recording.map((one) => one.session));
  }

  /**
   * Who is to take a request.
   * @param sessionID 0: any of them
   * @throws Refusal
   */
  chosen(sessionID: number): OpenSession[] {
    const [first] = this.#recording;
    if (!first) throw new Refusal('E_CTI_UNSPECIFIED_FAILURE', `nobody has registered ${RECORDING}`);
    if (sessionID === 0) {
      return first.mode === 'PARALLEL' ? this.#recording.map((one) => one.session) : [first.session];
    }
    const one = this.#recording.find(({ session }) => session.sessionID === sessionID);
    if (one) return [one.session];
    const text = `sessionID: session ${sessionID} does not record`;
    throw new Refusal('E_CTI_CLIENT_NOT_FOUND', text, { field: 'sessionID' });
  }

  /** Passes a request on. What the recorder answers goes back to the requester. */
  pass(request: RecordingRequest, requester: OpenSession, recorder: OpenSession): void {
    const invokeID = ++this.#lastInvokeID;
    this.#passed.set(invokeID, { requester, invokeID: request.payload.invokeID, recorder });
    const of = (one: Registration) => one.session === recorder && one.serviceName === RECORDING;
    this.#registrations = [
      ...this.#registrations.filter((one) => !of(one)),
      ...this.#registrations.filter((one) => of(one)),
    ];
    const { clientID, clientAddress } = requester.client ?? {};
    recorder.send({ topic: request.topic, payload: { ...request.payload, invokeID, clientID, clientAddress } });
  }

  answered(recorder: OpenSession, { topic, payload }: RecordingAnswer): void {
    const passed = this.#passed.get(payload.invokeID);
    if (passed?.recorder !== recorder) return;
    this.#passed.delete(payload.invokeID);
    const { invokeID, requester } = passed;
    const { clientID, clientAddress } = recorder.client ?? {};
    const whose = { invokeID, clientID, clientAddress };
    if (topic === 'STOP_RECORDING_CONF') requester.send(message(topic, whose));
    else {
      const sessionID = payload.sessionID === THIS_SESSION ? recorder.sessionID : payload.sessionID;
      requester.send(message(topic, { ...whose, sessionID, serverData: payload.serverData }));
    }
  }

  /** A session is over: it takes no requests any more, and answers none. */
  left(session: OpenSession): void {
    this.#registrations = this.#registrations.filter((one) => one.session !== session);
    for (const [id, { requester, recorder, invokeID }] of this.#passed) {
      if (requester !== session && recorder !== session) continue;
      this.#passed.delete(id);
      if (recorder === session) requester.send(refusalOf(invokeID, 'E_CTI_CLIENT_DISCONNECTED'));
    }
  }

  get #recording(): readonly Registration[] {
    return this.#registrations.filter((one) => one.serviceName === RECORDING);
  }
}
