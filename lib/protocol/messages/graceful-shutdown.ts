/** Graceful Shutdown of the CTI Server Message Reference Guide. */
import { ANSWERED_INVOKE_ID, BOOL, event, indication, request, response, UINT } from '../schema';

export const STANDBY_ACTIVE_EVENT_MSG = event(277, {
  about: 'This standby side has become the active one.',
  note: 'header only',
  since: 24,
  fixed: {},
});

export const ACTIVE_MAINTENANCE_REQ_MSG = request(278, {
  about: 'The active side asks whether it may go into maintenance.',
  note: 'only to sessions granted CTI_SERVICE_ACTIVE_STANDBY',
  direction: 'server-to-client',
  since: 24,
  confirmedBy: 'ACTIVE_MAINTENANCE_RESP_MSG',
  fixed: {
    InvokeID: UINT,
  },
});

export const ACTIVE_MAINTENANCE_RESP_MSG = response(279, {
  about: 'Tells the active side whether it may go into maintenance.',
  note: 'expected within 5 s, silence counts as refusal',
  direction: 'client-to-server',
  since: 24,
  fixed: {
    InvokeID: ANSWERED_INVOKE_ID,
    MaintenanceModeAccepted: BOOL,
  },
});

export const ACTIVE_MAINTENANCE_EVENT_MSG = event(280, {
  about: 'The active side goes into maintenance, or has given it up.',
  since: 24,
  fixed: {
    MaintenanceModeStatus: { ...BOOL, about: '1 = maintenance goes ahead, 0 = cancelled' },
  },
});

export const STOPPING_REQUESTS_TO_THIS_SIDE_IND = indication(281, {
  about: 'Says that this client sends no more requests to this side.',
  note: 'header only; expected within 5 s of ACTIVE_MAINTENANCE_EVENT_MSG, after which the server closes the socket',
  since: 24,
  fixed: {},
});
