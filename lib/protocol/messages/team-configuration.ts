/** Team Configuration of the CTI Server Message Reference Guide. */
import { listed } from '../schema';

export const TEAM_CONFIG_REQ = listed(242, 'request');

export const TEAM_CONFIG_EVENT = listed(243, 'event');

export const TEAM_CONFIG_CONF = listed(244, 'confirmation');
