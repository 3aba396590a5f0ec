/** One comparison of the model with what the server says, from the first question to the last answer. */
import type { Payload } from '../../protocol';
import type { AgentView } from '../agents/agent-view';
import type { CallView } from '../calls/call-view';
import type { Change } from '../changes';
import type { ContactCentreModel } from '../contact-centre-model';
import type { ModelMessage } from '../message';
import type { Outages } from '../outages';
import { LedgerKeeper, type Unknown } from './ledger';
import { type Pace, PacedQueue } from './paced-queue';
import {
  type AgentQuestion,
  aboutAgent,
  aboutCall,
  aboutOwn,
  aboutUnknown,
  type CallQuestion,
  type DeviceQuestion,
  isAway,
  mayBeOvertaken,
  nameOf,
  type OwnAgent,
  type Question,
  requestFor,
  type SnapshotRequest,
  URGENCY,
  urgencyOf,
  urgencyOfPhone,
} from './questions';
import { codeOf, kindOfRefusal, leavesUnknown } from './refusal-kinds';
import type { Left, RunTask } from './run-task';
import { Strangers } from './strangers';
import { ToldMeanwhile } from './told-meanwhile';

export interface RunHost {
  readonly model: ContactCentreModel;
  readonly outages: Pick<Outages, 'isOffline'>;
  readonly own: OwnAgent | undefined;
  readonly pace: Pace;
  ask(request: SnapshotRequest): Promise<ModelMessage>;
  changes(changes: readonly Change[]): void;
  /** What the server makes of a call it does not say. @returns whether that means that the call has ended */
  isGivenUp(callID: string, code: string): boolean;
  /** Everything has been asked. */
  done(): void;
  /** The session is lost: nothing can be asked any more. */
  lost(): void;
}

interface Told {
  readonly peripheralID?: number | null;
  readonly connectionCallID?: number | null;
  readonly parties?: readonly { readonly connectedPartyCallID?: number | null }[];
}

type Shown = Pick<Partial<Payload<'SNAPSHOT_DEVICE_CONF'>>, 'calls'>;

/** So often a question is put, when events overtake its answers or none comes. */
const MOST_TRIES = 3;
const DEVICE_TYPES: { readonly [type: string]: DeviceQuestion['type'] | undefined } = {
  ROUTE_POINT: 'DEVID_ROUTE_POINT',
  CTI_PORT: 'DEVID_CTI_PORT',
};

/** What is put once more comes with the most urgent of its kind. */
const urgencyAgain = ({ kind }: Question) => (kind === 'agent' ? URGENCY.busyAgent : URGENCY.call);

export class ResyncRun {
  readonly task: RunTask;
  readonly ledger: LedgerKeeper;
  readonly #host: RunHost;
  readonly #queue: PacedQueue<Question>;
  readonly #meanwhile = new ToldMeanwhile();
  readonly #strangers: Strangers;
  /** What has been asked or is going to be. */
  readonly #known = new Set<string>();
  /** An answer said of these that they are out of service. */
  readonly #outOfReach = new Set<number | null>();
  readonly #unanswered: Question[] = [];
  readonly #unknown = new Map<Unknown, 'for good' | 'for now'>();
  /** The configuration had no answer: whom it would have named has to be asked about then, too. */
  unsaid = false;
  #over = false;

  constructor(host: RunHost, task: RunTask) {
    this.#host = host;
    this.task = task;
    this.#strangers = new Strangers(host.model.agents);
    this.ledger = new LedgerKeeper(task.reason, task.from);
    this.#queue = new PacedQueue(host.pace, { send: (question) => this.#put(question), done: () => this.#end() });
    for (const [what, how] of task.again?.unknown ?? []) this.#lack(what, how);
  }

  /** The configuration is there, as far as it could be had. */
  start(): void {
    const { again } = this.task;
    if (again) for (const question of again.questions) this.#add(urgencyAgain(question), question);
    else this.#askEverything();
    this.#queue.start();
  }

  #askEverything(): void {
    const { model, own } = this.#host;
    const { agents, calls } = model;
    if (own) this.#askOwn(own);
    for (const call of calls.all()) if (call.state !== 'ended') this.#askCall(call);
    // Also calls of which only the view has ended: nobody has said that they are over.
    for (const call of model.unconfirmedCalls()) this.#askCall(call);
    // Of a configuration an agent's own session wants names only.
    for (const agent of agents.all()) if (!own || agent.domains.length > 0) this.#askAgent(agent);
    if (own) return;
    for (const { peripheralID = null, deviceID, deviceType } of agents.directory.devices) {
      const type = DEVICE_TYPES[String(deviceType)];
      if (type) this.#askDevice(peripheralID, deviceID, type, URGENCY.otherDevice);
    }
  }

  get left(): Left {
    return { questions: this.#unanswered, unknown: this.#unknown };
  }

  stop(): void {
    this.#over = true;
    this.#queue.stop();
  }

  /** An event, after the model had it. */
  take(message: ModelMessage): void {
    this.#meanwhile.take(message);
    const { topic } = message;
    const { peripheralID = null, connectionCallID, parties = [] } = message.payload as Told;
    if (topic === 'AGENT_STATE_EVENT') this.#askWhereSignedIn(message.payload);
    // A call that goes on for a while may be announced only now, with nothing about its parties.
    if (topic === 'BEGIN_CALL_EVENT') this.#askAnew(peripheralID, [connectionCallID]);
    // One of the two may not be known, nor who is in it.
    if (topic === 'CALL_TRANSFERRED_EVENT' || topic === 'CALL_CONFERENCED_EVENT') {
      this.#askAnew(
        peripheralID,
        parties.map(({ connectedPartyCallID }) => connectedPartyCallID),
      );
    }
  }

  #askAnew(peripheralID: number | null, connectionCallIDs: readonly (number | null | undefined)[]): void {
    for (const connectionCallID of new Set(connectionCallIDs)) {
      if (typeof connectionCallID !== 'number') continue;
      for (const call of this.#host.model.calls.byConnectionCallID(peripheralID, connectionCallID)) {
        if (call.state === 'ended') continue;
        const question = aboutCall(call);
        if (question) this.#known.delete(nameOf(question));
        this.#askCall(call);
      }
    }
  }

  #askCall(call: CallView): void {
    const question = aboutCall(call);
    if (!question) return;
    this.#add(URGENCY.call, question);
    for (const { deviceID, agentID, localConnectionState } of call.connections) {
      const phone = agentID === undefined || localConnectionState === 'LCS_NULL' ? undefined : deviceID;
      if (phone) this.#askDevice(call.peripheralID, phone, 'DEVID_AGENT_DEVICE', URGENCY.busyDevice);
    }
    this.#askHolders(call);
  }

  /** Whoever holds a call most often has another one: also at a phone where nobody is signed in any more. */
  #askHolders({ peripheralID, connections }: CallView): void {
    for (const { deviceID, deviceType, localConnectionState } of connections) {
      if (localConnectionState !== 'LCS_HOLD' || deviceType !== 'DEVID_AGENT_DEVICE' || !deviceID) continue;
      this.#askDevice(peripheralID, deviceID, deviceType, URGENCY.busyDevice);
    }
  }

  #askOwn(own: OwnAgent): void {
    const phone = own.agentInstrument || own.agentExtension;
    this.#add(URGENCY.busyAgent, aboutOwn(own));
    if (phone) this.#askDevice(own.peripheralID, phone, 'DEVID_AGENT_DEVICE', URGENCY.busyDevice);
  }

  #askAgent(agent: AgentView): void {
    const { agentID, peripheralID } = agent;
    const isAbsent = isAway(agent) && !this.#host.model.agents.isRecalledAsSignedIn(agentID, peripheralID);
    const urgency = isAbsent ? URGENCY.absentAgent : urgencyOf(agent);
    for (const question of aboutAgent(agent)) this.#add(urgency, { ...question, isAbsent });
    this.#askPhone(agent, urgencyOfPhone(agent));
  }

  /** A call may be there of which no event tells. */
  #askWhereSignedIn({ peripheralID = null, agentID = '', agentState }: Partial<Payload<'AGENT_STATE_EVENT'>>): void {
    if (agentState !== 'AGENT_STATE_LOGIN' || this.#host.own || this.task.again) return;
    const agent = this.#host.model.agents.get(agentID, peripheralID);
    if (agent) this.#askPhone(agent, URGENCY.arrivedDevice);
  }

  #askPhone({ peripheralID, agentInstrument, agentExtension, loginSession }: AgentView, urgency: number): void {
    const phone = agentInstrument ?? agentExtension;
    if (!loginSession || phone === undefined) return;
    this.#askDevice(peripheralID, phone, 'DEVID_AGENT_DEVICE', urgency);
  }

  #askDevice(peripheralID: number | null, deviceID: string, type: DeviceQuestion['type'], urgency: number): void {
    this.#add(urgency, { kind: 'device', peripheralID, deviceID, type, tries: 0 });
  }

  #add(urgency: number, question: Question): void {
    const { peripheralID } = this.task;
    if (peripheralID !== undefined && question.peripheralID !== peripheralID) return;
    const name = nameOf(question);
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.#queue.add(urgency, question);
  }

  #put(question: Question): Promise<void> | undefined {
    const { peripheralID } = question;
    if (question.kind === 'agent' && question.isAside) return this.#askAside(question);
    if (this.#host.outages.isOffline(peripheralID) || this.#outOfReach.has(peripheralID)) {
      this.#failed(question, 'CF_RESOURCE_OUT_OF_SERVICE');
      return undefined;
    }
    if (question.kind === 'call' && this.#hasEnded(question)) return undefined;
    if (question.kind === 'agent' && this.#meanwhile.agentSince(0, question)) {
      // An event has told everything.
      this.#askPhoneOf(question);
      return undefined;
    }
    return this.#ask(question);
  }

  async #ask(question: Question): Promise<void> {
    const { moment } = this.#meanwhile;
    const request = requestFor(question);
    this.ledger.asked++;
    try {
      const answer = await this.#host.ask(request);
      if (!this.#over) this.#compare(question, moment, request, answer);
    } catch (error) {
      if (!this.#over) this.#refused(question, moment, codeOf(error));
    }
  }

  #compare(question: Question, moment: number, request: SnapshotRequest, answer: ModelMessage): void {
    const isAsked = question.kind === 'call' && this.#learnsStates;
    const stranger = isAsked ? this.#strangers.in(question.peripheralID, answer) : undefined;
    if (question.kind === 'device') this.#askFound(question, request.payload, answer);
    if (mayBeOvertaken(question) && this.#isOvertaken(question, moment, answer)) this.#again(question, 'CTI_OVERTAKEN');
    else if (stranger) {
      this.#strangers.hold(stranger, () => this.#over || this.#compare(question, moment, request, answer));
      this.#add(URGENCY.busyAgent, stranger);
    } else this.#take(question, request, answer);
  }

  /** The session may ask for any agent. */
  get #learnsStates(): boolean {
    return this.#host.own === undefined && this.#unknown.get('agent states') !== 'for good';
  }

  /** Whatever comes of it, the call goes on. */
  async #askAside(question: AgentQuestion): Promise<void> {
    const { moment } = this.#meanwhile;
    const request = requestFor(question);
    this.ledger.asked++;
    try {
      const answer = await this.#host.ask(request);
      if (!this.#over && !this.#isOvertaken(question, moment, answer)) this.#take(question, request, answer);
    } catch (error) {
      if (!this.#over && kindOfRefusal(codeOf(error)) === 'lost') this.#host.lost();
    }
    if (!this.#over) this.#strangers.settle(question);
  }

  #take(question: Question, { payload: asked }: SnapshotRequest, answer: ModelMessage): void {
    if (mayBeOvertaken(question)) this.#apply(answer, asked);
    if (question.kind === 'agent') this.#askPhoneOf(question);
    if (question.kind !== 'call') return;
    const { peripheralID, connectionCallID } = question;
    for (const call of this.#host.model.calls.byConnectionCallID(peripheralID, connectionCallID))
      this.#askHolders(call);
  }

  /** Calls that are there, or were a moment ago: each is asked about by itself. */
  #askFound(question: DeviceQuestion, asked: object, answer: ModelMessage): void {
    for (const call of this.#host.model.unknownCalls(answer, asked)) this.#add(URGENCY.call, aboutUnknown(call));
    this.#askShown(question, answer);
  }

  /** Calls that the model takes for ended are not unknown, and yet they are there. */
  #askShown({ peripheralID }: DeviceQuestion, { payload }: ModelMessage): void {
    const { calls = [] } = payload as Shown;
    for (const { callConnectionCallID: id, callConnectionDeviceIDType = null, callConnectionDeviceID = '' } of calls) {
      if (typeof id !== 'number') continue;
      const known = this.#host.model.calls.byConnectionCallID(peripheralID, id);
      if (known.length === 0 || known.some(({ state }) => state !== 'ended')) continue;
      const connection = {
        connectionDeviceIDType: callConnectionDeviceIDType,
        connectionDeviceID: callConnectionDeviceID,
      };
      this.#add(URGENCY.call, aboutUnknown({ peripheralID, connectionCallID: id, ...connection }));
    }
  }

  #apply(answer: ModelMessage, asked: object): void {
    const { model, pace } = this.#host;
    this.#tell(model.apply(answer, pace.now(), { asked, reason: this.task.reason }));
  }

  #refused(question: Question, moment: number, code: string): void {
    const { model, pace } = this.#host;
    const kind = kindOfRefusal(code);
    if (kind === 'lost') {
      this.#host.lost();
    } else if (kind === 'again' || this.#isOvertaken(question, moment, undefined)) {
      this.#again(question, code);
    } else if (kind === 'gone' && question.kind === 'agent') {
      for (const agentID of this.#meant(question)) {
        this.#tell(model.agents.signOut(agentID, question.peripheralID, this.task.reason, pace.now()));
      }
    } else if (kind === 'gone' && question.kind === 'call') {
      const [, ...others] = question.connections;
      if (others.length > 0) this.#queue.add(URGENCY.call, { ...question, connections: others });
      else if (question.id) this.#tell(model.endCall(question.id, this.task.reason, pace.now()));
    } else if (question.kind === 'call' && question.id && this.#host.isGivenUp(question.id, code)) {
      this.#tell(model.endCall(question.id, this.task.reason, pace.now()));
    } else {
      if (kind === 'outOfReach') this.#outOfReach.add(question.peripheralID);
      this.#failed(question, code);
    }
  }

  #failed(question: Question, code: string): void {
    this.ledger.failed(nameOf(question), code);
    if (!leavesUnknown(code)) return;
    const what = question.kind === 'agent' ? 'agent states' : 'calls';
    if (kindOfRefusal(code) === 'barred') this.#lack(what, 'for good');
    // It is asked about when it is back.
    else if (this.#host.outages.isOffline(question.peripheralID)) this.#lack(what, 'for now');
    else {
      this.ledger.lacks(what);
      this.#unanswered.push({ ...question, tries: 0 });
    }
  }

  #lack(what: Unknown, how: 'for good' | 'for now'): void {
    if (this.#unknown.get(what) !== 'for now') this.#unknown.set(what, how);
    this.ledger.lacks(what, how === 'for good');
  }

  #again(question: Question, code: string): void {
    const tries = question.tries + 1;
    if (question.kind === 'agent' && this.#meanwhile.agentSince(0, question)) this.#askPhoneOf(question);
    else if (tries === MOST_TRIES) this.#failed(question, code);
    else {
      this.ledger.repeated++;
      this.#queue.add(urgencyAgain(question), { ...question, tries });
    }
  }

  /** Something has been told about it since the question: the answer may be older than that. */
  #isOvertaken(question: Question, moment: number, answer: ModelMessage | undefined): boolean {
    return this.#meanwhile.isAbout(question, moment, answer, this.#host.model.calls);
  }

  #hasEnded({ id, live }: CallQuestion): boolean {
    return live && id !== undefined && this.#host.model.calls.get(id)?.state === 'ended';
  }

  #askPhoneOf(question: AgentQuestion): void {
    for (const agentID of this.#meant(question)) {
      const agent = this.#host.model.agents.get(agentID, question.peripheralID);
      if (agent) this.#askPhone(agent, question.isAbsent ? URGENCY.arrivedDevice : urgencyOfPhone(agent));
    }
  }

  /** Who is asked about. */
  #meant({ agentID, peripheralID, phone }: AgentQuestion): readonly string[] {
    if (agentID !== undefined) return [agentID];
    const device = phone?.agentInstrument ?? phone?.agentExtension ?? '';
    return this.#host.model.agents.byDevice(device, peripheralID).map((agent) => agent.agentID);
  }

  /** What was announced before the gap and has not come cannot be asked for: it will not come any more. */
  #end(): void {
    const { model, pace } = this.#host;
    const { reason, peripheralID, again } = this.task;
    for (const call of again ? [] : model.unconfirmedCalls()) {
      const meant = peripheralID === undefined || call.peripheralID === peripheralID;
      if (meant && call.connectionCallID === null) this.#tell(model.endCall(call.id, reason, pace.now()));
    }
    if (peripheralID === undefined && !again) this.#tell(model.agents.endUnconfirmedTeams(reason, pace.now()));
    this.#host.done();
  }

  #tell(changes: readonly Change[]): void {
    if (changes.length === 0) return;
    this.ledger.changed(changes);
    this.#host.changes(changes);
  }
}
