/** The examples that are written here, by their path in the Import menu. */
import { adherence } from './flows/adherence';
import { afterHours } from './flows/after-hours';
import { anyRequest } from './flows/any-request';
import { callJournal } from './flows/call-journal';
import { clickToDial } from './flows/click-to-dial';
import { dataBeforeItRings } from './flows/data-before-it-rings';
import { goldCustomers } from './flows/gold-customers';
import { helpWanted } from './flows/help-wanted';
import { listenBargeIn } from './flows/listen-barge-in';
import { longWait } from './flows/long-wait';
import { maintenance } from './flows/maintenance';
import { manyRequests } from './flows/many-requests';
import { media } from './flows/media';
import { missedCall } from './flows/missed-call';
import { oneDevice } from './flows/one-device';
import { outboundPreview } from './flows/outbound-preview';
import { platform } from './flows/platform';
import { queueAlerts } from './flows/queue-alerts';
import { recordByRule } from './flows/record-by-rule';
import { recordIntoTheCall } from './flows/record-into-the-call';
import { recordingServer } from './flows/recording-server';
import { signInHttp } from './flows/sign-in-http';
import { statistics } from './flows/statistics';
import { testCalls } from './flows/test-calls';
import { wrapUpByItself } from './flows/wrap-up-by-itself';
import type { Placed } from './sheet';

export type Examples = Readonly<Record<string, readonly Placed[]>>;

export const EXAMPLES: Examples = {
  'Screen pop/03 - Data before it rings': dataBeforeItRings,
  'Screen pop/04 - Outbound preview': outboundPreview,
  'CRM/02 - Click-to-dial over HTTP': clickToDial,
  "CRM/03 - The CRM's record into the call": recordIntoTheCall,
  'CRM/04 - Wrap-up by itself': wrapUpByItself,
  'CRM/05 - Call journal': callJournal,
  'Testing/02 - Test calls by synthetic agents': testCalls,
  'Testing/03 - Any request by form': anyRequest,
  'Agents/03 - Sign in and out over HTTP': signInHttp,
  'Agents/04 - Adherence feed': adherence,
  'Agents/05 - Not ready after a missed call': missedCall,
  'Monitoring/02 - Queue alerts': queueAlerts,
  'Monitoring/03 - Statistics, sparingly': statistics,
  'Monitoring/04 - Watch one device': oneDevice,
  'Operations/02 - Devices and platform': platform,
  'Operations/03 - Maintenance': maintenance,
  'Operations/04 - Two hundred requests, safely': manyRequests,
  'Recording/01 - Record by rule': recordByRule,
  'Recording/02 - A recording server': recordingServer,
  'Recording/03 - Media for transcription': media,
  'Routing/01 - Gold customers first': goldCustomers,
  'Routing/02 - After hours': afterHours,
  'Routing/03 - Long wait': longWait,
  'Supervision/01 - Help wanted': helpWanted,
  'Supervision/02 - Listen and barge in': listenBargeIn,
};
