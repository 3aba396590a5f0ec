/** Agents as they are given out: plain data, never changed afterwards. Types and JSON Schema come from what stands here. */
import type { Constant } from '../../protocol';
import { about, constantOrNumber, integer, list, maybe, number, orNull, row, text, type ValueOf } from '../../shapes';

export type AgentState = Constant<'AgentState'> | number;

const AGENT_STATE = constantOrNumber('AgentState');

const SKILL_GROUP = row({
  skillGroupNumber: orNull(integer),
  skillGroupID: maybe(orNull(integer)),
  skillGroupPriority: integer,
  skillGroupState: about('absent: not told yet', maybe(AGENT_STATE)),
});
/** The agent in one skill group. */
export type AgentSkillGroup = ValueOf<typeof SKILL_GROUP>;

const DOMAIN = row({
  mrdid: about('1 is voice', integer),
  agentState: AGENT_STATE,
  agentMode: maybe(constantOrNumber('AgentMode')),
  agentAvailabilityStatus: maybe(constantOrNumber('AgentAvailabilityStatus')),
  numTasks: maybe(integer),
  maxTaskLimit: maybe(integer),
  since: about('when the state began there, ms since 1970', maybe(number)),
});
/** The agent in one media routing domain. */
export type AgentDomain = ValueOf<typeof DOMAIN>;

const LOGIN_SESSION = row({
  id: about(
    '<yyyymmdd>T<hhmm>: the minute (UTC) in which it began, or in which the agent was seen first; of several in one ' +
      'minute the second has -2 behind it. The same wherever the login is seen',
    text,
  ),
  since: about(
    'when it began, ms since 1970; absent: it was going on already when the agent was seen first',
    maybe(number),
  ),
});
/** From one login to the next logout. */
export type LoginSession = ValueOf<typeof LOGIN_SESSION>;

const TEAM = row({
  teamID: integer,
  agentTeamName: maybe(text),
  supervisors: about('AgentIDs', list(text)),
  primarySupervisor: maybe(text),
});
/** A team as a supervisor's session is told of it. */
export type TeamView = ValueOf<typeof TEAM>;

export const AGENT_FIELDS = {
  peripheralID: orNull(integer),
  agentID: text,
  icmAgentID: maybe(integer),
  loginName: about('from the configuration, as the next three', maybe(text)),
  firstName: maybe(text),
  lastName: maybe(text),
  agentType: maybe(constantOrNumber('ConfigAgentType')),
  agentState: about(
    'in the domain with the lowest number, which is voice where there is any; AGENT_STATE_UNKNOWN until it is told',
    AGENT_STATE,
  ),
  eventReasonCode: about(
    '0: none; null: not known, since no event told the state (a snapshot has no reason)',
    orNull(integer),
  ),
  since: about(
    'when the state with its reason began, ms since 1970; absent: not known. After a gap: when it was found out',
    maybe(number),
  ),
  loginSession: about('absent: nobody is signed in', maybe(LOGIN_SESSION)),
  agentExtension: maybe(text),
  agentInstrument: maybe(text),
  activeTerminal: maybe(text),
  sessionID: about("the CTI session of the agent's desktop; absent: none is known", maybe(integer)),
  ctiClientSignature: maybe(text),
  direction: about('of the call in hand', maybe(constantOrNumber('AgentCallDirection'))),
  nextAgentState: about('what comes after the call in hand, if it was chosen', maybe(AGENT_STATE)),
  skillGroups: list(SKILL_GROUP),
  domains: about('by rising number', list(DOMAIN)),
  team: about('the team that the agent is a member of; only sessions of supervisors are told', maybe(TEAM)),
  supervises: about('TeamIDs', list(integer)),
  calls: about('ids of the calls in hand', list(text)),
};
export const AGENT_SHAPE = row(AGENT_FIELDS);
export type AgentView = ValueOf<typeof AGENT_SHAPE>;

/** What may be remembered of an agent beyond the life of a model: the state, and since when. */
export type AgentMemory = Pick<AgentView, 'agentState' | 'eventReasonCode' | 'since' | 'loginSession'>;
