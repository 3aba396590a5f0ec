/** Callers from outside. */

import { OUTBOUND_MODES } from '../outbound-reservation';
import { action } from './definition';
import { AGENT, CALL_DATA, choice, field, maybe, numberFrom, textOf } from './fields';

const NUMBER = textOf(31);

export const CALLER_ACTIONS = [
  action('call', 'caller', {
    about: 'A caller from outside dials a number of the contact centre.',
    fields: {
      ani: maybe(NUMBER, "the caller's number; one is made up when it is left out"),
      dialedNumber: maybe(NUMBER, "a dialed number or an agent's extension; the first dialed number when left out"),
      ...CALL_DATA,
    },
    run: (given, { simulator }) => simulator.inboundCall(given),
  }),
  action('outboundReservation', 'caller', {
    about: 'The dialer of Outbound Option reserves a ready agent for a customer of a campaign.',
    fields: {
      agent: AGENT,
      campaign: field(textOf(63), 'BACampaign'),
      mode: field(
        choice(OUTBOUND_MODES),
        'preview: the customer comes when BAResponse is Accept; predictive: by himself',
      ),
      customerNumber: maybe(NUMBER, 'BACustomerNumber; one is made up when it is left out'),
      customerName: maybe(textOf(63), 'BABuddyName: family name, comma, given name'),
      accountNumber: maybe(textOf(63), 'BAAccountNumber'),
      dialedListID: maybe(textOf(63), 'BADialedListID'),
    },
    run: ({ agent: agentID, ...given }, { simulator }) => simulator.outboundReservation({ agentID, ...given }),
  }),
  action('hangUp', 'caller', {
    about: 'The outside party of a call hangs up.',
    fields: { callID: field(numberFrom(1, 0xffff_fffe), 'what call answered, or the id at the agent') },
    run: ({ callID }, { simulator }) => {
      simulator.hangUp(callID);
      return { callID };
    },
  }),
] as const;
