/**
 * What the model costs: time per event with few and with many live calls, taking turns in one process, and the
 * memory that 50,000 calls and 12,000 agents need. `npm run bench -- model`. Only the ratios mean anything.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ContactCentreModel } from '../lib/model';
import { median } from './clock';
import { Random } from './random';

const SIZES = [10, 100, 1_000, 10_000, 50_000];
const ROUNDS = 11;
/** Rounds before the clock counts. */
const WARM_UP = 4;
/** Events of a round. */
const EVENTS = 10_000;
const PERIPHERAL = 5000;
/** As many as CTI Server allows to be configured. */
const AGENTS = 12_000;
const GROUPS_EACH = 10;

interface Message {
  readonly topic: string;
  readonly payload: object;
}

/** A contact centre with so many calls in progress, and messages about any of them. */
class Site {
  readonly model = new ContactCentreModel({ keepEnded: 1 });
  readonly #random = new Random(1);
  readonly #live: number[] = [];
  #next = 1;
  #at = 1_770_000_000_000;

  constructor(readonly size: number) {
    for (let i = 0; i < size; i++) this.#apply(this.#beginning());
  }

  /** Everybody signs in, in ten skill groups each. */
  signIn(agents: number): void {
    for (let i = 0; i < agents; i++) {
      for (const agentState of ['AGENT_STATE_LOGIN', 'AGENT_STATE_NOT_READY', 'AGENT_STATE_TALKING']) {
        this.#apply([{ topic: 'AGENT_STATE_EVENT', payload: { ...agentAt(i), agentState } }]);
      }
    }
  }

  /** Calls come and go, are held and retrieved, and get data. @returns messages made beforehand */
  messages(count: number): Message[] {
    const messages: Message[] = [];
    while (messages.length < count) {
      const callID = this.#random.pick(this.#live);
      const draw = this.#random.next();
      if (draw < 0.2) messages.push(...this.#ending(), ...this.#beginning());
      else if (draw < 0.6) messages.push(...holding(callID));
      else messages.push(...updating(callID, this.#random.integer(0, 1000)));
    }
    return messages;
  }

  #apply(messages: readonly Message[]): void {
    for (const message of messages) this.model.apply(message, this.#at++);
  }

  /** @returns nanoseconds per message */
  run(messages: readonly Message[]): number {
    const start = performance.now();
    for (const message of messages) this.model.apply(message, this.#at++);
    this.model.sweep(this.#at);
    return ((performance.now() - start) * 1e6) / messages.length;
  }

  #beginning(): Message[] {
    const callID = this.#next++;
    this.#live.push(callID);
    const device = deviceOf(callID);
    const about = aboutOf(callID);
    const calling = { callingDeviceID: `555${callID}`, calledDeviceID: '8001', skillGroupNumber: callID % 500 };
    return [
      { topic: 'BEGIN_CALL_EVENT', payload: { ...about, callType: 'CALLTYPE_PREROUTE_ACD_IN', ...dataOf(callID) } },
      {
        topic: 'CALL_DELIVERED_EVENT',
        payload: { ...about, ...calling, localConnectionState: 'LCS_ALERTING', alertingDeviceID: device },
      },
      {
        topic: 'CALL_ESTABLISHED_EVENT',
        payload: { ...about, ...calling, localConnectionState: 'LCS_CONNECT', answeringDeviceID: device },
      },
    ];
  }

  #ending(): Message[] {
    const place = this.#random.integer(0, this.#live.length - 1);
    const callID = this.#live[place] as number;
    this.#live[place] = this.#live.at(-1) as number;
    this.#live.pop();
    return ['CALL_CONNECTION_CLEARED_EVENT', 'CALL_CLEARED_EVENT', 'END_CALL_EVENT'].map((topic) => ({
      topic,
      payload: aboutOf(callID),
    }));
  }
}

function holding(callID: number): Message[] {
  const holdingDeviceID = deviceOf(callID);
  return [
    { topic: 'CALL_HELD_EVENT', payload: { ...aboutOf(callID), holdingDeviceID } },
    { topic: 'CALL_RETRIEVED_EVENT', payload: { ...aboutOf(callID), retrievingDeviceID: holdingDeviceID } },
  ];
}

function updating(callID: number, value: number): Message[] {
  const { namedVariables } = dataOf(callID);
  const payload = { ...aboutOf(callID), newConnectionCallID: callID, callVariable3: `v${value}`, namedVariables };
  return [{ topic: 'CALL_DATA_UPDATE_EVENT', payload }];
}

function aboutOf(connectionCallID: number) {
  return {
    monitorID: 0,
    peripheralID: PERIPHERAL,
    connectionDeviceIDType: 'CONNECTION_ID_STATIC',
    connectionCallID,
    connectionDeviceID: deviceOf(connectionCallID),
  };
}

function agentAt(i: number) {
  const fltSkillGroups = Array.from({ length: GROUPS_EACH }, (_, k) => ({
    fltSkillGroupNumber: (i + k) % 500,
    fltSkillGroupID: 5000 + ((i + k) % 500),
    fltSkillGroupPriority: 0,
    fltSkillGroupState: 'AGENT_STATE_TALKING',
  }));
  return {
    monitorID: 0,
    peripheralID: PERIPHERAL,
    sessionID: 0,
    eventReasonCode: 0,
    mrdid: 1,
    icmAgentID: 7000 + i,
    agentID: String(1000 + i),
    agentExtension: String(20_000 + i),
    agentInstrument: String(20_000 + i),
    fltSkillGroups,
  };
}

/** As many phones as a large site has. */
function deviceOf(callID: number): string {
  return `${20_000 + (callID % 12_000)}`;
}

function dataOf(callID: number) {
  const variables: { [key: string]: string } = {};
  for (let i = 1; i <= 10; i++) variables[`callVariable${i}`] = `value ${i} of call ${callID}`;
  return {
    ...variables,
    ani: `555${callID}`,
    dnis: '8001',
    dialedNumber: '8001',
    routerCallKeyDay: 155_000,
    routerCallKeyCallID: callID,
    routerCallKeySequenceNumber: 0,
    namedVariables: { 'user.media.id': `guid-${callID}-0123456789abcdef`, 'user.customer': `${callID}` },
  };
}

function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

function main(): void {
  const before = heap();
  const largest = new Site(SIZES.at(-1) as number);
  largest.signIn(AGENTS);
  const megabytes = (heap() - before) / 2 ** 20;

  const sites = SIZES.map((size) => (size === largest.size ? largest : new Site(size)));
  const times: number[][] = sites.map(() => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (let turn = 0; turn < sites.length; turn++) {
      const i = (round + turn) % sites.length;
      const site = sites[i] as Site;
      const time = site.run(site.messages(EVENTS));
      if (round >= WARM_UP) times[i]?.push(time);
    }
  }
  const [least = 1] = times.map(median);
  const lines = sites.map(({ size }, i) => {
    const time = median(times[i] as number[]);
    return `${String(size).padStart(10)}  ${time.toFixed(0).padStart(8)}  ${(time / least).toFixed(2).padStart(6)}`;
  });
  process.stdout.write(`Node ${process.version}
live calls  ns/event   ratio
${lines.join('\n')}
${largest.size} live calls with ten call variables and two ECC variables each, and ${AGENTS} agents in ${GROUPS_EACH} skill
groups each: ${megabytes.toFixed(0)} MB of heap
`);
}

main();
