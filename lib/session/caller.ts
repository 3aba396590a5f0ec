import type { CtiError } from '../codec';

/** The call stack at the moment a request was made, formatted only when somebody reads it. */
export interface Caller {
  readonly stack: string;
}

/** @param below the function above whose caller the stack begins */
export function captureCaller(below: (...args: never[]) => unknown): Caller {
  const caller = { stack: '' };
  Error.captureStackTrace(caller, below);
  return caller;
}

/** Gives an error that arises in a timer or a socket the stack of the code that made the request. */
export function blameCaller(error: CtiError, caller: Caller): CtiError {
  const frames = caller.stack.slice(caller.stack.indexOf('\n'));
  error.stack = `${error.name}: ${error.message}${frames}`;
  return error;
}
