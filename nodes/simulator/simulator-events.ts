/** Which events of the simulator a flow wants as messages. */
import { CtiError } from '../../lib/session';

/** Of calls and agents; the rest is about the system, media, teams and so on. */
const CALLS_AND_AGENTS = /^(?:BEGIN_|END_)?CALL_\w+$|^AGENT_(?:STATE|PRE_CALL)/;

const CHOICES: Readonly<Record<string, (topic: string) => boolean>> = {
  none: () => false,
  calls: (topic) => CALLS_AND_AGENTS.test(topic),
  all: () => true,
};

/**
 * @param choice none, calls or all; absent in flows of before: none
 * @throws CtiError CTI_INVALID_OPTION
 */
export function wantedEvents(choice: string | undefined): (topic: string) => boolean {
  const name = choice || 'none';
  const wanted = Object.hasOwn(CHOICES, name) ? CHOICES[name] : undefined;
  if (wanted) return wanted;
  const message = `events: ${JSON.stringify(choice)}; right is ${Object.keys(CHOICES).join(', ')}`;
  throw new CtiError('CTI_INVALID_OPTION', message, { field: 'events' });
}
