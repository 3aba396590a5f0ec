/** The held and the active call of a phone become one: without the phone (transfer) or with it (conference). */
import { Refusal } from '../refusal';
import { type Call, type Connection, isListening, isPort, type Party } from './call';
import { contactsOf } from './contact';
import { freeDestination, reach } from './destination';
import { route } from './routing';
import type { Switch } from './switch';

/** As many as the lists of parties in the guide's messages hold. */
export const MOST_PARTIES = 16;

/** What the client is told beforehand. */
export interface Joining {
  /** The call that goes on. */
  readonly call: Call;
  readonly parties: readonly Party[];
  readonly proceed: () => void;
}

/** Who is in the call besides. */
function others(connection: Connection): Connection[] {
  return connection.call.live.filter((one) => one !== connection);
}

/** The others talk, the phone is out of it. @throws Refusal */
export function transfer(world: Switch, active: Connection, held: Connection): Joining {
  checkPair(active, held);
  const remaining = [...others(held), ...others(active)];
  if (others(held).length > 1 && others(active).some(({ party }) => !party.device)) {
    throw notSupported('a conference is not transferred to a party that nobody watches');
  }
  checkListening(remaining);
  const { call, vanishing } = merging(world, active, held);
  return {
    call,
    parties: remaining.map(({ party }) => party),
    proceed: () => {
      call.type = 'CALLTYPE_TRANSFER_IN';
      const added = others(active)[0]?.party ?? active.party;
      for (const one of [held.call, active.call]) world.setOutcome(one, 'ANNOUNCED_TRANSFER');
      move(world, vanishing, call, [active, held]);
      active.clear();
      held.clear();
      world.tell({ kind: 'transferred', call, primary: held, secondary: active, added, cause: 'CEC_TRANSFER' });
      vanish(world, vanishing);
      world.leave(call === held.call ? held : active);
      takeOver(call, vanishing, active.party);
      route(world);
    },
  };
}

/** The phone stays in and is the only one to add more. @throws Refusal */
export function conference(world: Switch, active: Connection, held: Connection): Joining {
  checkPair(active, held);
  const { party: controller } = active;
  const parties = [controller, ...others(held).map(({ party }) => party), ...others(active).map(({ party }) => party)];
  if (parties.length > MOST_PARTIES) {
    throw new Refusal('CF_CONFERENCE_MEMBER_LIMIT_EXCEEDED', `a conference has ${MOST_PARTIES} parties at most`);
  }
  if (parties.some(isPort)) throw notSupported('one of the calls waits in a queue');
  const ringing = others(active).find(({ state }) => state === 'LCS_ALERTING');
  if (ringing) throw notSupported(`${ringing.deviceID} has not answered yet`);
  const foreign = [active.call, held.call].find((one) => one.controller && one.controller !== controller);
  if (foreign) throw notSupported(`only ${foreign.controller?.number}, who made the conference, adds parties to it`);
  const { call } = merging(world, active, held);
  return { call, parties, proceed: () => confer(world, active, held) };
}

/**
 * A blind conference: whoever is called for help is in it as soon as the phone rings. Where nobody can be conferred
 * with (the call waits in a queue, or has failed) it remains a call for advice.
 */
export function conferBlindly(world: Switch, active: Connection, held: Connection): void {
  const { call } = active;
  const reached = call.live.length > 1 && active.state !== 'LCS_FAIL' && !call.live.some(({ party }) => isPort(party));
  const foreign = held.call.controller && held.call.controller !== held.party;
  const parties = call.live.length + held.call.live.length - 1;
  if (reached && held.state === 'LCS_HOLD' && !foreign && parties <= MOST_PARTIES) confer(world, active, held);
}

function confer(world: Switch, active: Connection, held: Connection): void {
  const { party: controller } = active;
  const { call, vanishing } = merging(world, active, held);
  call.type = 'CALLTYPE_CONFERENCE';
  call.controller = controller;
  const added = others(active)[0]?.party ?? controller;
  const going = call === held.call ? active : held;
  const staying = call === held.call ? held : active;
  for (const one of [held.call, active.call]) world.setOutcome(one, 'CONFERENCED');
  const told = call.live.filter(({ party }) => party !== controller);
  const caller = told.find(({ party }) => party === call.calling) ?? told[0];
  world.tell({ kind: 'dataUpdated', call, changed: {}, ...(caller && { conferring: { controller, caller } }) });
  move(world, vanishing, call, [going]);
  going.clear();
  staying.state = 'LCS_CONNECT';
  world.tell({ kind: 'conferenced', call, primary: held, secondary: active, added, cause: 'CEC_KEY_CONFERENCE' });
  vanish(world, vanishing);
  takeOver(call, vanishing, controller);
  world.follow(call);
}

/**
 * The call goes to a number in one step. Whether somebody answers there is no matter of the phone's any more.
 * @throws Refusal
 */
export function transferTo(world: Switch, active: Connection, number: string): Joining {
  if (active.state !== 'LCS_CONNECT') throw notIn(active, 'LCS_CONNECT');
  const { call, party } = active;
  if (call.listensTo) throw notSupported('the call only listens to another');
  const destination = freeDestination(world, number);
  const remaining = others(active);
  checkListening(remaining);
  return {
    call,
    parties: [...remaining.map((one) => one.party), destination.party],
    proceed: () => {
      call.type = 'CALLTYPE_TRANSFER_IN';
      call.called = destination.party;
      call.lastRedirect = party;
      world.setOutcome(call, 'BLIND_TRANSFER');
      reach(world, call, destination, 'CEC_TRANSFER', remaining[0]?.party ?? call.calling);
      active.clear();
      const { party: added } = destination;
      world.tell({ kind: 'transferred', call, primary: active, secondary: undefined, added, cause: 'CEC_TRANSFER' });
      world.leave(active);
      route(world);
    },
  };
}

function checkPair(active: Connection, held: Connection): void {
  if (active.state !== 'LCS_CONNECT') throw notIn(active, 'LCS_CONNECT');
  if (held.state !== 'LCS_HOLD') throw notIn(held, 'LCS_HOLD');
  const consulted = others(active).find(({ state }) => state === 'LCS_HOLD');
  if (consulted) throw notSupported(`${consulted.deviceID} has put the call on hold`);
  if (active.call.listensTo || held.call.listensTo) throw notSupported('one of the calls only listens to another');
}

function checkListening(remaining: readonly Connection[]): void {
  if (!remaining.some(isListening)) throw notSupported('there is nobody to be transferred');
}

function notIn(connection: Connection, wanted: string): Refusal {
  const { deviceID, call, state } = connection;
  const message = `the connection of ${deviceID} in call ${call.callID} is in ${state}, not in ${wanted}`;
  return new Refusal('CF_INVALID_OBJECT_STATE', message);
}

function notSupported(why: string): Refusal {
  return new Refusal('CF_ARBITRARY_CONF_OR_XFER_NOT_SUPPORTED', why);
}

/** Whose id the result has is a setting: the guide does not say. */
function merging(world: Switch, active: Connection, held: Connection): { call: Call; vanishing: Call } {
  const { survivingCall = 'held' } = world.configuration;
  const [call, vanishing] = survivingCall === 'held' ? [held.call, active.call] : [active.call, held.call];
  return { call, vanishing };
}

/** Everybody but the phone itself goes over to the call that stays, and so do those who wait with them. */
function move(world: Switch, from: Call, call: Call, without: readonly Connection[]): void {
  call.clients.take(from.clients);
  const contacts = contactsOf(world.contacts, from);
  for (const connection of from.live.filter((one) => !without.includes(one))) {
    const { party, state } = connection;
    connection.clear();
    const moved = call.join(party, state);
    connection.movedTo = moved;
    for (const contact of contacts) {
      if (contact.placed?.port === connection) contact.placed = { call, port: moved };
    }
    world.followMedia(from);
    world.tell({ kind: 'moved', call, from, connection: moved });
  }
  for (const contact of contacts) {
    if (contact.placed?.call === from) contact.placed = { call, port: contact.placed.port };
    if (contact.agentCall === from) contact.agentCall = call;
    if (contact.callID === from.callID) contact.callID = call.callID;
  }
}

/** Whoever was asked for advice has the first call in hand now, and does for its skill group what comes after it. */
function takeOver(call: Call, from: Call, except: Party): void {
  if (call.consultOf?.call === from) call.group ??= from.group;
  for (const { party } of call.live) if (party !== except) party.device?.agent?.joinCall(call);
}

/** The other id is history: nobody is in that call any more. */
function vanish(world: Switch, call: Call): void {
  world.followMedia(call);
  world.calls.delete(call);
  world.tell({ kind: 'ended', call });
}
