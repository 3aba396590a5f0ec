/**
 * Outbound Option: the dialer reserves a ready agent by a call of its own, then brings a customer.
 * Source: CTI Server Message Reference Guide for Unified CCX, "The Outbound Subsystem Picks an Agent"; Unified CCE
 * sends the same messages with call types of its own.
 */
import type { Constant } from '../../protocol';
import type { Agent } from './agent';
import { Call, type Party } from './call';
import type { CallData } from './call-data';
import type { Device } from './device';
import { release } from './ending';
import { route } from './routing';
import type { Switch } from './switch';

export type OutboundMode = 'preview' | 'direct preview' | 'predictive';

/** One customer whom a campaign wants to be called. */
export interface OutboundOrder {
  readonly mode: OutboundMode;
  readonly customer: Party;
  readonly data: CallData;
}

/** An agent who waits for a customer. */
export interface Reservation {
  readonly order: OutboundOrder;
  readonly call: Call;
  /** Nobody is brought any more. */
  cancel: () => void;
}

type Types = { readonly [M in OutboundMode]: Constant<'CallType'> };

const RESERVATIONS: Types = {
  preview: 'RESERVATION_PREVIEW',
  'direct preview': 'RESERVATION_PREVIEW_DIRECT',
  predictive: 'RESERVATION_PREDICTIVE',
};
const CUSTOMERS: Types = {
  preview: 'CUSTOMER_PREVIEW',
  'direct preview': 'CUSTOMER_PREVIEW_DIRECT',
  predictive: 'CUSTOMER_PREDICTIVE',
};
const RESERVATION_TYPES: readonly Call['type'][] = Object.values(RESERVATIONS);
/** What BAStatus says of a call that has the customer in it. */
const CONNECTED = 'CO';

/** It is accepted or refused with BAResponse, not with the phone. */
export const isReservation = ({ type }: Call) => RESERVATION_TYPES.includes(type);

/** @param agent ready, at an idle phone */
export function reserve(world: Switch, agent: Agent, device: Device, order: OutboundOrder): Call {
  agent.reserve(agent.groups[0], 'OUT');
  const call = newCall(world, agent, device, order, RESERVATIONS[order.mode], device);
  const ringing = call.join(device, 'LCS_ALERTING');
  world.reservations.set(agent, { order, call, cancel: () => {} });
  world.happened('delivered', ringing, 'CEC_NEW_CALL');
  if (order.mode === 'predictive') dial(world, agent);
  return call;
}

/** The agent has said by BAResponse what is to become of the reservation. */
export function respond(world: Switch, call: Call, response: string): void {
  const [agent, reservation] = [...world.reservations].find(([, one]) => one.call === call) ?? [];
  if (!agent || !world.calls.has(call)) return;
  if (/^accept$/i.test(response) && reservation?.order.mode !== 'predictive') {
    endReservation(world, agent);
    dial(world, agent);
  } else if (/^(reject|skip)/i.test(response)) {
    agent.unreserve(false);
    route(world);
  }
}

/** An agent who is not reserved any more, for whatever reason, gets no customer. */
export function forsake(world: Switch, agent: Agent): void {
  const reservation = world.reservations.get(agent);
  if (!reservation || agent.state === 'AGENT_STATE_RESERVED') return;
  world.reservations.delete(agent);
  reservation.cancel();
  hangUp(world, reservation.call);
}

/** The dialer lets go of the phone, not of the agent. */
function endReservation(world: Switch, agent: Agent): void {
  const reservation = world.reservations.get(agent);
  agent.keep();
  if (reservation) hangUp(world, reservation.call);
}

function hangUp(world: Switch, call: Call): void {
  const [connection] = call.live;
  if (connection) release(world, connection);
}

function dial(world: Switch, agent: Agent): void {
  const reservation = world.reservations.get(agent);
  if (!reservation) return;
  reservation.cancel = world.clock.after(world.configuration.outsideRingTime * 1000, () => {
    endReservation(world, agent);
    world.statistics.count(agent, 'reservationCalls');
    world.reservations.delete(agent);
    bringCustomer(world, agent, reservation.order);
  });
}

/** The phone answers by itself. */
function bringCustomer(world: Switch, agent: Agent, order: OutboundOrder): void {
  const { device } = agent;
  if (!device) return;
  const { customer, data, mode } = order;
  data.set({ namedVariables: { BAStatus: CONNECTED } });
  const call = newCall(world, agent, device, order, CUSTOMERS[mode], customer);
  const ringing = call.join(device, 'LCS_ALERTING');
  call.join(customer, 'LCS_CONNECT');
  world.happened('delivered', ringing, 'CEC_NEW_CALL');
  world.connect(ringing);
  world.happened('established', ringing);
  world.follow(call);
}

function newCall(
  world: Switch,
  { peripheral, groups: [group] }: Agent,
  called: Device,
  { data }: OutboundOrder,
  type: Call['type'],
  calling: Party,
): Call {
  const callID = world.newCallID();
  const details = { callID, peripheral, type, lineType: 'LINETYPE_OUTBOUND_ACD', calling, called, data } as const;
  const call = new Call({ ...details, ...(group && { group }) });
  world.calls.add(call);
  return call;
}
