/** What the dialog of cti-simulator holds, as the options of a simulator. */
import { CtiError } from '../../lib/session';
import type { SimulatorConfiguration, SimulatorOptions } from '../../lib/simulator';
import { wholeNumber } from '../session/session-options';
import { certificateOf } from '../session/tls-choice';
import { type ContactCentreChoice, contactCentreOf } from './contact-centre-choice';

type Typed = string | number;

/** Every value is text or came from an environment variable. Those that may be absent came with later editions. */
export interface SimulatorSettings extends ContactCentreChoice {
  readonly host: string;
  readonly port: Typed;
  /** Empty: one side. */
  readonly portB?: Typed;
  readonly usetls?: boolean;
  /** Node id of a tls-config. */
  readonly tls?: string;
  readonly securePort?: Typed;
  readonly securePortB?: Typed;
  /** A factor. */
  readonly speed?: Typed;
  readonly traceFile?: string;
  /** Whether each line of the trace is a message. */
  readonly trace?: boolean;
  /** Which events are messages: none, calls (of calls and agents) or all. */
  readonly events?: string;
  readonly disorder?: boolean;
  /** Of the disorder. Empty: another one at each start. */
  readonly seed?: Typed;
  /** Name of one that is played at the start; empty: none. */
  readonly scenario?: string;
  readonly repeat?: boolean;
}

export interface SimulatorCredentials {
  /** What clients have to give. Empty: any will do. */
  password?: string;
}

/** With a contact centre, whichever way it was chosen. */
export type OwnOptions = SimulatorOptions & { readonly configuration: SimulatorConfiguration };

/**
 * @param find a node by its id
 * @throws CtiError CTI_INVALID_OPTION naming the setting, or what is wrong with the contact centre
 */
export async function simulatorOptions(
  settings: SimulatorSettings,
  { password }: SimulatorCredentials,
  find: (id: string) => unknown,
): Promise<OwnOptions> {
  const portB = portOf('portB', settings.portB);
  const speed = speedOf(settings.speed);
  const traceFile = settings.traceFile?.trim();
  const seed = wholeNumber('seed', settings.seed);
  return {
    host: settings.host,
    port: portOf('port', settings.port) ?? wrong('port', settings.port, PORT),
    ...(portB !== undefined && { sideB: { port: portB } }),
    ...(settings.usetls && { tls: securePorts(settings, find) }),
    ...(password && { password }),
    ...(speed !== undefined && { speed }),
    ...(traceFile && { traceFile }),
    ...(settings.disorder && { disorder: seed === undefined ? {} : { seed } }),
    configuration: await contactCentreOf(settings),
  };
}

function securePorts(
  { tls, securePort, securePortB }: SimulatorSettings,
  find: (id: string) => unknown,
): NonNullable<SimulatorOptions['tls']> {
  const port = portOf('securePort', securePort);
  const portB = portOf('securePortB', securePortB);
  return {
    ...certificateOf('tls', tls, find),
    ...(port !== undefined && { port }),
    ...(portB !== undefined && { portB }),
  };
}

const PORT = 'a whole number up to 65535';

/** undefined where the setting is empty. */
function portOf(field: string, value: Typed | undefined): number | undefined {
  const port = wholeNumber(field, value);
  return port === undefined || port <= 65535 ? port : wrong(field, value, PORT);
}

function speedOf(value: Typed | undefined): number | undefined {
  const text = String(value ?? '').trim();
  if (text === '') return undefined;
  return Number(text) > 0 ? Number(text) : wrong('speed', value, 'a factor above 0');
}

function wrong(field: string, value: unknown, right: string): never {
  throw new CtiError('CTI_INVALID_OPTION', `${field}: ${JSON.stringify(value)}; right is ${right}`, { field });
}
