/** What Node.js and OpenSSL say of a failure. */

/** Node.js puts OpenSSL's short reason beside its long message. */
export function reasonOf(cause: unknown): string {
  const { reason, message } = cause as { reason?: string; message: string };
  return reason ?? message;
}

export function codeOf(cause: unknown): string {
  return String((cause as { code?: unknown } | undefined)?.code ?? '');
}
