import { message, type Outgoing } from '../message';
import type { TranslationRouteEvent } from '../switch/events';
import { context } from './call-data';

/** The data of a call that is still on its way. It has a router call key and a DNIS, no id yet. */
export function translationRouteMessage({ key, data }: TranslationRouteEvent): Outgoing {
  const { callWrapupData: _, ...announced } = context(data);
  return message('CALL_TRANSLATION_ROUTE_EVENT', {
    ...announced,
    dnis: data.texts.dnis ?? '',
    routerCallKeyDay: key.day,
    routerCallKeyCallID: key.callID,
    routerCallKeySequenceNumber: key.sequenceNumber,
  });
}
