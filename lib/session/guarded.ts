/** Calls a listener of unknown quality; whatever it throws, now or as a promise, goes to `failed`. */
export function callGuarded<A>(
  listener: (argument: A) => unknown,
  argument: A,
  failed: (cause: unknown) => void,
): void {
  try {
    const result = listener(argument);
    if (result instanceof Promise) result.catch(failed);
  } catch (cause) {
    failed(cause);
  }
}
