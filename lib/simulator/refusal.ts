import { CtiError, type ErrorDetails } from '../codec';
import type { Constant } from '../protocol';

/** E_CTI_...: CTI Server itself refuses. */
export type StatusCode = Constant<'StatusCode'>;
/** CF_...: the peripheral refuses. */
export type ControlFailureCode = Constant<'ControlFailureCode'>;

/** Why a request is refused, in the guide's own code. It becomes FAILURE_CONF or CONTROL_FAILURE_CONF. */
export class Refusal extends CtiError {
  declare readonly code: StatusCode | ControlFailureCode;

  constructor(code: StatusCode | ControlFailureCode, message: string, details?: ErrorDetails) {
    super(code, message, details);
  }
}

export function isControlFailure(code: string): code is ControlFailureCode {
  return code.startsWith('CF_');
}
