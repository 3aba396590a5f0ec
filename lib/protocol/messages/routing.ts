/** Routing of the CTI Server Message Reference Guide. */
import { listed } from '../schema';

export const ROUTE_REGISTER_EVENT = listed(211, 'event', { direction: 'client-to-server' });

export const ROUTE_REGISTER_REPLY_EVENT = listed(212, 'event');

export const ROUTE_REQUEST_EVENT = listed(213, 'event');

export const ROUTE_SELECT_EVENT = listed(214, 'event', { direction: 'client-to-server' });

export const ROUTE_END_EVENT = listed(215, 'event', { direction: 'both' });
