/** A simulator that a cti-simulator node has started, and what the node knows of it. */
import { Simulator, type SimulatorAddress, type SimulatorConfiguration } from '../../lib/simulator';
import type { OwnOptions } from './simulator-settings';
import type { Viewed } from './simulator-view';

export class RunningSimulator implements Viewed {
  readonly simulator: Simulator;
  readonly configuration: SimulatorConfiguration;
  #sides: SimulatorAddress['sides'] | undefined;
  #sessions = 0;

  /** @throws CtiError CTI_INVALID_OPTION */
  constructor(options: OwnOptions) {
    this.simulator = new Simulator(options);
    this.configuration = options.configuration;
    this.simulator.on('session', ({ open }) => {
      this.#sessions = open;
    });
  }

  /** @throws CtiError CTI_CANNOT_LISTEN, CTI_CANNOT_WRITE, CTI_INVALID_OPTION */
  async start(): Promise<void> {
    this.#sides = (await this.simulator.start()).sides;
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
  }

  get sides(): SimulatorAddress['sides'] {
    return this.#sides ?? { A: { host: '', port: 0 } };
  }

  /** Open on both sides. */
  get sessions(): number {
    return this.#sessions;
  }
}
