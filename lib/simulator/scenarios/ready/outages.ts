/** Parts of the contact centre go out of reach; one side takes over from the other. */
import type { Scenario } from '../scenario';
import { CALLER_LEAVES, documented, inferred, READY_AND_AWAY, TALKING } from './words';

/** Calls as a client sees them whose side has just become the active one. */
const REBUILT = [
  'STANDBY_ACTIVE_EVENT_MSG',
  {
    BEGIN_CALL_EVENT: { connectionCallID: '$K1.callID' },
    note: inferred('SM shows the two that follow; BEGIN_CALL_EVENT is always the first of a call'),
  },
  { CALL_ESTABLISHED_EVENT: { connectionCallID: '$K1.callID', eventCause: 'CEC_CALL_PARTY_UPDATE_IND' } },
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
      { do: 'ready', agent: '$A' },
    ],
    finally: [{ do: 'peripheralOnline', peripheralID: '$A.peripheralID' }],
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
];
