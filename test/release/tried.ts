/** The Node-RED that is tried, for the suites of one runtime. */
import { freePort, type RealNodeRed } from '../nodes/real-node-red';
import { Dialogs } from './dialogs';
import { flowOfAllTypes } from './flow';
import type { TriedRuntime } from './tools';
import { ADMIN, authorised, ROOT, type User } from './users';

export class Tried {
  #nodeRed: RealNodeRed | undefined;

  constructor(readonly runtime: TriedRuntime) {}

  get nodeRed(): RealNodeRed {
    if (!this.#nodeRed) throw new Error('Node-RED has not started');
    return this.#nodeRed;
  }

  /** Resolves when the flow with every type of node has its session. */
  async begin(nodeRed: RealNodeRed): Promise<void> {
    this.#nodeRed = nodeRed;
    const port = await freePort();
    await nodeRed.deploy(flowOfAllTypes(port));
    await nodeRed.until('the session', () => nodeRed.output().includes(`session open with 127.0.0.1, port ${port}`));
  }

  async end(): Promise<void> {
    await this.#nodeRed?.stop();
  }

  /** An editor in that language, with an administrator at it. */
  dialogs(language: string): Promise<Dialogs> {
    return Dialogs.begin(`${this.nodeRed.url}${ADMIN.root}/?access_token=${ADMIN.token}`, language);
  }

  /** Asks the admin API, by a path below its root. */
  ask(path: string, user: User | undefined, options: RequestInit = {}): Promise<Response> {
    const headers = { Accept: 'application/json', ...authorised(user), ...(options.headers as Record<string, string>) };
    return fetch(`${this.nodeRed.url}${ROOT}${path}`, { ...options, headers });
  }

  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  async json(path: string): Promise<any> {
    return (await this.ask(path, 'admin')).json();
  }
}
