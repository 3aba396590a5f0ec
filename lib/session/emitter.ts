/** A few typed events. A listener stands in the list once, however often it is added. */
export class Emitter<Events> {
  readonly #listeners = new Map<keyof Events, Set<(value: never) => void>>();
  readonly #call: <E extends keyof Events>(event: E, listener: (value: Events[E]) => void, value: Events[E]) => void;

  /** @param call calls one listener; what happens when it throws is the owner's to say */
  constructor(
    call: <E extends keyof Events>(event: E, listener: (value: Events[E]) => void, value: Events[E]) => void,
  ) {
    this.#call = call;
  }

  on<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  }

  off<E extends keyof Events>(event: E, listener: (value: Events[E]) => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  /** @returns whether anybody listens */
  emit<E extends keyof Events>(event: E, value: Events[E]): boolean {
    // A copy: a listener may remove itself or others.
    const listeners = [...(this.#listeners.get(event) ?? [])];
    for (const listener of listeners) this.#call(event, listener as (value: Events[E]) => void, value);
    return listeners.length > 0;
  }
}
