/** Server Service of the CTI Server Message Reference Guide. */
import { confirmation, enumeration, floating, request, UINT } from '../schema';

export const REGISTER_SERVICE_REQ = request(143, {
  about: 'Registers this client as a server of a service, for instance call recording.',
  confirmedBy: 'REGISTER_SERVICE_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    ServerMode: enumeration('ServerMode'),
  },
  floating: {
    ServiceName: floating('SERVICE_NAME_TAG', { required: true }),
  },
});

export const REGISTER_SERVICE_CONF = confirmation(144, {
  about: 'The service is registered.',
  fixed: {
    InvokeID: UINT,
    RegisteredServiceID: UINT,
  },
});

export const UNREGISTER_SERVICE_REQ = request(145, {
  about: 'Takes a registered service back.',
  confirmedBy: 'UNREGISTER_SERVICE_CONF',
  rejectedBy: ['FAILURE_CONF'],
  fixed: {
    InvokeID: UINT,
    RegisteredServiceID: UINT,
  },
});

export const UNREGISTER_SERVICE_CONF = confirmation(146, {
  about: 'The service is no longer registered.',
  fixed: {
    InvokeID: UINT,
  },
});
