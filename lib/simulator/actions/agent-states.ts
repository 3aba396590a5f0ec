/** Agents sign in and out, become ready and not ready. */
import type { Constant } from '../../protocol';
import { REMOTE_TROUBLES } from '../switch/mobile-agent';
import { action } from './definition';
import type { Desktop } from './desktop';
import { AGENT, choice, field, maybe, numberFrom, textOf } from './fields';

const REASON = maybe(numberFrom(0, 0xffff), 'EventReasonCode; 0 when left out');

export const AGENT_STATE_ACTIONS = [
  action('login', 'agent', {
    about: 'An agent signs in, with the password of the configuration.',
    fields: { agent: AGENT, extension: maybe(textOf(15), "the phone; the agent's usual one when left out") },
    run: ({ agent, extension }, stage) => {
      const desktop = stage.desktop(agent);
      return setState(desktop, 'AGENT_STATE_LOGIN', 0, extension ?? desktop.agent.configuration.extension);
    },
  }),
  action('logout', 'agent', {
    about: 'An agent signs out; only from not ready.',
    fields: { agent: AGENT, reason: REASON },
    run: ({ agent, reason = 0 }, stage) => setState(stage.desktop(agent), 'AGENT_STATE_LOGOUT', reason),
  }),
  action('ready', 'agent', {
    about: 'An agent becomes ready for calls.',
    fields: { agent: AGENT },
    run: ({ agent }, stage) => setState(stage.desktop(agent), 'AGENT_STATE_AVAILABLE'),
  }),
  action('notReady', 'agent', {
    about: 'An agent becomes not ready; during a call, when it is over.',
    fields: { agent: AGENT, reason: REASON },
    run: ({ agent, reason = 0 }, stage) => setState(stage.desktop(agent), 'AGENT_STATE_NOT_READY', reason),
  }),
  action('workReady', 'agent', {
    about: 'An agent asks for work after the call, to be ready afterwards.',
    fields: { agent: AGENT },
    run: ({ agent }, stage) => setState(stage.desktop(agent), 'AGENT_STATE_WORK_READY'),
  }),
  action('workNotReady', 'agent', {
    about: 'An agent asks for work after the call, to be not ready afterwards.',
    fields: { agent: AGENT },
    run: ({ agent }, stage) => setState(stage.desktop(agent), 'AGENT_STATE_WORK_NOT_READY'),
  }),
  action('loseRemotePhone', 'agent', {
    about: "Something is wrong with a mobile agent's phone: not ready (busy), or signed out.",
    fields: {
      agent: AGENT,
      trouble: field(choice(REMOTE_TROUBLES), 'what is wrong; a nailed connection is disconnected'),
    },
    run: ({ agent, trouble }, { simulator }) => void simulator.loseRemotePhone(agent, trouble),
  }),
] as const;

async function setState(
  desktop: Desktop,
  agentState: Constant<'AgentState'>,
  eventReasonCode = 0,
  agentInstrument = desktop.phone,
): Promise<undefined> {
  const { agentID, password } = desktop.agent.configuration;
  await desktop.request('SET_AGENT_STATE_REQ', {
    peripheralID: desktop.agent.peripheral.peripheralID,
    agentState,
    eventReasonCode,
    agentInstrument,
    agentID,
    agentPassword: password,
  });
  return undefined;
}
