import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Whether compilers work on what runs often. Their code is kept on the heap, and looks like growth. */
export function compile(yes: boolean): void {
  for (const compiler of ['opt', 'sparkplug']) setFlagsFromString(yes ? `--${compiler}` : `--no-${compiler}`);
}

/** Bytes in use, without what nobody can reach any more. */
export async function heapInUse(): Promise<number> {
  // What a turn of the event loop still holds is let go in the next one.
  for (let round = 0; round < 3; round++) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    collect();
  }
  return process.memoryUsage().heapUsed;
}
