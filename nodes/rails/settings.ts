/** The settings of the rails, as the dialog of cti-server saves them. */
import { CtiError } from '../../lib/session';
import type { OwnAgent } from './danger';
import type { ListSettings } from './lists';

/** What is absent came with a later edition than the flow, and does not restrict it. */
export interface RailsSettings extends ListSettings, OwnAgent {
  readonly dryRun?: boolean;
  /** Empty: no limit. */
  readonly requestsPerSecond?: string | number;
  /** Only false puts the arm switch to use. */
  readonly alwaysArmed?: boolean;
}

const SLOWEST = 0.1;
const FASTEST = 1000;

/** undefined: no limit. @throws CtiError CTI_INVALID_OPTION */
export function rateOf({ requestsPerSecond }: RailsSettings): number | undefined {
  const text = String(requestsPerSecond ?? '').trim();
  if (text === '') return undefined;
  const rate = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  if (rate >= SLOWEST && rate <= FASTEST) return rate;
  const right = `right is a number from ${SLOWEST} to ${FASTEST}, or nothing for no limit`;
  const message = `requestsPerSecond: ${JSON.stringify(requestsPerSecond)}; ${right}`;
  throw new CtiError('CTI_INVALID_OPTION', message, { field: 'requestsPerSecond' });
}
