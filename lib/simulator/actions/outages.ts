/** Parts of the contact centre go out of reach and come back. */
import { action } from './definition';
import { field, numberFrom, textOf } from './fields';

const PERIPHERAL = { peripheralID: field(numberFrom(0, 0xffff_fffe), 'of the configuration') };

const PHONE = { extension: field(textOf(15), "an agent's phone") };

export const OUTAGE_ACTIONS = [
  action('peripheralOffline', 'outage', {
    about: 'A peripheral goes off line: its calls end for the clients, requests that touch it are refused.',
    fields: PERIPHERAL,
    run: ({ peripheralID }, { simulator }) => void simulator.peripheralOffline(peripheralID),
  }),
  action('peripheralOnline', 'outage', {
    about: 'A peripheral is back on line: calls in progress begin anew, its agents are not ready (65535).',
    fields: PERIPHERAL,
    run: ({ peripheralID }, { simulator }) => void simulator.peripheralOnline(peripheralID),
  }),
  action('centralControllerOffline', 'outage', {
    about: 'The central controller is lost: clients are told, their events go on, nothing is routed.',
    fields: {},
    run: (_, { simulator }) => void simulator.centralControllerOffline(),
  }),
  action('centralControllerOnline', 'outage', {
    about: 'The central controller is back.',
    fields: {},
    run: (_, { simulator }) => void simulator.centralControllerOnline(),
  }),
  action('gatewayOffline', 'outage', {
    about: 'The peripheral gateway is lost, and with it all peripherals are off line.',
    fields: {},
    run: (_, { world }) => void world.outages.gatewayOffline(),
  }),
  action('gatewayOnline', 'outage', {
    about: 'The peripheral gateway is back, and its peripherals on line; agents are not ready (65534).',
    fields: {},
    run: (_, { world }) => void world.outages.gatewayOnline(),
  }),
  action('instrumentOutOfService', 'outage', {
    about: 'A phone fails: its agent is signed out (50003), its calls end, nobody can sign in there.',
    fields: PHONE,
    run: ({ extension }, { world }) => void world.outages.instrumentOutOfService(extension),
  }),
  action('instrumentInService', 'outage', {
    about: 'A phone works again.',
    fields: PHONE,
    run: ({ extension }, { world }) => void world.outages.instrumentInService(extension),
  }),
] as const;
