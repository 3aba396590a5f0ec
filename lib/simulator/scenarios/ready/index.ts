/** The scenarios that come with the simulator. */
import type { Scenario } from '../scenario';
import { AGENTS } from './agents';
import { CALL_DATA } from './call-data';
import { CONFERENCES } from './conference';
import { CONSULTATION } from './consultation';
import { INBOUND } from './inbound';
import { LISTENING } from './listening';
import { OUTAGES } from './outages';
import { OUTBOUND } from './outbound';
import { OUTGOING } from './outgoing';
import { REFUSALS } from './refusals';
import { ROUTING } from './routing';
import { SUPERVISORS } from './supervisors';
import { TRAFFIC } from './traffic';
import { UNANSWERED } from './unanswered';
import { VIEWS } from './views';

/** What documents describe, and then traffic without end. */
export const SCENARIOS: readonly Scenario[] = [
  ...AGENTS,
  ...INBOUND,
  ...UNANSWERED,
  ...ROUTING,
  ...OUTGOING,
  ...OUTBOUND,
  ...CONSULTATION,
  ...CONFERENCES,
  ...CALL_DATA,
  ...SUPERVISORS,
  ...LISTENING,
  ...VIEWS,
  ...OUTAGES,
  ...REFUSALS,
  ...TRAFFIC,
];
