/** Which call and ECC variables a session is told of. Source: REGISTER_VARIABLES_REQ. */
import type { MaskBit } from '../../protocol';

const CALL_VARIABLE = /^callVariable(\d+)$/;

export class RegisteredVariables {
  readonly #callVariables: ReadonlySet<MaskBit<'CallVariableMask'>>;
  readonly #named: ReadonlySet<string>;

  /** @param named of ECC scalars and arrays */
  constructor(callVariables: ReadonlySet<MaskBit<'CallVariableMask'>>, named: ReadonlySet<string>) {
    this.#callVariables = callVariables;
    this.#named = named;
  }

  /** What the session is told of a message. */
  limit(payload: object): object {
    const limited = Object.entries(payload).flatMap(([key, value]) => {
      if (key === 'namedVariables' || key === 'namedArrays') return [[key, this.#registered(value ?? {})] as const];
      const number = CALL_VARIABLE.exec(key)?.[1];
      const registered = number === undefined || this.#callVariables.has(`CALL_VAR_${number}_MASK` as never);
      return registered ? [[key, value] as const] : [];
    });
    return Object.fromEntries(limited);
  }

  #registered(values: object): object {
    return Object.fromEntries(Object.entries(values).filter(([name]) => this.#named.has(name)));
  }
}
