/** The examples that are written here, by their path in the Import menu. */
import { anyRequest } from './flows/any-request';
import { callJournal } from './flows/call-journal';
import { clickToDial } from './flows/click-to-dial';
import { dataBeforeItRings } from './flows/data-before-it-rings';
import { outboundPreview } from './flows/outbound-preview';
import { recordIntoTheCall } from './flows/record-into-the-call';
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
};
