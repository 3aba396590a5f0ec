/** Desk settings as messages show them. */
import type { MaskBit } from '../../protocol';
import type { DeskSettings, SimulatorConfiguration } from './configuration';

/** What the phones of the simulator may do whatever the settings say. */
const ALLOWED: readonly MaskBit<'DeskSettingsMask'>[] = [
  'DESK_AVAIL_AFTER_INCOMING_MASK',
  'DESK_AGENT_TO_AGENT_CALLS_ALLOWED',
  'DESK_OUTBOUND_ACCESS_INTERNATIONAL_MASK',
  'DESK_OUTBOUND_ACCESS_PUBLIC_NET_MASK',
  'DESK_OUTBOUND_ACCESS_PRIVATE_NET_MASK',
  'DESK_OUTBOUND_ACCESS_OPERATOR_ASSISTED_MASK',
  'DESK_OUTBOUND_ACCESS_PBX_MASK',
  'DESK_NON_ACD_CALLS_ALLOWED_MASK',
];

export function deskSettingsMask(settings: DeskSettings): MaskBit<'DeskSettingsMask'>[] {
  return [
    ...ALLOWED,
    ...(settings.idleReasonRequired ? (['DESK_IDLE_REASON_REQUIRED_MASK'] as const) : []),
    ...(settings.logoutReasonRequired ? (['DESK_LOGOUT_REASON_REQUIRED_MASK'] as const) : []),
    ...(settings.supervisorCallsAllowed === false ? [] : (['DESK_SUPERVISOR_CALLS_ALLOWED_MASK'] as const)),
  ];
}

/** 0: a consultative call, 1: a blind conference, as in the database of the Administration & Data Server. */
export function callMethod(method: DeskSettings['emergencyCallMethod']): number {
  return method === 'blind conference' ? 1 : 0;
}

/** The number by which messages name the settings. */
export function deskSettingsID({ deskSettings }: SimulatorConfiguration, name: string): number {
  const at = deskSettings.findIndex((one) => one.name === name);
  return deskSettings[at]?.agentDeskSettingsID ?? at + 1;
}
