/** Parts of the contact centre go out of reach; one side takes over from the other. */
import type { Scenario } from '../scenario';
import { CALLER_LEAVES, documented, inferred, READY_AND_AWAY, state, TALKING } from './words';

/** Calls as a client sees them whose side has just become the active one. */
const REBUILT = [
  'STANDBY_ACTIVE_EVENT_MSG',
  {
    BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID' },
    note: inferred('SM shows the two that follow; BEGIN_CALL_EVENT is always the first of a call'),
  },
  {
    CALL_DELIVERED_EVENT: {
      connectionCallID: '$K1.callID',
      connectionDeviceID: '$A.extension',
      localConnectionState: 'LCS_ALERTING',
      eventCause: 'CEC_CALL_PARTY_UPDATE_IND',
    },
  },
  {
    CALL_ESTABLISHED_EVENT: {
      connectionCallID: '$K1.callID',
      connectionDeviceID: '$A.extension',
      localConnectionState: 'LCS_CONNECT',
      eventCause: 'CEC_CALL_PARTY_UPDATE_IND',
    },
  },
];

export const OUTAGES: readonly Scenario[] = [
  {
    name: 'peripheral-off-line-and-on-line',
    title: 'A peripheral goes off line: clients are told, requests refused; then it is back',
    follows: [
      'AG CTI Operations During Unified CCE Failures',
      'CS SYS_PERIPHERAL_OFFLINE',
      'CS PGS_PERIPHERAL_OFFLINE',
    ],
    cast: { A: '1001' },
    given: { A: 'AGENT_STATE_NOT_READY' },
    steps: [
      { do: 'peripheralOffline', peripheralID: '$A.peripheralID' },
      {
        expect: {
          SYSTEM_EVENT: {
            systemEventID: 'SYS_PERIPHERAL_OFFLINE',
            systemEventArg1: '$A.peripheralID',
            pgStatus: ['PGS_PERIPHERAL_OFFLINE'],
          },
        },
        note: documented('AG; CS'),
      },
      {
        expect: { SYSTEM_EVENT: { systemEventID: 'SYS_PERIPHERAL_OFFLINE' } },
        in: 'A',
        note: documented('AG: to all clients'),
      },
      { do: 'ready', agent: '$A', refused: 'CF_RESOURCE_OUT_OF_SERVICE', note: inferred('the code by its name') },
      { do: 'peripheralOnline', peripheralID: '$A.peripheralID' },
      {
        expect: {
          SYSTEM_EVENT: { systemEventID: 'SYS_PERIPHERAL_ONLINE', systemEventArg1: '$A.peripheralID', pgStatus: [] },
        },
        note: documented('AG'),
      },
      {
        expect: state('A', 'AGENT_STATE_NOT_READY', { eventReasonCode: 65535 }),
        in: 'A',
        note: documented('FR 65535: the peripheral was restarted'),
      },
      { do: 'ready', agent: '$A' },
    ],
    finally: [{ do: 'peripheralOnline', peripheralID: '$A.peripheralID' }],
  },
  {
    name: 'calls-across-a-peripheral-outage',
    title: 'Calls of a peripheral that goes off line end for the clients, and begin anew when it is back',
    follows: ['AG CTI Operations During Unified CCE Failures', 'ALI END_CALL_EVENT'],
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'peripheralOffline', peripheralID: '$A.peripheralID' },
      {
        expect: { anyOrder: [{ SYSTEM_EVENT: { systemEventID: 'SYS_PERIPHERAL_OFFLINE' } }, 'END_CALL_EVENT'] },
        in: 'A',
        note: documented('AG: in many cases END_CALL_EVENT at once, though voice may go on'),
      },
      { never: 'CALL_CLEARED_EVENT', in: 'A', note: inferred('nobody has hung up') },
      { do: 'peripheralOnline', peripheralID: '$A.peripheralID' },
      {
        expect: [
          { SYSTEM_EVENT: { systemEventID: 'SYS_PERIPHERAL_ONLINE' } },
          { BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID' } },
        ],
        in: 'A',
        note: documented('AG: a new BEGIN_CALL_EVENT per call'),
      },
      CALLER_LEAVES,
      { expect: 'END_CALL_EVENT', in: 'A', note: documented('ALI END_CALL_EVENT') },
    ],
    finally: [{ do: 'peripheralOnline', peripheralID: '$A.peripheralID' }],
  },
  {
    name: 'link-between-the-sides-cut',
    title: 'The sides cannot hear each other: no planned switch, and never two active sides',
    follows: ['SM PG and CTI Server Graceful Shutdown', 'SM Session Initialization'],
    needs: { secondSide: true },
    steps: [
      { do: 'cutLink' },
      { do: 'switchSides', refused: 'CTI_NO_LINK', note: inferred('who takes over has to know the calls first (SM)') },
      { do: 'maintenance', refused: 'CTI_NO_LINK', note: inferred('the same') },
      { never: 'STANDBY_ACTIVE_EVENT_MSG', note: documented('SM: it says that the standby side has become active') },
      { do: 'restoreLink' },
      { do: 'switchSides' },
      { expect: 'STANDBY_ACTIVE_EVENT_MSG', note: documented('SM') },
    ],
    finally: [{ do: 'restoreLink' }],
  },
  {
    name: 'gateway-lost',
    title: 'The peripheral gateway is lost: no events meanwhile',
    follows: ['CS SYS_PERIPHERAL_GATEWAY_OFFLINE', 'CS PGS_OPC_DOWN'],
    cast: { A: '1001' },
    given: { A: 'AGENT_STATE_NOT_READY' },
    steps: [
      { do: 'gatewayOffline' },
      {
        expect: {
          SYSTEM_EVENT: {
            systemEventID: 'SYS_PERIPHERAL_GATEWAY_OFFLINE',
            pgStatus: ['PGS_OPC_DOWN', 'PGS_PERIPHERAL_OFFLINE'],
          },
        },
        note: documented('CS'),
      },
      { do: 'call', dialedNumber: '$A.extension', ani: '5551234', as: 'K1' },
      { never: ['BEGIN_CALL_EVENT', 'CALL_DELIVERED_EVENT'], in: 'A', note: documented('CS: no events at all') },
      { do: 'gatewayOnline' },
      {
        expect: [
          { SYSTEM_EVENT: { systemEventID: 'SYS_PERIPHERAL_ONLINE', pgStatus: [] } },
          { BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID' } },
        ],
        in: 'A',
        note: inferred('no event tells that the gateway is back; calls begin as after an outage of the peripheral'),
      },
      CALLER_LEAVES,
    ],
    finally: [{ do: 'gatewayOnline' }],
  },
  {
    name: 'phone-out-of-service',
    title: 'A phone goes out of service: its agent is signed out',
    follows: ['CS SYS_INSTRUMENT_OUT_OF_SERVICE', 'FR 50003'],
    cast: { A: '1001' },
    given: { A: 'AGENT_STATE_NOT_READY' },
    steps: [
      { do: 'instrumentOutOfService', extension: '$A.extension' },
      {
        expect: {
          anyOrder: [
            {
              SYSTEM_EVENT: {
                systemEventID: 'SYS_INSTRUMENT_OUT_OF_SERVICE',
                systemEventArg1: '$A.peripheralID',
                text: '$A.extension',
              },
            },
            state('A', 'AGENT_STATE_LOGOUT', { eventReasonCode: 50003 }),
          ],
        },
        note: documented('CS; FR 50003'),
      },
      { do: 'instrumentInService', extension: '$A.extension' },
      { expect: { SYSTEM_EVENT: { systemEventID: 'SYS_INSTRUMENT_BACK_IN_SERVICE' } }, note: documented('CS') },
      { do: 'login', agent: '$A' },
    ],
    finally: [{ do: 'instrumentInService', extension: '$A.extension' }],
  },
  {
    name: 'central-controller-lost',
    title: 'The central controller is lost: events of calls go on',
    follows: ['AG CTI Operations During Unified CCE Failures', 'CS SYS_CENTRAL_CONTROLLER_OFFLINE'],
    cast: { A: '1001' },
    given: { A: 'AGENT_STATE_NOT_READY' },
    steps: [
      { do: 'centralControllerOffline' },
      {
        expect: { SYSTEM_EVENT: { systemEventID: 'SYS_CENTRAL_CONTROLLER_OFFLINE', pgStatus: ['PGS_CC_DOWN'] } },
        note: documented('CS'),
      },
      { do: 'call', dialedNumber: '$A.extension', ani: '5551234', as: 'K1' },
      { do: 'answer', agent: '$A' },
      { expect: 'CALL_ESTABLISHED_EVENT', in: 'A', note: documented('AG: events go on') },
      CALLER_LEAVES,
      { do: 'centralControllerOnline' },
      { expect: { SYSTEM_EVENT: { systemEventID: 'SYS_CENTRAL_CONTROLLER_ONLINE' } }, note: documented('CS') },
    ],
    finally: [{ do: 'centralControllerOnline' }],
  },
  {
    name: 'peripherals-told-at-the-start',
    title: 'An all-events client is told how each peripheral stands',
    follows: ['SM OPEN_CONF Message'],
    cast: { A: '1001', V: '5001' },
    steps: [
      {
        expect: {
          anyOrder: [
            { SYSTEM_EVENT: { systemEventID: 'SYS_PERIPHERAL_ONLINE', systemEventArg1: '$A.peripheralID' } },
            { SYSTEM_EVENT: { systemEventID: 'SYS_PERIPHERAL_ONLINE', systemEventArg1: '$V.peripheralID' } },
          ],
        },
        note: documented('SM: one per peripheral'),
      },
    ],
  },
  {
    name: 'side-switch',
    title: 'The other side becomes active during a call',
    follows: ['SM PG and CTI Server Graceful Shutdown', 'AG CTI Operations During Unified CCE Failures'],
    needs: { secondSide: true },
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { expect: { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K1.callID' } }, note: documented('EV') },
      { do: 'switchSides' },
      { waitFor: REBUILT, within: 10, note: documented('SM: cause 50 tells that they are no news') },
      CALLER_LEAVES,
      {
        waitFor: { END_CALL_EVENT: { connectionCallID: '$K1.callID' } },
        within: 5,
        note: documented('ALI END_CALL_EVENT'),
      },
    ],
  },
  {
    name: 'maintenance',
    title: 'A planned maintenance: the other side takes over, calls are told again with cause 50',
    follows: ['SM PG and CTI Server Graceful Shutdown'],
    needs: { secondSide: true },
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { expect: { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K1.callID' } }, note: documented('EV') },
      { do: 'maintenance', gives: { accepted: true }, note: documented('SM: all clients agree') },
      { waitFor: REBUILT, within: 10, note: documented('SM PG and CTI Server Graceful Shutdown') },
      CALLER_LEAVES,
      {
        waitFor: { END_CALL_EVENT: { connectionCallID: '$K1.callID' } },
        within: 5,
        note: documented('ALI END_CALL_EVENT'),
      },
    ],
  },
  {
    name: 'side-dies',
    title: 'The process of the active side dies: the other one takes over',
    follows: ['AG CTI Operations During Unified CCE Failures', 'SM STANDBY_ACTIVE_EVENT_MSG'],
    needs: { secondSide: true },
    ...READY_AND_AWAY,
    steps: [
      ...TALKING,
      { do: 'stopSide', side: 'A', gives: { active: 'B' } },
      { waitFor: REBUILT, within: 10, note: documented('SM STANDBY_ACTIVE_EVENT_MSG; AG') },
      CALLER_LEAVES,
      { do: 'startSide', side: 'A', gives: { active: 'B' } },
    ],
    finally: [{ do: 'startSide', side: 'A' }],
  },
];
