/** Which clients a scenario needs. */
import { ALL_EVENTS, type Step, type ViewName } from './scenario';

/** Those that are there from the start: all that are looked at and that no step brings. */
export function viewsFromStart(steps: readonly Step[]): ViewName[] {
  const late = new Set<ViewName>();
  const seen = new Set<ViewName>();
  collect(steps, seen, late);
  return [...seen].filter((view) => !late.has(view));
}

function collect(steps: readonly Step[], seen: Set<ViewName>, late: Set<ViewName>): void {
  for (const step of steps) {
    if ('watch' in step) late.add(step.watch as ViewName);
    else if ('expect' in step || 'waitFor' in step || 'never' in step) seen.add((step.in as ViewName) ?? ALL_EVENTS);
    if ('repeat' in step) collect((step as { readonly steps: readonly Step[] }).steps, seen, late);
  }
}
