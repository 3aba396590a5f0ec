/** The messages that open a session, and those that refuse and end things. */
import type { Constant } from '../../protocol';
import { message, type Outgoing } from '../message';
import { isControlFailure, Refusal, type StatusCode } from '../refusal';
import { agentOf, type Client, deviceOf } from '../sessions/client';
import type { SystemEvent } from '../switch/events';
import type { Switch } from '../switch/switch';

type SessionType = Exclude<Constant<'SessionType'>, 'UNKNOWN'>;

export function openConf(invokeID: number, client: Client, world: Switch, sessionType: SessionType): Outgoing {
  const { own } = client;
  const { outages } = world;
  const agent = agentOf(client, world);
  const signedIn = agent?.loggedIn ? agent : undefined;
  const number = signedIn ? deviceOf(client, world)?.number : undefined;
  return message('OPEN_CONF', {
    invokeID,
    servicesGranted: [...client.services],
    monitorID: client.monitorID,
    pgStatus: outages.pgStatus,
    icmCentralControllerTime: new Date(world.clock.now()),
    peripheralOnline: own ? outages.online(own.peripheralID) : outages.allOnline,
    peripheralType: own?.peripheralType ?? null,
    agentState: own ? (agent?.state ?? 'AGENT_STATE_LOGOUT') : 'AGENT_STATE_UNKNOWN',
    departmentID: 0,
    sessionType,
    agentExtension: number,
    agentID: signedIn?.agentID,
    agentInstrument: number,
    peripherals: own
      ? undefined
      : world.configuration.peripherals.map(({ peripheralID, multilineAgentControl = 'SINGLE_LINE_ONLY' }) => ({
          fltPeripheralID: peripheralID,
          multilineAgentControl,
        })),
  });
}

export function systemMessage({ systemEventID, peripheralID, text }: SystemEvent, world: Switch): Outgoing {
  return message('SYSTEM_EVENT', {
    pgStatus: world.outages.pgStatus,
    icmCentralControllerTime: new Date(world.clock.now()),
    systemEventID,
    systemEventArg1: peripheralID ?? 0,
    systemEventArg2: 0,
    systemEventArg3: 0,
    eventDeviceType: null,
    text,
  });
}

/** The peripheral's refusals are CONTROL_FAILURE_CONF, CTI Server's own FAILURE_CONF. */
export function refusalOf(invokeID: number, code: Refusal['code']): Outgoing {
  return isControlFailure(code)
    ? message('CONTROL_FAILURE_CONF', { invokeID, failureCode: code, peripheralErrorCode: 0 })
    : // Both forms; which one is sent the session's version decides.
      message('FAILURE_CONF', { invokeID, status: code, failureCode: code, peripheralErrorCode: 0 });
}

/** What such an answer says; undefined: it confirms. */
export function refusedBy({ topic, payload }: Outgoing): Refusal | undefined {
  if (topic !== 'CONTROL_FAILURE_CONF' && topic !== 'FAILURE_CONF') return undefined;
  const { failureCode } = payload as { readonly failureCode: Refusal['code'] };
  return new Refusal(failureCode, `the answer is ${topic} with ${failureCode}`);
}

export function failureEvent(status: StatusCode): Outgoing {
  return message('FAILURE_EVENT', { status });
}
