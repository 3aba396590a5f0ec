/** Parts of the contact centre go out of reach and come back. */
import { action } from './definition';
import { field, numberFrom } from './fields';

const PERIPHERAL = { peripheralID: field(numberFrom(0, 0xffff_fffe), 'of the configuration') };

export const OUTAGE_ACTIONS = [
  action('peripheralOffline', 'outage', {
    about: 'A peripheral goes off line: clients are told, requests that touch it are refused.',
    fields: PERIPHERAL,
    run: ({ peripheralID }, { simulator }) => void simulator.peripheralOffline(peripheralID),
  }),
  action('peripheralOnline', 'outage', {
    about: 'A peripheral is back on line.',
    fields: PERIPHERAL,
    run: ({ peripheralID }, { simulator }) => void simulator.peripheralOnline(peripheralID),
  }),
  action('centralControllerOffline', 'outage', {
    about: 'The central controller is lost: clients are told, their events go on.',
    fields: {},
    run: (_, { simulator }) => void simulator.centralControllerOffline(),
  }),
  action('centralControllerOnline', 'outage', {
    about: 'The central controller is back.',
    fields: {},
    run: (_, { simulator }) => void simulator.centralControllerOnline(),
  }),
] as const;
