/** What agents do with calls. Each becomes the request that the agent's desktop would send. */
import { CONNECTION_TYPE } from '../messages/about';
import {
  activeNamed,
  CONNECTED,
  type ConnectionNamed,
  connectionFor,
  heldBeside,
  heldNamed,
  IN_HAND,
  named,
  ON_HOLD,
  RINGING,
} from './agent-calls';
import { action } from './definition';
import type { Confirmation, Desktop } from './desktop';
import { AGENT, CALL_DATA, choice, constant, field, maybe, textOf, WHICH_CALL } from './fields';

const NUMBER = textOf(39);
const BY_TWO = { agent: AGENT, call: WHICH_CALL };

export const AGENT_CALL_ACTIONS = [
  action('answer', 'agent', {
    about: 'An agent answers the call that rings.',
    fields: BY_TWO,
    run: ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const ringing = connectionFor(desktop, call, RINGING);
      return acted(desktop.request('ANSWER_CALL_REQ', { ...at(desktop), ...named(ringing) }), ringing);
    },
  }),
  action('hold', 'agent', {
    about: 'An agent puts the call in hand on hold.',
    fields: BY_TWO,
    run: ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const active = connectionFor(desktop, call, CONNECTED);
      return acted(desktop.request('HOLD_CALL_REQ', { ...at(desktop), ...named(active) }), active);
    },
  }),
  action('retrieve', 'agent', {
    about: 'An agent takes a call back that is on hold.',
    fields: BY_TWO,
    run: ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const held = connectionFor(desktop, call, ON_HOLD);
      return acted(desktop.request('RETRIEVE_CALL_REQ', { ...at(desktop), ...heldNamed(held) }), held);
    },
  }),
  action('clear', 'agent', {
    about: 'An agent hangs up.',
    fields: BY_TWO,
    run: ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const active = connectionFor(desktop, call, IN_HAND);
      return acted(desktop.request('CLEAR_CONNECTION_REQ', { ...at(desktop), ...named(active) }), active);
    },
  }),
  action('alternate', 'agent', {
    about: 'An agent goes from the call in hand to the one on hold.',
    fields: BY_TWO,
    run: ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const active = connectionFor(desktop, call, IN_HAND);
      const { callID, deviceID } = heldBeside(desktop, active);
      const other = {
        otherConnectionCallID: callID,
        otherConnectionDeviceIDType: CONNECTION_TYPE,
        otherConnectionDeviceID: deviceID,
      } as const;
      const request = { ...at(desktop), ...activeNamed(active), ...other };
      return acted(desktop.request('ALTERNATE_CALL_REQ', request), { callID, deviceID });
    },
  }),
  action('reconnect', 'agent', {
    about: 'An agent ends the call in hand and takes the one on hold back.',
    fields: BY_TWO,
    run: ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const active = connectionFor(desktop, call, IN_HAND);
      const held = heldBeside(desktop, active);
      const request = { ...at(desktop), ...activeNamed(active), ...heldNamed(held) };
      return acted(desktop.request('RECONNECT_CALL_REQ', request), held);
    },
  }),
  action('makeCall', 'agent', {
    about: 'An agent places a call.',
    fields: { agent: AGENT, to: field(NUMBER, 'the number dialled'), ...CALL_DATA },
    run: ({ agent, to, callVariables, namedVariables, namedArrays }, stage) => {
      const desktop = stage.desktop(agent);
      return newCall(
        desktop.request('MAKE_CALL_REQ', {
          ...at(desktop),
          agentInstrument: desktop.phone,
          dialedNumber: to,
          ...callVariables,
          namedVariables,
          namedArrays,
        }),
      );
    },
  }),
  action('consult', 'agent', {
    about: 'An agent puts the call in hand on hold and calls somebody for advice.',
    fields: {
      ...BY_TWO,
      to: field(NUMBER, 'the number dialled'),
      for: maybe(choice(['transfer', 'conference']), 'what the agent has in mind'),
      ...CALL_DATA,
    },
    run: ({ agent, call, to, for: purpose, callVariables, namedVariables, namedArrays }, stage) => {
      const desktop = stage.desktop(agent);
      return newCall(
        desktop.request('CONSULTATION_CALL_REQ', {
          ...at(desktop),
          ...activeNamed(connectionFor(desktop, call, CONNECTED)),
          dialedNumber: to,
          consultType: purpose ? CONSULT_TYPE[purpose] : 'CT_UNSPECIFIED',
          ...callVariables,
          namedVariables,
          namedArrays,
        }),
      );
    },
  }),
  action('transfer', 'agent', {
    about: 'An agent connects the call in hand and the one on hold and leaves them; with a number: in a single step.',
    fields: { ...BY_TWO, to: maybe(NUMBER, 'the call in hand goes there at once, without a second call') },
    run: ({ agent, call, to }, stage) => {
      const desktop = stage.desktop(agent);
      const active = connectionFor(desktop, call, to === undefined ? IN_HAND : CONNECTED);
      const target =
        to === undefined
          ? heldNamed(heldBeside(desktop, active))
          : { ...heldNamed({ callID: null, deviceID: '' }), dialedNumber: to };
      return newCall(desktop.request('TRANSFER_CALL_REQ', { ...at(desktop), ...activeNamed(active), ...target }));
    },
  }),
  action('conference', 'agent', {
    about: 'An agent joins the call in hand and the one on hold.',
    fields: BY_TWO,
    run: ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const active = connectionFor(desktop, call, IN_HAND);
      const held = heldNamed(heldBeside(desktop, active));
      return newCall(desktop.request('CONFERENCE_CALL_REQ', { ...at(desktop), ...activeNamed(active), ...held }));
    },
  }),
  action('deflect', 'agent', {
    about: 'An agent sends the call that rings to another number.',
    fields: { ...BY_TWO, to: field(NUMBER, 'where the call goes') },
    run: ({ agent, call, to }, stage) => {
      const desktop = stage.desktop(agent);
      const ringing = connectionFor(desktop, call, RINGING);
      const called = { calledDeviceType: 'DEVID_DEVICE_IDENTIFIER', calledDeviceID: to } as const;
      return acted(desktop.request('DEFLECT_CALL_REQ', { ...at(desktop), ...named(ringing), ...called }), ringing);
    },
  }),
  action('sendDTMF', 'agent', {
    about: 'An agent presses keys during a call.',
    fields: { ...BY_TWO, dtmfString: field(textOf(32), '0 to 9, A to D, * and #, with commas for pauses') },
    run: ({ agent, call, dtmfString }, stage) => {
      const desktop = stage.desktop(agent);
      const active = connectionFor(desktop, call, CONNECTED);
      return acted(desktop.request('SEND_DTMF_SIGNAL_REQ', { ...at(desktop), ...named(active), dtmfString }), active);
    },
  }),
  action('setCallData', 'agent', {
    about: 'An agent sets data of a call; of one that is over, within the time for its wrap-up data.',
    fields: { ...BY_TWO, callWrapupData: maybe(textOf(39), 'CallWrapupData'), ...CALL_DATA },
    run: ({ agent, call, callWrapupData, callVariables, namedVariables, namedArrays }, stage) => {
      const desktop = stage.desktop(agent);
      const active = connectionFor(desktop, call, IN_HAND);
      const data = { callWrapupData, ...callVariables, namedVariables, namedArrays };
      return acted(desktop.request('SET_CALL_DATA_REQ', { ...at(desktop), ...named(active), ...data }), active);
    },
  }),
  action('supervise', 'agent', {
    about: "A supervisor does something with the call of an agent of the supervisor's teams.",
    fields: {
      supervisor: field(textOf(11), 'agentID of the supervisor'),
      agent: AGENT,
      supervisoryAction: field(constant('SupervisoryAction'), 'what the supervisor does'),
    },
    run: async ({ supervisor, agent, supervisoryAction }, stage) => {
      const desktop = stage.desktop(supervisor);
      const { payload } = await desktop.request('SUPERVISE_CALL_REQ', {
        ...at(desktop),
        agentConnectionCallID: null,
        agentConnectionDeviceIDType: null,
        supervisorConnectionCallID: null,
        supervisorConnectionDeviceIDType: null,
        supervisoryAction,
        agentInstrument: stage.desktop(agent).phone,
      });
      return { callID: payload.connectionCallID };
    },
  }),
  action('assist', 'agent', {
    about: 'An agent asks a supervisor for help, about the call in hand if there is one.',
    fields: BY_TWO,
    run: async ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const { payload } = await desktop.request('SUPERVISOR_ASSIST_REQ', { ...at(desktop), ...about(desktop, call) });
      return { callID: payload.connectionCallID };
    },
  }),
  action('emergency', 'agent', {
    about: 'An agent makes an emergency call, about the call in hand if there is one.',
    fields: BY_TWO,
    run: async ({ agent, call }, stage) => {
      const desktop = stage.desktop(agent);
      const { payload } = await desktop.request('EMERGENCY_CALL_REQ', { ...at(desktop), ...about(desktop, call) });
      return { callID: payload.connectionCallID };
    },
  }),
] as const;

const CONSULT_TYPE = { transfer: 'CT_TRANSFER', conference: 'CT_CONFERENCE' } as const;

function at({ agent }: Desktop) {
  return { peripheralID: agent.peripheral.peripheralID };
}

/** The call that a cry for help is about; none if the agent has none. */
function about(desktop: Desktop, call: number | undefined) {
  const busy = call !== undefined || (desktop.agent.device?.connections.size ?? 0) > 0;
  return busy ? named(connectionFor(desktop, call, CONNECTED)) : { connectionCallID: null };
}

/** An action on a call that is there already. */
async function acted(answer: Promise<Confirmation>, { callID }: ConnectionNamed) {
  await answer;
  return { callID };
}

/** An action that makes a call, or one of two. */
async function newCall(answer: Promise<Confirmation>) {
  const { newConnectionCallID } = (await answer).payload;
  return { callID: newConnectionCallID };
}
