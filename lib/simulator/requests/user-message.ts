/** Texts between clients, and what a client reports of itself. */
import type { Payload } from '../../protocol';
import { message } from '../message';
import { Refusal, type StatusCode } from '../refusal';
import { missing } from '../sessions/check-request';
import { agentOf } from '../sessions/client';
import type { OpenSession } from '../sides/side';
import type { Team } from '../switch/teams';
import { type Context, confirm, type Handler } from './handler';
import { locateAgent } from './locate-device';

type UserMessage = Payload<'USER_MESSAGE_REQ'>;

export const userMessage: Handler<'USER_MESSAGE_REQ'> = (request, context) => {
  const recipients = recipientsOf(request, context);
  const outgoing = message('USER_MESSAGE_EVENT', {
    icmCentralControllerTime: new Date(context.world.clock.now()),
    distribution: request.distribution,
    clientID: context.client.clientID,
    text: request.text ?? '',
  });
  return confirm('USER_MESSAGE_CONF', {}, () => {
    for (const session of recipients) session.send(outgoing);
  });
};

/** It raises an alarm, of which clients see nothing. */
export const clientEventReport: Handler<'CLIENT_EVENT_REPORT_REQ'> = (request, { client, office }) => {
  const { state, objectName = '', text } = request;
  office.trace(() => `ALARM ${state} reported by ${client.clientID}: ${objectName} ${text}`);
  return confirm('CLIENT_EVENT_REPORT_CONF', {});
};

/** The sender is not left out: whoever writes to a team or to all reads it, too. */
function recipientsOf(request: UserMessage, context: Context): OpenSession[] {
  const everybody = [...context.side.sessions];
  switch (request.distribution) {
    case 'DISTRIBUTE_TO_ALL':
      return everybody;
    case 'DISTRIBUTE_TO_CLIENT':
      return clientsNamed(request.clientID, everybody);
    case 'DISTRIBUTE_TO_SUPERVISOR': {
      const teams = teamsOf(request, context, 'E_CTI_SUPERVISOR_NOT_FOUND');
      const supervisors = everybody.filter(
        ({ client }) =>
          client?.services.has('CTI_SERVICE_SUPERVISOR') &&
          teams.some((team) => team.supervisors.includes(agentOf(client, context.world)?.agentID ?? '')),
      );
      if (supervisors.length > 0) return supervisors;
      throw new Refusal('E_CTI_SUPERVISOR_NOT_FOUND', 'no supervisor of the agent has a session');
    }
    case 'DISTRIBUTE_TO_TEAM': {
      const teams = teamsOf(request, context, 'E_CTI_TEAM_NOT_FOUND');
      const agentIDs = new Set(teams.flatMap((team) => [...team.supervisors, ...team.members]));
      return everybody.filter(
        ({ client }) => client?.own && agentIDs.has(agentOf(client, context.world)?.agentID ?? ''),
      );
    }
    default: {
      const text = `distribution: ${request.distribution} is none of the guide's`;
      throw new Refusal('E_CTI_INVALID_DISTRIBUTION_TYPE', text, { field: 'distribution' });
    }
  }
}

function clientsNamed(clientID: string | undefined, everybody: readonly OpenSession[]): OpenSession[] {
  if (clientID === undefined) throw missing('USER_MESSAGE_REQ', 'clientID');
  const named = everybody.filter(({ client }) => client?.clientID === clientID);
  if (named.length > 0) return named;
  throw new Refusal('E_CTI_CLIENT_NOT_FOUND', `clientID: ${clientID} has no session`, { field: 'clientID' });
}

/** The teams that the agent is in or supervises. */
function teamsOf(request: UserMessage, context: Context, none: StatusCode): Team[] {
  const { agentID } = locateAgent('USER_MESSAGE_REQ', request, context);
  const { teams } = context.world;
  const found = [...new Set([...teams.of(agentID), ...teams.supervisedBy(agentID)])];
  if (found.length > 0) return found;
  throw new Refusal(none, `agent ${agentID} is in no team`);
}
