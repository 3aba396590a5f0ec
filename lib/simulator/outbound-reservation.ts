/** What the dialer of Outbound Option brings along, checked before it reaches the switch. */
import { type Codec, CtiError } from '../codec';
import type { SimulatorConfiguration } from './configuration/configuration';
import { callDataOf } from './inbound-call';
import { knownAgent } from './known-agent';
import type { Agent } from './switch/agent';
import type { Device } from './switch/device';
import type { OutboundMode, OutboundOrder } from './switch/outbound';
import type { Switch } from './switch/switch';

export interface OutboundReservation {
  /** A ready agent. */
  readonly agentID: string;
  /** Name of the campaign: BACampaign. */
  readonly campaign: string;
  /**
   * `preview`, `direct preview`: the customer is called when the agent sets BAResponse to Accept; Reject or Skip end the
   * reservation. `predictive`: the customer comes by himself. Either takes the configuration's `outsideRingTime`.
   */
  readonly mode: OutboundMode;
  /** BACustomerNumber. Default: one made up for the call. */
  readonly customerNumber?: string | undefined;
  /** BABuddyName: family name, comma, given name. Default: left out. */
  readonly customerName?: string | undefined;
  /** BAAccountNumber. Default: left out. */
  readonly accountNumber?: string | undefined;
  /** BADialedListID, the customer's record in the list. Default: left out. */
  readonly dialedListID?: string | undefined;
}

/** BAStatus: the mode, then O for outbound. */
const STATUS: { readonly [M in OutboundMode]: string } = { preview: 'VO', 'direct preview': 'DO', predictive: 'PO' };

export const OUTBOUND_MODES = Object.keys(STATUS) as readonly OutboundMode[];

/** @throws CtiError CTI_INVALID_OPTION, or what is wrong with the data (E_CTI_NAMED_VARIABLE_NOT_CONFIGURED ...) */
export function orderOf(
  reservation: OutboundReservation,
  number: string,
  codec: Codec,
  configuration: SimulatorConfiguration,
): OutboundOrder {
  const { mode } = reservation;
  if (!Object.hasOwn(STATUS, mode)) {
    const message = `mode: ${JSON.stringify(mode)} is not one of ${OUTBOUND_MODES.join(', ')}`;
    throw new CtiError('CTI_INVALID_OPTION', message, { field: 'mode' });
  }
  const given = {
    BACampaign: reservation.campaign,
    BAStatus: STATUS[mode],
    BAResponse: '',
    BACustomerNumber: number,
    BABuddyName: reservation.customerName,
    BAAccountNumber: reservation.accountNumber,
    BADialedListID: reservation.dialedListID,
  };
  const namedVariables = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const data = callDataOf({ namedVariables }, number, number, codec, configuration);
  return { mode, customer: { number, type: 'DEVID_EXTERNAL' }, data };
}

/** @throws CtiError CTI_UNKNOWN_AGENT, CTI_BUSY (not ready, or with a call) */
export function readyAgent(agentID: string, world: Switch): { agent: Agent; device: Device } {
  const agent = knownAgent(agentID, world);
  const { device } = agent;
  if (agent.state === 'AGENT_STATE_AVAILABLE' && device?.idle) return { agent, device };
  const message = `agentID: agent ${agentID} is in ${agent.state}; only a ready agent without a call is reserved`;
  throw new CtiError('CTI_BUSY', message, { field: 'agentID' });
}
