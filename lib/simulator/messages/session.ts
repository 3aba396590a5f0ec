/** The messages that open a session, and those that refuse and end things. */
import { agentOf, type Client, deviceOf } from '../client';
import type { PeripheralConfiguration } from '../configuration';
import { message, type Outgoing } from '../message';
import { isControlFailure, type Refusal, type StatusCode } from '../refusal';
import type { Switch } from '../switch/switch';

export function openConf(invokeID: number, client: Client, world: Switch): Outgoing {
  const { own } = client;
  const agent = agentOf(client, world);
  const signedIn = agent?.loggedIn ? agent : undefined;
  const number = signedIn ? deviceOf(client, world)?.number : undefined;
  return message('OPEN_CONF', {
    invokeID,
    servicesGranted: [...client.services],
    monitorID: client.monitorID,
    pgStatus: [],
    icmCentralControllerTime: new Date(world.clock.now()),
    peripheralOnline: true,
    peripheralType: own?.peripheralType ?? null,
    agentState: own ? (agent?.state ?? 'AGENT_STATE_LOGOUT') : 'AGENT_STATE_UNKNOWN',
    departmentID: 0,
    sessionType: 'ACTIVE',
    agentExtension: number,
    agentID: signedIn?.agentID,
    agentInstrument: number,
    peripherals: own
      ? undefined
      : world.configuration.peripherals.map(({ peripheralID }) => ({
          fltPeripheralID: peripheralID,
          multilineAgentControl: 'SINGLE_LINE_ONLY' as const,
        })),
  });
}

export function peripheralOnline(peripheral: PeripheralConfiguration, now: number): Outgoing {
  return message('SYSTEM_EVENT', {
    pgStatus: [],
    icmCentralControllerTime: new Date(now),
    systemEventID: 'SYS_PERIPHERAL_ONLINE',
    systemEventArg1: peripheral.peripheralID,
    systemEventArg2: 0,
    systemEventArg3: 0,
    eventDeviceType: null,
  });
}

/** The peripheral's refusals are CONTROL_FAILURE_CONF, CTI Server's own FAILURE_CONF. */
export function refusalOf(invokeID: number, code: Refusal['code']): Outgoing {
  return isControlFailure(code)
    ? message('CONTROL_FAILURE_CONF', { invokeID, failureCode: code, peripheralErrorCode: 0 })
    : // Both forms; which one is sent the session's version decides.
      message('FAILURE_CONF', { invokeID, status: code, failureCode: code, peripheralErrorCode: 0 });
}

export function failureEvent(status: StatusCode): Outgoing {
  return message('FAILURE_EVENT', { status });
}
