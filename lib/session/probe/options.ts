/** The options of a session, without what would touch other sessions. */
import { type MaskBit, servicesIn } from '../../protocol';
import type { ExplanationName } from '../explanations';
import type { SessionOptions } from '../options';

type Service = MaskBit<'CTIService'>;

/** Services that a probe does not ask for, with the reason. */
const LEFT_OUT: { readonly [S in Service]?: ExplanationName } = {
  CTI_SERVICE_CLIENT_EVENTS: 'couldEndSession',
  CTI_SERVICE_SUPERVISOR: 'onlyWithClientEvents',
  CTI_SERVICE_CONNECTION_MONITOR: 'wouldRaiseAlarm',
};

/** A service that a probe does not ask for though the session would. */
export interface LeftOut {
  readonly service: Service;
  readonly why: ExplanationName;
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
