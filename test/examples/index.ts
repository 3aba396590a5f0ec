/** The examples that are written here, by their path in the Import menu. */
import { clickToDial } from './flows/click-to-dial';
import { dataBeforeItRings } from './flows/data-before-it-rings';
import { outboundPreview } from './flows/outbound-preview';
import { recordIntoTheCall } from './flows/record-into-the-call';
import type { Placed } from './sheet';

export type Examples = Readonly<Record<string, readonly Placed[]>>;

export const EXAMPLES: Examples = {
  'Screen pop/03 - Data before it rings': dataBeforeItRings,
  'Screen pop/04 - Outbound preview': outboundPreview,
  'CRM/02 - Click-to-dial over HTTP': clickToDial,
  "CRM/03 - The CRM's record into the call": recordIntoTheCall,
};
