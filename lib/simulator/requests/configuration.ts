/** Requests that only read what is configured: an agent's desk settings, what a device is and can do. */
import { type Constant, MASKS, type MaskBit } from '../../protocol';
import type { PeripheralConfiguration } from '../configuration/configuration';
import { callMethod, deskSettingsMask } from '../configuration/desk-settings';
import { hasQueues } from '../configuration/roles';
import type { Party } from '../switch/call';
import { MOST_PARTIES } from '../switch/joining';
import { confirm, type Handler } from './handler';
import { locatePeripheral } from './locate';
import { locateAgent, locateDevice } from './locate-device';

export const agentDeskSettings: Handler<'AGENT_DESK_SETTINGS_REQ'> = (request, context) => {
  const { peripheralID } = locatePeripheral(request.peripheralID, context.world);
  const { settings } = locateAgent('AGENT_DESK_SETTINGS_REQ', request, context);
  return confirm('AGENT_DESK_SETTINGS_CONF', {
    peripheralID,
    deskSettingsMask: deskSettingsMask(settings),
    wrapupDataIncomingMode: settings.wrapupIncoming,
    wrapupDataOutgoingMode: settings.wrapupOutgoing,
    logoutNonActivityTime: settings.logoutNonActivityTime ?? 0,
    qualityRecordingRate: 0,
    ringNoAnswerTime: settings.ringNoAnswerTime ?? 0,
    silentMonitorWarningMessage: 0,
    silentMonitorAudibleIndication: 0,
    supervisorAssistCallMethod: callMethod(settings.supervisorAssistCallMethod),
    emergencyCallMethod: callMethod(settings.emergencyCallMethod),
    autoRecordOnEmergency: 0,
    recordingMode: 0,
    workModeTimer: settings.workModeTimer,
    ringNoAnswerDN: 0,
  });
};

const DEVICE_TYPES: { readonly [T in Party['type']]?: Constant<'TypeOfDevice'> } = {
  DEVID_AGENT_DEVICE: 'DEVT_STATION',
  DEVID_NON_ACD_DEVICE_IDENTIFIER: 'DEVT_LINE',
  DEVID_ROUTE_POINT: 'DEVT_ACD',
  DEVID_QUEUE: 'DEVT_ACD_GROUP',
};

/** An agent on the phone already cannot dial. */
const MAKE_CALL_STATES = [
  'AGENT_AVAILABLE_MASK',
  'AGENT_NOT_READY_MASK',
  'AGENT_WORK_NOT_READY_MASK',
  'AGENT_WORK_READY_MASK',
] as const;

/** Unified CCE clears connections, not calls; the dialer places predictive calls, not CTI clients. */
const NO_CONTROL: readonly MaskBit<'CallControl'>[] = ['CONTROL_CLEAR_CALL', 'CONTROL_MAKE_PREDICTIVE_CALL'];
/** What a peripheral with agents does not send. */
const QUEUE_EVENTS: readonly MaskBit<'CallEventMessageMask'>[] = [
  'CALL_QUEUED_MASK',
  'CALL_DEQUEUED_MASK',
  'CALL_DIVERTED_MASK',
  'CALL_TRANSLATION_ROUTE_MASK',
];

export const queryDeviceInfo: Handler<'QUERY_DEVICE_INFO_REQ'> = (request, { client, world }) => {
  const peripheral = locatePeripheral(request.peripheralID, world);
  const number = request.agentInstrument ?? '';
  const { type } = locateDevice(peripheral.peripheralID, 'DEVID_DEVICE_IDENTIFIER', number, world);
  const line = world.devices.get(number);
  const isPhone = line !== undefined;
  return confirm('QUERY_DEVICE_INFO_CONF', {
    peripheralType: peripheral.type,
    typeOfDevice: typeOfDevice(type, client.version),
    classOfDevice: ['DEVC_VOICE'],
    maxActiveCalls: isPhone ? 1 : 0,
    maxHeldCalls: isPhone ? 1 : 0,
    maxDevicesInConference: isPhone ? MOST_PARTIES : 0,
    makeCallSetup: isPhone ? [...MAKE_CALL_STATES] : [],
    transferConferenceSetup: isPhone ? ['CONF_SETUP_ANY_TWO_CALLS', 'TRANS_SETUP_ANY_SINGLE_CALL'] : [],
    callEventsSupported: callEvents(peripheral, client.version),
    callControlSupported: isPhone ? bitsOf('CallControl').filter((bit) => !NO_CONTROL.includes(bit)) : [],
    otherFeaturesSupported: ['FEATURE_POST_ROUTE', 'FEATURE_UNIQUE_CONSULT_CALLID'],
    lines: line ? [{ lineHandle: 0, lineType: line.acdLine ? 'LINETYPE_NON_ACD_IN' : 'LINETYPE_INBOUND_ACD' }] : [],
  });
};

function typeOfDevice(type: Party['type'], version: number): Constant<'TypeOfDevice'> {
  // A port of its own kind only since version 14.
  if (type === 'DEVID_CTI_PORT') return version < 14 ? 'DEVT_STATION' : 'DEVT_CTI_PORT_SIP';
  return DEVICE_TYPES[type] ?? 'DEVT_OTHER';
}

function callEvents(peripheral: PeripheralConfiguration, version: number): MaskBit<'CallEventMessageMask'>[] {
  const { since } = MASKS.CallEventMessageMask as { readonly since?: { readonly [bit: string]: number } };
  const known = bitsOf('CallEventMessageMask').filter((bit) => (since?.[bit] ?? 0) <= version);
  return hasQueues(peripheral) ? known : known.filter((bit) => !QUEUE_EVENTS.includes(bit));
}

function bitsOf<M extends 'CallControl' | 'CallEventMessageMask'>(name: M): MaskBit<M>[] {
  return Object.keys(MASKS[name].values) as MaskBit<M>[];
}
