/** Task Events of the CTI Server Message Reference Guide. */
import { listed } from '../schema';

export const BEGIN_TASK_EVENT = listed(191, 'event');

export const QUEUED_TASK_EVENT = listed(192, 'event');

export const DEQUEUED_TASK_EVENT = listed(193, 'event');

export const OFFER_TASK_EVENT = listed(194, 'event');

export const START_TASK_EVENT = listed(195, 'event');

export const PAUSE_TASK_EVENT = listed(196, 'event');

export const RESUME_TASK_EVENT = listed(197, 'event');

export const WRAPUP_TASK_EVENT = listed(198, 'event');

export const END_TASK_EVENT = listed(199, 'event');

export const TASK_DATA_UPDATE_EVENT = listed(200, 'event');

export const TASK_MONITOR_START_REQ = listed(201, 'request');

export const TASK_MONITOR_START_CONF = listed(202, 'confirmation');

export const TASK_MONITOR_STOP_REQ = listed(203, 'request');

export const TASK_MONITOR_STOP_CONF = listed(204, 'confirmation');

export const CHANGE_TASK_MONITOR_MASK_REQ = listed(205, 'request');

export const CHANGE_TASK_MONITOR_MASK_CONF = listed(206, 'confirmation');

export const MAX_TASK_LIFETIME_EXCEEDED_EVENT = listed(207, 'event');
