/** All Events Service of the CTI Server Message Reference Guide. */
import { CALL_VARIABLES, event, floating, NAMED_ARRAYS, NAMED_VARIABLES, USHORT } from '../schema';

export const CALL_TRANSLATION_ROUTE_EVENT = event(22, {
  about: 'A call is on its way by translation route; its data come ahead of it.',
  note: 'All Events and Peripheral Monitor clients only',
  fixed: {
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
  },
  floating: {
    ANI: floating('ANI_TAG'),
    UserToUserInfo: floating('UUI_TAG'),
    DNIS: floating('DNIS_TAG', { required: true }),
    DialedNumber: floating('DIALED_NUMBER_TAG'),
    CallerEnteredDigits: floating('CED_TAG'),
    RouterCallKeyDay: floating('ROUTER_CALL_KEY_DAY_TAG', { required: true }),
    RouterCallKeyCallID: floating('ROUTER_CALL_KEY_CALLID_TAG', { required: true }),
    RouterCallKeySequenceNumber: floating('ROUTER_CALL_KEY_SEQUENCE_NUM_TAG', { required: true }),
    ...CALL_VARIABLES,
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    ANI_II: floating('ANI_II_TAG', { tagTableOnly: true }),
  },
});
