import { isThirdPartyRequest } from '../protocol';
import type { Clock } from './clock';
import type { Link } from './link';
import type { SessionMessage } from './message';

/**
 * CTI_SERVICE_IGNORE_CONF: the server leaves out the confirmations of third-party requests, so a
 * request counts as done when it is sent. What stands in their place has no other field than the InvokeID.
 * @returns undefined when the server will confirm
 */
export function unconfirmedAnswer(
  { topic, confirmedBy }: { readonly topic: string; readonly confirmedBy: string },
  invokeID: number,
  link: Link,
  clock: Clock,
): SessionMessage | undefined {
  if (!link.grant?.servicesGranted.includes('CTI_SERVICE_IGNORE_CONF') || !isThirdPartyRequest(topic)) return undefined;
  const { dialect, side, peer, epoch = 0 } = link;
  const cti = {
    number: dialect.codec.numberOf(confirmedBy) ?? 0,
    protocol: dialect.version,
    length: 0,
    epoch,
    sequence: 0,
    received: clock.date().toISOString(),
    side,
    peer,
    invokeID,
    confirmed: false,
  } as const;
  return { topic: confirmedBy, payload: { invokeID }, cti } as unknown as SessionMessage;
}
