/** Callers from outside. */
import { action } from './definition';
import { CALL_DATA, field, maybe, numberFrom, textOf } from './fields';

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
  action('hangUp', 'caller', {
    about: 'The outside party of a call hangs up.',
    fields: { callID: field(numberFrom(1, 0xffff_fffe), 'what call answered, or the id at the agent') },
    run: ({ callID }, { simulator }) => {
      simulator.hangUp(callID);
      return { callID };
    },
  }),
] as const;
