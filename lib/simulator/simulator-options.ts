import { PORTS } from '../protocol';
import type { SimulatorConfiguration } from './configuration/configuration';
import type { DisorderOptions } from './disorder';
import type { SideAddresses } from './sides/pair';
import type { Credentials } from './sides/server';

export interface SimulatorOptions {
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** 0: any free one. @default 42027 */
  readonly port?: number;
  /** @default CONTACT_CENTRE */
  readonly configuration?: SimulatorConfiguration;
  /** What clients have to give as ClientPassword. Default: any password will do. */
  readonly password?: string;
  /** Factor on the switch's own times (an outside number's ringing, work after a call). @default 1 */
  readonly speed?: number;
  /** Messages come in another order, twice or late, within what the guide leaves free. @default off */
  readonly disorder?: DisorderOptions;
  /** A file for a line per message, in the manner of Cisco's ctisvr log; lines are added at its end. Default: none. */
  readonly traceFile?: string;
  /** A second CTI Server in front of the same contact centre: one side is active, the other on standby. */
  readonly sideB?: {
    /** @default the host of side A */
    readonly host?: string;
    /** 0: any free one. @default 43027 */
    readonly port?: number;
  };
  /** A secured port per side beside the unsecured one: TLS 1.2 at least. */
  readonly tls?: Credentials & {
    /** Of side A, 0: any free one. @default 42030 */
    readonly port?: number;
    /** Of side B, 0: any free one. @default 43030 */
    readonly portB?: number;
  };
}

/** Where the sides listen. */
export function addressesOf({ host = '127.0.0.1', port = PORTS.A, sideB, tls }: SimulatorOptions): SideAddresses {
  return {
    A: { host, port, ...(tls && { securePort: tls.port ?? PORTS.secureA }) },
    ...(sideB && {
      B: {
        host: sideB.host ?? host,
        port: sideB.port ?? PORTS.B,
        ...(tls && { securePort: tls.portB ?? PORTS.secureB }),
      },
    }),
  };
}
