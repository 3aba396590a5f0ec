/** Agent Reporting and Management of the CTI Server Message Reference Guide. */
import { listed } from '../schema';

export const MEDIA_LOGIN_REQ = listed(151, 'request');

export const MEDIA_LOGIN_RESP = listed(152, 'response');

export const MEDIA_LOGOUT_IND = listed(153, 'indication');

export const MAKE_AGENT_ROUTABLE_IND = listed(154, 'indication');

export const MAKE_AGENT_NOT_ROUTABLE_REQ = listed(155, 'request');

export const MAKE_AGENT_NOT_ROUTABLE_RESP = listed(156, 'response');

export const MAKE_AGENT_READY_IND = listed(157, 'indication');

export const MAKE_AGENT_NOT_READY_REQ = listed(158, 'request');

export const MAKE_AGENT_NOT_READY_RESP = listed(159, 'response');

export const OFFER_TASK_IND = listed(160, 'indication');

export const OFFER_APPLICATION_TASK_REQ = listed(161, 'request');

export const OFFER_APPLICATION_TASK_RESP = listed(162, 'response');

export const START_TASK_IND = listed(163, 'indication');

export const START_APPLICATION_TASK_REQ = listed(164, 'request');

export const START_APPLICATION_TASK_RESP = listed(165, 'response');

export const PAUSE_TASK_IND = listed(166, 'indication');

export const RESUME_TASK_IND = listed(167, 'indication');

export const WRAPUP_TASK_IND = listed(168, 'indication');

export const END_TASK_IND = listed(169, 'indication');

export const AGENT_MADE_NOT_ROUTABLE_EVENT = listed(170, 'event');

export const AGENT_INTERRUPT_ADVISORY_EVENT = listed(171, 'event');

export const AGENT_INTERRUPT_ACCEPTED_IND = listed(172, 'indication');

export const AGENT_INTERRUPT_UNACCEPTED_IND = listed(173, 'indication');

export const AGENT_INTERRUPT_DONE_ADVISORY_EVENT = listed(174, 'event');

export const AGENT_INTERRUPT_DONE_ACCEPTED_IND = listed(175, 'indication');

export const CHANGE_MAX_TASK_LIMIT_REQ = listed(176, 'request');

export const CHANGE_MAX_TASK_LIMIT_RESP = listed(177, 'response');

export const OVERRIDE_LIMIT_REQ = listed(178, 'request');

export const OVERRIDE_LIMIT_RESP = listed(179, 'response');

export const UPDATE_TASK_CONTEXT_IND = listed(180, 'indication');

export const BEGIN_AGENT_INIT_IND = listed(181, 'indication');

export const AGENT_INIT_REQ = listed(182, 'request');

export const AGENT_INIT_RESP = listed(183, 'response');

export const END_AGENT_INIT_IND = listed(184, 'indication');

export const TASK_INIT_IND = listed(185, 'indication');

export const AGENT_INIT_READY_EVENT = listed(186, 'event');

export const GET_PRECALL_MESSAGES_REQ = listed(187, 'request');

export const GET_PRECALL_MESSAGES_RESP = listed(188, 'response');

export const AGENT_LEGACY_PRE_CALL_EVENT = listed(189, 'event');

export const FAILURE_RESP = listed(190, 'response');

export const SET_APP_PATH_DATA_IND = listed(208, 'indication');

export const TASK_INIT_REQ = listed(209, 'request');

export const TASK_INIT_RESP = listed(210, 'response');

export const GET_AGENT_TASKS_REQ = listed(255, 'request', { since: 20 });

export const AGENT_TASKS_RESP = listed(256, 'response', { since: 20 });

export const SNAPSHOT_TASK_REQ = listed(257, 'request', { since: 20 });

export const SNAPSHOT_TASK_RESP = listed(258, 'response', { since: 20 });

export const AGENT_TASKS_EVENT = listed(262, 'event', { since: 23 });

export const SNAPSHOT_TASK_EVENT = listed(263, 'event', { since: 23 });

export const AGENT_TASKS_REQUEST_EVENT = listed(264, 'event', { direction: 'client-to-server', since: 23 });

export const AGENT_TASKS_END_EVENT = listed(265, 'event', { since: 23 });

export const DESKTOP_CONNECTED_IND = listed(266, 'indication', { direction: 'server-to-client', since: 23 });
