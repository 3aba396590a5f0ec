/** Whether a message, field or constant exists in a protocol version. */
export function inVersion(range: { readonly since?: number; readonly until?: number }, version: number): boolean {
  return version >= (range.since ?? 0) && version <= (range.until ?? Number.POSITIVE_INFINITY);
}
