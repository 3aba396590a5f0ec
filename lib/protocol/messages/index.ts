/** Every message of the guide, by name. One file per service, in the order of the guide. */

import * as agentReportingAndManagement from './agent-reporting-and-management';
import * as allEvents from './all-events';
import * as callDataUpdate from './call-data-update';
import * as clientControl from './client-control';
import * as clientEvents from './client-events';
import * as clientMonitor from './client-monitor';
import * as configurationAcquisition from './configuration-acquisition';
import * as failureIndication from './failure-indication';
import * as gracefulShutdown from './graceful-shutdown';
import * as miscellaneous from './miscellaneous';
import * as peripheralMonitor from './peripheral-monitor';
import * as routing from './routing';
import * as serverService from './server-service';
import * as sessionManagement from './session-management';
import * as supervisor from './supervisor';
import * as taskEvents from './task-events';
import * as teamConfiguration from './team-configuration';

/** The services of the guide, each with its messages. */
export const SERVICES = {
  'Session Management': sessionManagement,
  'Failure Indication': failureIndication,
  'Client Events Service': clientEvents,
  'All Events Service': allEvents,
  'Call Data Update Service': callDataUpdate,
  'Client Control Service': clientControl,
  'Peripheral Monitor Service': peripheralMonitor,
  'Client Monitor Service': clientMonitor,
  'Supervisor Service': supervisor,
  'Server Service': serverService,
  'Configuration Acquisition': configurationAcquisition,
  'Miscellaneous Service': miscellaneous,
  'Graceful Shutdown': gracefulShutdown,
  'Team Configuration': teamConfiguration,
  'Agent Reporting and Management': agentReportingAndManagement,
  'Task Events': taskEvents,
  Routing: routing,
} as const;

export const MESSAGES = {
  ...sessionManagement,
  ...failureIndication,
  ...clientEvents,
  ...allEvents,
  ...callDataUpdate,
  ...clientControl,
  ...peripheralMonitor,
  ...clientMonitor,
  ...supervisor,
  ...serverService,
  ...configurationAcquisition,
  ...miscellaneous,
  ...gracefulShutdown,
  ...teamConfiguration,
  ...agentReportingAndManagement,
  ...taskEvents,
  ...routing,
} as const;

/**
 * Numbers that the message table calls reserved, 275 among them (the field tables give it to
 * NETWORK_RECORDING_TARGET_INFO_EVENT). Never sent; passed on with their bytes when they come.
 */
export const RESERVED_NUMBERS: readonly number[] = [
  66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 80, 81, 87, 88, 89, 90, 216, 217, 218, 219, 220, 221, 222, 223, 224,
  225, 226, 227, 228, 229, 239, 241, 246, 247, 251, 252, 253, 259, 275,
];
