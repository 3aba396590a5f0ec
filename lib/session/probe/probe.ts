/** A try of both sides, step by step, that leaves running sessions alone: what works, and what to do about what does not. */
import { systemClock } from '../clock';
import { SessionCounters } from '../counters';
import { callGuarded } from '../guarded';
import type { LinkParts } from '../link';
import type { SessionOptions } from '../options';
import { Requests } from '../requests';
import type { Surroundings } from '../session';
import { settingsOf } from '../settings';
import { Subscriptions } from '../subscriptions';
import { openTransport } from '../transport/connection';
import { undisturbing } from './options';
import type { ProbeReport, ProbeStep } from './report';
import { SideProbe } from './side';

/**
 * Tries the sides of a session, both at once, and ends each try politely.
 *
 * It does not ask for what would touch others: no CTI_SERVICE_CLIENT_EVENTS and nothing that goes
 * with it (the server ends the session that has the device), no CTI_SERVICE_CONNECTION_MONITOR (an
 * alarm), no standby, no UniqueInstanceID, and no events. With CTI_SERVICE_ALL_EVENTS it takes one
 * of the Peripheral Gateway's all-events sessions for a moment.
 *
 * @param options those of the session that is to be opened
 * @param tell called with each step when it is done
 * @throws CtiError CTI_INVALID_OPTION, and nothing else: what goes wrong on the way is in the report
 */
export async function probe(
  options: SessionOptions,
  tell: (step: ProbeStep) => void = () => undefined,
  surroundings: Partial<Surroundings> = {},
): Promise<ProbeReport> {
  // What the session itself would refuse is refused here, too, whether the probe uses it or not.
  settingsOf(options);
  const { options: own, leftOut } = undisturbing(options);
  const settings = settingsOf(own);
  const { clock = systemClock, connect = openTransport } = surroundings;
  const { maxMessageSize, heartbeatInterval } = settings;
  const counters = new SessionCounters();
  const problem = () => {
    counters.problems += 1;
  };
  const requests = new Requests({ settled: () => undefined, problem }, clock, counters);
  const subscriptions = new Subscriptions();
  const parts: LinkParts = { requests, subscriptions, counters, clock, connect, maxMessageSize, heartbeatInterval };
  const wanted = { leftOut, peripheralID: options.peripheralID ?? undefined };
  const probes = settings.sides.map(
    (side) => new SideProbe(side, settings, wanted, parts, (step) => callGuarded(tell, step, problem)),
  );
  const sides = await Promise.all(probes.map((one) => one.run(probes.find((other) => other !== one))));
  const ok = sides.some(({ outcome }) => outcome === 'open') && sides.every(({ outcome }) => outcome !== 'failed');
  return { ok, sides, figures: counters.figures };
}
