import type { CtiError } from '../../lib/codec';
import type { TransportHandlers, TransportStage } from '../../lib/session/transport/transport';

/** Handlers that note what is told, and whose promises resolve when it is. */
export class Listener implements TransportHandlers {
  /** Handlers called, in order, but for stages. */
  readonly told: string[] = [];
  readonly chunks: Buffer[] = [];
  readonly stages: TransportStage[] = [];
  error: CtiError | undefined;
  readonly #waiting = new Map<string, () => void>();

  connected(): void {
    this.#tell('connected');
  }

  data(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.#tell('data');
  }

  closed(error: CtiError): void {
    this.error = error;
    this.#tell('closed');
  }

  stage(stage: TransportStage): void {
    this.stages.push(stage);
    this.#wake(stage.name, 'stage');
  }

  async hears(what: string): Promise<void> {
    if (!this.told.includes(what)) await this.#call(what, 'handler');
  }

  async reaches(what: TransportStage['name']): Promise<void> {
    if (!this.stages.some(({ name }) => name === what)) await this.#call(what, 'stage');
  }

  /** The failure of a connection that ends. */
  async fails(): Promise<CtiError> {
    await this.hears('closed');
    return this.error as CtiError;
  }

  #tell(what: string): void {
    this.told.push(what);
    this.#wake(what, 'handler');
  }

  #call(what: string, kind: 'handler' | 'stage'): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(`${kind} ${what}`, resolve);
    });
  }

  #wake(what: string, kind: 'handler' | 'stage'): void {
    this.#waiting.get(`${kind} ${what}`)?.();
  }
}
