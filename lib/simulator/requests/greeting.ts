/** What an agent does with the recorded greeting. */
import { Refusal } from '../refusal';
import { confirm, type Handler } from './handler';
import { locatePeripheral } from './locate';
import { locateAgent } from './locate-device';

export const agentGreetingControl: Handler<'AGENT_GREETING_CONTROL_REQ'> = (request, context) => {
  const { world } = context;
  const peripheral = locatePeripheral(request.peripheralID, world);
  const agent = locateAgent('AGENT_GREETING_CONTROL_REQ', request, context);
  if (!agent.loggedIn || agent.peripheral !== peripheral) {
    throw new Refusal('E_CTI_AGENT_NOT_LOGGED_ON', `agent ${agent.agentID} is not signed in there`);
  }
  const { agentAction } = request;
  if (typeof agentAction === 'number') {
    const message = `agentAction: ${agentAction} is none of the guide's`;
    throw new Refusal('CF_VALUE_OUT_OF_RANGE', message, { field: 'agentAction' });
  }
  return confirm('AGENT_GREETING_CONTROL_CONF', {}, world.greetings.control(agent, agentAction));
};
