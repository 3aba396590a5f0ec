/** Where a side listens. */

import type { Office } from '../sessions/office';
import { type Credentials, CtiServer } from './server';
import type { Side } from './side';

export interface SideAddress {
  readonly host: string;
  readonly port: number;
  /** With TLS, beside the unsecured port. */
  readonly securePort?: number;
}

/** The ports of one side: they open and close together, and stay the same while the simulator runs. */
export class Ports {
  readonly #side: Side;
  readonly #office: Office;
  readonly #credentials: Credentials | undefined;
  #address: SideAddress;
  #servers: readonly CtiServer[] = [];

  /** @param address port 0: any free one */
  constructor(side: Side, office: Office, address: SideAddress, credentials: Credentials | undefined) {
    this.#side = side;
    this.#office = office;
    this.#address = address;
    this.#credentials = credentials;
  }

  /** @throws CtiError CTI_CANNOT_LISTEN, CTI_INVALID_OPTION (the certificate or its key) */
  async open(): Promise<SideAddress> {
    const { host, port, securePort } = this.#address;
    const plain = new CtiServer(this.#side, this.#office);
    const secure = this.#credentials && new CtiServer(this.#side, this.#office, this.#credentials);
    this.#servers = secure ? [plain, secure] : [plain];
    try {
      const [bound, secureBound] = await allOf([
        plain.listen(host, port),
        ...(secure && securePort !== undefined ? [secure.listen(host, securePort)] : []),
      ]);
      this.#address = { host, port: bound ?? port, ...(secureBound !== undefined && { securePort: secureBound }) };
      return this.#address;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Tells the clients that the server goes off line, and closes every socket. */
  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close()));
  }

  /** As if the process had died: every connection is reset. */
  async reset(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.reset()));
  }
}

/** Waits for all of them; then the first error counts. */
export async function allOf<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
