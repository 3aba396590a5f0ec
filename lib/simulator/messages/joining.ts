/** Two calls become one. */
import type { View } from '../events/entitlement';
import { message, type Outgoing } from '../message';
import type { Call, Party } from '../switch/call';
import type { JoinedEvent } from '../switch/events';
import { CONNECTION_TYPE } from './about';

export function joinedMessage(event: JoinedEvent, view: View): Outgoing {
  const { call, primary, secondary, added, cause: eventCause } = event;
  const common = {
    monitorID: view.monitorID,
    peripheralID: call.peripheral?.peripheralID ?? null,
    peripheralType: call.peripheral?.type ?? null,
    primaryDeviceIDType: CONNECTION_TYPE,
    primaryCallID: primary.call.callID,
    primaryDeviceID: primary.deviceID,
    secondaryDeviceIDType: secondary ? CONNECTION_TYPE : 'CONNECTION_ID_NONE',
    secondaryCallID: secondary?.call.callID ?? null,
    lineHandle: 0,
    lineType: call.lineType,
    skillGroupNumber: call.group?.skillGroupNumber ?? null,
    skillGroupID: call.group?.skillGroupID ?? null,
    skillGroupPriority: 0,
    parties: partiesOf(
      call,
      call.live.map(({ party }) => party),
    ),
    localConnectionState: localState(event, view),
    eventCause,
  } as const;
  if (event.kind === 'transferred') {
    return message('CALL_TRANSFERRED_EVENT', {
      ...common,
      secondaryDeviceID: secondary?.deviceID ?? '',
      transferringDeviceType: primary.party.type,
      transferringDeviceID: primary.party.number,
      transferredDeviceType: added.type,
      transferredDeviceID: added.number,
    });
  }
  return message('CALL_CONFERENCED_EVENT', {
    ...common,
    secondaryDeviceID: added.number,
    controllerDeviceType: primary.party.type,
    controllerDeviceID: primary.party.number,
    addedPartyDeviceType: added.type,
    addedPartyDeviceID: added.number,
  });
}

/** Everybody in the call, as confirmations and events list them. */
export function partiesOf(call: Call, parties: readonly Party[]) {
  return parties.map(
    ({ number }) =>
      ({
        connectedPartyCallID: call.callID,
        connectedPartyDeviceIDType: CONNECTION_TYPE,
        connectedPartyDeviceID: number,
      }) as const,
  );
}

/** At the phone that joined them it changes; to the others nothing happens. */
function localState({ kind, call, primary }: JoinedEvent, { monitorID, connection }: View) {
  const own = call.live.find(({ party }) => party === connection.party);
  if (monitorID !== 0 && own && own.party !== primary.party) return own.state;
  return kind === 'transferred' ? 'LCS_NULL' : 'LCS_CONNECT';
}
