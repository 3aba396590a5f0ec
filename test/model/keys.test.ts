import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ContactCentreModel } from '../../lib/model';
import { CALL_EVENTS } from '../../lib/model/calls/calls-part';
import { random, SEED } from '../simulator/random';
import { AGENTS, party } from './feed';

const TOPICS = [...CALL_EVENTS, 'SNAPSHOT_CALL_CONF', 'SNAPSHOT_DEVICE_CONF', 'SYSTEM_EVENT', 'AGENT_STATE_EVENT'];
const VRU = 5001;
const STATES = ['AGENT_STATE_AVAILABLE', 'AGENT_STATE_TALKING', 'AGENT_STATE_WORK_READY', 'AGENT_STATE_LOGOUT'];
const RUNS = 30;
const MESSAGES = 150;

/** Few numbers, devices, references and keys, so that all of them come again; any field may be missing. */
function anything({ integer, pick }: ReturnType<typeof random>): object {
  const number = () => pick([1, 2, 3, null, undefined]);
  const device = () => pick(['a', 'b', 'c', undefined]);
  const named = (prefix: string) => ({
    [`${prefix}CallID`]: number(),
    [`${prefix}DeviceIDType`]: 'CONNECTION_ID_STATIC',
    [`${prefix}DeviceID`]: device(),
  });
  const here = party(number() as number, device() as string);
  const shown = {
    callConnectionCallID: here.connectionCallID,
    callConnectionDeviceIDType: here.connectionDeviceIDType,
    callConnectionDeviceID: here.connectionDeviceID,
    callDeviceID: here.connectionDeviceID,
    callDeviceConnectionState: pick(['LCS_CONNECT', 'LCS_HOLD', 'LCS_ALERTING']),
    callState: 'LCS_CONNECT',
  };
  const fields = {
    ...here,
    ...named('primary'),
    ...named('secondary'),
    ...named('newConnection'),
    newConnectionCallID: pick([here.connectionCallID, number()]),
    peripheralID: pick([AGENTS, AGENTS, VRU]),
    callType: pick(['CALLTYPE_OTHER_IN', 'CALLTYPE_CONSULT', 'CALLTYPE_TRANSFER_IN', 'CALLTYPE_OUT']),
    ani: pick(['5551', '5552']),
    eventCause: pick([undefined, 'CEC_REDIRECTED', 'CEC_CALL_PARTY_UPDATE_IND']),
    localConnectionState: pick(['LCS_ALERTING', 'LCS_INITIATE', 'LCS_CONNECT']),
    alertingDeviceID: device(),
    answeringDeviceID: device(),
    callingDeviceID: device(),
    agentInstrument: device(),
    agentID: pick(['1001', '1002']),
    agentState: pick(STATES),
    callReferenceID: pick([undefined, Uint8Array.of(1), Uint8Array.of(2)]),
    routerCallKeyDay: 155_258,
    routerCallKeyCallID: pick([0, 1, 2]),
    cocConnectionCallID: number(),
    skillGroups: pick([undefined, [{ skillGroupNumber: 1 }]]),
    systemEventID: pick(['SYS_PERIPHERAL_OFFLINE', 'SYS_PERIPHERAL_ONLINE']),
    systemEventArg1: VRU,
    callDevices: pick([[], [shown]]),
    calls: pick([[], [shown]]),
  };
  return Object.fromEntries(Object.entries(fields).filter(() => integer(10) > 0));
}

describe(`keys (SEED=${SEED})`, () => {
  it('are given once, whatever a server sends and however soon it is forgotten', () => {
    for (let seed = SEED; seed < SEED + RUNS; seed++) {
      const dice = random(seed);
      const model = new ContactCentreModel({ keepEnded: 20 });
      const given = new Set<string>();
      let at = Date.parse('2026-01-31T23:30:00Z');
      for (let n = 0; n < MESSAGES; n++) {
        at += dice.pick([0, 1, 10, 600, 3000, 30_000]);
        const topic = dice.pick(TOPICS);
        const payload = anything(dice);
        const asked = topic.startsWith('SNAPSHOT') ? { asked: payload } : {};
        const changes = [...model.apply({ topic, payload }, at, asked)];
        if (dice.integer(20) === 0) {
          model.doubt();
          if (dice.integer(2) === 0) changes.push(...model.endUnconfirmed('gap', at));
        }
        changes.push(...model.sweep(at));
        for (const { key } of changes) {
          assert.ok(!given.has(key), `${key} by ${topic}, message ${n} of seed ${seed}`);
          given.add(key);
        }
      }
    }
  });
});
