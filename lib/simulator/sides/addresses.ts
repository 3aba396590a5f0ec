/** Where the sides listen, by the options. */
import { PORTS } from '../../protocol';
import type { SimulatorOptions } from '../simulator';
import type { SideAddresses } from './pair';

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
