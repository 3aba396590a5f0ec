/** What people call the guide's services, where a list shows messages in groups. */
import type { SERVICES } from '../messages';

export const SERVICE_WORDS: { readonly [S in keyof typeof SERVICES]: string } = {
  'Session Management': 'Session',
  'Failure Indication': 'Failures',
  'Client Events Service': 'Calls and agents',
  'All Events Service': 'Calls of the whole site',
  'Call Data Update Service': 'Call data',
  'Client Control Service': 'Control of calls and agents',
  'Peripheral Monitor Service': 'Monitors of devices and calls',
  'Client Monitor Service': 'Sessions of other clients',
  'Supervisor Service': 'Supervisors and teams',
  'Server Service': 'Services for others',
  'Configuration Acquisition': 'Configuration',
  'Miscellaneous Service': 'System, statistics, messages, recording',
  'Graceful Shutdown': 'Maintenance',
  'Team Configuration': 'Configuration of teams',
  'Agent Reporting and Management': 'Agents of application paths',
  'Task Events': 'Tasks',
  Routing: 'Routing',
};
