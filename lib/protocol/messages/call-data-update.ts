/** Call Data Update Service of the CTI Server Message Reference Guide. */
import {
  CALL_VARIABLES,
  confirmation,
  enumeration,
  floating,
  NAMED_ARRAYS,
  NAMED_VARIABLES,
  request,
  UINT,
  UINT_OR_NONE,
  USHORT,
} from '../schema';

export const SET_CALL_DATA_REQ = request(26, {
  about: 'Sets call variables, ECC variables and other data of a call.',
  confirmedBy: 'SET_CALL_DATA_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
    NumNamedVariables: USHORT,
    NumNamedArrays: USHORT,
    CallType: { ...enumeration('CallType'), default: null },
    CalledPartyDisposition: { ...enumeration('DispositionCode'), default: 0 },
    CampaignID: { ...UINT, default: 0 },
    QueryRuleID: { ...UINT, default: 0 },
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
    ANI: floating('ANI_TAG'),
    UserToUserInfo: floating('UUI_TAG'),
    CallerEnteredDigits: floating('CED_TAG'),
    ...CALL_VARIABLES,
    CallWrapupData: floating('CALL_WRAPUP_DATA_TAG'),
    namedVariables: NAMED_VARIABLES,
    namedArrays: NAMED_ARRAYS,
    CustomerPhoneNumber: floating('CUSTOMER_PHONE_NUMBER_TAG'),
    CustomerAccountNumber: floating('CUSTOMER_ACCOUNT_NUMBER_TAG'),
    RouterCallKeyDay: floating('ROUTER_CALL_KEY_DAY_TAG', { since: 14 }),
    RouterCallKeyCallID: floating('ROUTER_CALL_KEY_CALLID_TAG', { since: 14 }),
    RouterCallKeySequenceNumber: floating('ROUTER_CALL_KEY_SEQUENCE_NUM_TAG', { since: 14 }),
    CallOriginatedFrom: floating('CALL_ORIGINATED_FROM_TAG', { since: 14 }),
    ANI_II: floating('ANI_II_TAG', { tagTableOnly: true }),
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const SET_CALL_DATA_CONF = confirmation(27, {
  about: 'The data of the call are set.',
  fixed: {
    InvokeID: UINT,
  },
});

export const RELEASE_CALL_REQ = request(28, {
  about: 'Says that this client has no more data to write to a call.',
  confirmedBy: 'RELEASE_CALL_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ConnectionDeviceIDType: enumeration('ConnectionDeviceIDType'),
    ConnectionCallID: UINT_OR_NONE,
  },
  floating: {
    ConnectionDeviceID: floating('CONNECTION_DEVID_TAG', { required: true }),
  },
});

export const RELEASE_CALL_CONF = confirmation(29, {
  about: 'The call is released by this client.',
  fixed: {
    InvokeID: UINT,
  },
});

export const SET_DEVICE_ATTRIBUTES_REQ = request(141, {
  about: 'Sets attributes of a device for its next calls.',
  confirmedBy: 'SET_DEVICE_ATTRIBUTES_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    PeripheralID: UINT_OR_NONE,
    ServiceNumber: UINT_OR_NONE,
    ServiceID: UINT_OR_NONE,
    SkillGroupNumber: UINT_OR_NONE,
    SkillGroupID: UINT_OR_NONE,
    SkillGroupPriority: USHORT,
    CallType: enumeration('CallType'),
    CallingDeviceType: enumeration('DeviceIDType'),
  },
  floating: {
    CallingDeviceID: floating('CALLING_DEVID_TAG', { required: true }),
  },
});

export const SET_DEVICE_ATTRIBUTES_CONF = confirmation(142, {
  about: 'The device attributes are set.',
  fixed: {
    InvokeID: UINT,
  },
});
