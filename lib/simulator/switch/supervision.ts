/** What a supervisor does with an agent's call. */
import { Refusal } from '../refusal';
import type { Connection } from './call';
import type { Device } from './device';
import { release } from './ending';
import { MOST_PARTIES } from './joining';
import { route } from './routing';
import type { Switch } from './switch';

/** The supervisor takes part, as in a conference that is the agent's. @throws Refusal */
export function bargeIn(world: Switch, connection: Connection, device: Device): () => void {
  const { call, party } = connection;
  if (connection.state !== 'LCS_CONNECT') throw wrongState(`${party.number} does not talk`);
  if (device.busyBeside()) throw wrongState(`${device.number} has a call that is not on hold`);
  if (call.live.some((one) => one.party === device)) throw wrongState(`${device.number} is in the call already`);
  if (call.live.length >= MOST_PARTIES) throw wrongState(`the call has ${MOST_PARTIES} parties already`);
  if (call.controller && call.controller !== party) throw wrongState(`${call.controller.number} has the conference`);
  return () => {
    call.type = 'CALLTYPE_SUPERVISOR_BARGEIN';
    call.controller = party;
    const joining = call.join(device, 'LCS_ALERTING');
    world.happened('delivered', joining, 'CEC_SUPERVISOR_BARGE_IN');
    joining.state = 'LCS_CONNECT';
    world.happened('established', joining);
    device.agent?.answerCall(joining);
    const joined = { call, primary: connection, secondary: undefined, added: device } as const;
    world.tell({ kind: 'conferenced', ...joined, cause: 'CEC_SUPERVISOR_BARGE_IN' });
    world.follow(call);
    count(world, device, 'bargeInCalls');
  };
}

/** After a barge in: the agent is hung up, the supervisor stays. @throws Refusal */
export function intercept(world: Switch, connection: Connection, device: Device): () => void {
  const { call } = connection;
  const there = call.live.some((one) => one.party === device && one.state === 'LCS_CONNECT');
  if (!there || call.type !== 'CALLTYPE_SUPERVISOR_BARGEIN') {
    throw wrongState(`${device.number} has not barged into call ${call.callID}`);
  }
  return () => {
    call.type = 'CALLTYPE_SUPERVISOR_INTERCEPT';
    world.update(call, {});
    release(world, connection, 'CEC_SUPERVISOR_INTERCEPT');
    route(world);
    count(world, device, 'interceptCalls');
  };
}

function count(world: Switch, { agent }: Device, name: string): void {
  if (agent) world.statistics.count(agent, name);
}

function wrongState(why: string): Refusal {
  return new Refusal('E_CTI_INVALID_OBJECT_STATE', why);
}
