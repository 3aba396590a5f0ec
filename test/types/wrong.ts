// Wrong uses of the inferred types. Each line marked "wrong" must be refused by the compiler.
import type { CallMessage, LedgerMessage, Message, Payload, PayloadInput } from '../../lib';
import { Codec } from '../../lib';

declare const delivered: Payload<'CALL_DELIVERED_EVENT'>;
declare const message: Message;

export const misspelt = delivered.callingDeviceId; // wrong
export const guideName = delivered.ConnectionCallID; // wrong
export const ofAnother = delivered.agentState; // wrong
export const asNumber: number = delivered.ani; // wrong
export const maybeAbsent: string = delivered.ani; // wrong
export const maybeNone: number = delivered.connectionCallID; // wrong
export const constant = delivered.localConnectionState === 'LCS_RINGING'; // wrong
export const party = ({} as Payload<'CALL_CONFERENCED_EVENT'>).parties?.[0]?.connectedPartyCallId; // wrong
export const noLayout = ({} as Payload<'MEDIA_LOGIN_REQ'>).invokeID; // wrong
export const noMessage: Payload<'CALL_ANSWERED_EVENT'> | undefined = undefined; // wrong

const codec = new Codec();
codec.encode('ANSWER_CALL_REQ', { invokeID: 1, peripheralID: 5000 }); // wrong
export const missing: PayloadInput<'HEARTBEAT_REQ'> = {}; // wrong
export const unknownKey: PayloadInput<'HEARTBEAT_REQ'> = { invokeID: 1, text: 'x' }; // wrong
export const wrongType: PayloadInput<'HEARTBEAT_REQ'> = { invokeID: 'one' }; // wrong
export const wrongConstant: PayloadInput<'CLOSE_REQ'> = { invokeID: 1, status: 'E_CTI_NONE' }; // wrong

declare const ringing: CallMessage;
declare const ledger: LedgerMessage;
export const noTopic = ringing.topic === 'call.rings'; // wrong
export const noKey = ringing.payload.callingDeviceId; // wrong
export const perhaps: string = ringing.payload.callingDeviceID; // wrong
export const iso: number = ledger.payload.from; // wrong
export const fineToo: string | undefined = ringing.payload.callVariable1;

if (message.topic === 'AGENT_STATE_EVENT') {
  const { payload } = message;
  const fine: string | number = payload.agentState;
  const name: string | undefined = payload.agentID;
  export_(fine, name);
  export_(payload.ani); // wrong
}

declare function export_(...values: unknown[]): void;
