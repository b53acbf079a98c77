import type { ClockProfileView } from '#contracts/lots';
import { spanInWords } from '../formats/quantities.js';

/** The authority's own clock for an urgency. */
export function clockInWords(clock: ClockProfileView | undefined): string {
  if (!clock) return '';
  const counted = clock.workingHours ? 'counted in working hours' : 'counted round the clock';
  return `Answers within ${spanInWords(clock.respondMinutes)}, ${counted}; care within ${spanInWords(clock.startWithinMinutes)}`;
}
