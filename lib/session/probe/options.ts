/** The options of a session, without what would touch other sessions. */
import { type MaskBit, servicesIn } from '../../protocol';
import type { SessionOptions } from '../options';

type Service = MaskBit<'CTIService'>;

/** Services that a probe does not ask for, with the reason. */
const LEFT_OUT: { readonly [S in Service]?: string } = {
  CTI_SERVICE_CLIENT_EVENTS: 'it could end the running session of the same agent or device',
  CTI_SERVICE_SUPERVISOR: 'it goes with CTI_SERVICE_CLIENT_EVENTS only',
  CTI_SERVICE_CONNECTION_MONITOR: 'the server would raise an alarm when the probe ends',
};

/** A service that a probe does not ask for though the session would. */
export interface LeftOut {
  readonly service: Service;
  readonly why: string;
}

/** @param options checked ones */
export function undisturbing(options: SessionOptions): {
  readonly options: SessionOptions;
  readonly leftOut: LeftOut[];
} {
  const { peripheralID, agentExtension, agentID, agentInstrument, uniqueInstanceIDTag, hotStandby, ...rest } = options;
  const leftOut: LeftOut[] = [];
  const services: (Service | number)[] = [];
  for (const service of servicesIn(options.services)) {
    const why = typeof service === 'string' ? LEFT_OUT[service] : undefined;
    if (why === undefined) services.push(service);
    else leftOut.push({ service: service as Service, why });
  }
  return { options: { ...rest, services, callMsgMask: 0, agentStateMask: 0, configMsgMask: 0 }, leftOut };
}
