import type { CareView } from '#contracts/care';
import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { GrowthBasis } from '#contracts/restrictions';
import { calendarDay, londonFields } from '../formats/london-time.js';
import { hoursInWords } from '../formats/quantities.js';

/**
 * Returns a text with the hours a week by which care may still grow: "1 hour 15 minutes left until Mon, 14
 * December 2026".
 */
export function headRoomInWords({ leftMinutes, until }: NonNullable<CareView['headRoom']>): string {
  const left = hoursInWords(leftMinutes);
  return until === null ? `${left} left` : `${left} left until ${calendarDay(londonFields(until).date)}`;
}

type Limit = HeadRoomView['conditions'][number];

const BASIS_WORDING: Readonly<Record<GrowthBasis, (limit: Limit) => string>> = {
  cumulative: ({ baselineMinutes }) => `than the ${hoursInWords(baselineMinutes ?? 0)} at the start`,
  per_change: () => 'in each change',
};

/**
 * Returns a text that describes a growth limit for one person: "At most 1 hour more a week in each change".
 */
export function growthLimitInWords(limit: Limit): string {
  const { limitMinutes, basis, leftMinutes } = limit;
  const most = `At most ${hoursInWords(limitMinutes)} more a week ${BASIS_WORDING[basis](limit)}`;
  return leftMinutes === null ? most : `${most}: ${hoursInWords(leftMinutes)} left`;
}

/** Returns a text that describes a permission (written agreement) for one change beyond a growth limit. */
export function agreementInWords({ minutes, until }: Limit['permissions'][number]): string {
  const day = calendarDay(londonFields(until).date);
  const beyond = minutes === null ? 'Any change' : `${hoursInWords(minutes)} more`;
  return `${beyond}, once, by written agreement until ${day}`;
}
