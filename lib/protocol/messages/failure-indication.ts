/** Failure Indication of the CTI Server Message Reference Guide. */
import { confirmation, enumeration, event, floating, UINT } from '../schema';

export const FAILURE_CONF = confirmation(1, {
  about: 'The CTI Server refuses a request.',
  note: 'negative answer to any request; see altLayouts for the shorter form of older sessions; a decoder can tell the forms apart by length (the floating part is normally absent)',
  fixed: {
    InvokeID: UINT,
    Status: enumeration('StatusCode'),
    FailureCode: { ...enumeration('StatusCode', 'USHORT'), since: 24, about: 'E_CTI_* status code' },
    PeripheralErrorCode: { ...UINT, since: 24, about: '0 when there is no peripheral error' },
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
