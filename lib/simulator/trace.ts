/** A message as a line of the trace, in the manner of Cisco's ctisvr log. */

/** @param arrow `<-` from the client, `->` to the client */
export function traceLine(sessionID: number, arrow: '<-' | '->', topic: string, payload: object): string {
  const fields = Object.entries(payload)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}:${/password/i.test(key) ? '***' : show(value)}`);
  return `SESSION ${sessionID}: ${arrow} MsgType:${topic} (${fields.join(' ')})`;
}

function show(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('hex') : JSON.stringify(value);
}
