/** The scenarios that come with the simulator. */
import type { Scenario } from '../scenario';
import { AGENTS } from './agents';
import { CALL_DATA } from './call-data';
import { INBOUND } from './inbound';
import { OUTAGES } from './outages';
import { OUTGOING } from './outgoing';
import { REFUSALS } from './refusals';
import { SUPERVISORS } from './supervisors';
import { TRAFFIC } from './traffic';
import { TWO_CALLS } from './two-calls';
import { VIEWS } from './views';

/** What documents describe, and then traffic without end. */
export const SCENARIOS: readonly Scenario[] = [
  ...AGENTS,
  ...INBOUND,
  ...OUTGOING,
  ...TWO_CALLS,
  ...CALL_DATA,
  ...SUPERVISORS,
  ...VIEWS,
  ...OUTAGES,
  ...REFUSALS,
  ...TRAFFIC,
];
