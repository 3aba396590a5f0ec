/** What it means when a question is not answered. */

/**
 * `gone`: there is no such call, or nobody signed in; `noDevice`: there is no such device; `again`: worth another try;
 * `overtaken`: events have told of it since; `outOfReach`: the whole peripheral; `lost`: the session is; `barred`: this
 * session will never be told; `refused`: this question, whatever the reason, perhaps not the next time.
 */
export type RefusalKind = 'gone' | 'noDevice' | 'again' | 'overtaken' | 'outOfReach' | 'lost' | 'barred' | 'refused';

// Which code a server gives for a call or an agent that is not there is not documented: all that read like it count.
const KINDS: { readonly [code: string]: RefusalKind } = {
  E_CTI_INVALID_CALLID: 'gone',
  E_CTI_AGENT_NOT_LOGGED_ON: 'gone',
  CF_INVALID_CSTA_CALL_IDENTIFIER: 'gone',
  CF_INVALID_CSTA_CONNECTION_IDENTIFIER: 'gone',
  CF_NO_ACTIVE_CALL: 'gone',
  CF_INVALID_AGENT_ID_SPECIFIED: 'gone',
  CF_INVALID_CSTA_DEVICE_IDENTIFIER: 'noDevice',
  E_CTI_INVALID_DEVICE: 'noDevice',
  CF_RESOURCE_OUT_OF_SERVICE: 'outOfReach',
  CF_PRIVILEGE_VIOLATION_ON_SPECIFIED_DEVICE: 'barred',
  CF_DEVICE_RESTRICTED: 'barred',
  CF_LINE_RESTRICTED: 'barred',
  E_CTI_FUNCTION_NOT_AVAILABLE: 'barred',
  CTI_SERVICE_NOT_GRANTED: 'barred',
  CTI_TIMEOUT: 'again',
  CTI_OVERTAKEN: 'overtaken',
  CTI_CONNECTION_LOST: 'lost',
  CTI_SESSION_CLOSED: 'lost',
  CTI_NOT_CONNECTED: 'lost',
  CTI_NOT_SENT: 'lost',
};

export function kindOfRefusal(code: string): RefusalKind {
  return KINDS[code] ?? 'refused';
}

/** The present is not known: neither has the server said it nor an event. */
export function leavesUnknown(code: string): boolean {
  const kind = kindOfRefusal(code);
  return kind !== 'gone' && kind !== 'noDevice' && kind !== 'overtaken';
}

/** Of whatever was thrown. */
export function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : 'CTI_UNKNOWN_FAILURE';
}
