/** Failure Indication of the CTI Server Message Reference Guide. */
import { confirmation, enumeration, event, floating, UINT } from '../schema';

export const FAILURE_CONF = confirmation(1, {
  about: 'The CTI Server refuses a request.',
  note: 'negative answer to any request; InvokeID and Status until version 23, InvokeID, FailureCode and PeripheralErrorCode since 24; the length tells them apart',
  fixed: {
    InvokeID: UINT,
    Status: enumeration('StatusCode'),
    FailureCode: { ...enumeration('StatusCode', 'USHORT'), about: 'E_CTI_* status code' },
    PeripheralErrorCode: { ...UINT, about: '0 when there is no peripheral error' },
  },
  forms: [
    { since: 24, lengths: [10], without: ['Status'] },
    { until: 23, lengths: [8], without: ['FailureCode', 'PeripheralErrorCode'] },
  ],
  floating: {
    CTIOSCILClientID: floating('CTIOS_CIL_CLIENT_ID_TAG', { tagTableOnly: true }),
  },
});

export const FAILURE_EVENT = event(2, {
  about: 'The CTI Server reports a failure that no request caused.',
  fixed: {
    Status: enumeration('StatusCode'),
  },
});
