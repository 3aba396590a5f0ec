import { message, type Outgoing } from '../message';
import type { GreetingEvent } from '../switch/events';
import { about } from './about';

/** Without GreetingType, of which no edition of the guide prints the tag. */
export function greetingMessage({ code, call, connection, agent }: GreetingEvent, monitorID: number): Outgoing {
  const { peripheralType: _, ...which } = about(call, connection, monitorID);
  return message('CALL_AGENT_GREETING_EVENT', {
    ...which,
    eventCode: code,
    peripheralErrorCode: 0,
    agentID: agent.agentID,
  });
}
