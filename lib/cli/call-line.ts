/** One readable line per event: `12:00:01 CALL_DELIVERED_EVENT call 16777217 from 5551234 at 1001`. */
export interface CallEvent {
  readonly topic: string;
  readonly payload: { readonly [key: string]: unknown };
}

/** What is worth reading, in this order: the word before it and the keys it may stand under. */
const PARTS: readonly (readonly [word: string, ...keys: string[]])[] = [
  ['call', 'connectionCallID'],
  ['from', 'callingDeviceID', 'ani'],
  ['to', 'calledDeviceID', 'dialedNumber'],
  [
    'at',
    'alertingDeviceID',
    'answeringDeviceID',
    'holdingDeviceID',
    'retrievingDeviceID',
    'releasingDeviceID',
    'failingDeviceID',
  ],
  ['agent', 'agentID'],
  ['is', 'agentState'],
  ['reason', 'eventReasonCode'],
  ['cause', 'eventCause'],
  ...Array.from({ length: 10 }, (_, i) => [`callVariable${i + 1}`, `callVariable${i + 1}`] as const),
];

/** @param time of the line */
export function callLine({ topic, payload }: CallEvent, time: Date): string {
  const told = PARTS.flatMap(([word, ...keys]) => {
    const value = keys
      .map((key) => payload[key])
      .find((one) => one !== undefined && one !== null && one !== '' && one !== 0);
    return value === undefined ? [] : [`${word} ${String(value)}`];
  });
  return [time.toTimeString().slice(0, 8), topic, ...told].join(' ');
}
