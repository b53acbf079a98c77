import type { CareView } from '#contracts/care';
import { calendarDay } from '../formats/london-time.js';
import { londonFields } from '../formats/london-instant.js';
import { hoursInWords } from '../formats/quantities.js';

/** By how much one person's care may still grow: "1 hour 15 minutes left until Mon, 14 December 2026". */
export function headRoomInWords({ leftMinutes, until }: NonNullable<CareView['headRoom']>): string {
  const left = leftMinutes === 0 ? 'Nothing' : hoursInWords(leftMinutes);
  return until === null ? `${left} left` : `${left} left until ${calendarDay(londonFields(until).date)}`;
}
