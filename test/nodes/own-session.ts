/** The server side of a session with frames of our own: one of each kind that a flow can meet. */
import { Codec } from '../../lib/codec';

export function ownSession(version: number): Buffer[] {
  const codec = new Codec({ version });
  const connection = {
    peripheralID: 5000,
    connectionDeviceIDType: 'CONNECTION_ID_STATIC',
    connectionCallID: 16777217,
    connectionDeviceID: '2001',
  };
  const call = { monitorID: 0, peripheralType: 'PT_ENTERPRISE_AGENT', ...connection };
  const frames: [string, object][] = [
    [
      'OPEN_CONF',
      {
        invokeID: 4,
        servicesGranted: ['CTI_SERVICE_ALL_EVENTS', 'CTI_SERVICE_CALL_DATA_UPDATE'],
        monitorID: 0,
        pgStatus: ['PGS_LIMITED_FUNCTION'],
        icmCentralControllerTime: '2026-11-21T08:00:00.000Z',
        peripheralOnline: true,
        peripheralType: 'PT_ENTERPRISE_AGENT',
        agentState: 'AGENT_STATE_UNKNOWN',
        ...(version >= 19 && { departmentID: 0 }),
        ...(version >= 24 && { sessionType: 0 }),
        peripherals: [
          { fltPeripheralID: 5000, multilineAgentControl: 0 },
          { fltPeripheralID: 5001, multilineAgentControl: 0 },
        ],
      },
    ],
    [
      'BEGIN_CALL_EVENT',
      {
        ...call,
        callType: 'CALLTYPE_ACD_IN',
        calledPartyDisposition: 0,
        ani: '5551234',
        callVariable1: 'Jürgen Groß, 50 €',
        namedVariables: { 'user.account': '4711', 'user.segment': 'gold' },
        namedArrays: { 'user.history': ['first', null, 'third'] },
      },
    ],
    [
      'CALL_HELD_EVENT',
      {
        ...call,
        holdingDeviceType: 'DEVID_AGENT_DEVICE',
        localConnectionState: 'LCS_HOLD',
        eventCause: null,
        holdingDeviceID: '2001',
      },
    ],
    ['HEARTBEAT_CONF', { invokeID: 4711 }],
    [
      'USER_MESSAGE_EVENT',
      {
        icmCentralControllerTime: '2026-11-21T08:00:01.000Z',
        distribution: 'DISTRIBUTE_TO_CLIENT',
        clientID: 'wallboard',
        text: 'hello',
      },
    ],
    ['END_CALL_EVENT', call],
    // Its layout is not public: a flow gets the bytes.
    ['BEGIN_TASK_EVENT', { body: Buffer.from('abcd', 'hex') }],
  ];
  const reserved = Buffer.from('000000040000010301020304', 'hex');
  return [...frames.map(([topic, payload]) => codec.encode(topic, payload)), reserved];
}
