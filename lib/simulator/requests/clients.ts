/** The requests of the other services: monitors, teams, texts, server applications, statistics. */
import type { RequestName } from '../../protocol';
import { emergencyCall, supervisorAssist } from './assistance';
import { registerVariables, setAgentServiceData, setAppData, setDeviceAttributes } from './client-data';
import type { Handler } from './handler';
import { changeMonitorMask, startMonitor, startSessionMonitor, stopMonitor, stopSessionMonitor } from './monitors';
import { registerService, startRecording, stopRecording, unregisterService } from './server-services';
import { queryAgentStatistics, querySkillGroupStatistics } from './statistics';
import { superviseCall } from './supervise';
import { listAgentTeam, startTeamMonitor, stopTeamMonitor } from './teams';
import { clientEventReport, userMessage } from './user-message';

export const CLIENT_HANDLERS = {
  MONITOR_START_REQ: startMonitor,
  MONITOR_STOP_REQ: stopMonitor,
  CHANGE_MONITOR_MASK_REQ: changeMonitorMask,
  SESSION_MONITOR_START_REQ: startSessionMonitor,
  SESSION_MONITOR_STOP_REQ: stopSessionMonitor,
  LIST_AGENT_TEAM_REQ: listAgentTeam,
  MONITOR_AGENT_TEAM_START_REQ: startTeamMonitor,
  MONITOR_AGENT_TEAM_STOP_REQ: stopTeamMonitor,
  SUPERVISE_CALL_REQ: superviseCall,
  SUPERVISOR_ASSIST_REQ: supervisorAssist,
  EMERGENCY_CALL_REQ: emergencyCall,
  USER_MESSAGE_REQ: userMessage,
  CLIENT_EVENT_REPORT_REQ: clientEventReport,
  REGISTER_SERVICE_REQ: registerService,
  UNREGISTER_SERVICE_REQ: unregisterService,
  START_RECORDING_REQ: startRecording,
  STOP_RECORDING_REQ: stopRecording,
  QUERY_AGENT_STATISTICS_REQ: queryAgentStatistics,
  QUERY_SKILL_GROUP_STATISTICS_REQ: querySkillGroupStatistics,
  REGISTER_VARIABLES_REQ: registerVariables,
  SET_DEVICE_ATTRIBUTES_REQ: setDeviceAttributes,
  SET_APP_DATA_REQ: setAppData,
  SET_AGENT_SERVICE_DATA_REQ: setAgentServiceData,
} satisfies { readonly [N in RequestName]?: Handler<N> };
